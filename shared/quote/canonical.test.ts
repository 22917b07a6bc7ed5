/** Canonical text and the hashes taken of it. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cart } from "../model/cart.ts";
import { canonicalJson } from "./canonical.ts";
import { decisionHash } from "./decision-hash.ts";
import { fullPrice } from "./full-price.ts";
import { requestHash } from "./request-hash.ts";
import { resolved, shopCart } from "./testing.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test.each([
  [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
  [{ b: undefined, a: { d: 0, c: -0 } }, '{"a":{"c":0,"d":0}}'],
  [{ ä: "ß", Z: '"' }, '{"Z":"\\"","ä":"ß"}'],
  [[], "[]"],
])("%j is written one way", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, [undefined]])("%s has no text", (value) => {
  expect(() => canonicalJson(value)).toThrow("has no canonical text");
});

test("the canonical text reads back as the value and does not know the order of keys", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, field]) => [name, reversed(field)]));
}

test("a decision's hash covers facts, rules and result, and neither explanation nor hints", () => {
  const facts = resolved(shopCart());
  const result = fullPrice(facts, "2026-03-01T00:00:00.000Z");
  const hash = decisionHash(sha256, { facts, rules: "r1", result });
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const explained = { ...result, explain: { promotions: [], trace: [] } };
  expect(decisionHash(sha256, { facts, rules: "r1", result: explained })).toBe(hash);
  const hint = { promotion: "p", label: "l", kind: "sign_in", for: "order" } as const;
  expect(decisionHash(sha256, { facts, rules: "r1", result: { ...result, hints: [hint] } })).toBe(hash);
  const others = [
    { facts, rules: "r2", result },
    { facts: { ...facts, channel: "app" }, rules: "r1", result },
    { facts, rules: "r1", result: { ...result, at: "2026-03-01T00:00:00.001Z" } },
    { facts, rules: "r1", result: { ...result, left_out: [{ promotion: "p", why: "short" as const }] } },
    { facts, rules: "r1", result: { ...result, granted: [{ promotion: "p", amount: 1 }] } },
  ];
  expect(new Set([hash, ...others.map((other) => decisionHash(sha256, other))]).size).toBe(6);
});

const base: Cart = shopCart({
  codes: ["a", "B"],
  lines: [
    { id: "1", sku: "tea", quantity: 1 },
    { id: "2", sku: "cup", quantity: 2 },
  ],
});
const hashOf = (cart: Cart, keys = ["k1", "k2"], rest: Record<string, unknown> = { id: "o1" }) =>
  requestHash(sha256, { cart, customer_keys: keys, rest });

test("one request has one hash, however it is written", () => {
  const hash = hashOf(base);
  expect(hashOf({ ...base, lines: [...base.lines].reverse() })).toBe(hash);
  expect(hashOf({ ...base, codes: [" b ", "A", "a"] })).toBe(hash);
  expect(hashOf({ ...base, customer: { id: "c1" } })).toBe(hash);
  expect(hashOf({ ...base, customer: { token: "t" } }, ["k2", "k1"])).toBe(hash);
  expect(hashOf(base, ["k1", "k2"], { expect: undefined, id: "o1" })).toBe(hash);
});

test.each<[string, string]>([
  ["a quantity", hashOf({ ...base, lines: [{ id: "1", sku: "tea", quantity: 2 }, ...base.lines.slice(1)] })],
  ["a code", hashOf({ ...base, codes: ["a"] })],
  ["the customer", hashOf(base, ["k1"])],
  ["sent facts", hashOf({ ...base, customer: { facts: { order_count: 1 } } })],
  ["the channel", hashOf({ ...base, channel: "app" })],
  ["what is expected", hashOf(base, ["k1", "k2"], { id: "o1", expect: { to_pay: 1 } })],
])("%s makes it another request", (_, hash) => {
  expect(hash).not.toBe(hashOf(base));
});
