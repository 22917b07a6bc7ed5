/** Buy some, get some: the inclusive and the disjoint reading, values, bounds and closed units. */
import { off, onItems, row } from "./award-rows.ts";
import { golden, line } from "./golden.ts";
import { buyGet, sets, sku, units } from "./set-rows.ts";

const threeForTwo = buyGet("inclusive", 3, 1);
const secondHalf = buyGet("inclusive", 2, 1, { rate_bps: 5000 });
const six = [3000, 2000, 1000, 1000, 500, 500];

golden("of every so many some are rewarded", [
  sets("[AWD-12] 3 for 2 of 2 units", threeForTwo, units(2), 0),
  sets("[AWD-12] 3 for 2 of 3 units", threeForTwo, units(3), 1000),
  sets("[AWD-12] 3 for 2 of 5 units", threeForTwo, units(5), 1000),
  sets("[AWD-12] 3 for 2 of 6 units", threeForTwo, units(6), 2000),
  sets("[AWD-12] 3 for 2 of 7 units", threeForTwo, units(7), 2000),
  sets("[AWD-12, POL-5] 3 for 2: the cheapest two of six", threeForTwo, six, 1000),
  sets("[AWD-12, POL-5] 3 for 2: the dearest two", threeForTwo, six, 5000, { reward_units: "dearest" }),
  sets("[AWD-12, POL-5] 3 for 2: of each set the last", threeForTwo, six, 1500, { reward_units: "grouped" }),
  sets(
    "[AWD-12, POL-5] grouped 2 + 1 of five: the rest is too small for a further set",
    buyGet("additive", 2, 1),
    [900, 800, 700, 600, 500],
    700,
    { reward_units: "grouped" },
  ),
  sets(
    "[AWD-12, POL-5] grouped 1 + 2 of five: the further set rewards one",
    buyGet("additive", 1, 2),
    [900, 800, 700, 600, 500],
    800 + 700 + 500,
    { reward_units: "grouped" },
  ),
  sets("[AWD-12] the second at half price: 1 unit", secondHalf, units(1), 0),
  sets("[AWD-12] the second at half price: 2 units", secondHalf, units(2), 500),
  sets("[AWD-12] the second at half price: 3 units", secondHalf, units(3), 500),
  sets("[AWD-12] the second at half price: 5 units", secondHalf, units(5), 1000),
  sets("[AWD-12] half of 9.99", secondHalf, [999, 999], 500),
  sets("[AWD-12] all of every two", buyGet("inclusive", 2, 2), units(3), 2000),
  sets("[AWD-12] no POL-6 here", threeForTwo, units(5), 1000, { incomplete_reward: "not_given" }),
  row("[AWD-12] what lacks for 3 for 2", [threeForTwo], [line("a", 500, { quantity: 2 })], {
    reasons: { p: [{ code: "items_missing", need: 3, have: 2, by: "buy_get" }] },
  }),
  row(
    "[AWD-12] of any product together",
    [buyGet("inclusive", 3, 1, { same: "any" })],
    [line("a", 900), line("b", 800), line("c", 700)],
    { nets: { a: [900], b: [800], c: [0] } },
  ),
]);

golden("values and bounds of rewards", [
  sets("[AWD-22] an amount off each", buyGet("additive", 2, 1, { amounts: { USD: 300 } }), units(6), 600),
  sets(
    "[AWD-22] at most the price",
    buyGet("additive", 2, 1, { amounts: { USD: 300 } }),
    [200, 200, 200],
    200,
  ),
  sets("[AWD-22] at a price", buyGet("additive", 2, 1, { prices: { USD: 100 } }), units(6), 1800),
  sets(
    "[AWD-22] a price above it raises nothing",
    buyGet("additive", 2, 1, { prices: { USD: 1001 } }),
    units(3),
    0,
  ),
  sets("[AWD-12] at most two sets of three", buyGet("inclusive", 3, 1, { sets_max: 2 }), units(9), 2000),
  sets("[AWD-12] at most one unit of three", buyGet("inclusive", 3, 1, { units_max: 1 }), units(9), 1000),
  ...(
    [
      ["cheapest", 300],
      ["dearest", 500],
    ] as const
  ).map(([reward_units, saved]) =>
    row(
      `[AWD-12] at most one unit, the ${reward_units} over all groups`,
      [buyGet("inclusive", 3, 1, { same: "sku", units_max: 1 })],
      [line("a", 500, { quantity: 3 }), line("b", 300, { quantity: 3 })],
      { saved },
      { policies: { reward_units } },
    ),
  ),
  row(
    "[AWD-8, AWD-12] a cap over all rewarded units",
    [buyGet("inclusive", 2, 1, { same: "sku", cap: { USD: 600 } })],
    [line("a", 500, { quantity: 2 }), line("b", 500, { quantity: 2 })],
    { nets: { a: [200, 500], b: [200, 500] } },
  ),
  row(
    "[AWD-12] what may not be reduced counts and is not rewarded",
    [buyGet("inclusive", 3, 1, { same: "any" })],
    [line("a", 500, { quantity: 2 }), line("b", 100, { discountable: false })],
    { nets: { a: [0, 500], b: [100] } },
  ),
  row(
    "[AWD-3, AWD-12] gift lines do not count",
    [buyGet("inclusive", 3, 1)],
    [line("a", 500, { quantity: 2 }), line("b", 500, { sku: "a", gift_of: "x" })],
    { saved: 0 },
  ),
]);

const shirtsAndTie = (prices: number[], ties = 1) => [
  ...prices.map((price, index) => line(`s${index}`, price, { sku: "shirt" })),
  line("tie", 500, { quantity: ties }),
];
const twoShirtsATie = buyGet("disjoint", 2, 1, { items: sku("shirt"), reward_items: sku("tie") });
const forMoney = buyGet("disjoint", { USD: 5000 }, 1, { items: sku("shirt"), reward_items: sku("tie") });
const anyAny = buyGet("disjoint", 1, 1, { reward_items: { kind: "all", of: [] } });

golden("what is bought and what is rewarded apart", [
  row("[AWD-21] two shirts and a tie", [twoShirtsATie], shirtsAndTie([2000, 2000]), {
    nets: { s0: [2000], s1: [2000], tie: [0] },
  }),
  row("[AWD-21] one shirt is not enough", [twoShirtsATie], shirtsAndTie([2000]), {
    reasons: { p: [{ code: "items_missing", need: 2, have: 1, by: "buy_get" }] },
  }),
  row("[AWD-21] no tie", [twoShirtsATie], shirtsAndTie([2000, 2000]).slice(0, 2), {
    reasons: { p: [{ code: "items_missing", need: 1, have: 0, by: "buy_get" }] },
  }),
  row("[AWD-21] set by set", [twoShirtsATie], shirtsAndTie([1, 1, 1, 1, 1], 3), { saved: 1000 }),
  row(
    "[AWD-21] one set at most",
    [buyGet("disjoint", 2, 1, { items: sku("shirt"), reward_items: sku("tie"), sets_max: 1 })],
    shirtsAndTie([1, 1, 1, 1], 3),
    { saved: 500 },
  ),
  ...(
    [
      ["given", 500],
      ["not_given", 0],
    ] as const
  ).map(([incomplete_reward, saved]) =>
    row(
      `[AWD-21, POL-6] one tie of two, ${incomplete_reward}`,
      [buyGet("disjoint", 2, 2, { items: sku("shirt"), reward_items: sku("tie") })],
      shirtsAndTie([2000, 2000]),
      { saved },
      { policies: { incomplete_reward } },
    ),
  ),
  row("[AWD-21] units worth 50.00 exactly", [forMoney], shirtsAndTie([2500, 2500]), { saved: 500 }),
  row("[AWD-21] units worth 49.99", [forMoney], shirtsAndTie([2500, 2499]), {
    reasons: { p: [{ code: "minimum_not_reached", need: 5000, have: 4999, by: "buy_get" }] },
  }),
  row("[AWD-21] units worth twice as much", [forMoney], shirtsAndTie([5000, 2500, 2500], 3), { saved: 1000 }),
  row(
    "[AWD-21] of the same units the dearest is bought",
    [anyAny],
    [line("a", 1000), line("b", 600), line("c", 400)],
    {
      nets: { a: [1000], b: [600], c: [0] },
    },
  ),
  row(
    "[AWD-21, POL-5] dearest: the cheapest is bought",
    [anyAny],
    [line("a", 1000), line("b", 600), line("c", 400)],
    { nets: { a: [0], b: [600], c: [400] } },
    { policies: { reward_units: "dearest" } },
  ),
  row(
    "[AWD-21] what cannot be rewarded is bought first",
    [buyGet("disjoint", 1, 1, { items: sku("a", "b"), reward_items: sku("b") })],
    [line("a", 100), line("b", 900)],
    { nets: { a: [100], b: [0] } },
  ),
  row(
    "[AWD-21] a unit that was bought is not rewarded",
    [buyGet("disjoint", 2, 1, { items: sku("a"), reward_items: sku("a") })],
    [line("a", 500, { quantity: 2 })],
    { saved: 0 },
  ),
]);

const halfOfAll = onItems(5000);
const closing = buyGet("additive", 2, 1, { closes_units: true });
const inOrder = { lanes: [{ id: "default", mode: "all" as const }] };

golden("offers that overlap", [
  {
    title: "[AWD-18] without closing the other one takes its part",
    ...inOrder,
    promotions: [{ awards: [buyGet("additive", 2, 1)] }, { awards: [halfOfAll] }],
    cart: { lines: [line("a", 1000, { quantity: 4 })] },
    expected: { applied: { p: 1000, q: 1500 } },
  },
  {
    title: "[AWD-18] closed are the bought and the rewarded, not the fourth",
    ...inOrder,
    promotions: [{ awards: [closing] }, { awards: [halfOfAll] }],
    cart: { lines: [line("a", 1000, { quantity: 4 })] },
    expected: { applied: { p: 1000, q: 500 } },
  },
  {
    title: "[AWD-18] closed units are in no spread",
    ...inOrder,
    promotions: [
      { awards: [onItems(5000, { items: sku("a"), closes_units: true })] },
      { awards: [off(300, {})] },
    ],
    cart: { lines: [line("a", 1000), line("b", 500)] },
    expected: { nets: { a: [500], b: [200] } },
  },
  {
    title: "[AWD-18] closed units still count as bought ones",
    ...inOrder,
    promotions: [
      { awards: [onItems(5000, { items: sku("shirt"), closes_units: true })] },
      { awards: [twoShirtsATie] },
    ],
    cart: { lines: shirtsAndTie([2000, 2000]) },
    expected: { applied: { p: 2000, q: 500 } },
  },
  {
    title: "[AWD-18] what took nothing closes nothing",
    ...inOrder,
    promotions: [
      {
        awards: [
          { kind: "fixed_price", on: "items", per: "unit", prices: { USD: 2000 }, closes_units: true },
        ],
      },
      { awards: [halfOfAll] },
    ],
    cart: { lines: [line("a", 1000)] },
    expected: { applied: { q: 500 } },
  },
]);
