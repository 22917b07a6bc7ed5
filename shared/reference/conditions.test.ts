/** Conditions in the reference evaluator, each judged by the reasons of one promotion. Numbers worked by hand. */
import { describe, expect, test } from "vitest";
import type { Reason } from "../model/reason.ts";
import type { CartCondition, CartLeaf } from "../rules/cart-condition.ts";
import { charge, type Example, line, offOrder, onItems, reasonsIn } from "./testing.ts";

/** What the promotion says under these conditions; "met" if it is applied. */
function said(conditions: CartCondition, rest: Partial<Example> = {}): Reason[] | "met" {
  const lines = [line("z", 1)];
  return reasonsIn({ promotions: [{ conditions, awards: [offOrder(1)] }], lines, ...rest }).p ?? "met";
}

describe("measures", () => {
  const drinks = { kind: "category" as const, any_of: ["drinks"] };
  const described = (id: string, price: number, fields: object = {}) =>
    line(id, price, { categories: ["drinks"], ...fields });
  const two = { lines: [described("a", 3000), line("b", 2500)] };
  const split = {
    lines: [
      described("a", 400, { sku: "s", quantity: 2 }),
      described("b", 400, { sku: "s" }),
      line("c", 1000),
    ],
    cart: { shipping: [charge(300)] },
  };
  const missing = (kind: string): Reason[] => [{ code: "fact_missing", by: kind }];

  test.each<[string, CartLeaf, Partial<Example>, Reason[] | "met"]>([
    [
      "[CND-4] a range around the bound is unknown",
      { kind: "subtotal", items: drinks, at_least: { USD: 5000 } },
      two,
      missing("subtotal"),
    ],
    [
      "[CND-4] even the most is too little",
      { kind: "subtotal", items: drinks, at_least: { USD: 6000 } },
      two,
      [{ code: "minimum_not_reached", need: 6000, have: 3000, by: "subtotal" }],
    ],
    ["[CND-4] the least is enough", { kind: "subtotal", items: drinks, at_least: { USD: 3000 } }, two, "met"],
    [
      "[CND-25] products by default, gifts aside",
      { kind: "distinct", of: "product", at_least: 3 },
      { lines: [line("a", 1), line("b", 1, { product: "a" }), line("c", 1), line("d", 1, { gift_of: "x" })] },
      [{ code: "minimum_not_reached", need: 3, have: 2, by: "distinct" }],
    ],
    [
      "[CND-25] skus",
      { kind: "distinct", of: "sku", at_least: 2 },
      { lines: [line("a", 1), line("b", 1, { product: "a" })] },
      "met",
    ],
    [
      "[CND-25] not described",
      { kind: "distinct", of: "sku", items: drinks, at_least: 2 },
      two,
      missing("distinct"),
    ],
    [
      "[CND-26] the largest content run, over lines",
      { kind: "largest_line", items: drinks, at_least: { USD: 1201 } },
      { lines: split.lines.slice(0, 2) },
      [{ code: "minimum_not_reached", need: 1201, have: 1200, by: "largest_line" }],
    ],
    [
      "[CND-26] and it is reached",
      { kind: "largest_line", items: drinks, at_least: { USD: 1200 } },
      split,
      "met",
    ],
    [
      "[CND-26] without lines",
      { kind: "largest_line", at_least: { USD: 1 } },
      { lines: [] },
      [{ code: "minimum_not_reached", need: 1, have: 0, by: "largest_line" }],
    ],
    [
      "[CND-26] goods and charges",
      { kind: "total", above: { USD: 2500 } },
      split,
      [{ code: "minimum_not_reached", need: 2500, have: 2500, by: "total" }],
    ],
    [
      "[CND-26] gift lines are no part of it",
      { kind: "total", at_most: { USD: 100 } },
      { lines: [line("a", 100), line("b", 100, { gift_of: "x" })] },
      "met",
    ],
  ])("%s", (_, leaf, rest, expected) => {
    expect(said(leaf, rest)).toEqual(expected);
  });
});

describe("items", () => {
  const red = { kind: "tag" as const, any_of: ["red"] };
  const asks = (which: Extract<CartLeaf, { kind: "items" }>["which"]): CartLeaf => ({
    kind: "items",
    which,
    match: red,
  });
  const a = line("a", 100, { tags: ["red"] });
  const b = line("b", 200, { tags: [] });
  const c = line("c", 300);
  const says = (code: Reason["code"]): Reason[] => [{ code, by: "items" }];

  test.each<[string, CartCondition, ReturnType<typeof line>[], Reason[] | "met"]>([
    ["[CND-27] any: one matches", asks("any"), [b, c, a], "met"],
    ["[CND-27] any: none matches, one is unknown", asks("any"), [b, c], says("fact_missing")],
    ["[CND-27] any: none", asks("any"), [b], says("items_missing")],
    ["[CND-27] every: one does not match", asks("every"), [a, b, c], says("items_excluded")],
    ["[CND-27] every: one is unknown", asks("every"), [a, c], says("fact_missing")],
    ["[CND-27] every: all", asks("every"), [a], "met"],
    ["[CND-27] every: of no lines", asks("every"), [], says("items_excluded")],
    ["[CND-27] none: one matches", asks("none"), [a, b], says("items_excluded")],
    ["[CND-27] none: none", asks("none"), [b], "met"],
    ["[CND-27] the cheapest", asks("cheapest"), [b, a], "met"],
    ["[CND-27] the dearest", asks("dearest"), [b, a], says("items_missing")],
    ["[CND-27] the dearest is not described", asks("dearest"), [a, c], says("fact_missing")],
    [
      "[CND-27] the first in unit order of equal prices",
      asks("cheapest"),
      [line("d", 100, { tags: [] }), a],
      "met",
    ],
    ["[CND-21] not any", { kind: "not", of: asks("any") }, [a], says("items_excluded")],
    ["[CND-21] not every", { kind: "not", of: asks("every") }, [a], says("items_missing")],
  ])("%s", (_, conditions, lines, expected) => {
    expect(said(conditions, { lines })).toEqual(expected);
  });
});

describe("the context", () => {
  test.each<[string, CartLeaf, Example["cart"], Reason[] | "met"]>([
    [
      "[CND-10] the currency",
      { kind: "currency", any_of: ["EUR"] },
      {},
      [{ code: "wrong_currency", have: "USD" }],
    ],
    [
      "[CND-10] the region",
      { kind: "region", any_of: ["BY"] },
      { region: "NY" },
      [{ code: "wrong_country", have: "NY", by: "region" }],
    ],
    [
      "[CND-10] a region that nobody said",
      { kind: "region", any_of: ["BY"] },
      {},
      [{ code: "fact_missing", by: "region" }],
    ],
    [
      "[CND-10] the postcode begins so",
      { kind: "postcode", prefixes: ["8", "10"] },
      { postcode: "10115" },
      "met",
    ],
    [
      "[CND-10] or not",
      { kind: "postcode", prefixes: ["101156"] },
      { postcode: "10115" },
      [{ code: "wrong_country", have: "10115", by: "postcode" }],
    ],
    [
      "[CND-10] the payment",
      { kind: "payment_method", any_of: ["card"] },
      { payment_method: "cash" },
      [{ code: "wrong_payment", have: "cash" }],
    ],
    [
      "[CND-10] a charge of the method",
      { kind: "shipping_method", any_of: ["express"] },
      { shipping: [charge(1), charge(1, { id: "x", method: "express" })] },
      "met",
    ],
    [
      "[CND-10] no such charge",
      { kind: "shipping_method", any_of: ["express"] },
      {},
      [{ code: "wrong_shipping" }],
    ],
    [
      "[CND-10] the cart's metadata",
      { kind: "cart_metadata", name: "source", any_of: ["ad"] },
      { metadata: { source: "shop" } },
      [{ code: "metadata_mismatch", by: "source" }],
    ],
    [
      "[CND-10] the variant",
      { kind: "variant", experiment: "x1", any_of: ["b"] },
      { variants: { x1: "b" } },
      "met",
    ],
    [
      "[CND-10] another or none",
      { kind: "variant", experiment: "x2", any_of: ["b"] },
      { variants: { x1: "b" } },
      [{ code: "customer_not_eligible", by: "variant" }],
    ],
  ])("%s", (_, leaf, cart, expected) => {
    expect(said(leaf, { cart: cart ?? {} })).toEqual(expected);
  });
});

describe("lines", () => {
  const saved = (items: object, fields: object) =>
    reasonsIn({ promotions: [{ awards: [onItems(1000, { items })] }], lines: [line("a", 1000, fields)] }).p ??
    "met";
  const missing: Reason[] = [{ code: "items_missing", by: "percent" }];

  test.each<[string, object, object, Reason[] | "met"]>([
    ["[CND-31] the seller", { kind: "seller", any_of: ["us"] }, { seller: "us" }, "met"],
    ["[CND-31] no seller", { kind: "not", of: { kind: "seller", any_of: ["us"] } }, {}, "met"],
    ["[CND-31] stock within bounds", { kind: "stock", at_least: 5 }, { stock: 5 }, "met"],
    ["[CND-31] stock that nobody counts", { kind: "not", of: { kind: "stock", at_least: 5 } }, {}, missing],
    [
      "[CND-31] the line's metadata",
      { kind: "line_metadata", name: "gift_wrap", any_of: [true] },
      { metadata: { gift_wrap: true } },
      "met",
    ],
    [
      "[CND-31] without metadata",
      { kind: "not", of: { kind: "line_metadata", name: "w", any_of: [true] } },
      {},
      missing,
    ],
    [
      "[CND-14] on sale by a sent price",
      { kind: "on_sale", by: "price" },
      { list: 1200, sent_price: true },
      "met",
    ],
    [
      "[CND-14] not by the catalogue",
      { kind: "on_sale", by: "catalogue_promotion" },
      { list: 1200, sent_price: true },
      missing,
    ],
    ["[CND-14] by whatever", { kind: "on_sale" }, { list: 1200, sent_price: true }, "met"],
    ["[CND-14] not below the list price", { kind: "on_sale" }, {}, missing],
  ])("%s", (_, items, fields, expected) => {
    expect(saved(items, fields)).toEqual(expected);
  });
});
