/** One sum over many units: remainders, floors, caps, in currencies of 2, 0 and 3 digits. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import { off, onItems, onOrder, row } from "./award-rows.ts";
import { charge, golden, line, type Row } from "./golden.ts";
import { sku } from "./set-rows.ts";

const uneven = [line("a", 1999), line("b", 501), line("c", 100)];

function inCurrency(
  currency: string,
  title: string,
  amount: number,
  lines: LineFacts[],
  nets: Row["expected"]["nets"],
): Row {
  const award = { kind: "amount" as const, on: "order" as const, amounts: { [currency]: amount } };
  return row(
    `${title} in ${currency}`,
    [award],
    lines,
    { saved: amount, nets: nets ?? {} },
    { cart: { lines, currency } },
  );
}

golden("sharing out", [
  ...["USD", "JPY", "KWD"].flatMap((currency) => [
    inCurrency(currency, "[MNY-6] 1000 over 1999, 501 and 100: 769, 193, 38", 1000, uneven, {
      a: [1999 - 769],
      b: [501 - 193],
      c: [100 - 38],
    }),
    inCurrency(
      currency,
      "[MNY-7] 2000 over six equal ones of one line",
      2000,
      [line("a", 1000, { quantity: 6 })],
      {
        a: [666, 666, 667, 667, 667, 667],
      },
    ),
    inCurrency(
      currency,
      "[MNY-7] 2000 over six equal lines",
      2000,
      "abcdef".split("").map((id) => line(id, 1000, { sku: "s" })),
      { a: [666], b: [666], c: [667], d: [667], e: [667], f: [667] },
    ),
    inCurrency(currency, "[MNY-9] 100 over three", 100, [line("a", 500, { quantity: 3 })], {
      a: [466, 467, 467],
    }),
    inCurrency(currency, "[MNY-8] all of it", 2600, uneven, { a: [0], b: [0], c: [0] }),
  ]),
  row(
    "[AWD-2] ties go by sku before price",
    [off(1, {})],
    [line("a", 7, { sku: "z" }), line("b", 7, { sku: "y" })],
    {
      nets: { a: [7], b: [6] },
    },
  ),
]);

const floor9 = line("a", 1000, { floor: 900 });

golden("floors", [
  row("[AWD-4] 10.00 over 10.00 (floor 9.00) and 30.00", [off(1000, {})], [floor9, line("b", 3000)], {
    nets: { a: [900], b: [2100] },
  }),
  row("[AWD-4] what nobody can bear is not taken", [off(1000, {})], [floor9, line("b", 300)], {
    saved: 400,
    nets: { a: [900], b: [0] },
  }),
  row(
    "[AWD-4] one floor after the other",
    [off(300, {})],
    [line("a", 1000, { floor: 990 }), line("b", 1000, { floor: 900 }), line("c", 1000)],
    // 100 each: a is settled at 10. 145 each: b is settled at 100. The rest is 190.
    { nets: { a: [990], b: [900], c: [810] } },
  ),
  row("[AWD-14] a percentage stops at the floor", [onItems(5000)], [floor9], { nets: { a: [900] } }),
  row("[AWD-14] a floor at the price", [onItems(5000)], [line("a", 1000, { floor: 1000 })], { saved: 0 }),
  row(
    "[AWD-14] a floor above the price raises nothing",
    [onItems(5000)],
    [line("a", 1000, { floor: 1500 })],
    {
      nets: { a: [1000] },
    },
  ),
  row("[AWD-14] a fixed price below the floor", [fixed(100)], [floor9], { nets: { a: [900] } }),
  {
    title: "[AWD-14] several promotions stop at the floor together",
    promotions: [{ awards: [onItems(600)] }, { awards: [onItems(600)] }],
    cart: { lines: [floor9] },
    expected: { applied: { p: 60, q: 40 } },
  },
  row(
    "[AWD-5] the floor of one unit of a run is the floor of all",
    [onItems(2000)],
    [line("a", 1000, { floor: 900, quantity: 2 })],
    {
      nets: { a: [900, 900] },
    },
  ),
]);

const both = { lanes: [{ id: "default", mode: "all" as const }] };

golden("caps of everything", [
  row(
    "[AWD-26] 10 % of each content run",
    [onItems(5000)],
    [line("a", 1000), line("b", 300)],
    { nets: { a: [900], b: [270] } },
    {
      caps: { line_bps: 1000 },
    },
  ),
  {
    title: "[AWD-26] a run is cut at its cap, a spread gives the rest to the others",
    ...both,
    caps: { line_bps: 6000 },
    promotions: [{ awards: [onItems(5000, { items: sku("a") })] }, { awards: [off(400, {})] }],
    cart: { lines: [line("a", 1000), line("b", 1000)] },
    // 133 and 267 of 5.00 and 10.00; a may give 1.00 more.
    expected: { nets: { a: [400], b: [700] } },
  },
  row(
    "[AWD-26] what all runs can bear",
    [off(1000, {})],
    [line("a", 1000), line("b", 3000)],
    { nets: { a: [950], b: [2850] } },
    {
      caps: { line_bps: 500 },
    },
  ),
  {
    title: "[AWD-26] a share of the order, over all awards",
    ...both,
    caps: { order_bps: 1500 },
    promotions: [{ awards: [onOrder(1000)] }, { awards: [onOrder(1000)] }],
    cart: { lines: [line("a", 1000)] },
    expected: { applied: { p: 100, q: 50 } },
  },
  {
    title: "[AWD-26] an amount, goods and charges together",
    ...both,
    caps: { order: { USD: 150 } },
    promotions: [{ awards: [onOrder(1000)] }, { awards: [{ kind: "free_shipping" }] }],
    cart: { lines: [line("a", 1000)], shipping: [charge(500)] },
    expected: { applied: { p: 100, q: 50 }, charges: { ship: 450 } },
  },
  {
    title: "[AWD-26] the least of both; an amount of another currency is none",
    ...both,
    caps: { order: { EUR: 1 }, order_bps: 500 },
    promotions: [{ awards: [onOrder(1000)] }],
    cart: { lines: [line("a", 1000)] },
    expected: { saved: 50 },
  },
  {
    title: "[AWD-8, AWD-15, AWD-26] to its own cap, to the grant, to the order's",
    ...both,
    caps: { order: { USD: 240 } },
    promotions: [
      { awards: [onOrder(2000, { cap: { USD: 150 } })] },
      { awards: [onOrder(2000, { cap: { USD: 150 } })] },
      { awards: [onOrder(2000)] },
    ],
    options: { granted: [{ promotion: "q", amount: 60 }] },
    cart: { lines: [line("a", 1000)] },
    expected: { applied: { p: 150, q: 60, r: 30 } },
  },
]);

golden("order and shipping as one", [
  row(
    "[AWD-11] an amount over goods and charges",
    [off(100, { on: "order_and_shipping" })],
    [],
    { nets: { a: [225] }, charges: { ship: 75 } },
    { cart: { lines: [line("a", 300)], shipping: [charge(100)] } },
  ),
  row(
    "[AWD-6] a percentage on one sum, rounded once",
    [{ kind: "percent", on: "order_and_shipping", rate_bps: 1000 }],
    [],
    { saved: 1, nets: { a: [4] }, charges: { ship: 5 } },
    { cart: { lines: [line("a", 5)], shipping: [charge(5)] } },
  ),
  row(
    "[AWD-20] a price for both",
    [{ kind: "fixed_price", on: "order_and_shipping", prices: { USD: 300 } }],
    [],
    { nets: { a: [225] }, charges: { ship: 75 } },
    { cart: { lines: [line("a", 300)], shipping: [charge(100)] } },
  ),
  row(
    "[AWD-3] the charges of a seller alone",
    [{ kind: "free_shipping", sellers: ["us"] }],
    [],
    { charges: { s1: 0, s2: 100, s3: 100 } },
    {
      cart: {
        shipping: [
          charge(100, { id: "s1", seller: "us" }),
          charge(100, { id: "s2", seller: "them" }),
          charge(100, { id: "s3" }),
        ],
      },
    },
  ),
]);

golden("fixed prices and picks", [
  row("[AWD-20] each unit at 7.00, none is raised", [fixed(700)], [line("a", 1000), line("b", 600)], {
    nets: { a: [700], b: [600] },
  }),
  row(
    "[AWD-20] together for 12.00",
    [{ kind: "fixed_price", on: "items", per: "once", prices: { USD: 1200 }, items: sku("a", "b") }],
    [line("a", 1000), line("b", 600), line("c", 600)],
    { nets: { a: [750], b: [450], c: [600] } },
  ),
  row(
    "[AWD-20] shipping at 2.00 each",
    [{ kind: "fixed_price", on: "shipping", prices: { USD: 200 } }],
    [],
    { charges: { s1: 200, s2: 100 } },
    { cart: { shipping: [charge(300, { id: "s1" }), charge(100, { id: "s2" })] } },
  ),
  ...picked("the cheapest two", { by: "cheapest", units: 2 }, { a: [400], b: [300], c: [100, 100] }),
  ...picked("the dearest two", { by: "dearest", units: 2 }, { a: [200], b: [150], c: [200, 200] }),
  ...picked(
    "every third from the dearest",
    { by: "pattern", skip: 2, take: 1, from: "dearest" },
    {
      a: [400],
      b: [300],
      c: [100, 200],
    },
  ),
  ...picked(
    "skip one, take one, from the cheapest",
    { by: "pattern", skip: 1, take: 1, from: "cheapest" },
    {
      a: [200],
      b: [300],
      c: [100, 200],
    },
  ),
  ...picked(
    "skip one, take one, once",
    { by: "pattern", skip: 1, take: 1, from: "cheapest", repeat_max: 1 },
    { a: [400], b: [300], c: [100, 200] },
  ),
  ...picked(
    "at most one a line",
    { by: "at_most", units: 1, per: "line" },
    { a: [200], b: [150], c: [100, 200] },
  ),
  ...picked(
    "at most one an order",
    { by: "at_most", units: 1, per: "order" },
    { a: [200], b: [300], c: [200, 200] },
  ),
  {
    title: "[AWD-17] at most one an order passes over what has nothing left, the dearest does not",
    ...both,
    promotions: [
      { awards: [onItems(10_000, { items: sku("a") })] },
      { awards: [onItems(5000, { pick: { by: "at_most", units: 1, per: "order" } })] },
      { awards: [onItems(5000, { pick: { by: "dearest", units: 1 } })] },
    ],
    cart: { lines: [line("a", 400), line("b", 300)] },
    expected: { applied: { p: 400, q: 150 } },
  },
]);

/** Half off some of 4.00, 3.00, 2.00 and 2.00. */
function picked(title: string, pick: object, nets: Row["expected"]["nets"]): Row[] {
  const lines = [line("a", 400), line("b", 300), line("c", 200, { quantity: 2 })];
  return [row(`[AWD-17] ${title}`, [onItems(5000, { pick })], lines, { nets: nets ?? {} })];
}

function fixed(price: number) {
  return { kind: "fixed_price" as const, on: "items" as const, per: "unit" as const, prices: { USD: price } };
}
