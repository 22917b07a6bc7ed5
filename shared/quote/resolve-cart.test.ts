/** Which facts of a cart count, where they come from, and what is refused. Meaning: docs/reference/cart.md. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cart, CartLine } from "../model/cart.ts";
import type { LineFacts } from "../model/cart-facts.ts";
import { LIMITS } from "../model/limits.ts";
import type { CartContext } from "./resolve-cart.ts";
import { resolve, resolved, shopCart } from "./testing.ts";

function lineOf(line: Partial<CartLine>, context: Partial<CartContext> = {}): LineFacts {
  const [facts] = resolved(
    shopCart({ lines: [{ id: "1", sku: "tea", quantity: 1, ...line }] }),
    context,
  ).lines;
  if (facts === undefined) throw new Error("no line");
  return facts;
}

function problemsOf(cart: Partial<Cart>, context: Partial<CartContext> = {}): [string, string][] {
  const answer = resolve(shopCart(cart), context);
  return answer.ok ? [] : answer.problems.map(({ path, code }) => [path, code]);
}

test.each<[string, Partial<CartLine>, { list: number; catalog: number }]>([
  ["nothing sent: the catalogue's price", {}, { list: 500, catalog: 500 }],
  ["a unit price is the price before cart promotions", { unit_price: 400 }, { list: 500, catalog: 400 }],
  ["a list price alone is both", { list_price: 700 }, { list: 700, catalog: 700 }],
  ["both sent", { list_price: 700, unit_price: 600 }, { list: 700, catalog: 600 }],
  ["a unit price above list stays", { unit_price: 600 }, { list: 500, catalog: 600 }],
  ["no record: the unit price is the list price too", { sku: "?", unit_price: 5 }, { list: 5, catalog: 5 }],
  ["a price of another currency is none", { sku: "pin", unit_price: 5 }, { list: 5, catalog: 5 }],
  ["zero is a price", { unit_price: 0 }, { list: 500, catalog: 0 }],
  ["a gift is priced at list", { gift_of: "p", unit_price: 0 }, { list: 500, catalog: 500 }],
])("prices: %s", (_, line, prices) => {
  expect(lineOf(line)).toMatchObject(prices);
});

test("an article without record and sent facts is unknown, not empty", () => {
  expect(lineOf({ sku: "?", unit_price: 5 })).toEqual({
    id: "1",
    sku: "?",
    product: "?",
    quantity: 1,
    list: 5,
    catalog: 5,
    discountable: true,
  });
});

test("an article with a record is known to have no brand", () => {
  expect(lineOf({})).toEqual({
    id: "1",
    sku: "tea",
    product: "teas",
    quantity: 1,
    list: 500,
    catalog: 500,
    categories: ["drinks", "food"],
    brand: null,
    tags: ["organic"],
    attributes: { weight: 100 },
    discountable: true,
  });
});

test.each<[string, CartLine["facts"], Partial<LineFacts>]>([
  [
    "categories, with their ancestors",
    { categories: ["z", "a"] },
    { categories: ["a", "root", "z"], tags: ["organic"] },
  ],
  ["brand", { brand: "acme" }, { brand: "acme", categories: ["drinks", "food"] }],
  ["tags, sorted and once", { tags: ["b", "a", "b"] }, { tags: ["a", "b"], brand: null }],
  ["no tags at all", { tags: [] }, { tags: [] }],
  ["attributes as one field", { attributes: { size: 1 } }, { attributes: { size: 1 } }],
  ["product", { product: "other" }, { product: "other" }],
  ["discountable", { discountable: false }, { discountable: false }],
])("a sent fact replaces the catalogue's field: %s", (_, facts, expected) => {
  expect(lineOf({ facts })).toMatchObject(expected);
});

test("the rest of a line goes through as it is", () => {
  const rest = { measure: { amount: "0.350", unit: "kg" }, seller: "s", gift_of: "p", metadata: { a: 1 } };
  expect(lineOf(rest)).toMatchObject(rest);
});

const untrusted = { trust: { facts: false } };

test("from an untrusted caller the catalogue's product stands, and fills in only where there is none", () => {
  expect(lineOf({ product: "other" }, untrusted).product).toBe("teas");
  expect(lineOf({ product: "other" }).product).toBe("other");
  expect(lineOf({ sku: "?", product: "other", unit_price: 1 }, untrusted).product).toBe("other");
});

test.each<[string, Partial<CartLine>, boolean, boolean]>([
  ["catalogue prices", {}, false, false],
  ["a unit price from a trusted caller", { unit_price: 1 }, true, false],
  ["a unit price from an untrusted one", { unit_price: 1 }, false, true],
  ["a list price from an untrusted one", { list_price: 1 }, false, true],
])("estimate: %s", (_, line, facts, estimate) => {
  const cart = shopCart({ lines: [{ id: "1", sku: "tea", quantity: 1, ...line }] });
  expect(resolve(cart, { trust: { facts } })).toMatchObject({ ok: true, estimate });
});

test("an untrusted caller's facts are refused, every one with its path", () => {
  const lines = [
    { id: "1", sku: "tea", quantity: 1 },
    { id: "2", sku: "tea", quantity: 1, facts: { tags: [] } },
  ];
  expect(problemsOf({ lines, customer: { facts: {} } }, untrusted)).toEqual([
    ["cart.lines.1.facts", "facts_not_trusted"],
    ["cart.customer.facts", "facts_not_trusted"],
  ]);
});

test("all problems come at once", () => {
  const lines = [
    { id: "1", sku: "?", quantity: 1 },
    { id: "2", sku: "pin", quantity: 2, measure: { amount: "1", unit: "kg" } },
  ];
  expect(problemsOf({ lines, tax_mode: "net", currency: "CHF", codes: ["ok", " \u00a0"] })).toEqual([
    ["cart.tax_mode", "tax_mode_mismatch"],
    ["cart.currency", "currency_mismatch"],
    ["cart.codes.1", "invalid"],
    ["cart.lines.0.sku", "sku_unknown"],
    ["cart.lines.1.quantity", "invalid"],
    ["cart.lines.1.sku", "sku_unknown"],
  ]);
});

test.each<[string, number, number, [string, string][]]>([
  ["at the bound", 999, 999_999_999_999, []],
  ["above it", 1_000, 1_000_000_000_000, [["cart.lines", "cart_too_large"]]],
  ["far above it", LIMITS.lineQuantity, LIMITS.amountMinor, [["cart.lines", "cart_too_large"]]],
])("the cart's sum %s", (_, quantity, price, problems) => {
  const lines = [{ id: "1", sku: "tea", quantity, unit_price: price }];
  const shipping = [{ id: "s", method: "post", amount: 1 }];
  expect(problemsOf({ lines, shipping })).toEqual(problems);
});

test("facts are canonical: sorted, normalised, without repeats", () => {
  const facts = resolved(
    shopCart({
      lines: [
        { id: "b", sku: "tea", quantity: 1 },
        { id: "B", sku: "tea", quantity: 1 },
        { id: "a", sku: "tea", quantity: 1 },
      ],
      shipping: [
        { id: "2", method: "post", amount: 1, seller: "s" },
        { id: "1", method: "post", amount: 1 },
      ],
      codes: ["zeta", " Ａlpha ", "ZETA"],
      declined_gifts: ["y", "x", "y"],
    }),
  );
  expect(facts.lines.map((line) => line.id)).toEqual(["B", "a", "b"]);
  expect(facts.shipping).toEqual([
    { id: "1", method: "post", amount: 1 },
    { id: "2", method: "post", amount: 1, seller: "s" },
  ]);
  expect(facts.codes).toEqual(["ALPHA", "ZETA"]);
  expect(facts.declined_gifts).toEqual(["x", "y"]);
  expect(facts.store_groups).toEqual(["big", "north"]);
  expect(facts).not.toHaveProperty("visitor");
});

test("the order in which a cart is written changes no fact", () => {
  const line = fc.record({
    id: fc.stringMatching(/^[a-zA-Z0-9]{1,6}$/),
    sku: fc.constantFrom("tea", "cup"),
    quantity: fc.integer({ min: 1, max: 9 }),
    unit_price: fc.nat(1_000),
  });
  const lines = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.array(fc.constantFrom("a", "A", "b")), (sent, codes) => {
      const forward = resolved(shopCart({ lines: sent, codes }));
      const backward = resolved(shopCart({ lines: [...sent].reverse(), codes: [...codes].reverse() }));
      expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
    }),
  );
});

test("the store's offsets are cut to what matters around the decision", () => {
  expect(resolved(shopCart()).zone).toEqual({
    zone: "Europe/Berlin",
    offsets: [
      { from_ms: Date.UTC(2025, 9, 26, 1), offset_min: 60 },
      { from_ms: Date.UTC(2026, 2, 29, 1), offset_min: 120 },
    ],
  });
});

test.each<[string, Partial<Cart>, string | null, Record<string, unknown>]>([
  ["nobody said", {}, null, { country: null, region: null, postcode: null }],
  ["the network's guess says so", {}, "FR", { country: "FR", region: null, country_from: "network" }],
  [
    "what was sent stands",
    { ship_to: { country: "AT", postcode: "1" } },
    "FR",
    { country: "AT", postcode: "1" },
  ],
])("destination: %s", (_, cart, networkCountry, expected) => {
  const facts = resolved(shopCart(cart), { networkCountry });
  expect(facts).toMatchObject(expected);
  expect("country_from" in facts).toBe("country_from" in expected);
});

const record = {
  version: 1,
  updated_at_ms: 0,
  segments: ["b", "a"],
  attributes: { tier: 2 },
  order_count: 3,
};

test.each<[string, CartContext["customer"], Cart["customer"], Record<string, unknown>]>([
  [
    "a guest is in no segment and has no number of orders",
    { key: "k", signedIn: false, record: null },
    undefined,
    { key: "k", signed_in: false, segments: [], attributes: {}, order_count: null },
  ],
  [
    "a customer without record has no order so far",
    { key: "k", signedIn: true, record: null },
    undefined,
    { key: "k", signed_in: true, segments: [], attributes: {}, order_count: 0 },
  ],
  [
    "the record",
    { key: "k", signedIn: true, record },
    undefined,
    { key: "k", signed_in: true, segments: ["a", "b"], attributes: { tier: 2 }, order_count: 3 },
  ],
  [
    "sent facts, field by field",
    { key: "k", signedIn: true, record },
    { facts: { segments: ["c"] } },
    { key: "k", signed_in: true, segments: ["c"], attributes: { tier: 2 }, order_count: 3 },
  ],
  [
    "a sent zero",
    { key: "k", signedIn: true, record },
    { facts: { order_count: 0, attributes: {} } },
    { key: "k", signed_in: true, segments: ["a", "b"], attributes: {}, order_count: 0 },
  ],
])("customer: %s", (_, customer, sent, expected) => {
  const cart = sent === undefined ? shopCart() : shopCart({ customer: sent });
  expect(resolved(cart, { customer }).customer).toEqual(expected);
});
