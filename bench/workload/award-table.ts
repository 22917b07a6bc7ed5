/**
 * The awards that promotions of the workload give, as a table: a new kind is one row here, its two forms in draft-award.ts and its
 * application in adapters/loop-awards.ts. There are percent (with and without cap), amount (per unit, per line, once, on the order),
 * fixed_price per unit, buy_get, tiers by units, every_full and free_shipping: all of them free in a lane `best_combination`, so that
 * applying everything is the best choice. Bundles and units that close are measured apart (rivals.ts); gifts and grants change
 * no price and are not there.
 */
import type { Chance } from "./chance.ts";
import type { DraftAward } from "./draft-award.ts";

interface AwardRow {
  readonly weight: number;
  /** It acts on items, so a promotion must name some. */
  readonly needsItems: boolean;
  make(chance: Chance): DraftAward;
}

const AWARD_TABLE: readonly AwardRow[] = [
  {
    weight: 30,
    needsItems: true,
    make: (chance) => ({ kind: "percent", rateBps: rateBps(chance), on: "items" }),
  },
  {
    weight: 8,
    needsItems: true,
    make(chance) {
      const capMinor = 500 * chance.between(1, 10);
      return { kind: "percent", rateBps: rateBps(chance), on: "items", capMinor };
    },
  },
  {
    weight: 12,
    needsItems: true,
    make: (chance) => ({ kind: "amount", amountMinor: chance.between(20, 200), on: "items", per: "unit" }),
  },
  {
    weight: 6,
    needsItems: true,
    make: (chance) => ({ kind: "amount", amountMinor: chance.between(50, 300), on: "items", per: "line" }),
  },
  {
    weight: 8,
    needsItems: true,
    make: (chance) => ({ kind: "amount", amountMinor: chance.between(100, 1_000), on: "items", per: "once" }),
  },
  {
    weight: 4,
    needsItems: true,
    make: (chance) => ({ kind: "fixed_price", priceMinor: chance.between(100, 2_000) }),
  },
  {
    weight: 10,
    needsItems: true,
    make(chance) {
      const rewarded = { get: 1, rateBps: chance.is(0.7) ? 10_000 : 5_000 };
      const most = chance.is(0.3) ? { setsMax: chance.between(1, 3) } : {};
      return { kind: "buy_get", buy: chance.between(1, 3), ...rewarded, ...most };
    },
  },
  {
    weight: 4,
    needsItems: true,
    make(chance) {
      const rate = 100 * chance.between(2, 10);
      const steps = [1, 3, 6].map((fromUnits, index) => ({ fromUnits, rateBps: rate * (index + 1) }));
      return { kind: "tiers", steps };
    },
  },
  {
    weight: 2,
    needsItems: true,
    make: (chance) => ({ kind: "every_full", everyMinor: 500 * chance.between(1, 6), amountMinor: 50 }),
  },
  {
    weight: 7,
    needsItems: false,
    make: (chance) => ({ kind: "percent", rateBps: rateBps(chance), on: "order" }),
  },
  {
    weight: 5,
    needsItems: false,
    make: (chance) => ({ kind: "amount", amountMinor: chance.between(200, 2_000), on: "order" }),
  },
  { weight: 3, needsItems: false, make: () => ({ kind: "free_shipping" }) },
  {
    weight: 1,
    needsItems: false,
    make: (chance) => ({ kind: "percent", rateBps: rateBps(chance), on: "shipping" }),
  },
];

const ROWS_WITHOUT_ITEMS = AWARD_TABLE.filter((row) => !row.needsItems);

/** Awards of one promotion: one, seldom two. */
export function makeAwards(chance: Chance, hasItems: boolean): DraftAward[] {
  const rows = hasItems ? AWARD_TABLE : ROWS_WITHOUT_ITEMS;
  return Array.from({ length: chance.is(0.05) ? 2 : 1 }, () => chance.weighted(rows).make(chance));
}

function rateBps(chance: Chance): number {
  return 100 * chance.between(2, 40);
}
