/** The policies about prices, thresholds and picks, each with each of its values. */
import type { Policies } from "../../shared/model/policies.ts";
import { off, onItems, onOrder, row } from "./award-rows.ts";
import { golden, line, type Row } from "./golden.ts";
import { sku } from "./set-rows.ts";

const inOrder = { lanes: [{ id: "default", mode: "all" as const }] };

/** One row for each value of a policy. */
function each<N extends keyof Policies, T>(
  name: N,
  values: [Policies[N], T][],
  make: (expected: T) => Omit<Row, "title">,
  title: string,
): Row[] {
  return values.map(([value, expected]) => ({
    ...make(expected),
    title: `${title}: ${value}`,
    policies: { [name]: value },
  }));
}

const onSale = line("a", 1000, { list: 1200, sent_price: true });
const threshold = (at_least: number) => ({
  ...inOrder,
  promotions: [
    { awards: [off(100, { on: "items", per: "once" })] },
    { awards: [onItems(1000)], conditions: { kind: "subtotal" as const, at_least: { USD: at_least } } },
  ],
  cart: { lines: [onSale] },
});

golden("what a threshold reads", [
  ...each(
    "threshold_basis",
    [
      ["list", 90],
      ["catalog", 0],
      ["current", 0],
    ],
    (q) => ({ ...threshold(1100), expected: applied(100, q) }),
    "[POL-7] at least 11.00",
  ),
  ...each(
    "threshold_basis",
    [
      ["list", 90],
      ["catalog", 90],
      ["current", 0],
    ],
    (q) => ({ ...threshold(1000), expected: applied(100, q) }),
    "[POL-7] at least 10.00",
  ),
  ...each(
    "threshold_basis",
    [
      ["list", 90],
      ["catalog", 90],
      ["current", 90],
    ],
    (q) => ({ ...threshold(900), expected: applied(100, q) }),
    "[POL-7] at least 9.00",
  ),
  {
    ...threshold(901),
    title: "[POL-7, CND-24] current says what is there when its turn comes",
    policies: { threshold_basis: "current" },
    expected: { reasons: { q: [{ code: "minimum_not_reached", need: 901, have: 900, by: "subtotal" }] } },
  },
]);

const three = line("a", 95, { quantity: 3 });
const fives = [line("a", 5, { sku: "s" }), line("b", 5, { sku: "s" })];

golden("where a percentage is rounded", [
  ...each(
    "rounding_place",
    [
      ["run", 29],
      ["unit", 30],
      ["line", 29],
    ],
    (saved) => tenPercent(three, saved),
    "[POL-8] 10 % of 3 × 0.95",
  ),
  ...each(
    "rounding_place",
    [
      ["run", 1],
      ["unit", 2],
      ["line", 2],
    ],
    (saved) => ({ ...tenPercent(three, saved), cart: { lines: fives } }),
    "[POL-8] 10 % of 0.05 in two lines of one content",
  ),
  ...each(
    "rounding_place",
    [
      ["run", 1],
      ["unit", 2],
      ["line", 2],
    ],
    (saved) => ({
      promotions: [{ awards: [onOrder(1000)] }],
      cart: { lines: [line("a", 5), line("b", 5)] },
      expected: { saved },
    }),
    "[POL-8] 10 % of an order of 0.05 and 0.05",
  ),
]);

const twice = (award: typeof onItems, lines: Row["cart"]["lines"], saved: number) => ({
  ...inOrder,
  promotions: [{ awards: [award(1000)] }, { awards: [award(2000)] }],
  cart: { lines: lines ?? [] },
  expected: { saved },
});
const hundred = line("a", 10_000, { list: 12_000, sent_price: true });

golden("the price of which a percentage is taken", [
  ...each(
    "percent_base",
    [
      ["current", 2800],
      ["catalog", 3000],
      ["list", 3600],
    ],
    (saved) => twice(onItems, [hundred], saved),
    "[POL-9] 10 % and then 20 % of 100.00, 120.00 at list",
  ),
  ...each(
    "order_percent_base",
    [
      ["current", 2800],
      ["catalog", 3000],
      ["list", 3600],
    ],
    (saved) => twice(onOrder, [hundred], saved),
    "[POL-10] the same on the order",
  ),
  ...each(
    "percent_base",
    [
      ["current", 100],
      ["catalog", 100],
      ["list", 100],
    ],
    (saved) => ({
      promotions: [{ awards: [onItems(10_000)] }],
      cart: { lines: [line("a", 100, { list: 150, sent_price: true })] },
      expected: { saved },
    }),
    "[POL-9] never more than there is",
  ),
  {
    title: "[POL-9] says nothing of the order, nor POL-10 of items",
    ...inOrder,
    policies: { percent_base: "list" },
    promotions: [{ awards: [onOrder(1000)] }, { awards: [onOrder(1000)] }],
    cart: { lines: [hundred] },
    expected: { saved: 1900 },
  },
]);

const atMostOne = onItems(5000, { pick: { by: "at_most", units: 1, per: "order" } });
const reduced = { awards: [onItems(1000)], excludes_reduced: ["price" as const] };

golden("picks, reduced items, excess", [
  ...each(
    "at_most_picks",
    [
      ["dearest", 500],
      ["cheapest", 200],
    ],
    (saved) => ({
      promotions: [{ awards: [atMostOne] }],
      cart: { lines: [line("a", 1000), line("b", 400)] },
      expected: { saved },
    }),
    "[POL-11] half off one of 10.00 and 4.00",
  ),
  ...each(
    "reduced_items",
    [
      ["skip", { p: 50 }],
      ["refuse", {}],
    ],
    (saved) => ({
      promotions: [reduced],
      cart: { lines: [onSale, line("b", 500)] },
      expected: { applied: saved },
    }),
    "[POL-12] one reduced of two",
  ),
  {
    title: "[POL-12, CND-23] refused says why",
    policies: { reduced_items: "refuse" },
    promotions: [reduced],
    cart: { lines: [onSale, line("b", 500)] },
    expected: { reasons: { p: [{ code: "already_discounted" }] } },
  },
  ...each(
    "reduced_items",
    [
      ["skip", 450],
      ["refuse", 0],
    ],
    (q) => ({
      ...inOrder,
      promotions: [
        { awards: [off(100, { on: "items", per: "unit", items: sku("a") })] },
        { awards: [onItems(5000)], excludes_reduced: ["earlier_promotion" as const] },
      ],
      cart: { lines: [line("a", 1000), line("b", 900)] },
      expected: applied(100, q),
    }),
    "[POL-12] one reduced before",
  ),
  ...each(
    "excess",
    [
      ["cut", { a: [0], b: [500] }],
      ["refuse", { a: [300], b: [500] }],
    ],
    (nets) => ({
      promotions: [{ awards: [off(500, { on: "items", per: "unit" })] }],
      cart: { lines: [line("a", 300), line("b", 1000)] },
      expected: { nets },
    }),
    "[POL-13] 5.00 off each of 3.00 and 10.00",
  ),
  ...each(
    "excess",
    [
      ["cut", 1300],
      ["refuse", 0],
    ],
    (saved) => ({
      promotions: [{ awards: [off(2000, {})] }],
      cart: { lines: [line("a", 300), line("b", 1000)] },
      expected: { saved },
    }),
    "[POL-13] 20.00 off an order of 13.00",
  ),
  ...each(
    "excess",
    [
      ["cut", 500],
      ["refuse", 500],
    ],
    (saved) => ({
      promotions: [{ awards: [off(500, { on: "items", per: "line" })] }],
      cart: { lines: [line("a", 250, { quantity: 2 })] },
      expected: { saved },
    }),
    "[POL-13] exactly the price",
  ),
]);

const catalogueTen = { stage: "catalogue" as const, priority: 1, awards: [onItems(1000)] };
const catalogueTwenty = { stage: "catalogue" as const, awards: [onItems(2000)] };

golden("policies of catalogue promotions and of one promotion", [
  ...each(
    "catalogue_selection",
    [
      ["best", 800],
      ["all", 720],
    ],
    (toPay) => ({
      promotions: [catalogueTen, catalogueTwenty],
      cart: { lines: [line("a", 1000)] },
      expected: { toPay },
    }),
    "[POL-14] 10 % and 20 % of 10.00",
  ),
  {
    title: "[POL-1] a promotion that rounds for itself, and says so",
    ...inOrder,
    policies: { rounding: "ceiling" },
    promotions: [
      { awards: [onItems(1000)], policies: { rounding: "floor", excess: "cut" } },
      { awards: [onItems(1000)] },
    ],
    cart: { lines: [line("a", 19)] },
    expected: {
      part: {
        policies: { rounding: "ceiling" },
        applied: [
          { promotion: "p", version: 1, label: "P", saved: 1, policies: { rounding: "floor" }, grants: [] },
          { promotion: "q", version: 1, label: "Q", saved: 2, grants: [] },
        ],
      },
    },
  },
  row(
    "[POL-5] a promotion that rewards the dearest",
    [{ kind: "buy_get", reading: "additive", buy: 1, get: 1, rate_bps: 10_000, same: "any" }],
    [line("a", 500), line("b", 300)],
    { saved: 500 },
    {
      promotions: [
        {
          policies: { reward_units: "dearest" },
          awards: [{ kind: "buy_get", reading: "additive", buy: 1, get: 1, rate_bps: 10_000, same: "any" }],
        },
      ],
    },
  ),
]);

function tenPercent(article: ReturnType<typeof line>, saved: number) {
  return { promotions: [{ awards: [onItems(1000)] }], cart: { lines: [article] }, expected: { saved } };
}

/** What p and q saved; zero is not applied. */
function applied(p: number, q: number) {
  return { applied: { p, ...(q === 0 ? {} : { q }) } };
}
