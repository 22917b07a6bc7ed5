/** Articles without a cart: their facts are those of a cart's lines, and one without a price is told in its place. */
import { expect, test } from "vitest";
import { LIMITS } from "../model/limits.ts";
import { type PricesInput, PricesRequestSchema } from "../model/prices.ts";
import { resolveArticles } from "./resolve-articles.ts";
import type { CartContext } from "./resolve-context.ts";
import { resolved, shopCart, shopContext } from "./testing.ts";

const untrusted = { trust: { facts: false } };

function resolve(given: Partial<PricesInput>, context: Partial<CartContext> = {}) {
  const request = PricesRequestSchema.parse({
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    products: [{ sku: "tea" }],
    ...given,
  });
  return resolveArticles(request, shopContext(context));
}

function factsOf(given: Partial<PricesInput>, context: Partial<CartContext> = {}) {
  const answer = resolve(given, context);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.facts;
}

test("an article is a line with one unit, and the rest is as of a cart", () => {
  const customer = { key: "k", signedIn: true, record: null };
  const facts = factsOf({ customer: { facts: { segments: ["vip"] } } }, { customer });
  const cart = shopCart({
    customer: { facts: { segments: ["vip"] } },
    lines: [{ id: "000000", sku: "tea", quantity: 1 }],
  });
  expect(facts).toEqual(resolved(cart, { customer }));
});

test("the network's country plays no part", () => {
  const facts = factsOf({}, { networkCountry: "FR" });
  expect(facts.country).toBeNull();
  expect(facts).not.toHaveProperty("country_from");
});

test("an article without a price is left out, the others keep their places", () => {
  const products = [{ sku: "?" }, { sku: "tea" }, { sku: "pin" }, { sku: "pin", list_price: 1 }];
  const answer = resolve({ products });
  expect(answer).toMatchObject({ ok: true, lines: [null, 0, null, 1] });
  expect(factsOf({ products }).lines.map(({ sku, list }) => [sku, list])).toEqual([
    ["tea", 500],
    ["pin", 1],
  ]);
});

test("lines stand in the order of the request and of their ids", () => {
  const products = Array.from({ length: LIMITS.priceProducts }, () => ({ sku: "tea" }));
  const ids = factsOf({ products }).lines.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(products.length);
});

test("all problems come at once, by paths of the request", () => {
  const answer = resolve(
    {
      currency: "CHF",
      tax_mode: "net",
      customer: { facts: {} },
      products: [{ sku: "tea" }, { sku: "?", facts: { tags: [] } }],
    },
    untrusted,
  );
  expect(answer.ok ? [] : answer.problems.map(({ path, code }) => [path, code])).toEqual([
    ["tax_mode", "tax_mode_mismatch"],
    ["currency", "currency_mismatch"],
    ["customer.facts", "facts_not_trusted"],
    ["products.1.facts", "facts_not_trusted"],
  ]);
});

test.each([
  ["the catalogue's", {}, false, false],
  ["sent by a trusted caller", { list_price: 1 }, true, false],
  ["sent by another", { list_price: 1 }, false, true],
  ["a unit price sent by another", { unit_price: 1 }, false, true],
])("estimate: %s", (_, product, facts, estimate) => {
  expect(resolve({ products: [{ sku: "tea", ...product }] }, { trust: { facts } })).toMatchObject({
    estimate,
  });
});
