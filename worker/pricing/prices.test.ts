/** What articles cost before there is a cart: catalogue promotions of this shopper, by the trust and the reads of a quote. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { kvKey } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { type Prices, PricesSchema } from "../../shared/model/prices.ts";
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import {
  article,
  blobsOf,
  type Call,
  coldEdge,
  failingKv,
  makeKey,
  nowMs,
  openShop,
  promotion,
  publish,
  putCustomer,
  request,
  teaCart,
} from "../testing.ts";

/** Lowers prices before there is a cart. */
function lowers(id: string, given: Partial<RulePromotion> = {}): RulePromotion {
  return promotion({ id, label: `label of ${id}`, stage: "catalogue", ...given });
}

const records = [
  article("tea", { stock: 7 }),
  article("cup", { list_prices: { EUR: 2000 }, floor_prices: { EUR: 1900 } }),
  article("pin", { discountable: false }),
  article("usd", { list_prices: { USD: 1 } }),
];
const shop = await openShop({
  records,
  promotions: [
    lowers("ten"),
    lowers("trade", {
      conditions: { kind: "segment", any_of: ["vip"] },
      awards: [{ kind: "percent", rate_bps: 2500, on: "items" }],
    }),
    lowers("gold", {
      conditions: { kind: "tier", any_of: ["gold"] },
      awards: [{ kind: "fixed_price", prices: { EUR: 500 }, on: "items", per: "unit" }],
    }),
    promotion({ id: "cart", label: "of the cart" }),
  ],
});

beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

const asked = (given: Record<string, unknown> = {}) => ({
  currency: "EUR",
  tax_mode: "gross",
  channel: "web",
  products: [{ sku: "tea" }],
  ...given,
});
const post = (given: Record<string, unknown>, call: Call = {}, edge = shop.edge) =>
  request(edge, "/v1/prices", { key: shop.sk, body: asked(given), ...call });

async function prices(given: Record<string, unknown>, call: Call = {}, edge = shop.edge): Promise<Prices> {
  const answer = await post(given, call, edge);
  expect(answer.status, answer.text).toBe(200);
  return PricesSchema.parse(answer.body);
}

async function teaPrice(given: Record<string, unknown>, call: Call = {}, edge = shop.edge) {
  const [first] = (await prices(given, call, edge)).prices;
  return first !== undefined && "price" in first ? first.price : first;
}

test("[CAT-2, CAT-6] prices come in order with what lowered them, and an unknown article in its place", async () => {
  const products = ["cup", "gone", "tea", "usd", "pin", "tea"].map((sku) => ({ sku }));
  const answer = await prices({ products });
  const ten = (amount: number) => [{ promotion: "ten", label: "label of ten", amount }];
  expect(answer).toMatchObject({
    at: new Date(nowMs).toISOString(),
    currency: "EUR",
    tax_mode: "gross",
    estimate: false,
    snapshot: { sequence: 1, state: "fresh" },
  });
  expect(answer).not.toHaveProperty("customer_age_s");
  expect(answer.prices).toEqual([
    { sku: "cup", list: 2000, price: 1900, lowered: ten(100), on_sale: true },
    { sku: "gone", code: "sku_unknown" },
    { sku: "tea", list: 1000, price: 900, lowered: ten(100), on_sale: true },
    { sku: "usd", code: "sku_unknown" },
    { sku: "pin", list: 1000, price: 1000, lowered: [], on_sale: false },
    { sku: "tea", list: 1000, price: 900, lowered: ten(100), on_sale: true },
  ]);
});

test("a price is what a cart's line begins with", async () => {
  const lines = records.slice(0, 3).map(({ sku }) => ({ id: sku, sku, quantity: 1 }));
  const customer = { facts: { tier: "gold" } };
  const quoted = await request(shop.edge, "/v1/quotes", {
    key: shop.sk,
    body: { cart: teaCart({ lines, customer }) },
  });
  const answer = await prices({ customer, products: lines.map(({ sku }) => ({ sku })) });
  const shown = answer.prices.map((each) => "price" in each && [each.sku, each.list, each.price]);
  const catalog = (line: { id: string; list: number; catalog: number }) => [line.id, line.list, line.catalog];
  expect(shown.sort()).toEqual(quoted.body.lines.map(catalog).sort());
});

test.each<[string, Record<string, unknown>, object]>([
  [
    "a sent price is closed to promotions",
    { unit_price: 800 },
    { list: 1000, price: 800, lowered: [], on_sale: true },
  ],
  ["a sent list price is lowered", { list_price: 500 }, { list: 500, price: 450, on_sale: true }],
  ["both", { unit_price: 500, list_price: 500 }, { list: 500, price: 500, on_sale: false }],
  ["of an article that nobody knows", { sku: "?", list_price: 500 }, { list: 500, price: 450 }],
  ["a floor that is sent", { facts: { floor: 950 } }, { price: 950 }],
  ["not discountable as sent", { facts: { discountable: false } }, { price: 1000, on_sale: false }],
])("%s", async (_, product, expected) => {
  expect((await prices({ products: [{ sku: "tea", ...product }] })).prices).toMatchObject([expected]);
});

describe("the shopper's own promotions", () => {
  test("by id and by token", async () => {
    await putCustomer(shop.company, "c1", { segments: ["vip"], tier: "silver" });
    await putCustomer(shop.company, "c2", { tier: "gold" });
    expect(await prices({ customer: { id: "c1" } })).toMatchObject({
      customer_age_s: 5,
      prices: [{ price: 750, lowered: [{ promotion: "trade", label: "label of trade", amount: 250 }] }],
    });
    expect(await teaPrice({ customer: { id: "c2" } })).toBe(500);
    expect(await teaPrice({ customer: { id: "nobody" } })).toBe(900);
    const issued = await request(shop.edge, "/v1/customer-tokens", {
      key: shop.sk,
      body: { customer: { id: "c2" } },
    });
    expect(await teaPrice({ customer: { token: issued.body.token } }, { key: shop.pk })).toBe(500);
  });

  test("of the store and channel", async () => {
    const { sk, edge } = await openShop({
      promotions: [lowers("pos", { conditions: { kind: "channel", any_of: ["pos"] } })],
    });
    expect(await teaPrice({}, { key: sk }, edge)).toBe(1000);
    expect(await teaPrice({ channel: "pos" }, { key: sk }, edge)).toBe(900);
  });

  test("not those that are stopped", async () => {
    const { company, sk } = await openShop({ promotions: [lowers("ten")] });
    await publish(company, 2, blobsOf(company, { promotions: [lowers("ten")] }), { stopped: ["ten"] });
    expect(await teaPrice({}, { key: sk }, coldEdge())).toBe(1000);
  });
});

describe("bad input", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["no article", { products: [] }, ["products"]],
    [
      "too many",
      { products: Array.from({ length: LIMITS.priceProducts + 1 }, (_, at) => ({ sku: `${at}` })) },
      ["products"],
    ],
    [
      "an unknown field",
      { lines: [], products: [{ sku: "tea", quantity: 1 }] },
      ["products.0.quantity", "lines"],
    ],
    [
      "everything at once",
      { currency: "ABC", channel: "", products: [{ sku: "tea", list_price: -1 }, {}] },
      ["currency", "channel", "products.0.list_price", "products.1.sku"],
    ],
  ])("the schema refuses %s", async (_, given, paths) => {
    const answer = await post(given);
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid" } });
    const errors: { path: string }[] = answer.body.errors;
    expect(new Set(errors.map(({ path }) => path))).toEqual(new Set(paths));
  });

  test.each<[string, Record<string, unknown>, string, string[]]>([
    ["a wrong currency", { currency: "CHF" }, "currency_mismatch", ["currency"]],
    ["a wrong tax mode", { tax_mode: "net" }, "tax_mode_mismatch", ["tax_mode"]],
    ["an unknown store", { store: "moon" }, "store_unknown", ["store"]],
    ["a token beside an id", { customer: { id: "c", token: "t" } }, "invalid", ["customer.token"]],
  ])("the facts refuse %s", async (_, given, code, paths) => {
    const answer = await post(given);
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  test("a body above the bound is refused, and one of the greatest page is not", async () => {
    const products = Array.from({ length: LIMITS.priceProducts }, (_, at) => ({ sku: `${at}` }));
    expect((await prices({ products })).prices).toHaveLength(LIMITS.priceProducts);
    const raw = JSON.stringify(asked()).padEnd(LIMITS.edgeBodyBytes + 1, " ");
    expect(await request(shop.edge, "/v1/prices", { key: shop.sk, raw })).toMatchObject({ status: 413 });
  });
});

describe("trust is that of a cart's lines", () => {
  const priced = { products: [{ sku: "tea" }, { sku: "?", unit_price: 5 }] };
  const factual = {
    customer: { facts: { tier: "gold" } },
    products: [{ sku: "tea" }, { sku: "?", facts: {} }],
  };

  test("of a publishable key", async () => {
    expect((await prices({}, { key: shop.pk })).estimate).toBe(false);
    expect((await prices(priced, { key: shop.pk })).estimate).toBe(true);
    const answer = await post(factual, { key: shop.pk });
    expect(answer).toMatchObject({ status: 403, body: { code: "facts_not_trusted" } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      "customer.facts",
      "products.1.facts",
    ]);
    const named = await post({ customer: { id: "c1" } }, { key: shop.pk });
    expect(named).toMatchObject({
      status: 403,
      body: { code: "token_required", errors: [{ path: "customer.id" }] },
    });
    const broken = await post({ customer: { token: "x.y.z" } }, { key: shop.pk });
    expect(broken).toMatchObject({ status: 403, body: { code: "token_invalid" } });
  });

  test("of a secret key", async () => {
    expect(await prices({ ...priced, ...factual })).toMatchObject({
      estimate: false,
      prices: [{ price: 500 }, { code: "sku_unknown" }],
    });
  });

  test("of restricted keys", async () => {
    const quoting = await makeKey(shop.company, "rk", { scopes: ["quote"] });
    expect((await post(factual, { key: quoting })).body.code).toBe("facts_not_trusted");
    const trusted = await makeKey(shop.company, "rk", { scopes: ["quote", "facts"] });
    expect((await post(factual, { key: trusted })).status).toBe(200);
    const other = await makeKey(shop.company, "rk", { scopes: ["facts"] });
    expect(await post({}, { key: other })).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  });

  test("without a key there are no prices", async () => {
    expect((await request(shop.edge, "/v1/prices", { body: asked() })).body.code).toBe("key_missing");
  });
});

test("another company's articles, promotions and customers play no part", async () => {
  await putCustomer(shop.company, "twin", { tier: "gold" });
  const other = await openShop({ records: [article("tea", { list_prices: { EUR: 300 } })], promotions: [] });
  const answer = await prices(
    { customer: { id: "twin" }, products: [{ sku: "tea" }, { sku: "cup" }] },
    { key: other.sk },
  );
  expect(answer.prices).toEqual([
    { sku: "tea", list: 300, price: 300, lowered: [], on_sale: false },
    { sku: "cup", code: "sku_unknown" },
  ]);
  expect(answer).not.toHaveProperty("customer_age_s");
});

describe("reads", () => {
  test("a cold call reads KV twice in a row, a warm one the customer alone", async () => {
    const { company, sk } = await openShop({ promotions: [lowers("ten")] });
    const customer = await putCustomer(company, "c1");
    const { env: counted, reads } = failingKv(() => false);
    const edge = coldEdge();
    const call = { key: sk, env: counted };
    await prices({ customer: { id: "c1" } }, call, edge);
    expect(reads.slice(0, 2).map((key) => key.split("/")[0])).toEqual(["key", "pointer"]);
    expect(reads.slice(2).map((key) => key.split("/")[0])).toEqual(["blob", "blob", "blob", "customer"]);
    reads.length = 0;
    await prices({ customer: { id: "c1" } }, call, edge);
    expect(reads).toEqual([kvKey.customer(company, customer)]);
  });

  test("without rules prices are full, without the customer's record too, and the answer says so", async () => {
    const { company, sk } = await openShop({ promotions: [lowers("ten")] });
    await putCustomer(company, "c1");
    const down = failingKv((key) => key.startsWith("customer/"));
    const unknown = await prices({ customer: { id: "c1" } }, { key: sk, env: down.env }, coldEdge());
    expect(unknown).toMatchObject({
      snapshot: { state: "degraded" },
      prices: [{ price: 1000, lowered: [] }],
    });
    const nothing = failingKv(() => true);
    const products = [{ sku: "tea" }, { sku: "tea", list_price: 700 }];
    expect(await prices({ products }, { key: sk, env: nothing.env }, coldEdge())).toMatchObject({
      estimate: true,
      snapshot: { state: "degraded", sequence: 0 },
      prices: [{ code: "sku_unknown" }, { list: 700, price: 700 }],
    });
  });
});

test("the document describes what is answered", async () => {
  const { body } = await request(shop.edge, "/v1/openapi.json");
  const route = body.paths["/v1/prices"].post;
  expect(route.security).toEqual([{ api_key: [] }]);
  const schema = route.responses["200"].content["application/json"].schema;
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(await prices({}))));
});
