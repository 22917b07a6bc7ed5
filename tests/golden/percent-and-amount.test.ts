/** Percentages, caps and amounts, in currencies of 2, 0 and 3 digits. */
import { off, onItems, onOrder, row } from "./award-rows.ts";
import { charge, golden, line, type Row } from "./golden.ts";

golden("percent", [
  row(
    "[AWD-5] 3 units at 0.95, 10 %: 0.29, as 0.10, 0.10, 0.09",
    [onItems(1000)],
    [line("a", 95, { quantity: 3 })],
    {
      saved: 29,
      nets: { a: [85, 85, 86] },
    },
  ),
  row("[AWD-5] 1,000 screws at 0.04, 10 %: 4.00", [onItems(1000)], [line("a", 4, { quantity: 1000 })], {
    saved: 400,
  }),
  row("[AWD-5] 1,000 screws at 0.05, 10 %: 5.00", [onItems(1000)], [line("a", 5, { quantity: 1000 })], {
    saved: 500,
  }),
  row("[AWD-5] each run is rounded by itself", [onItems(1000)], [line("a", 5), line("b", 5)], { saved: 2 }),
  row("[AWD-5] 100 % leaves nothing", [onItems(10_000)], [line("a", 333, { quantity: 3 }), line("b", 1)], {
    toPay: 0,
  }),
  row("[AWD-5] the amount beyond 2^53 is exact", [onItems(3333)], [line("a", 900_719_925_475)], {
    saved: 300_209_951_161,
  }),
  row("[AWD-6] the order is rounded once", [onOrder(1000)], [line("a", 5), line("b", 5)], {
    saved: 1,
    nets: { a: [4], b: [5] },
  }),
  row(
    "[AWD-7] each charge is rounded by itself",
    [{ kind: "percent", on: "shipping", rate_bps: 1000 }],
    [],
    { saved: 2, charges: { s1: 4, s2: 4 } },
    {
      cart: { shipping: [charge(5, { id: "s1" }), charge(5, { id: "s2" })] },
    },
  ),
  row(
    "[AWD-8] a cap trims in proportion, in unit order",
    [onItems(5000, { cap: { USD: 100 } })],
    [line("a", 300), line("b", 100, { quantity: 2 })],
    {
      saved: 100,
      nets: { a: [240], b: [80, 80] },
    },
  ),
  row(
    "[AWD-8] a cap of 1 goes to the greatest part",
    [onItems(5000, { cap: { USD: 1 } })],
    [line("a", 100), line("b", 300)],
    {
      nets: { a: [100], b: [299] },
    },
  ),
  row("[AWD-8] at the cap nothing is trimmed", [onOrder(5000, { cap: { USD: 50 } })], [line("a", 100)], {
    saved: 50,
  }),
  row(
    "[AWD-8] the cap of a percentage on shipping",
    [{ kind: "percent", on: "shipping", rate_bps: 10_000, cap: { USD: 30 } }],
    [],
    { charges: { s1: 80, s2: 40 } },
    {
      cart: { shipping: [charge(100, { id: "s1" }), charge(50, { id: "s2" })] },
    },
  ),
]);

const mixed = [line("a", 980, { quantity: 2 }), line("b", 1500), line("c", 5)];

function inCurrency(
  currency: string,
  rate_bps: number,
  saved: number,
  nets: Record<string, number[]>,
): Row[] {
  return [
    row(
      `[AWD-5] ${rate_bps / 100} % on a mixed cart in ${currency}`,
      [onItems(rate_bps)],
      mixed,
      { saved, nets },
      { cart: { lines: mixed, currency } },
    ),
  ];
}

golden("the same cart in currencies of 2, 0 and 3 digits", [
  ...["USD", "JPY", "KWD"].flatMap((currency) => [
    ...inCurrency(currency, 1000, 347, { a: [882, 882], b: [1350], c: [4] }),
    ...inCurrency(currency, 2500, 866, { a: [735, 735], b: [1125], c: [4] }),
  ]),
  row(
    "[AWD-6] 25 % on the order in KWD",
    [onOrder(2500)],
    [line("a", 1250, { quantity: 3 }), line("b", 5)],
    {
      saved: 939,
      nets: { a: [937, 937, 938], b: [4] },
    },
    { cart: { lines: [line("a", 1250, { quantity: 3 }), line("b", 5)], currency: "KWD" } },
  ),
]);

golden("amount", [
  row(
    "[AWD-9] per unit, down to nothing",
    [off(50, { on: "items", per: "unit" })],
    [line("a", 80, { quantity: 2 }), line("b", 30)],
    {
      nets: { a: [30, 30], b: [0] },
    },
  ),
  row(
    "[AWD-10] per content run, over both its lines",
    [off(101, { on: "items", per: "line" })],
    [line("a", 100, { sku: "s" }), line("b", 100, { sku: "s", quantity: 2 }), line("c", 60)],
    { nets: { a: [66], b: [66, 67], c: [0] } },
  ),
  row(
    "[AWD-11] once over matching items",
    [off(100, { on: "items", per: "once", items: { kind: "sku", any_of: ["a", "b"] } })],
    [line("a", 300), line("b", 100), line("c", 100)],
    {
      nets: { a: [225], b: [75], c: [100] },
    },
  ),
  row("[AWD-11] more than the order", [off(1000, {})], [line("a", 300), line("b", 100)], {
    saved: 400,
    toPay: 0,
  }),
  row(
    "[AWD-11] on shipping",
    [off(100, { on: "shipping" })],
    [],
    { charges: { s1: 225, s2: 75 } },
    {
      cart: { shipping: [charge(300, { id: "s1" }), charge(100, { id: "s2" })] },
    },
  ),
]);
