/** Free shipping, grants that cut a promotion, and the parts of each unit. */
import { off, onItems, onOrder, row } from "./award-rows.ts";
import { charge, golden, line, type Row, TEN_PERCENT } from "./golden.ts";

const over = { kind: "subtotal" as const, basis: "catalog" as const, at_least: { USD: 5000 } };
const freeFromFifty = (price: number, shipping: number): Row => ({
  title: `[AWD-13] free shipping from 50.00, a cart of ${price / 100}`,
  promotions: [{ conditions: over, awards: [{ kind: "free_shipping" }] }],
  cart: { lines: [line("a", price)], shipping: [charge(499)] },
  expected: { charges: { ship: shipping }, toPay: price + shipping },
});

golden("shipping, grants, parts", [
  freeFromFifty(4999, 499),
  freeFromFifty(5000, 0),
  freeFromFifty(5001, 0),
  row(
    "[AWD-13] only of some methods",
    [{ kind: "free_shipping", methods: ["std"] }],
    [],
    { charges: { s1: 0, s2: 900 } },
    {
      cart: { shipping: [charge(500, { id: "s1" }), charge(900, { id: "s2", method: "express" })] },
    },
  ),
  row(
    "[AWD-13] up to an amount",
    [{ kind: "free_shipping", cap: { USD: 500 } }],
    [],
    { charges: { s1: 250, s2: 250 } },
    {
      cart: { shipping: [charge(500, { id: "s1" }), charge(500, { id: "s2" })] },
    },
  ),
  row(
    "[AWD-14] award after award, never below zero",
    [off(60, { on: "items", per: "unit" }), onItems(5000), off(60, {})],
    [line("a", 100)],
    {
      nets: { a: [0] },
      applied: { p: 100 },
    },
  ),
  row(
    "[AWD-15] a grant cuts the award that passes it, and those after it",
    [onItems(1000), onOrder(1000), { kind: "free_shipping" }],
    [line("a", 1000)],
    {
      applied: { p: 150 },
      nets: { a: [850] },
      charges: { ship: 500 },
    },
    { cart: { shipping: [charge(500)] }, options: { granted: [{ promotion: "p", amount: 150 }] } },
  ),
  row(
    "[AWD-15] a grant trims in proportion",
    [onOrder(5000)],
    [line("a", 300), line("b", 100)],
    { nets: { a: [285], b: [95] } },
    {
      options: { granted: [{ promotion: "p", amount: 20 }] },
    },
  ),
  row(
    "[AWD-15] a grant of nothing",
    [onOrder(5000)],
    [line("a", 300)],
    { saved: 0, reasons: { p: [{ code: "no_effect" }] } },
    {
      options: { granted: [{ promotion: "p", amount: 0 }] },
    },
  ),
  {
    title:
      "[AWD-16] parts name a promotion once, at the place of its first part; equal neighbours stand together",
    promotions: [{ awards: [onItems(1000), off(3, {})] }, { awards: [onItems(1000)] }],
    cart: { lines: [line("a", 100, { quantity: 3 })] },
    expected: {
      part: {
        lines: [
          {
            id: "a",
            quantity: 3,
            list: 300,
            catalog: 300,
            total: 240,
            units: [
              {
                count: 3,
                net: 80,
                parts: [
                  { promotion: "p", amount: 11 },
                  { promotion: "q", amount: 9 },
                ],
              },
            ],
            flags: [],
          },
        ],
      },
    },
  },
  {
    title: "[AWD-16] odd cents part a line in runs; zeros are left out",
    promotions: [{ awards: [off(1, {})] }],
    cart: { lines: [line("a", 100, { quantity: 3, list: 101 })] },
    expected: {
      part: {
        lines: [
          {
            id: "a",
            quantity: 3,
            list: 303,
            catalog: 300,
            total: 299,
            units: [
              { count: 1, net: 99, parts: [{ promotion: "p", amount: 1 }] },
              { count: 2, net: 100, parts: [] },
            ],
            flags: ["on_sale"],
          },
        ],
      },
    },
  },
  {
    title: "[AWD-16] flags in their order",
    promotions: [{ awards: [TEN_PERCENT] }],
    cart: { lines: [line("a", 100, { list: 101, discountable: false, gift_of: "q" })] },
    expected: {
      part: {
        lines: [
          {
            id: "a",
            quantity: 1,
            list: 101,
            catalog: 100,
            total: 100,
            units: [{ count: 1, net: 100, parts: [] }],
            flags: ["not_discountable", "gift_not_earned", "on_sale"],
          },
        ],
      },
    },
  },
]);
