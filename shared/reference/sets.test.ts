/** Sets of units in numbers worked by hand: buy some and get some, bundles. */
import { describe, expect, test } from "vitest";
import type { Reason } from "../model/reason.ts";
import type { Award } from "../rules/award.ts";
import type { BundleAward } from "../rules/awards/bundle.ts";
import type { BuyGetAward } from "../rules/awards/buy-get.ts";
import { type Example, line, nets, onItems, product, reasonsIn, savings, sku } from "./testing.ts";

const buyGet = (fields: Partial<BuyGetAward>): Award => ({
  kind: "buy_get",
  reading: "additive",
  buy: 2,
  get: 1,
  rate_bps: 10_000,
  same: "any",
  ...fields,
});
const byPrices = (...prices: number[]) =>
  prices.map((price, index) => line(`l${index}`, price, { product: "p" }));

function saved(award: Award, lines: ReturnType<typeof line>[], policies: Example["policies"] = {}): number {
  return savings({ promotions: [{ awards: [award] }], lines, policies }).p ?? 0;
}

function said(award: Award, lines: ReturnType<typeof line>[], policies: Example["policies"] = {}) {
  return reasonsIn({ promotions: [{ awards: [award] }], lines, policies }).p ?? [];
}

describe("buy some, get some", () => {
  const six = byPrices(30, 20, 10, 10, 5, 5);
  const threeForTwo = buyGet({ reading: "inclusive", buy: 3 });
  const five = byPrices(500, 500, 400, 300, 300);

  test.each<[string, Award, ReturnType<typeof line>[], Example["policies"], number]>([
    ["[AWD-12, POL-5] 3 for 2, the cheapest", threeForTwo, six, {}, 10],
    ["[AWD-12, POL-5] the dearest", threeForTwo, six, { reward_units: "dearest" }, 50],
    [
      "[AWD-12, POL-5] grouped: 10 of the first three, 5 of the next",
      threeForTwo,
      six,
      { reward_units: "grouped" },
      15,
    ],
    ["[AWD-12] the example: a rest of two gives nothing", buyGet({}), five, {}, 300],
    ["[AWD-12] a rest above `buy` is a further set", buyGet({ buy: 1, get: 2 }), five, {}, 300 + 300 + 400],
    [
      "[AWD-12, POL-6] unless it is not given",
      buyGet({ buy: 1, get: 2 }),
      five,
      { incomplete_reward: "not_given" },
      600,
    ],
    [
      "[AWD-12] grouped with a further set: 4 + 3 of the first, 3 of the rest",
      buyGet({ buy: 1, get: 2 }),
      five,
      { reward_units: "grouped" },
      500 + 400 + 300,
    ],
    ["[AWD-12] `sets_max`", buyGet({ buy: 1, sets_max: 1 }), five, {}, 300],
    ["[AWD-12] `sets_max` counts the further set", buyGet({ buy: 1, get: 2, sets_max: 1 }), five, {}, 600],
    [
      "[AWD-12] `units_max` over all groups, cheapest first",
      buyGet({ buy: 1, same: "product", units_max: 1 }),
      [...five, line("x", 70, { quantity: 2 })],
      {},
      70,
    ],
    [
      "[AWD-12] `units_max`, dearest first",
      buyGet({ buy: 1, same: "product", units_max: 1 }),
      [...five, line("x", 70, { quantity: 2 })],
      { reward_units: "dearest" },
      500,
    ],
    [
      "[AWD-12] groups by product",
      buyGet({ buy: 1, same: "product" }),
      [line("a", 10), line("b", 20)],
      {},
      0,
    ],
    [
      "[AWD-12] units that are not open count, and are not rewarded",
      buyGet({ buy: 1 }),
      [line("a", 10, { discountable: false }), line("b", 20)],
      {},
      20,
    ],
    [
      "[AWD-22] an amount off each",
      buyGet({ buy: 1, rate_bps: undefined, amounts: { USD: 7 } }),
      six,
      {},
      7 + 5 + 5,
    ],
    [
      "[AWD-22] a price for each",
      buyGet({ buy: 1, rate_bps: undefined, prices: { USD: 1 } }),
      six,
      {},
      4 + 4 + 9,
    ],
    [
      "[AWD-22] a percentage, rounded by content run",
      buyGet({ buy: 1, rate_bps: 5000 }),
      [line("a", 5, { quantity: 4 })],
      {},
      5,
    ],
    ["[AWD-8] under a cap", buyGet({ buy: 1, cap: { USD: 12 } }), six, {}, 12],
  ])("%s", (_, award, lines, policies, expected) => {
    expect(saved(award, lines, policies)).toBe(expected);
  });

  test.each<[string, Award, ReturnType<typeof line>[], Example["policies"], Reason]>([
    [
      "[AWD-12] inclusive needs `buy`",
      threeForTwo,
      byPrices(10, 10),
      {},
      { code: "items_missing", need: 3, have: 2, by: "buy_get" },
    ],
    [
      "[AWD-12] additive needs one more",
      buyGet({ get: 2 }),
      byPrices(10, 10),
      {},
      { code: "items_missing", need: 3, have: 2, by: "buy_get" },
    ],
    [
      "[AWD-12, POL-6] or all",
      buyGet({ get: 2 }),
      byPrices(10, 10),
      { incomplete_reward: "not_given" },
      { code: "items_missing", need: 4, have: 2, by: "buy_get" },
    ],
    [
      "[AWD-3] sets of which nothing may be rewarded",
      buyGet({ buy: 1 }),
      [line("a", 10, { quantity: 2, discountable: false })],
      {},
      { code: "items_missing", by: "buy_get" },
    ],
  ])("%s", (_, award, lines, policies, expected) => {
    expect(said(award, lines, policies)).toEqual([expected]);
  });

  test("[AWD-30] of equal units the first are rewarded, the next are bought", () => {
    const award = buyGet({ buy: 1, rate_bps: 5000, closes_units: true });
    const example = {
      promotions: [{ priority: 1, awards: [award] }, { awards: [onItems(1000)] }],
      lines: [line("a", 100, { quantity: 5 })],
    };
    expect(nets({ ...example, lanes: [{ id: "default", mode: "all" }] })).toEqual({
      a: [50, 50, 100, 100, 90],
    });
  });
});

test("[AWD-30] what `units_max` drops comes after the bought ones", () => {
  const award = buyGet({ buy: 1, units_max: 1, rate_bps: 5000, closes_units: true });
  const example: Example = {
    promotions: [{ priority: 1, awards: [award] }, { awards: [onItems(1000)] }],
    lanes: [{ id: "default", mode: "all" }],
    lines: [line("a", 100, { quantity: 4 })],
  };
  expect(nets(example)).toEqual({ a: [50, 100, 100, 90] });
});

describe("buy some, get others", () => {
  const phone = sku("phone");
  const cases = sku("case", "cover");
  const disjoint = (fields: Partial<BuyGetAward> = {}) =>
    buyGet({ reading: "disjoint", buy: 1, items: phone, reward_items: cases, ...fields });
  const goods = [line("phone", 500, { quantity: 2 }), line("case", 30), line("cover", 20)];
  const any = { kind: "any" as const, of: [phone, cases] };

  test.each<[string, Award, ReturnType<typeof line>[], Example["policies"], number]>([
    ["[AWD-21] for each phone the cheapest", disjoint(), goods, {}, 50],
    ["[AWD-21] `sets_max`", disjoint({ sets_max: 1 }), goods, {}, 20],
    ["[AWD-21, POL-5] the dearest", disjoint({ sets_max: 1 }), goods, { reward_units: "dearest" }, 30],
    [
      "[AWD-21, POL-5] grouped is cheapest",
      disjoint({ sets_max: 1 }),
      goods,
      { reward_units: "grouped" },
      20,
    ],
    ["[AWD-21] fewer than `get` are rewarded, and it ends", disjoint({ get: 3 }), goods, {}, 50],
    ["[AWD-21, POL-6] or not", disjoint({ get: 3 }), goods, { incomplete_reward: "not_given" }, 0],
    ["[AWD-21] bought first is what cannot be rewarded", disjoint({ items: any, buy: 2 }), goods, {}, 20],
    ["[AWD-21] then what could be, dearest first", disjoint({ items: any, buy: 3 }), goods, {}, 20],
    [
      "[AWD-21, POL-5] or cheapest first",
      disjoint({ items: any, buy: 3 }),
      goods,
      { reward_units: "dearest" },
      30,
    ],
    ["[AWD-21] for so much money", disjoint({ buy: { USD: 501 }, get: 2 }), goods, {}, 50],
    ["[AWD-21] once for each such sum", disjoint({ buy: { USD: 500 } }), goods, {}, 50],
    [
      "[AWD-21] units of price 0 are passed over",
      disjoint({ buy: { USD: 1 }, items: any }),
      [line("phone", 0), ...goods.slice(1)],
      {},
      20,
    ],
    ["[AWD-21] `units_max`", disjoint({ units_max: 1 }), goods, {}, 20],
  ])("%s", (_, award, lines, policies, expected) => {
    expect(saved(award, lines, policies)).toBe(expected);
  });

  test.each<[string, Award, ReturnType<typeof line>[], Reason]>([
    [
      "[AWD-21] too few are bought",
      disjoint({ buy: 3 }),
      goods,
      { code: "items_missing", need: 3, have: 2, by: "buy_get" },
    ],
    [
      "[AWD-21] for too little",
      disjoint({ buy: { USD: 1001 } }),
      goods,
      { code: "minimum_not_reached", need: 1001, have: 1000, by: "buy_get" },
    ],
    [
      "[AWD-21] nothing to reward",
      disjoint(),
      goods.slice(0, 1),
      { code: "items_missing", need: 1, have: 0, by: "buy_get" },
    ],
  ])("%s", (_, award, lines, expected) => {
    expect(said(award, lines)).toEqual([expected]);
  });
});

describe("bundles", () => {
  const [shirt, tie] = [product("shirt"), product("tie")];
  const bundle = (fields: Partial<BundleAward>): Award => ({
    kind: "bundle",
    components: [
      { items: shirt, units: 1 },
      { items: tie, units: 1 },
    ],
    pick: "best",
    ...fields,
  });
  const outfit = [
    line("s1", 4000, { product: "shirt" }),
    line("s2", 3000, { product: "shirt" }),
    line("t1", 1500, { product: "tie" }),
    line("t2", 1200, { product: "tie" }),
  ];
  const at50 = { prices: { USD: 5000 } };
  const belt = { items: product("belt"), units: 1, optional: true as const };

  test.each<[string, Award, ReturnType<typeof line>[], number]>([
    ["[AWD-23] the example: one bundle of the dearest saves most", bundle(at50), outfit, 500],
    [
      "[AWD-23] as many as there are, dearest first, though two save nothing",
      bundle({ ...at50, pick: "dearest" }),
      outfit,
      0,
    ],
    [
      "[AWD-23] `bundles_max`, cheapest first",
      bundle({ prices: { USD: 4000 }, pick: "cheapest", bundles_max: 1 }),
      outfit,
      200,
    ],
    ["[AWD-23] a price that saves nothing: no bundle", bundle({ prices: { USD: 5500 } }), outfit, 0],
    ["[AWD-23] of equal savings the fewer bundles", bundle({ prices: { USD: 4200 } }), outfit, 1300],
    ["[AWD-23] an amount off each bundle", bundle({ amounts: { USD: 300 } }), outfit, 600],
    ["[AWD-23] a percentage of all its units", bundle({ rate_bps: 1000 }), outfit, 970],
    [
      "[AWD-23] an optional component joins",
      bundle({ rate_bps: 1000, components: [{ items: shirt, units: 1 }, belt] }),
      [line("s", 1000, { product: "shirt" }), line("b", 500, { product: "belt", quantity: 2 })],
      150,
    ],
    [
      "[AWD-23] and is not needed",
      bundle({ rate_bps: 1000, components: [{ items: shirt, units: 1 }, belt] }),
      [line("s", 1000, { product: "shirt" })],
      100,
    ],
    [
      "[AWD-23] a unit moves to another place to let one in",
      bundle({
        rate_bps: 10_000,
        components: [
          { items: sku("a", "b"), units: 1 },
          { items: sku("a"), units: 1 },
        ],
      }),
      [line("a", 900), line("b", 700)],
      1600,
    ],
  ])("%s", (_, award, lines, expected) => {
    expect(saved(award, lines)).toBe(expected);
  });

  test.each<[string, Award, ReturnType<typeof line>[], Reason]>([
    [
      "[AWD-23] the first component that lacks units",
      bundle(at50),
      outfit.slice(0, 2),
      { code: "items_missing", need: 1, have: 0, by: "bundle" },
    ],
    [
      "[AWD-23] none lacks alone",
      bundle({
        ...at50,
        components: [
          { items: shirt, units: 1 },
          { items: sku("s1"), units: 1 },
        ],
      }),
      outfit.slice(0, 1),
      { code: "items_missing", need: 2, have: 1, by: "bundle" },
    ],
    [
      "[AWD-3] none is worth it",
      bundle({ prices: { USD: 5500 } }),
      outfit,
      { code: "items_missing", by: "bundle" },
    ],
  ])("%s", (_, award, lines, expected) => {
    expect(said(award, lines)).toEqual([expected]);
  });

  test("[AWD-23] it gives nothing if one of its units is not present", () => {
    const closing = onItems(1000, { items: sku("t1"), closes_units: true });
    const example: Example = {
      promotions: [
        { priority: 1, awards: [closing] },
        { awards: [bundle({ rate_bps: 1000, bundles_max: 1 })] },
      ],
      lanes: [{ id: "default", mode: "all" }],
      lines: outfit,
    };
    expect(savings(example)).toEqual({ p: 150 });
    expect(reasonsIn(example)).toEqual({ q: [{ code: "no_effect" }] });
  });

  test("[AWD-23] a price once the units were reduced: what is left less the price", () => {
    const example: Example = {
      promotions: [
        { priority: 1, awards: [onItems(1000)] },
        { awards: [bundle({ ...at50, bundles_max: 1, pick: "dearest" })] },
      ],
      lanes: [{ id: "default", mode: "all" }],
      lines: outfit,
    };
    expect(savings(example)).toEqual({ p: 970 });
  });
});
