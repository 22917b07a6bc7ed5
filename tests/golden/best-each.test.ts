/** Lanes that choose target by target. */
import type { Award } from "../../shared/rules/award.ts";
import { charge, golden, line, type Row } from "./golden.ts";
import { items, lane, lanes, off, percent, ten } from "./selection-rows.ts";

const shoes = { on: "items", items: { kind: "category", any_of: ["shoes"] } };
const wardrobe = [line("boot", 1000, { categories: ["shoes"] }), line("hat", 1000, { categories: ["hats"] })];
const pair = [line("a", 1000, { quantity: 2 })];

function each(title: string, awards: Award[], cart: Row["cart"], expected: Row["expected"]): Row {
  return {
    title,
    lanes: lane("best_each"),
    promotions: awards.map((award) => ({ awards: [award] })),
    cart,
    expected,
  };
}

golden("best_each", [
  each(
    "[SEL-7] shoes 20 % beside everything 15 %",
    [percent(2000, shoes), percent(1500, items)],
    { lines: wardrobe },
    {
      nets: { boot: [800], hat: [850] },
      applied: { p: 200, q: 150 },
    },
  ),
  each(
    "[SEL-7] a product in two categories is reduced once, by the better",
    [
      percent(2000, { on: "items", items: { kind: "category", any_of: ["men"] } }),
      percent(3000, { on: "items", items: { kind: "category", any_of: ["shirts"] } }),
    ],
    { lines: [line("a", 1000, { categories: ["men", "shirts"] })] },
    { applied: { q: 300 }, reasons: { p: [{ code: "lower_than_best" }] } },
  ),
  each(
    "[SEL-7] compared before rounding: 10 % of 0.05 is less than 0.01",
    [percent(1000, items), off(1, { on: "items", per: "unit" })],
    { lines: [line("a", 5)] },
    {
      applied: { q: 1 },
    },
  ),
  each(
    "[SEL-7] ties go by the order of promotions",
    [percent(1000, items), off(100, { on: "items", per: "unit" })],
    { lines: ten },
    { applied: { p: 100 } },
  ),
  each(
    "[SEL-7] an amount per line must beat its units together: 2.00 does not beat 2.00",
    [percent(1000, items), off(200, { on: "items", per: "line" })],
    { lines: pair },
    {
      applied: { p: 200 },
    },
  ),
  each(
    "[SEL-7] 2.01 does",
    [percent(1000, items), off(201, { on: "items", per: "line" })],
    { lines: pair },
    {
      applied: { q: 201 },
      nets: { a: [899, 900] },
    },
  ),
  each(
    "[SEL-7] rewards win their units, the rate the rest of the run, rounded by itself",
    [
      { kind: "buy_get", reading: "additive", buy: 2, get: 1, rate_bps: 10_000, same: "sku" },
      percent(1000, items),
    ],
    { lines: [line("a", 95, { quantity: 3 })] },
    { nets: { a: [0, 85, 86] }, applied: { p: 95, q: 19 } },
  ),
  each(
    "[SEL-7] rewards are picked before it is known who wins",
    [
      { kind: "buy_get", reading: "additive", buy: 1, get: 1, rate_bps: 1000, same: "product" },
      percent(2000, { on: "items", items: { kind: "sku", any_of: ["b"] } }),
    ],
    { lines: [line("a", 900, { product: "p" }), line("b", 500, { product: "p" })] },
    { nets: { a: [900], b: [400] }, applied: { q: 100 } },
  ),
  each(
    "[SEL-7] then the order on what the units left: 10 % of 8.00 beats 0.79",
    [percent(2000, items), off(79), percent(1000)],
    { lines: ten },
    {
      applied: { p: 200, r: 80 },
      reasons: { q: [{ code: "lower_than_best" }] },
    },
  ),
  each(
    "[SEL-7] but not 0.81",
    [percent(2000, items), off(81), percent(1000)],
    { lines: ten },
    { applied: { p: 200, q: 81 } },
  ),
  each(
    "[SEL-7] then each charge",
    [percent(5000, { on: "shipping" }), { kind: "free_shipping", methods: ["std"] }],
    { lines: ten, shipping: [charge(500, { id: "s1" }), charge(900, { id: "s2", method: "express" })] },
    {
      charges: { s1: 0, s2: 450 },
      applied: { p: 450, q: 500 },
    },
  ),
  {
    title: "[SEL-7] on what earlier lanes leave: half of 0.60 is less than 0.40",
    lanes: lanes("all", "best_each"),
    promotions: [
      { lane: "l0", awards: [off(40, { on: "items", per: "unit" })] },
      { lane: "l1", awards: [percent(5000, items)] },
      { lane: "l1", awards: [off(40, { on: "items", per: "unit" })] },
    ],
    cart: { lines: [line("a", 100)] },
    expected: { applied: { p: 40, r: 40 }, nets: { a: [20] } },
  },
]);
