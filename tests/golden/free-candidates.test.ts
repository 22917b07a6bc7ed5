/**
 * Candidates that look as if they could only help and do not: each of these sets was found by trying all others (the law beside SEL-19), with a
 * freer reading of what is free.
 */
import { off, onItems, onOrder } from "./award-rows.ts";
import { charge, golden, line } from "./golden.ts";
import { sku } from "./set-rows.ts";

const fromCurrent = (at_least: number) => ({
  conditions: {
    kind: "subtotal" as const,
    basis: "current" as const,
    items: sku("b"),
    at_least: { USD: at_least },
  },
});
const earlier = {
  excludes_reduced: ["earlier_promotion" as const],
  policies: { reduced_items: "refuse" as const },
};

golden("what is not free", [
  {
    title: "[SEL-20] what leaves nothing to an award that closes: it closes nothing then",
    policies: { at_most_picks: "cheapest" },
    promotions: [
      { priority: 2, awards: [off(500, { on: "items", per: "unit", items: sku("a") })] },
      {
        priority: 1,
        awards: [
          {
            kind: "fixed_price",
            on: "items",
            per: "unit",
            prices: { USD: 500 },
            items: sku("a"),
            closes_units: true,
          },
        ],
      },
      { awards: [onItems(5000, { pick: { by: "at_most", units: 1, per: "order" } })] },
    ],
    cart: { lines: [line("a", 1000), line("b", 10_000)] },
    // With p: 500, and half of the 500 that are left of a.
    expected: { applied: { q: 500, r: 5000 } },
  },
  {
    title: "[SEL-21] what a percentage on the order then takes elsewhere, of catalogue prices",
    policies: { order_percent_base: "catalog" },
    promotions: [
      { priority: 2, awards: [off(900, { on: "items", per: "unit", items: sku("a") })] },
      { priority: 1, awards: [onOrder(2000)] },
      { awards: [{ kind: "free_shipping" }], ...fromCurrent(800) },
    ],
    cart: { lines: [line("a", 1000), line("b", 1000), line("c", 9000)], shipping: [charge(3000)] },
    expected: { applied: { q: 2200, r: 3000 } },
  },
  {
    title: "[SEL-21] what a percentage on the order then takes elsewhere, beside a floor",
    promotions: [
      { priority: 2, awards: [off(100, { on: "items", per: "unit", items: sku("a") })] },
      { priority: 1, awards: [onOrder(2000)] },
      { awards: [{ kind: "free_shipping" }], ...fromCurrent(650) },
    ],
    cart: { lines: [line("a", 1000, { floor: 900 }), line("b", 1000)], shipping: [charge(3000)] },
    expected: { applied: { q: 400, r: 3000 } },
  },
  {
    title: "[SEL-20] what reduces a unit that a pick would not take, but that refuses the whole promotion",
    promotions: [
      { priority: 1, awards: [off(10, { on: "items", per: "unit", items: sku("b") })] },
      { awards: [onItems(5000, { pick: { by: "dearest", units: 1 } })], ...earlier },
    ],
    cart: { lines: [line("a", 1000), line("b", 800)] },
    expected: { applied: { q: 500 } },
  },
]);

golden("what is free", [
  {
    title: "[SEL-20] a bundle beside units that a promotion does not look at, under a cap of the order",
    caps: { order: { USD: 1500 } },
    promotions: [
      { priority: 2, awards: [onOrder(5000)] },
      {
        priority: 1,
        awards: [
          {
            kind: "bundle",
            components: [{ items: sku("c"), units: 1 }],
            prices: { USD: 1200 },
            pick: "best",
          },
        ],
      },
      { awards: [onItems(5000, { items: sku("a") })], ...earlier },
    ],
    cart: { lines: [line("a", 1000, { quantity: 2 }), line("c", 1500, { quantity: 2 })] },
    // Every set comes to 15.00; were q searched, p and r without it would win by their priorities.
    expected: { applied: { q: 600, r: 900 } },
  },
]);
