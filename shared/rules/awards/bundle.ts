/** Award: a set of units, so many of each component, at a price, an amount or a percentage off. Mix and match is one component with a wide `items`. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import type { ByLanguage } from "../../model/language.ts";
import { LIMITS } from "../../model/limits.ts";
import { type Missing, type MoneyKind, NO_TARGET, PLAIN_MONEY, type Target } from "../award-kind.ts";
import type { CartView, ContentRun } from "../cart-view.ts";
import { unitsLack } from "../lack.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { costOf, mostOfAmount, mostOfValue } from "../most.ts";
import { inPriceOrder, type RunUnits } from "../pick.ts";
import { type FittingUnits, Places } from "../places.ts";
import { amountsLength, capAt, nodeEnd, type Program, wordAt, writeCap } from "../program.ts";
import { takeRate } from "../rate.ts";
import { spread } from "../spread.ts";
import { closesUnits, openRuns, unitTarget } from "../target.ts";
import {
  hasOneValue,
  ONE_VALUE,
  takePriceOnce,
  UNIT_VALUE_FIELDS,
  valueAt,
  valueLength,
  valueTables,
  writeValue,
} from "../unit-value.ts";
import type { Sentence, Wording } from "../wording.ts";

const ComponentSchema = z.strictObject({
  items: LineConditionSchema,
  units: z.int().min(1).max(1_000),
  /** Joins a bundle if it is there, and is not needed for one. */
  optional: z.literal(true).optional(),
});

export const BundleAwardSchema = z
  .strictObject({
    kind: z.literal("bundle"),
    components: z.array(ComponentSchema).min(1).max(LIMITS.bundleComponents),
    /** `prices` and `amounts` are those of one bundle. */
    ...UNIT_VALUE_FIELDS,
    /** Which units form the bundles: those of the greatest saving, the dearest, or the cheapest. */
    pick: z.enum(["best", "dearest", "cheapest"]).default("best"),
    bundles_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
    cap: AmountsSchema.optional(),
    closes_units: z.literal(true).optional(),
  })
  .refine(hasOneValue, ONE_VALUE)
  .refine(({ components }) => components.some(({ optional }) => optional === undefined), {
    path: ["components"],
    message: "needs at least one that is not optional",
  })
  .refine(
    ({ components, rate_bps }) =>
      rate_bps !== undefined || components.every(({ optional }) => optional === undefined),
    { path: ["components"], message: "optional ones go with `rate_bps` only" },
  );
export type BundleAward = z.infer<typeof BundleAwardSchema>;

const PICKS = ["best", "dearest", "cheapest"] as const;
const UNBOUNDED = 0;
const OPTIONAL = 1;

/** AWD-23. Fields: pick, most bundles, cap, value, then of each component whether it is optional, units and line tree. */
export const bundleKind: MoneyKind<BundleAward> = {
  ...PLAIN_MONEY,
  opcode: 69,
  schema: BundleAwardSchema,
  stage: () => "items",
  contest: () => "none",
  joins: () => true,
  reads: () => "places",
  closes: closesUnits,
  keys({ components }, source) {
    const needed = components.find(({ optional }) => optional === undefined);
    return needed === undefined ? null : source.ofItems(needed.items);
  },
  amounts: (award) => [...valueTables(award), ...(award.cap === undefined ? [] : [award.cap])],
  lineTrees: ({ components }) =>
    components.map(({ items }, index) => ({ path: `components.${index}.items`, tree: items })),
  write(award, out) {
    out.word(PICKS.indexOf(award.pick));
    out.word(award.bundles_max ?? UNBOUNDED);
    writeCap(out, award.cap);
    writeValue(out, award);
    for (const { items, units, optional } of award.components) {
      out.word(optional === true ? OPTIONAL : 0);
      out.word(units);
      out.lineTree(items);
    }
  },
  target: bundleTarget,
  missingSets(program, at, end, cart) {
    const { components, needed, units } = fillingOf(program, at, end, cart);
    if (needed.possible(units) > 0) return null;
    const items = lackingItems(components, needed, units);
    return items === null ? null : unitsLack(missingOf(components, needed, units), items);
  },
  fitting(program, at, end, cart) {
    const fitting = componentsAt(program, at, end).flatMap(({ items }) => {
      return cart.itemRuns(program, items, end).sure;
    });
    return [...new Set(fitting)].sort((a, b) => a - b);
  },
  take(program, at, end, turn) {
    const { target, slices, bounds } = turn;
    const units = target.counts.reduce((sum, count) => sum + count, 0);
    if (slices.reduce((sum, { count }) => sum + count, 0) < units) return [];
    const value = valueAt(program, valuePlace(program, at), end, turn.cart.currency);
    if (value.by === "rate") return takeRate(turn, slices, value.rateBps, "items");
    const all = value.minor * target.times;
    return value.by === "amount" ? spread(slices, all, bounds) : takePriceOnce(turn, slices, all);
  },
  cap: (program, at, end, cart) => capAt(program, at + 2, end, cart.currency),
  most(program, at, end, target, cart) {
    const value = valueAt(program, valuePlace(program, at), end, cart.currency);
    if (value.by === "rate") return mostOfValue(value, target, cart);
    const all = value.minor * target.times;
    return mostOfAmount(value.by === "amount" ? all : Math.max(0, costOf(target, cart, "catalog") - all));
  },
};

function valuePlace(program: Program, at: number): number {
  return at + 2 + amountsLength(program, at + 2);
}

interface Component {
  readonly isOptional: boolean;
  readonly units: number;
  /** Place of its line tree. */
  readonly items: number;
}

function componentsAt(program: Program, at: number, end: number): Component[] {
  const components: Component[] = [];
  let place = valuePlace(program, at) + valueLength(program, valuePlace(program, at));
  while (place + 2 < end && components.length < LIMITS.bundleComponents) {
    const items = place + 2;
    components.push({
      isOptional: wordAt(program, place) === OPTIONAL,
      units: Math.max(1, wordAt(program, place + 1)),
      items,
    });
    place = nodeEnd(program, items, end);
  }
  return components;
}

/** The open units that fit a component, and the places that one bundle needs filled. */
function fillingOf(program: Program, at: number, end: number, cart: CartView) {
  const components = componentsAt(program, at, end);
  const pick = PICKS[wordAt(program, at)] ?? "best";
  /** Bits of the components that a run fits. */
  const bits = new Map<ContentRun, number>();
  for (const [component, { items }] of components.entries()) {
    for (const run of openRuns(cart, cart.itemRuns(program, items, end).sure)) {
      bits.set(run, (bits.get(run) ?? 0) | (1 << component));
    }
  }
  const fitting = openRuns(cart, bundleKind.fitting(program, at, end, cart));
  const units = inPriceOrder(fitting, pick === "cheapest").map((run) => {
    return { run, count: run.count, fits: bits.get(run) ?? 0 };
  });
  const needed = new Places(components.map((each) => (each.isOptional ? 0 : each.units)));
  return { components, pick, units, needed };
}

function bundleTarget(program: Program, at: number, end: number, cart: CartView): Target {
  const { components, pick, units, needed } = fillingOf(program, at, end, cart);
  const most = wordAt(program, at + 1) === UNBOUNDED ? Number.POSITIVE_INFINITY : wordAt(program, at + 1);
  const possible = Math.min(needed.possible(units), most);
  if (possible === 0) return { ...NO_TARGET, missing: missingOf(components, needed, units) };
  const value = valueAt(program, valuePlace(program, at), end, cart.currency);
  const isBest = pick === "best" && value.by === "price";
  const bundles = isBest ? bestNumber(needed, units, possible, value.minor) : possible;
  if (bundles === 0) return NO_TARGET;
  const set = needed.fill(units, bundles);
  const optional = new Places(components.map((each) => (each.isOptional ? each.units : 0)));
  const joining = optional.all === 0 ? [] : optional.fill(unitsBeside(units, set), bundles);
  return { ...unitTarget(cart, joined([...set, ...joining])), times: bundles };
}

/**
 * The number of bundles that saves most at a price, the smallest of equals. What a further bundle adds to the price of the set never grows
 * (the sets are the heaviest of a matroid), so it is found by bisection.
 */
function bestNumber(
  places: Places,
  units: readonly FittingUnits[],
  possible: number,
  priceMinor: number,
): number {
  const worth = (bundles: number) =>
    places.fill(units, bundles).reduce((sum, { run, count }) => sum + run.catalog * count, 0);
  let low = 0;
  let high = possible;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (worth(middle + 1) - worth(middle) > priceMinor) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is left of each run, in the same order. */
function unitsBeside(units: readonly FittingUnits[], set: readonly RunUnits[]): FittingUnits[] {
  const taken = new Map(set.map(({ run, count }) => [run, count]));
  return units.map((each) => ({ ...each, count: each.count - (taken.get(each.run) ?? 0) }));
}

/** Each run once. */
function joined(units: readonly RunUnits[]): RunUnits[] {
  const counts = new Map<ContentRun, number>();
  for (const { run, count } of units) counts.set(run, (counts.get(run) ?? 0) + count);
  return Array.from(counts, ([run, count]) => ({ run, count }));
}

function missingOf(
  components: readonly Component[],
  needed: Places,
  units: readonly FittingUnits[],
): Missing {
  const alone = lackingAlone(components, units);
  if (alone !== null) return { code: "items_missing", need: alone.component.units, have: alone.have };
  return { code: "items_missing", need: needed.perBundle, have: needed.fillable(units) };
}

/** The first component that lacks units whatever the others take, and how many fit it. */
function lackingAlone(components: readonly Component[], units: readonly FittingUnits[]) {
  for (const [index, component] of components.entries()) {
    const have = units.reduce((sum, { fits, count }) => ((fits & (1 << index)) === 0 ? sum : sum + count), 0);
    if (!component.isOptional && have < component.units) return { component, have };
  }
  return null;
}

/** What counts for the units that are missing: the component that lacks them, else the first of which so many more would do. */
function lackingItems(
  components: readonly Component[],
  needed: Places,
  units: readonly FittingUnits[],
): number | null {
  const alone = lackingAlone(components, units);
  if (alone !== null) return alone.component.items;
  const count = needed.perBundle - needed.fillable(units);
  const found = components.find(({ isOptional }, index) => {
    return !isOptional && needed.fillable([...units, { count, fits: 1 << index }]) === needed.perBundle;
  });
  return found?.items ?? null;
}

interface BundleWords {
  units(units: number, of: string): string;
  readonly optionally: string;
  readonly and: string;
  rate(rate: string): string;
  amount(amount: string): string;
  price(price: string): string;
}

const PHRASES: ByLanguage<BundleWords> = {
  en: {
    units: (units, of) => `${units} article${units === 1 ? "" : "s"}${of}`,
    optionally: "optionally ",
    and: " and ",
    rate: (rate) => ` together at ${rate} off`,
    amount: (amount) => ` together at ${amount} off`,
    price: (price) => ` together for ${price}`,
  },
  de: {
    units: (units, of) => `${units} Artikel${of}`,
    optionally: "wahlweise ",
    and: " und ",
    rate: (rate) => ` zusammen mit ${rate} Rabatt`,
    amount: (amount) => ` zusammen mit ${amount} Rabatt`,
    price: (price) => ` zusammen für ${price}`,
  },
  fr: {
    units: (units, of) => `${units} article${units === 1 ? "" : "s"}${of}`,
    optionally: "en option ",
    and: " et ",
    rate: (rate) => ` ensemble avec ${rate} de remise`,
    amount: (amount) => ` ensemble avec ${amount} de remise`,
    price: (price) => ` ensemble pour ${price}`,
  },
};

/** In words. */
export const bundleSentence: Sentence<BundleAward> = { en: inWords, de: inWords, fr: inWords };

function inWords(award: BundleAward, say: Wording): string {
  const { units, optionally, and, rate, amount, price } = PHRASES[say.language];
  const parts = award.components.map(({ items, units: count, optional }) => {
    return (optional === true ? optionally : "") + units(count, say.items(items));
  });
  const { rate_bps, amounts, prices, bundles_max, cap } = award;
  const value =
    rate_bps !== undefined
      ? rate(say.rate(rate_bps))
      : amounts !== undefined
        ? amount(say.amounts(amounts))
        : price(say.amounts(prices ?? {}));
  return parts.join(and) + value + say.repeated(bundles_max) + say.capped(cap);
}
