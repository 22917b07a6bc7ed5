/**
 * Mistakes that other engines made, each a row with what it was. Those about who may be combined with whom are beside the selection
 * (shared/evaluate), those about codes and limits beside codes and the ledger.
 */
import { off, onItems, onOrder, row } from "./award-rows.ts";
import { charge, golden, line, type Row } from "./golden.ts";
import { buyGet, sku, units, variants } from "./set-rows.ts";

const inOrder = { lanes: [{ id: "default", mode: "all" as const }] };

golden("buy some, get some", [
  row(
    "[AWD-12] the quantity is divided, not asked for a remainder of zero",
    [buyGet("additive", 1, 1)],
    [line("a", 1000, { quantity: 7 })],
    {
      saved: 3000,
    },
  ),
  row(
    "[AWD-12] a rest beyond the bought units is still rewarded",
    [buyGet("additive", 2, 2)],
    [line("a", 1000, { quantity: 7 })],
    {
      saved: 3000,
    },
  ),
  row(
    "[AWD-22] an amount is not read as a percentage",
    [buyGet("additive", 1, 1, { amounts: { USD: 10 } })],
    [line("a", 1000, { quantity: 2 })],
    {
      saved: 10,
    },
  ),
  ...(
    [
      ["x", "y", "z"],
      ["z", "y", "x"],
    ] as const
  ).map(([first, second, third]) =>
    row(
      `[AWD-12] the order of lines plays no part: ${first}, ${second}, ${third}`,
      [buyGet("additive", 2, 1, { same: "any" })],
      [line(first, 900, { sku: "s1" }), line(second, 300, { sku: "s2" }), line(third, 600, { sku: "s3" })],
      { saved: 300 },
    ),
  ),
  row(
    "[AWD-12] every set is rewarded, not the first alone",
    [buyGet("additive", 2, 1)],
    [line("a", 500, { quantity: 9 })],
    { saved: 1500 },
  ),
  row(
    "[AWD-21] a unit is not bought and rewarded at once",
    [buyGet("disjoint", 2, 1, { items: sku("a"), reward_items: sku("a") })],
    [line("a", 500, { quantity: 2 })],
    {
      saved: 0,
    },
  ),
  row("[AWD-12] two colours of one product combine", [buyGet("inclusive", 2, 1)], variants([1000, 1000]), {
    saved: 1000,
  }),
  row(
    "[AWD-12] the formula of the documentation: 2 + 1 of 8",
    [buyGet("additive", 2, 1)],
    variants(units(8)),
    { saved: 2000 },
  ),
]);

golden("lines that are split", [
  row(
    "[AWD-10] an amount a line is not given for each of its parts",
    [off(40, { on: "items", per: "line" })],
    split(),
    { saved: 40 },
  ),
  row("[AWD-12] sets reach over the parts", [buyGet("additive", 2, 1)], split(), { saved: 100 }),
  row(
    "[AWD-5] a percentage is rounded over the parts",
    [onItems(1000)],
    ["a", "b", "c"].map((id) => line(id, 95, { sku: "s" })),
    { saved: 29 },
  ),
]);

golden("one cent", [
  row(
    "[AWD-4] six equal lines do not lose two",
    [off(2000, {})],
    "abcdef".split("").map((id) => line(id, 1000)),
    { saved: 2000 },
  ),
  row("[MNY-1] no remainder far behind the point", [onItems(3333)], [line("a", 10, { quantity: 3 })], {
    saved: 10,
    toPay: 20,
  }),
  row(
    "[AWD-5] 100 % leaves nothing at all",
    [onOrder(3333), onOrder(10_000)],
    [line("a", 1999, { quantity: 3 }), line("b", 1)],
    { toPay: 0 },
  ),
  row(
    "[AWD-5, MNY-1] amounts beyond 2^53 are exact",
    [onOrder(9999)],
    [line("a", 1_000_000_000_000), line("b", 900_719_925_475)],
    {
      toPay: 190_071_993,
    },
  ),
]);

golden("caps and what is on sale", [
  row("[AWD-8] 10 %, up to 20.00", [onOrder(1000, { cap: { USD: 2000 } })], [line("a", 50_000)], {
    saved: 2000,
  }),
  ...(["price", "earlier_promotion"] as const).map(
    (way): Row => ({
      title: `[AWD-24] a code does not stack on what is reduced: ${way}`,
      ...inOrder,
      promotions: [
        { awards: [off(100, { on: "items", per: "unit", items: sku("b") })] },
        { awards: [onItems(1000)], excludes_reduced: [way] },
      ],
      cart: { lines: [line("a", 800, { list: 1000, sent_price: true }), line("b", 1000)] },
      expected: { applied: { p: 100, q: way === "price" ? 90 : 80 } },
    }),
  ),
  {
    title: "[SEL-11] what takes nothing is not applied, so that no limit counts it",
    ...inOrder,
    promotions: [{ awards: [onItems(10_000)] }, { awards: [onItems(1000)] }],
    cart: { lines: [line("a", 1000)] },
    expected: { applied: { p: 1000 }, reasons: { q: [{ code: "no_effect" }] } },
  },
  {
    title: "[SEL-5] nor does it stand in the way of the next in a lane that takes the first",
    lanes: [{ id: "default", mode: "first" }],
    promotions: [{ awards: [{ kind: "free_shipping" }] }, { awards: [onItems(1000)] }],
    cart: { lines: [line("a", 1000)] },
    expected: { applied: { q: 100 } },
  },
]);

golden("currencies", [
  row(
    "[CND-17] an amount of another currency is neither converted nor zero",
    [{ kind: "amount", on: "order", amounts: { EUR: 500 } }],
    [line("a", 1000)],
    { saved: 0, reasons: { p: [{ code: "wrong_currency", by: "USD" }] } },
  ),
  row(
    "[CND-17] each currency has its own",
    [{ kind: "amount", on: "order", amounts: { EUR: 500, USD: 600 } }],
    [line("a", 1000)],
    { saved: 600 },
  ),
]);

const overHundred = (basis: "catalog" | "current") => ({
  awards: [onOrder(2000)],
  conditions: { kind: "subtotal" as const, basis, above: { USD: 10_000 } },
});
const afterTen: Omit<Row, "title" | "promotions" | "expected"> = {
  ...inOrder,
  cart: { lines: [line("a", 10_500)] },
};

golden("before or after the discount", [
  {
    title: "[CND-4] 10 % and then 20 % above 100.00 of 105.00: catalog gives both",
    ...afterTen,
    promotions: [{ awards: [onOrder(1000)] }, overHundred("catalog")],
    expected: { applied: { p: 1050, q: 1890 } },
  },
  {
    title: "[CND-24] current does not: 94.50",
    ...afterTen,
    promotions: [{ awards: [onOrder(1000)] }, overHundred("current")],
    expected: {
      applied: { p: 1050 },
      reasons: { q: [{ code: "minimum_not_reached", need: 10_000, have: 9450, by: "subtotal" }] },
    },
  },
  {
    title: "[CND-24] unless its turn comes first",
    ...afterTen,
    promotions: [{ awards: [onOrder(1000)] }, { ...overHundred("current"), priority: 1 }],
    expected: { applied: { p: 840, q: 2100 } },
  },
  {
    title: "[CND-24] the threshold of free shipping is not lost to a code, where it names no basis",
    ...inOrder,
    promotions: [
      { awards: [onOrder(1000)] },
      { awards: [{ kind: "free_shipping" }], conditions: { kind: "subtotal", at_least: { USD: 10_000 } } },
    ],
    cart: { lines: [line("a", 10_000)], shipping: [charge(500)] },
    expected: { applied: { p: 1000, q: 500 } },
  },
  {
    title: "[SEL-3, POL-9] 10.00 off and then 10 % of 100.00: 81.00",
    ...inOrder,
    promotions: [{ awards: [off(1000, {})] }, { awards: [onOrder(1000)] }],
    cart: { lines: [line("a", 10_000)] },
    expected: { toPay: 8100 },
  },
  {
    title: "[SEL-3, POL-9] 10 % and then 10.00 off: 80.00",
    ...inOrder,
    promotions: [{ awards: [onOrder(1000)] }, { awards: [off(1000, {})] }],
    cart: { lines: [line("a", 10_000)] },
    expected: { toPay: 8000 },
  },
]);

const coded = { conditions: { kind: "code" as const } };

golden("codes", [
  {
    title: "[SEL-10] two codes of one promotion: it counts once, each has its answer",
    policies: { codes: "several" },
    promotions: [coded],
    codes: [{ code: "A" }, { code: "B" }],
    cart: { lines: [line("a", 1000)], codes: ["A", "B"] },
    expected: { saved: 100, codes: { A: "applied", B: "refused: codes_do_not_combine by A" } },
  },
  {
    title: "[SEL-10] a code that nobody has is told so, beside one that counts",
    promotions: [coded],
    codes: [{ code: "A" }],
    cart: { lines: [line("a", 1000)], codes: ["A", "B"] },
    expected: { codes: { A: "applied", B: "refused: code_not_found" } },
  },
]);

/** Three units at 1.00 in three lines. */
function split() {
  return ["a", "b", "c"].map((id) => line(id, 100, { sku: "s", product: "s" }));
}
