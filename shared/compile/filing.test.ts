import { describe, expect, test } from "vitest";
import { cart, customer, line, planOf, price, promotion, ruleSet } from "../evaluate/testing.ts";
import type { CartFacts } from "../model/cart-facts.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { IndexKey } from "../rules/condition-kind.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { filingKeys } from "./filing.ts";

const shoes: LineCondition = { kind: "category", any_of: ["shoes"] };
const some = { at_least: { EUR: 1 } };
const keysOf = (conditions: CartCondition) =>
  filingKeys(promotion({ id: "p", conditions }), [])?.map(({ fact, text }: IndexKey) => `${fact} ${text}`) ??
  null;
const items = (which: "any" | "every" | "none" | "cheapest" | "dearest"): CartCondition => ({
  kind: "items",
  which,
  match: shoes,
});

/** What is filed, under what, and a cart that shows it. */
const FILED: [CartCondition, string, Partial<CartFacts>][] = [
  [{ kind: "currency", any_of: ["EUR"] }, "currency EUR", {}],
  [{ kind: "region", any_of: ["BE"] }, "region BE", { region: "BE" }],
  [{ kind: "payment_method", any_of: ["card"] }, "payment_method card", { payment_method: "card" }],
  [
    { kind: "shipping_method", any_of: ["post"] },
    "shipping_method post",
    { shipping: [{ id: "s", method: "post", amount: 0 }] },
  ],
  [{ kind: "customer_group", any_of: ["a"] }, "customer_group a", customer({ group: "a" })],
  [{ kind: "tier", any_of: ["a"] }, "tier a", customer({ tier: "a" })],
  [{ kind: "lifecycle", any_of: ["a"] }, "lifecycle a", customer({ lifecycle: "a" })],
  [{ kind: "variant", experiment: "x", any_of: ["a"] }, "variant a", { variants: { x: "a" } }],
  [
    { kind: "quantity", at_least: 1, items: { kind: "seller", any_of: ["s"] } },
    "seller s",
    { lines: [line({ id: "a", seller: "s" })] },
  ],
  ...(["any", "every", "cheapest", "dearest"] as const).map(
    (which): [CartCondition, string, Partial<CartFacts>] => [
      items(which),
      "category shoes",
      { lines: [line({ id: "a", categories: ["shoes"] })] },
    ],
  ),
  [
    { kind: "distinct", of: "sku", at_least: 1, items: shoes },
    "category shoes",
    { lines: [line({ id: "a", categories: ["shoes"] })] },
  ],
  [
    { kind: "largest_line", ...some, items: shoes },
    "category shoes",
    { lines: [line({ id: "a", categories: ["shoes"] })] },
  ],
];

describe("filing", () => {
  test.each(FILED)("%o is found under what a cart shows", (conditions, key, facts) => {
    expect(keysOf(conditions)).toEqual([key]);
    const rules = ruleSet({ promotions: [promotion({ id: "p", conditions })] });
    expect([planOf(rules).sections.loose.length, planOf(rules).sections.key.length]).toEqual([0, 1]);
    expect(price(rules, cart({ lines: [line({ id: "a" })], ...facts })).applied.length).toBe(1);
  });

  test.each<CartCondition>([
    items("none"),
    { kind: "postcode", prefixes: ["1"] },
    { kind: "points", at_least: 1 },
    { kind: "total", ...some },
    { kind: "distinct", of: "sku", at_most: 1, items: shoes },
    { kind: "largest_line", at_most: { EUR: 1 }, items: shoes },
  ])("%o is looked at for every cart", (conditions) => {
    expect(keysOf(conditions)).toBe(null);
  });
});
