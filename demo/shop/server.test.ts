/** The sample shop, driven as a browser would: page, session, quote, checkout; and what never reaches the browser. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fetch } from "./server.ts";

const sk = "sk_live_demo_secret0000000000000000000000000000000000";
const pk = "pk_live_demo_public0000000000000000000000000000000000";

/** An edge that says what it is told and keeps what it was asked. */
function fakeEdge(refused?: { code: string; title: string }) {
  const asked: { path: string; authorization: string | null; body: Record<string, unknown> }[] = [];
  const edgeFetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    asked.push({
      path,
      authorization: request.headers.get("authorization"),
      body: Object(await request.json()),
    });
    if (refused !== undefined && path === "/v1/reservations") {
      return Response.json({ ...refused, status: 409 }, { status: 409 });
    }
    if (path === "/v1/customer-tokens")
      return Response.json({ token: "a.b.c", expires_at: "" }, { status: 201 });
    return Response.json({ handle: "h1", state: "held" }, { status: 201 });
  };
  return { asked, settings: { sk, pk, edge: { url: "https://edge.test", fetch: edgeFetch } } };
}

const shopper = "00000000-0000-4000-8000-000000000001";
const ask = (path: string, settings: Parameters<typeof fetch>[1], body?: unknown) =>
  fetch(
    new Request(`https://shop.test${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { cookie: `shopper=${shopper}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    settings,
  );
const basket = { id: "o1", lines: [{ id: "1", sku: "press", quantity: 1 }], codes: ["WELCOME"], toPay: 3980 };

test("a checkout holds the price that was shown, then commits", async () => {
  const { asked, settings } = fakeEdge();
  const answer = await ask("/shop/checkout", settings, { ...basket, unit_price: 1 });
  expect(await answer.json()).toEqual({ order: "o1", paid: 3980 });
  expect(asked.map(({ path }) => path)).toEqual(["/v1/reservations", "/v1/reservations/h1/commit"]);
  expect(asked.every(({ authorization }) => authorization === `Bearer ${sk}`)).toBe(true);
  expect(asked[0]?.body).toMatchObject({
    id: `${shopper}/o1`,
    expect: { to_pay: 3980 },
    cart: { customer: { id: shopper }, lines: basket.lines, codes: ["WELCOME"], currency: "EUR" },
  });
  expect(asked[1]?.body).toMatchObject({ order: { external_id: "o1" } });
});

test("a refused checkout commits nothing and says why", async () => {
  const { asked, settings } = fakeEdge({
    code: "quote_changed",
    title: "the price is not what was expected",
  });
  const answer = await ask("/shop/checkout", settings, basket);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toEqual({ problem: "the price is not what was expected" });
  expect(asked).toHaveLength(1);
});

test("a new visitor becomes a shopper whom only a cookie of the server names", async () => {
  const { settings } = fakeEdge();
  const answer = await fetch(new Request("https://shop.test/shop"), settings);
  expect(answer.headers.get("set-cookie")).toMatch(
    /^shopper=[\w-]{36}; Path=\/shop; HttpOnly; SameSite=Lax$/,
  );
});

test("no secret key and no customer id reaches the browser", async () => {
  const { settings } = fakeEdge();
  const answers = [
    await ask("/shop", settings),
    await ask("/shop/session", settings, {}),
    await ask("/shop/checkout", settings, basket),
    await ask("/shop/server.ts", settings),
    await ask("/shop/../demo/shop/server.ts", settings),
  ];
  for (const answer of answers) {
    const { "set-cookie": cookie = "", ...headers } = Object.fromEntries(answer.headers);
    const text = `${await answer.text()}${JSON.stringify(headers)}`;
    expect(text).not.toContain("sk_");
    expect(text).not.toContain(shopper);
    expect(cookie).not.toContain("sk_");
  }
  expect(await (await ask("/shop/session", settings, {})).json()).toMatchObject({ pk, token: "a.b.c" });
});

test("page and server together stay under 100 lines", () => {
  const lines = ["page.html", "server.ts"].flatMap((name) =>
    readFileSync(new URL(name, import.meta.url), "utf8")
      .trimEnd()
      .split("\n"),
  );
  expect(lines.length).toBeLessThan(100);
});
