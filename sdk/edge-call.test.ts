/** The clients over a fetch that answers as told. */
import { describe, expect, test } from "vitest";
import { createShopServer } from "./server.ts";
import { createStorefront } from "./storefront.ts";

type Reply = { status: number; body: unknown; headers?: Record<string, string> } | Error;

interface Sent {
  url: string;
  method: string;
  authorization: string | null;
  body: unknown;
}

/** Replies one after the other, the last one for ever. */
function scripted(...replies: Reply[]) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const { url, method, headers } = request;
    const reply = replies[Math.min(sent.length, replies.length - 1)];
    sent.push({
      url,
      method,
      authorization: headers.get("authorization"),
      body: text === "" ? undefined : JSON.parse(text),
    });
    if (reply === undefined || reply instanceof Error) throw reply ?? new Error("no reply");
    const body = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
    return new Response(body, { status: reply.status, headers: reply.headers ?? {} });
  };
  const pause = async (ms: number) => void pauses.push(ms);
  return { sent, pauses, options: { url: "https://edge.test", key: "sk_live_a_b", fetch, pause } };
}

const problem = (status: number, code: string) => ({
  status,
  body: { type: "", title: "", status, code, request_id: "r" },
});
const cart = { currency: "EUR", tax_mode: "gross" as const, channel: "web", lines: [] };
const asked = { currency: "EUR", tax_mode: "gross" as const, channel: "web", products: [{ sku: "tea" }] };
const order = { external_id: "e/1", placed_at: "2026-03-10T12:00:00Z" };

test("each method is one route with its body", async () => {
  const { sent, options } = scripted({ status: 200, body: { done: true } });
  const server = createShopServer(options);
  const outcomes = [
    await server.quote({ cart }),
    await server.quoteBatch({ quotes: [{ cart }] }),
    await server.prices(asked),
    await server.customerToken({ customer: { id: "c1" } }),
    await server.reserve({ id: "o1", cart }),
    await server.reservation("h/1"),
    await server.commit("h", order),
    await server.release("h"),
    await server.extend("h", 60),
    await server.record({ id: "o1", cart, order }),
    await server.order("e/1"),
  ];
  expect(outcomes).toEqual(Array(11).fill({ ok: true, value: { done: true } }));
  expect(sent.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toEqual([
    ["POST", "/v1/quotes", { cart }],
    ["POST", "/v1/quotes/batch", { quotes: [{ cart }] }],
    ["POST", "/v1/prices", asked],
    ["POST", "/v1/customer-tokens", { customer: { id: "c1" } }],
    ["POST", "/v1/reservations", { id: "o1", cart }],
    ["GET", "/v1/reservations/h%2F1", undefined],
    ["POST", "/v1/reservations/h/commit", { order }],
    ["POST", "/v1/reservations/h/release", {}],
    ["POST", "/v1/reservations/h/extend", { ttl: 60 }],
    ["POST", "/v1/orders", { id: "o1", cart, order }],
    ["GET", "/v1/orders/e%2F1", undefined],
  ]);
  expect(new Set(sent.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer sk_live_a_b"]));
});

test("a storefront asks for prices alone", async () => {
  const { sent, options } = scripted({ status: 200, body: { done: true } });
  const storefront = createStorefront({ ...options, key: "pk_live_a_b" });
  const outcomes = [
    await storefront.quote({ cart }),
    await storefront.quoteBatch({ quotes: [{ cart }] }),
    await storefront.prices(asked),
  ];
  expect(outcomes).toEqual(Array(3).fill({ ok: true, value: { done: true } }));
  expect(sent.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toEqual([
    ["POST", "/v1/quotes", { cart }],
    ["POST", "/v1/quotes/batch", { quotes: [{ cart }] }],
    ["POST", "/v1/prices", asked],
  ]);
});

test("a refusal is a value with its code, sent once", async () => {
  const changed = problem(409, "quote_changed");
  const { sent, options } = scripted({ ...changed, body: { ...changed.body, decision: { hash: "x" } } });
  const outcome = await createShopServer(options).reserve({ id: "o1", cart });
  expect(outcome).toMatchObject({ ok: false, problem: { code: "quote_changed", decision: { hash: "x" } } });
  expect(sent).toHaveLength(1);
});

describe("what did not arrive is sent again", () => {
  const done = { status: 200, body: {} };

  test("the same call, after pauses that grow", async () => {
    const { sent, pauses, options } = scripted(new Error("reset"), new Error("reset"), done);
    expect(await createShopServer(options).reserve({ id: "o1", cart })).toEqual({ ok: true, value: {} });
    expect(sent.map(({ body }) => body)).toEqual(Array(3).fill({ id: "o1", cart }));
    expect(pauses).toEqual([200, 400]);
  });

  test("as late as the edge asks for", async () => {
    const { pauses, options } = scripted({ ...problem(503, "retry"), headers: { "retry-after": "2" } }, done);
    expect((await createShopServer(options).quote({ cart })).ok).toBe(true);
    expect(pauses).toEqual([2_000]);
  });

  test.each<[string, Reply]>([
    ["a network that stays away", new TypeError("fetch failed")],
    ["an edge that says so", problem(503, "retry")],
    ["something else in between", { status: 502, body: "<html>" }],
  ])("but only so often: %s", async (_, reply) => {
    const { sent, options } = scripted(reply);
    const outcome = await createShopServer({ ...options, attempts: 3 }).release("h");
    expect(outcome).toMatchObject({ ok: false, problem: { code: "retry", status: 503 } });
    expect(outcome).not.toHaveProperty("pauseMs");
    expect(sent).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 409, 413, 422, 429, 500])("not after %i", async (status) => {
    const { sent, options } = scripted(problem(status, "invalid"));
    expect((await createShopServer(options).quote({ cart })).ok).toBe(false);
    expect(sent).toHaveLength(1);
  });
});

test("a call that hangs is given up", async () => {
  const fetch: typeof globalThis.fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    });
  const options = { url: "https://edge.test", key: "pk_live_a_b", fetch, timeoutMs: 5, attempts: 1 };
  const outcome = await createStorefront(options).quote({ cart });
  expect(outcome).toMatchObject({
    ok: false,
    problem: { code: "retry", detail: expect.stringMatching(/timeout/i) },
  });
});

test("a key in the wrong place is refused before it is sent", () => {
  const { options } = scripted({ status: 200, body: {} });
  expect(() => createStorefront(options)).toThrow("publishable");
  expect(() => createShopServer({ ...options, key: "pk_live_a_b" })).toThrow("secret or restricted");
});
