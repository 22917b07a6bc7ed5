/** What a quote answers: the decision, the same on every channel, with limits checked when asked. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { LimitsCheck } from "../../shared/ledger/rpc.ts";
import { type Decision, DecisionSchema } from "../../shared/model/decision.ts";
import {
  fakeLedger,
  ledgerOf,
  nowMs,
  openShop,
  promotion,
  putCustomer,
  request,
  teaCart,
} from "../testing.ts";

const shop = await openShop({
  promotions: [
    promotion(),
    promotion({ id: "member", conditions: { kind: "segment", any_of: ["vip"] }, label: "for members" }),
    promotion({ id: "code5", conditions: { kind: "code" }, label: "by code" }),
  ],
  codes: [{ code: "SPRING", promotion: "code5", start_ms: null, end_ms: null }],
});

async function quote(given: Record<string, unknown>, key = shop.sk): Promise<Decision> {
  const answer = await request(shop.edge, "/v1/quotes", { key, body: given });
  expect(answer.status, answer.text).toBe(200);
  return DecisionSchema.parse(answer.body);
}

test("a quote says what it costs, why, and under what", async () => {
  const decision = await quote({ cart: teaCart({ shipping: [{ id: "s", method: "post", amount: 390 }] }) });
  expect(decision).toMatchObject({
    at: new Date(nowMs).toISOString(),
    currency: "EUR",
    tax_mode: "gross",
    estimate: false,
    limits: "unchecked",
    snapshot: { sequence: 1, age_s: 0, state: "fresh" },
    totals: { list: 2000, catalog: 2000, items: 1800, shipping: 390, saved: 200, to_pay: 2190 },
    applied: [{ promotion: "ten", version: 1, campaign: "spring", label: "10 % off", saved: 200 }],
  });
  expect(decision.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(decision.snapshot.rules).toMatch(/^[0-9a-f]{64}$/);
  expect(decision).not.toHaveProperty("customer_age_s");
});

test("the same cart on web, app and pos costs the same to the byte", async () => {
  const cart = { codes: ["spring"], shipping: [{ id: "s", method: "post", amount: 390 }] };
  const channels = ["web", "app", "pos"];
  const decisions = await Promise.all(
    channels.map((channel) => quote({ cart: teaCart({ ...cart, channel }) })),
  );
  const texts = decisions.map(({ lines, totals, shipping }) => JSON.stringify({ lines, totals, shipping }));
  expect(new Set(texts).size).toBe(1);
  expect(new Set(decisions.map(({ hash }) => hash)).size).toBe(3);
});

test("how a cart is written changes nothing, and a quote has no effect", async () => {
  const lines = [
    { id: "1", sku: "tea", quantity: 2 },
    { id: "2", sku: "cup", quantity: 1 },
  ];
  const first = await quote({ cart: teaCart({ lines, codes: ["spring", "other"] }) });
  const second = await quote({ cart: teaCart({ lines: [...lines].reverse(), codes: ["OTHER", " Spring"] }) });
  expect(second).toEqual(first);
  expect(await ledgerOf(shop.company).entriesAfter(0, 10, 0)).toMatchObject({ entries: [] });
});

test("codes answer one by one", async () => {
  const { codes } = await quote({ cart: teaCart({ codes: ["spring", "nope"] }) });
  expect(codes).toEqual([
    { code: "NOPE", status: "refused", reasons: [{ code: "code_not_found" }] },
    { code: "SPRING", status: "applied", promotion: "code5", reasons: [] },
  ]);
});

test("the customer's record counts, by id and by token", async () => {
  await putCustomer(shop.company, "c1", { segments: ["vip"] });
  const byId = await quote({ cart: teaCart({ customer: { id: "c1" } }) });
  expect(byId.applied.map(({ promotion }) => promotion)).toEqual(["member", "ten"]);
  expect(byId.customer_age_s).toBe(5);
  const issued = await request(shop.edge, "/v1/customer-tokens", {
    key: shop.sk,
    body: { customer: { id: "c1" } },
  });
  expect(issued).toMatchObject({
    status: 201,
    body: { expires_at: new Date(nowMs + 3_600_000).toISOString() },
  });
  const byToken = await quote({ cart: teaCart({ customer: { token: issued.body.token } }) }, shop.pk);
  expect(byToken).toEqual(byId);
});

test("reasons come when they are asked for", async () => {
  expect((await quote({ cart: teaCart() })).explain).toBeUndefined();
  const { explain } = await quote({ cart: teaCart(), explain: { promotions: ["member", "gone"] } });
  expect(explain?.promotions).toMatchObject([
    { promotion: "member", status: "refused", reasons: [{ code: "customer_not_eligible" }] },
    { promotion: "gone", status: "refused", reasons: [{ code: "promotion_not_active" }] },
  ]);
});

describe("check: limits", () => {
  const checked = (given: Record<string, unknown> = {}) => ({ cart: teaCart(given), check: "limits" });

  test("asks the ledger once and leaves out what is used up", async () => {
    const { company, sk, edge } = await openShop({
      promotions: [promotion({ id: "once" }), promotion({ id: "ever" })],
    });
    const ledger = ledgerOf(company);
    const limits = [{ id: "uses", per: "total" as const, uses_max: 1 }];
    await ledger.setLimits({ promotion: "once", revision: 1, limits, budget: null });
    const before = await request(edge, "/v1/quotes", { key: sk, body: checked() });
    expect(before.body).toMatchObject({ limits: "checked", totals: { to_pay: 1620 } });
    await request(edge, "/v1/reservations", { key: sk, body: { id: "o1", cart: teaCart() } });
    const after = await request(edge, "/v1/quotes", { key: sk, body: checked() });
    expect(after.body).toMatchObject({ limits: "checked", totals: { to_pay: 1800 } });
    expect(after.body.left_out).toMatchObject([{ promotion: "once" }]);
  });

  test("sends the customer's keys and what each promotion would take", async () => {
    const asked: LimitsCheck[] = [];
    const env = fakeLedger({
      check: async (query) => {
        asked.push(query);
        return { shortages: [], stopped: ["other"], exhausted: [] };
      },
    });
    const cart = teaCart({ customer: { id: "c1", identifiers: [{ kind: "card", value: "42" }] } });
    const answer = await request(shop.edge, "/v1/quotes", {
      key: shop.sk,
      body: { cart, check: "limits" },
      env,
    });
    expect(answer.body.limits).toBe("checked");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.customer_keys).toHaveLength(2);
    expect(asked[0]?.customer_keys).toContain(asked[0]?.customer);
    expect(asked[0]?.promotions).toContainEqual({
      promotion: "ten",
      code: null,
      amount: 180,
      first_order: false,
    });
  });

  test("a ledger that does not answer leaves the quote unchecked", async () => {
    const env = fakeLedger({ check: () => Promise.reject(new Error("gone")) });
    const answer = await request(shop.edge, "/v1/quotes", { key: shop.sk, body: checked(), env });
    expect(answer).toMatchObject({ status: 200, body: { limits: "unchecked", totals: { to_pay: 1800 } } });
  });

  test("a publishable key needs a customer token for it", async () => {
    const answer = await request(shop.edge, "/v1/quotes", { key: shop.pk, body: checked() });
    expect(answer).toMatchObject({ status: 403, body: { code: "token_required" } });
  });
});

test("the document describes every route, and real answers fit it", async () => {
  const { status, body } = await request(shop.edge, "/v1/openapi.json");
  expect(status).toBe(200);
  expect(body.openapi).toBe("3.1.0");
  expect(Object.keys(body.paths).sort()).toEqual([
    "/v1/customer-tokens",
    "/v1/health",
    "/v1/orders",
    "/v1/orders/{external_id}",
    "/v1/prices",
    "/v1/quotes",
    "/v1/quotes/batch",
    "/v1/reservations",
    "/v1/reservations/{handle}",
    "/v1/reservations/{handle}/commit",
    "/v1/reservations/{handle}/extend",
    "/v1/reservations/{handle}/release",
  ]);
  const quotes = body.paths["/v1/quotes"].post;
  expect(quotes.security).toEqual([{ api_key: [] }]);
  const answered = Object.keys(await quote({ cart: teaCart() }));
  const described = quotes.responses["200"].content["application/json"].schema;
  expect(described.additionalProperties).toBe(false);
  expect(Object.keys(described.properties)).toEqual(expect.arrayContaining(answered));
});

test("health answers anybody", async () => {
  const answer = await request(shop.edge, "/v1/health");
  expect(answer).toMatchObject({ status: 200, body: { status: "ok", at: new Date(nowMs).toISOString() } });
});

test("no id of the shop is in an answer's hash, and none leaves the edge", async () => {
  const id = `very-personal-${createHash("md5").update("x").digest("hex")}`;
  const answer = await request(shop.edge, "/v1/quotes", {
    key: shop.sk,
    body: { cart: teaCart({ customer: { id, identifiers: [{ kind: "email", value: "me@b.example" }] } }) },
  });
  expect(answer.text).not.toContain(id);
  expect(answer.text).not.toContain("me@b.example");
});

test("an untrusted caller hears one refusal of a code that is not public, a trusted one the reason", async () => {
  const cart = teaCart({ codes: ["NOPE", "SPRING"] });
  const refused = (decision: Decision) => decision.codes.find(({ code }) => code === "NOPE")?.reasons;
  const untrusted = await quote({ cart }, shop.pk);
  expect(refused(untrusted)).toEqual([{ code: "code_not_applicable" }]);
  expect(untrusted.codes.find(({ code }) => code === "SPRING")?.status).toBe("applied");
  expect(refused(await quote({ cart }))).toEqual([{ code: "code_not_found" }]);
});
