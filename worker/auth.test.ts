/** Who may do what: keys, scopes, trust, origins. */
import { describe, expect, test } from "vitest";
import { coldEdge, freshCompany, makeKey, openShop, publish, putKey, request, teaCart } from "./testing.ts";

const shop = await openShop();
const quote = (key: string, cart: unknown = teaCart(), headers: Record<string, string> = {}) =>
  request(shop.edge, "/v1/quotes", { key, body: { cart }, headers });

describe("keys", () => {
  test("without a key there is no answer", async () => {
    const answer = await request(shop.edge, "/v1/quotes", { body: { cart: teaCart() } });
    expect(answer).toMatchObject({ status: 401, body: { code: "key_missing" } });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("x-request-id")).toBe(answer.body.request_id);
  });

  test.each([
    ["another scheme", (sk: string) => `Basic ${sk}`],
    ["the bare text", (sk: string) => sk],
    ["two keys", (sk: string) => `Bearer ${sk} ${sk}`],
    ["a broken text", () => "Bearer sk_live_acme"],
    ["an unknown company", (sk: string) => `Bearer ${sk.replace(shop.company, "nobody")}`],
    ["an unknown secret", (sk: string) => `Bearer ${sk.slice(0, -4)}AAAA`],
    ["another type of the same secret", (sk: string) => `Bearer ${sk.replace("sk_", "rk_")}`],
    ["another mode of the same secret", (sk: string) => `Bearer ${sk.replace("_live_", "_test_")}`],
  ])("%s is no key", async (_, header) => {
    const headers = { authorization: header(shop.sk) };
    const answer = await request(shop.edge, "/v1/quotes", { body: { cart: teaCart() }, headers });
    expect(answer).toMatchObject({ status: 401, body: { code: "key_invalid" } });
  });

  test.each([
    ["company", { company: "another" }],
    ["type", { type: "pk" as const }],
    ["mode", { mode: "test" as const }],
  ])("a record that names another %s than the text is no key", async (_, given) => {
    const text = await makeKey(shop.company, "sk");
    await putKey(text, { company: shop.company, ...given });
    expect(await quote(text)).toMatchObject({ status: 401, body: { code: "key_invalid" } });
  });

  test("a revoked key is refused, and so is one that is revoked while an isolate remembers it", async () => {
    const revoked = await makeKey(shop.company, "sk", { revoked: true });
    expect(await quote(revoked)).toMatchObject({ status: 401, body: { code: "key_invalid" } });
    const text = await makeKey(shop.company, "sk");
    const edge = coldEdge({ afresh: true });
    const call = { key: text, body: { cart: teaCart() } };
    expect((await request(edge, "/v1/quotes", call)).status).toBe(200);
    await putKey(text, { company: shop.company, revoked: true });
    expect((await request(edge, "/v1/quotes", call)).status).toBe(401);
  });

  test("a key ends at its very instant", async () => {
    const edge = coldEdge();
    const key = await makeKey(shop.company, "sk", { expires_at_ms: edge.clock.atMs });
    const call = { key, body: { cart: teaCart() } };
    expect((await request(edge, "/v1/quotes", call)).status).toBe(401);
    edge.clock.atMs -= 1;
    expect((await request(edge, "/v1/quotes", call)).status).toBe(200);
  });
});

describe("scopes", () => {
  const routes: [string, string, unknown][] = [
    ["POST", "/v1/reservations", {}],
    ["GET", "/v1/reservations/h", undefined],
    ["POST", "/v1/reservations/h/commit", {}],
    ["POST", "/v1/reservations/h/release", {}],
    ["POST", "/v1/reservations/h/extend", {}],
    ["POST", "/v1/orders", {}],
    ["GET", "/v1/orders/o", undefined],
    ["POST", "/v1/customer-tokens", {}],
  ];

  test.each(routes)("%s %s is closed to a publishable key, whatever it sends", async (method, path, body) => {
    const answer = await request(shop.edge, path, { method, key: shop.pk, body });
    expect(answer).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  });

  test.each(routes)("%s %s is closed to a restricted key without the scope", async (method, path, body) => {
    const key = await makeKey(shop.company, "rk", { scopes: ["quote", "facts", "read"] });
    const answer = await request(shop.edge, path, { method, key, body });
    expect(answer).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  });

  test("a restricted key may what its scopes say", async () => {
    const quoting = await makeKey(shop.company, "rk", { scopes: ["quote"] });
    expect((await quote(quoting)).status).toBe(200);
    const tokens = await makeKey(shop.company, "rk", { scopes: ["customer_token"] });
    expect(await quote(tokens)).toMatchObject({ status: 403, body: { code: "scope_missing" } });
    const call = { key: tokens, body: { customer: { id: "c1" } } };
    expect((await request(shop.edge, "/v1/customer-tokens", call)).status).toBe(201);
  });
});

describe("trust", () => {
  const line = { id: "1", sku: "tea", quantity: 1 };

  test.each([
    ["id", { id: "c1" }],
    ["identifiers", { identifiers: [{ kind: "email", value: "a@b.example" }] }],
  ])("a publishable key does not name a customer by %s", async (field, customer) => {
    const answer = await quote(shop.pk, teaCart({ customer }));
    expect(answer).toMatchObject({ status: 403, body: { code: "token_required" } });
    expect(answer.body.errors).toMatchObject([{ path: `cart.customer.${field}`, code: "token_required" }]);
  });

  test.each([
    ["a publishable key", async () => shop.pk],
    ["a restricted key without the scope", () => makeKey(shop.company, "rk", { scopes: ["quote"] })],
  ])("facts of %s are refused with every path", async (_, keyOf) => {
    const lines = [line, { ...line, id: "2", facts: { tags: ["a"] } }];
    const answer = await quote(await keyOf(), teaCart({ lines, customer: { facts: { segments: ["vip"] } } }));
    expect(answer).toMatchObject({ status: 403, body: { code: "facts_not_trusted" } });
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([
      "cart.customer.facts",
      "cart.lines.1.facts",
    ]);
  });

  test("facts and prices of a secret key count", async () => {
    const lines = [{ ...line, sku: "?", unit_price: 300, facts: { categories: ["green-tea"] } }];
    const answer = await quote(
      shop.sk,
      teaCart({ lines, customer: { id: "c1", facts: { segments: ["vip"] } } }),
    );
    expect(answer).toMatchObject({ status: 200, body: { estimate: false, totals: { to_pay: 270 } } });
  });

  test("prices of a publishable key give an estimate, the catalogue's do not", async () => {
    expect((await quote(shop.pk)).body).toMatchObject({ estimate: false, totals: { to_pay: 1800 } });
    const priced = await quote(shop.pk, teaCart({ lines: [{ ...line, unit_price: 500 }] }));
    expect(priced.body).toMatchObject({ estimate: true, totals: { to_pay: 450 } });
  });

  test("an unknown article without price is named by its path", async () => {
    const answer = await quote(shop.pk, teaCart({ lines: [line, { ...line, id: "2", sku: "gone" }] }));
    expect(answer).toMatchObject({ status: 422, body: { code: "sku_unknown" } });
    expect(answer.body.errors).toMatchObject([{ path: "cart.lines.1.sku", code: "sku_unknown" }]);
  });

  test("the network's country stands in only for a publishable key that names none", async () => {
    const from = (key: string, cart: unknown) =>
      request(shop.edge, "/v1/quotes", { key, body: { cart }, cf: { country: "FR" } as CfProperties });
    expect((await from(shop.pk, teaCart())).body.country_from).toBe("network");
    expect((await from(shop.sk, teaCart())).body).not.toHaveProperty("country_from");
    const told = await from(shop.pk, teaCart({ ship_to: { country: "AT" } }));
    expect(told.body).not.toHaveProperty("country_from");
  });
});

describe("origins", () => {
  test("a browser is answered for an allowed origin only", async () => {
    const pk = await makeKey(shop.company, "pk", { origins: ["https://shop.example"] });
    const allowed = await quote(pk, teaCart(), { origin: "https://shop.example" });
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(allowed.headers.get("vary")).toContain("origin");
    for (const origin of ["https://shop.example.evil", "http://shop.example", "null"]) {
      const refused = await quote(pk, teaCart(), { origin });
      expect(refused).toMatchObject({ status: 403, body: { code: "origin_refused" } });
      expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("problems of an allowed origin can be read there", async () => {
    const pk = await makeKey(shop.company, "pk", { origins: ["https://shop.example"] });
    const answer = await quote(pk, {}, { origin: "https://shop.example" });
    expect(answer.status).toBe(422);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://shop.example");
  });

  test("our own origin needs no entry, and no page may read what a secret key gets", async () => {
    expect((await quote(shop.pk, teaCart(), { origin: "https://edge.test" })).status).toBe(200);
    const answer = await quote(shop.sk, teaCart(), { origin: "https://edge.test" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a browser may ask before it sends a key", async () => {
    const headers = { origin: "https://shop.example", "access-control-request-method": "POST" };
    const answer = await request(shop.edge, "/v1/quotes", { method: "OPTIONS", headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
  });
});

test("a test key acts on the test ledger and sees the same prices", async () => {
  const company = freshCompany();
  await publish(company, 1);
  const keys = [await makeKey(company, "sk"), await makeKey(company, "sk", { mode: "test" })];
  const body = { id: "o1", cart: teaCart() };
  const [live, test] = await Promise.all(
    keys.map((key) => request(shop.edge, "/v1/reservations", { key, body })),
  );
  expect(live).toMatchObject({ status: 201, body: { decision: { totals: { to_pay: 1800 } } } });
  expect(test).toMatchObject({ status: 201, body: { decision: { totals: { to_pay: 1800 } } } });
  expect(test?.body.handle).not.toBe(live?.body.handle);
  const path = `/v1/reservations/${live?.body.handle}`;
  expect((await request(shop.edge, path, { key: keys[0] ?? "" })).status).toBe(200);
  expect((await request(shop.edge, path, { key: keys[1] ?? "" })).status).toBe(404);
});
