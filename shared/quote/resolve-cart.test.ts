/** Which facts of a cart count, where they come from, and what is refused. Meaning: docs/reference/cart.md. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cart, type CartLine, CartSchema } from "../model/cart.ts";
import type { LineFacts } from "../model/cart-facts.ts";
import type { CustomerRecord } from "../model/customer.ts";
import type { CustomerProfile } from "../model/customer-profile.ts";
import type { Experiment } from "../model/experiment.ts";
import { LIMITS } from "../model/limits.ts";
import type { CartContext } from "./resolve-context.ts";
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

test.each<[string, Partial<CartLine>, Pick<LineFacts, "list" | "catalog" | "sent_price">]>([
  ["nothing sent: the catalogue's price", {}, { list: 500, catalog: 500 }],
  [
    "a unit price is the price before cart promotions",
    { unit_price: 400 },
    { list: 500, catalog: 400, sent_price: true },
  ],
  ["a list price alone is both", { list_price: 700 }, { list: 700, catalog: 700 }],
  ["both sent", { list_price: 700, unit_price: 600 }, { list: 700, catalog: 600, sent_price: true }],
  ["a unit price above list stays", { unit_price: 600 }, { list: 500, catalog: 600, sent_price: true }],
  [
    "no record: the unit price is the list price too",
    { sku: "?", unit_price: 5 },
    { list: 5, catalog: 5, sent_price: true },
  ],
  [
    "a price of another currency is none",
    { sku: "pin", unit_price: 5 },
    { list: 5, catalog: 5, sent_price: true },
  ],
  ["zero is a price", { unit_price: 0 }, { list: 500, catalog: 0, sent_price: true }],
  ["a gift is priced at list", { gift_of: "p", unit_price: 0 }, { list: 500, catalog: 500 }],
])("prices: %s", (_, line, prices) => {
  const { list, catalog, sent_price } = lineOf(line);
  expect({ list, catalog, ...(sent_price && { sent_price }) }).toEqual(prices);
});

test.each<[string, Partial<CartLine>, Pick<LineFacts, "floor" | "stock">]>([
  ["the record's, in the cart's currency", {}, { floor: 300, stock: 12 }],
  [
    "sent ones stand, above the price and at zero",
    { facts: { floor: 900, stock: 0 } },
    { floor: 900, stock: 0 },
  ],
  ["one field at a time", { facts: { stock: 3 } }, { floor: 300, stock: 3 }],
  ["none in this currency, and nobody counts", { sku: "pin", unit_price: 5 }, {}],
  ["no record", { sku: "?", unit_price: 5 }, {}],
])("[AWD-14] floor and stock: %s", (_, line, expected) => {
  const { floor, stock } = lineOf(line);
  expect({ ...(floor !== undefined && { floor }), ...(stock !== undefined && { stock }) }).toEqual(expected);
});

test("an article without record and sent facts is unknown, not empty", () => {
  expect(lineOf({ sku: "?", unit_price: 5 })).toEqual({
    id: "1",
    sku: "?",
    product: "?",
    quantity: 1,
    list: 5,
    catalog: 5,
    sent_price: true,
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
    floor: 300,
    stock: 12,
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
    ["cart.customer.facts", "facts_not_trusted"],
    ["cart.lines.1.facts", "facts_not_trusted"],
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

test.each([
  ["sw1a 1aa", "SW1A1AA"],
  [" 10-115 ", "10115"],
])("[CND-10] the postcode %j is %j", (typed, postcode) => {
  const cart = CartSchema.parse({ ...shopCart(), ship_to: { country: "GB", postcode: typed } });
  expect(resolved(cart).postcode).toBe(postcode);
});

test("a postcode without letters and digits is refused", () => {
  const cart = { ...shopCart(), ship_to: { country: "GB", postcode: " - " } };
  expect(CartSchema.safeParse(cart).error?.issues).toMatchObject([{ path: ["ship_to", "postcode"] }]);
});

const record = {
  version: 1,
  updated_at_ms: 0,
  segments: ["b", "a"],
  attributes: { tier: 2 },
  order_count: 3,
};
const profile = {
  group: "trade",
  tier: "gold",
  lifecycle: null,
  points: 70,
  lifetime_spend: { EUR: 900 },
  last_order_ms: 5,
  birthday: "02-29",
  subscription: { state: "active", plan: "box", next_plan: null, ends_ms: null },
  behaviour: { viewed: 3 },
};

test.each<[string, CustomerRecord | null, CustomerProfile, CustomerProfile]>([
  ["nothing is known without a record", null, {}, {}],
  ["the record's", { ...record, ...profile }, {}, profile],
  ["a trusted caller's, of a guest too", null, profile, profile],
  [
    "sent ones replace the record's, one field at a time, with what is none and zero",
    { ...record, ...profile },
    { tier: null, points: 0, lifetime_spend: {}, subscription: null, behaviour: {} },
    { ...profile, tier: null, points: 0, lifetime_spend: {}, subscription: null, behaviour: {} },
  ],
  [
    "what the record lacks stays unknown",
    { ...record, tier: "gold" },
    { points: 1 },
    { tier: "gold", points: 1 },
  ],
])("[CND-28] profile: %s", (_, known, facts, expected) => {
  const customer = { key: "k", signedIn: known !== null, record: known };
  const resolvedCustomer = resolved(shopCart({ customer: { facts } }), { customer }).customer;
  const { key, signed_in, segments, attributes, order_count, ...found } = resolvedCustomer;
  expect(found).toEqual(expected);
});

test("nothing is offered until somebody looks", () => {
  expect(resolved(shopCart()).offers).toEqual([]);
});

const everybody: Experiment = {
  id: "everybody",
  salt: "s",
  unit: "customer",
  coverage_bps: 10_000,
  variants: [{ id: "only", weight: 1 }],
};
const experiments: Experiment[] = [
  everybody,
  { ...everybody, id: "browsers", unit: "visitor" },
  { ...everybody, id: "nobody", coverage_bps: 0 },
];

test.each<[string, string | null, Partial<Cart>, Record<string, string>]>([
  ["nobody is known", null, {}, {}],
  ["a customer, a guest by e-mail too", "k", {}, { everybody: "only" }],
  ["a visitor", null, { visitor: "v" }, { browsers: "only" }],
  ["a visitor who signed in", "k", { visitor: "v" }, { browsers: "only", everybody: "only" }],
])("[EXP-4] variants: %s", (_, key, cart, variants) => {
  const context = { experiments, customer: { key, signedIn: false, record: null } };
  const facts = resolved(shopCart(cart), context);
  expect(facts.variants).toEqual(variants);
  expect(Object.keys(facts.variants)).toEqual(Object.keys(variants));
  expect(JSON.stringify(facts)).not.toContain('"v"');
});

test("[EXP-4] without experiments nobody has a variant", () => {
  expect(resolved(shopCart({ visitor: "v" })).variants).toEqual({});
});

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
