/**
 * Promotions of the workload "mixed": most name articles, categories or brands, some only a store, a segment or a code; beside what
 * they name stand further conditions. About three in five hold at the instant that is measured, as in a shop that plans ahead.
 */
import { makeAwards } from "./award-table.ts";
import type { Chance } from "./chance.ts";
import type { Draft, DraftItems } from "./draft.ts";
import type { Shop } from "./shop.ts";

/** What a promotion is mainly about. */
interface Shape {
  readonly weight: number;
  items(shop: Shop, chance: Chance): DraftItems | null;
  /** Fields beside the items, and instead of those that are drawn for every promotion. */
  rest?(shop: Shop, chance: Chance, id: string): Partial<Draft>;
}

const NO_ITEMS: DraftItems = { skus: [], categories: [], brands: [], excludedBrands: [] };

const SHAPES: readonly Shape[] = [
  {
    weight: 36,
    items: (shop, chance) => ({
      ...NO_ITEMS,
      skus: chance.some(shop.articles, chance.between(1, 20)).map(({ sku }) => sku),
    }),
  },
  {
    weight: 14,
    items: (shop, chance) => ({ ...NO_ITEMS, categories: categories(shop, chance) }),
  },
  {
    weight: 14,
    items: (shop, chance) => ({ ...NO_ITEMS, brands: chance.some(shop.brands, chance.between(1, 3)) }),
  },
  {
    weight: 8,
    items: (shop, chance) => ({
      ...NO_ITEMS,
      categories: categories(shop, chance),
      excludedBrands: chance.some(shop.brands, chance.between(3, 30)),
    }),
  },
  {
    weight: 8,
    items: (shop, chance) => (chance.is(0.5) ? { ...NO_ITEMS, categories: categories(shop, chance) } : null),
    rest: (shop, chance) => ({ stores: chance.some(shop.stores, chance.between(1, 8)) }),
  },
  {
    weight: 12,
    items: (shop, chance) =>
      chance.is(0.5) ? { ...NO_ITEMS, categories: [chance.pick(shop.leaves)] } : null,
    rest: (shop, chance) => ({ segmentsAny: chance.some(shop.microSegments, chance.between(1, 3)) }),
  },
  {
    weight: 6,
    items: () => null,
    rest: (_shop, chance, id) => ({
      codes: chance.is(0.8) ? [`SAVE${id}`] : [`SAVE${id}`, `MORE${id}`],
    }),
  },
  {
    weight: 1.5,
    items: () => null,
    rest: (shop, chance) => ({
      countries: chance.some(shop.countries, chance.between(1, 3)),
      channels: [chance.pick(shop.channels)],
      subtotalMinor: 2_500 * chance.between(2, 12),
      segmentsAny: chance.some(shop.segments, chance.between(1, 4)),
    }),
  },
  {
    weight: 0.5,
    items: (shop, chance) => ({ ...NO_ITEMS, excludedBrands: chance.some(shop.brands, 10) }),
    rest: (shop, chance) => ({
      countries: [chance.pick(shop.countries)],
      channels: [chance.pick(shop.channels)],
      units: chance.between(3, 8),
    }),
  },
];

const DAY_MS = 86_400_000;
const DAY_MIN = 1_440;

/** The promotion of a number. `aroundLocalMs` is the wall clock that is measured. */
export function makeDraft(shop: Shop, chance: Chance, number: number, aroundLocalMs: number): Draft {
  const id = `P${String(number).padStart(6, "0")}`;
  const shape = chance.weighted(SHAPES);
  const items = shape.items(shop, chance);
  return {
    id,
    label: `Offer ${number} for you`,
    campaign: `campaign-${Math.floor(number / 20)}`,
    priority: chance.below(10),
    ...window(chance, aroundLocalMs),
    weekly: chance.is(0.15) ? weekly(chance) : [],
    codes: [],
    channels: chance.is(0.3) ? chance.some(shop.channels, chance.between(1, 2)) : [],
    countries: chance.is(0.3) ? chance.some(shop.countries, chance.between(1, 5)) : [],
    stores: chance.is(0.08) ? chance.some(shop.stores, chance.between(5, 50)) : [],
    segmentsAny: chance.is(0.1) ? chance.some(shop.segments, chance.between(1, 5)) : [],
    segmentsNone: chance.is(0.08) ? chance.some(shop.segments, chance.between(1, 5)) : [],
    subtotalMinor: chance.is(0.15) ? 1_000 * chance.between(1, 10) : 0,
    items,
    units: items === null ? 0 : chance.is(0.25) ? chance.between(2, 4) : 1,
    amountMinor: items !== null && chance.is(0.1) ? 500 * chance.between(1, 10) : 0,
    awards: makeAwards(chance, items !== null),
    ...shape.rest?.(shop, chance, id),
  };
}

/** Mostly leaves, seldom a whole department. */
function categories(shop: Shop, chance: Chance): string[] {
  const level = chance.unit();
  if (level < 0.8) return chance.some(shop.leaves, chance.between(1, 4));
  return level < 0.99 ? chance.some(shop.middles, chance.between(1, 2)) : [chance.pick(shop.tops)];
}

function window(chance: Chance, aroundLocalMs: number): Pick<Draft, "startLocalMs" | "endLocalMs"> {
  const today = aroundLocalMs - (aroundLocalMs % DAY_MS);
  const length = chance.between(3, 60);
  const holds = chance.is(0.6);
  const sinceDays = chance.between(0, length - 1);
  const shiftDays = holds ? 0 : chance.is(0.75) ? chance.between(61, 200) : -chance.between(61, 90);
  const startLocalMs = today + (shiftDays - sinceDays) * DAY_MS;
  return { startLocalMs, endLocalMs: startLocalMs + length * DAY_MS };
}

/** The same hours on some days of the week. */
function weekly(chance: Chance) {
  const from = 60 * chance.between(6, 18);
  const length = 60 * chance.between(2, 12);
  const days = chance.some([0, 1, 2, 3, 4, 5, 6], chance.between(1, 5)).sort((a, b) => a - b);
  return days.map((day) => ({ from_min: day * DAY_MIN + from, to_min: day * DAY_MIN + from + length }));
}
