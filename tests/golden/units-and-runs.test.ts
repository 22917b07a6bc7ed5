/** Content runs, unit order, targets and spreading: worked examples of docs/spec/awards.md. */
import { off, onItems, onOrder, row } from "./award-rows.ts";
import { charge, golden, line } from "./golden.ts";

golden("units and runs", [
  row(
    "[AWD-1] two lines of equal content are one run: rounded once",
    [onItems(1000)],
    [line("x", 95, { sku: "s" }), line("y", 95, { sku: "s", quantity: 2 })],
    {
      saved: 29,
      nets: { x: [85], y: [85, 86] },
    },
  ),
  row(
    "[AWD-1] other attributes, another run",
    [onItems(1000)],
    [line("x", 95, { sku: "s" }), line("y", 95, { sku: "s", quantity: 2, attributes: { size: 1 } })],
    {
      saved: 29,
      nets: { x: [85], y: [85, 86] },
    },
  ),
  row(
    "[AWD-1] other metadata, another run",
    [onItems(1000)],
    [line("x", 5, { sku: "s" }), line("y", 5, { sku: "s", metadata: { engraving: "A" } })],
    {
      saved: 2,
    },
  ),
  row(
    "[AWD-1] a gift line is no part of its run",
    [onItems(1000)],
    [line("x", 5, { sku: "s" }), line("y", 5, { sku: "s", gift_of: "q" })],
    {
      saved: 1,
      nets: { x: [4], y: [5] },
    },
  ),
  row(
    "[AWD-2] the odd cent goes to the smaller sku, whatever its line's id",
    [off(1, {})],
    [line("a", 100, { sku: "t" }), line("b", 100, { sku: "s" })],
    {
      nets: { a: [100], b: [99] },
    },
  ),
  row(
    "[AWD-2] then to the smaller price: 0.02 over 0.03 and 0.01 are one and a half and a half cents",
    [off(2, {})],
    [line("a", 3, { sku: "s" }), line("b", 1, { sku: "s" })],
    { nets: { a: [2], b: [0] } },
  ),
  row(
    "[AWD-2] then to the smaller list price",
    [off(1, {})],
    [line("a", 100, { sku: "s", list: 120 }), line("b", 100, { sku: "s", list: 110 })],
    {
      nets: { a: [100], b: [99] },
    },
  ),
  row(
    "[AWD-2] then by the text of the rest",
    [off(1, {})],
    [line("a", 100, { sku: "s", tags: ["b"] }), line("b", 100, { sku: "s", tags: ["a"] })],
    {
      nets: { a: [100], b: [99] },
    },
  ),
  row(
    "[AWD-2] then to the smaller line id, by code units",
    [off(1, {})],
    [line("～", 100, { sku: "s" }), line("\u{1F600}", 100, { sku: "s" })],
    {
      nets: { "～": [100], "\u{1F600}": [99] },
    },
  ),
  row("[AWD-2] then to the first unit", [off(1, {})], [line("a", 100, { quantity: 2 })], {
    nets: { a: [99, 100] },
  }),
  row(
    "[AWD-2] charges go by id",
    [off(1, { on: "shipping" })],
    [],
    { charges: { s1: 99, s2: 100 } },
    {
      cart: { shipping: [charge(100, { id: "s1" }), charge(100, { id: "s2" })] },
    },
  ),
  row(
    "[AWD-3] items that match, without those that may not be reduced",
    [onItems(5000, { items: { kind: "tag", any_of: ["x"] } })],
    [
      line("a", 100, { tags: ["x"] }),
      line("b", 100, { tags: ["x"], discountable: false }),
      line("c", 100, { tags: [] }),
    ],
    { nets: { a: [50], b: [100], c: [100] } },
  ),
  row(
    "[AWD-3] the order is all units that may be reduced",
    [onOrder(5000)],
    [line("a", 100), line("b", 100, { discountable: false }), line("c", 100, { gift_of: "q" })],
    {
      nets: { a: [50], b: [100], c: [100] },
    },
  ),
  row(
    "[AWD-3] shipping methods",
    [{ kind: "percent", on: "shipping", rate_bps: 5000, methods: ["express"] }],
    [],
    { charges: { s1: 100, s2: 50 } },
    {
      cart: { shipping: [charge(100, { id: "s1" }), charge(100, { id: "s2", method: "express" })] },
    },
  ),
  row(
    "[AWD-4] largest remainder: 200 over 999 and three of 333 and 1",
    [onOrder(1000)],
    [line("a", 999), line("b", 333, { quantity: 3 }), line("c", 1)],
    {
      saved: 200,
      nets: { a: [899], b: [299, 300, 300], c: [1] },
    },
  ),
  row("[AWD-4] a unit of zero gets nothing", [off(3, {})], [line("a", 0, { quantity: 2 }), line("b", 3)], {
    nets: { a: [0, 0], b: [0] },
  }),
]);
