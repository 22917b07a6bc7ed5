/** What callers send by mistake or in malice: a problem document with a stable code and every path, never a 500. */
import { expect, test } from "vitest";
import { ProblemSchema } from "../shared/model/problem.ts";
import { type Answer, type Call, fakeLedger, makeKey, openShop, request, teaCart } from "./testing.ts";

const shop = await openShop({
  stores: [
    { code: "main", zone: "Europe/Berlin", country: "DE", currency: "EUR", tax_mode: "gross", groups: [] },
    { code: "b2b", zone: "Europe/Berlin", country: "DE", currency: "EUR", tax_mode: "net", groups: [] },
  ],
});
const post = (path: string, call: Call) => request(shop.edge, path, { key: shop.sk, ...call });
const quote = (body: unknown) => post("/v1/quotes", { body });
const line = { id: "1", sku: "tea", quantity: 1 };

function refused(answer: Answer, status: number, code: string, paths: string[] = []): void {
  expect(ProblemSchema.parse(answer.body)).toMatchObject({ status, code });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const errors: { path: string }[] = answer.body.errors ?? [];
  expect(errors.map(({ path }) => path)).toEqual(paths);
}

test.each<[string, unknown, string[]]>([
  ["no cart", {}, ["cart"]],
  ["a list", [], [""]],
  ["a text", "cart", [""]],
  ["nothing", null, [""]],
  [
    "unknown fields, each by its path",
    { cart: { ...teaCart(), a: 1, b: 1 }, c: 1 },
    ["cart.a", "cart.b", "c"],
  ],
  [
    "an unknown field of a line",
    { cart: teaCart({ lines: [{ ...line, price: 1 }] }) },
    ["cart.lines.0.price"],
  ],
  ["a field of ours", { cart: teaCart({ lines: [{ ...line, catalog: 1 }] }) }, ["cart.lines.0.catalog"]],
  ["tenders, until there are any", { cart: teaCart({ tenders: [] }) }, ["cart.tenders"]],
  ["a quantity of zero", { cart: teaCart({ lines: [{ ...line, quantity: 0 }] }) }, ["cart.lines.0.quantity"]],
  ["a negative one", { cart: teaCart({ lines: [{ ...line, quantity: -1 }] }) }, ["cart.lines.0.quantity"]],
  ["a fractional one", { cart: teaCart({ lines: [{ ...line, quantity: 1.5 }] }) }, ["cart.lines.0.quantity"]],
  ["a huge one", { cart: teaCart({ lines: [{ ...line, quantity: 1e9 }] }) }, ["cart.lines.0.quantity"]],
  [
    "a negative price",
    { cart: teaCart({ lines: [{ ...line, unit_price: -1 }] }) },
    ["cart.lines.0.unit_price"],
  ],
  [
    "a fractional price",
    { cart: teaCart({ lines: [{ ...line, unit_price: 9.99 }] }) },
    ["cart.lines.0.unit_price"],
  ],
  ["a currency that is none", { cart: teaCart({ currency: "ABC" }) }, ["cart.currency"]],
  ["a line id twice", { cart: teaCart({ lines: [line, line] }) }, ["cart.lines.1.id"]],
  ["a control character", { cart: teaCart({ lines: [{ ...line, sku: "a\u0000" }] }) }, ["cart.lines.0.sku"]],
  ["half a character", { cart: teaCart({ lines: [{ ...line, id: "\ud800" }] }) }, ["cart.lines.0.id"]],
  [
    "several problems at once",
    { cart: teaCart({ tax_mode: "both", lines: [{ ...line, quantity: 0, x: 1 }] }), explain: 1 },
    ["cart.tax_mode", "cart.lines.0.quantity", "cart.lines.0.x", "explain"],
  ],
])("the schema refuses %s", async (_, body, paths) => {
  refused(await quote(body), 422, "invalid", paths);
});

test.each<[string, Record<string, unknown>, string, string[]]>([
  ["a wrong currency", { currency: "CHF" }, "currency_mismatch", ["cart.currency", "cart.lines.0.sku"]],
  ["a wrong tax mode", { tax_mode: "net" }, "tax_mode_mismatch", ["cart.tax_mode"]],
  ["the tax mode of another store", { store: "b2b" }, "tax_mode_mismatch", ["cart.tax_mode"]],
  ["an unknown store", { store: "moon" }, "store_unknown", ["cart.store"]],
  ["codes of nothing but space", { codes: ["  "] }, "invalid", ["cart.codes.0"]],
  [
    "a sum beyond exact arithmetic",
    { lines: [{ ...line, quantity: 100_000, unit_price: 1_000_000_000_000 }] },
    "cart_too_large",
    ["cart.lines"],
  ],
])("the facts refuse %s", async (_, given, code, paths) => {
  refused(await quote({ cart: teaCart(given) }), 422, code, paths);
});

test("10,000 lines are too many, in bytes or in number", async () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...line, id: `${at}` }));
  refused(await quote({ cart: teaCart({ lines: many(10_000) }) }), 413, "body_too_large");
  refused(await quote({ cart: teaCart({ lines: many(501) }) }), 422, "invalid", ["cart.lines"]);
  expect((await quote({ cart: teaCart({ lines: many(500) }) })).status).toBe(200);
});

test("a body of 5 MB is refused by counting, whatever it says of its length", async () => {
  const text = JSON.stringify({ cart: teaCart(), pad: "x".repeat(5 * 1024 * 1024) });
  refused(await post("/v1/quotes", { raw: text }), 413, "body_too_large");
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 64 * 1024;
      if (sent > 5 * 1024 * 1024) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024).fill(32));
    },
  });
  refused(await post("/v1/quotes", { raw: endless }), 413, "body_too_large");
  expect(sent).toBeLessThan(1024 * 1024);
});

test("a body at the bound passes and one byte more does not", async () => {
  const body = JSON.stringify({ cart: teaCart() });
  expect((await post("/v1/quotes", { raw: body.padEnd(256 * 1024, " ") })).status).toBe(200);
  refused(await post("/v1/quotes", { raw: body.padEnd(256 * 1024 + 1, " ") }), 413, "body_too_large");
});

test.each([
  ["broken JSON", '{"cart":'],
  ["a number that JSON does not know", '{"cart":NaN}'],
  ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x7b])],
  ["deep nesting that is not closed", "[".repeat(200_000)],
])("%s is no JSON", async (_, raw) => {
  refused(await post("/v1/quotes", { raw }), 400, "json_invalid");
});

test("deep nesting and hostile names are plain unknown fields", async () => {
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  refused(await post("/v1/quotes", { raw: `{"cart":${deep}}` }), 422, "invalid", ["cart"]);
  const raw = JSON.stringify(teaCart()).replace("{", '{"__proto__":{"lines":[]},"constructor":1,');
  const answer = await post("/v1/quotes", { raw: `{"cart":${raw}}` });
  expect(answer).toMatchObject({ status: 422, body: { code: "invalid" } });
});

test.each([
  ["a form", "application/x-www-form-urlencoded"],
  ["plain text", "text/plain"],
])("%s is not JSON", async (_, type) => {
  const call = { body: { cart: teaCart() }, headers: { "content-type": type } };
  refused(await post("/v1/quotes", call), 415, "media_type");
});

test("a path that is not there and a method that is not there are told apart", async () => {
  refused(await request(shop.edge, "/v1/nothing", { key: shop.sk }), 404, "not_found");
  const wrong = await request(shop.edge, "/v1/quotes", { key: shop.sk });
  refused(wrong, 405, "method_not_allowed");
  expect(wrong.headers.get("allow")).toBe("POST");
  const deleted = await request(shop.edge, "/v1/reservations/h", { method: "DELETE", key: shop.sk });
  expect(deleted.headers.get("allow")).toBe("GET");
});

test.each(["/v1/reservations", "/v1/orders"])("%s refuses an empty cart", async (path) => {
  const order = { external_id: "e1", placed_at: "2026-03-10T12:00:00Z" };
  const body = { id: "o1", cart: teaCart({ lines: [] }), ...(path === "/v1/orders" ? { order } : {}) };
  refused(await post(path, { body }), 422, "cart_empty");
});

test("an empty cart may be quoted", async () => {
  expect((await quote({ cart: teaCart({ lines: [] }) })).body.totals.to_pay).toBe(0);
});

test.each<[string, string, unknown, string[]]>([
  ["a hold that is too short", "/v1/reservations", { id: "o1", cart: teaCart(), ttl: 59 }, ["ttl"]],
  ["a hold that is too long", "/v1/reservations", { id: "o1", cart: teaCart(), ttl: 86_401 }, ["ttl"]],
  ["no id", "/v1/reservations", { cart: teaCart() }, ["id"]],
  ["an order on a reservation", "/v1/reservations", { id: "o1", cart: teaCart(), order: {} }, ["order"]],
  ["no order", "/v1/orders", { id: "o1", cart: teaCart() }, ["order"]],
  ["a local time", "/v1/orders", orderBody("2026-03-10T12:00:00"), ["order.placed_at"]],
  ["a token without customer", "/v1/customer-tokens", {}, ["customer"]],
  ["a token for two hours", "/v1/customer-tokens", { customer: { id: "c" }, ttl: 7_200 }, ["ttl"]],
])("%s is refused by its path", async (_, path, body, paths) => {
  refused(await post(path, { body }), 422, "invalid", paths);
});

function orderBody(placedAt: string) {
  return { id: "o1", cart: teaCart(), order: { external_id: "e1", placed_at: placedAt } };
}

test.each(["GET ", "POST /commit", "POST /release", "POST /extend"])(
  "a handle that nobody made is not found, without asking the ledger (%s)",
  async (route) => {
    const [method = "", suffix = ""] = route.split(" ");
    const bodies: Record<string, unknown> = {
      "/commit": { order: { external_id: "e1", placed_at: "2026-03-10T12:00:00Z" } },
      "/release": {},
      "/extend": { ttl: 60 },
    };
    for (const handle of ["h", "a.b", "%2e%2e", "x".repeat(2_000), `${"0".repeat(32)}.bzE`]) {
      const call = { method, key: shop.sk, body: bodies[suffix], env: fakeLedger({}) };
      refused(await request(shop.edge, `/v1/reservations/${handle}${suffix}`, call), 404, "not_found");
    }
  },
);

test("another company's handle answers like one that never was", async () => {
  const other = await openShop();
  const made = await request(other.edge, "/v1/reservations", {
    key: other.sk,
    body: { id: "o1", cart: teaCart() },
  });
  expect(made.status).toBe(201);
  const foreign = await request(shop.edge, `/v1/reservations/${made.body.handle}`, { key: shop.sk });
  const unknown = await request(shop.edge, "/v1/reservations/h", { key: shop.sk });
  expect({ ...foreign.body, request_id: "" }).toEqual({ ...unknown.body, request_id: "" });
  const replacing = { id: "o2", cart: teaCart(), replaces: made.body.handle };
  refused(await post("/v1/reservations", { body: replacing }), 404, "not_found");
});

test("a company that never published is quoted full prices and reserves nothing", async () => {
  const company = `fresh${crypto.randomUUID().slice(0, 8)}`;
  const key = await makeKey(company, "sk");
  const cart = teaCart({ lines: [{ ...line, unit_price: 500 }] });
  const quoted = await request(shop.edge, "/v1/quotes", { key, body: { cart } });
  expect(quoted).toMatchObject({
    status: 200,
    body: { snapshot: { state: "degraded" }, totals: { to_pay: 500 } },
  });
  const reserved = await request(shop.edge, "/v1/reservations", { key, body: { id: "o1", cart } });
  refused(reserved, 503, "retry");
  expect(reserved.headers.get("retry-after")).toBe("1");
});
