/** Reserve, look, commit, release, extend and record over HTTP, on the real ledger. */
import { describe, expect, test } from "vitest";
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import { linkPlan } from "../../shared/evaluate/plan.ts";
import { DecisionSchema } from "../../shared/model/decision.ts";
import type { LimitDefinition } from "../../shared/model/limit.ts";
import { ReservationSchema } from "../../shared/model/reservation.ts";
import { decisionHash } from "../../shared/quote/decision-hash.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { sha256Hex } from "../platform-hash.ts";
import { blobsOf, env, ledgerOf, openShop, promotion, publish, request, teaCart } from "../testing.ts";
import { unpackDocument } from "./document.ts";

type Shop = Awaited<ReturnType<typeof openShop>>;

const order = (externalId: string) => ({ external_id: externalId, placed_at: "2026-03-10T12:00:00Z" });
const send = (shop: Shop, path: string, body: unknown) => request(shop.edge, path, { key: shop.sk, body });
const look = (shop: Shop, path: string) => request(shop.edge, path, { key: shop.sk });
const reserve = (shop: Shop, body: Record<string, unknown>) =>
  send(shop, "/v1/reservations", { cart: teaCart(), ...body });

function limit(shop: Shop, promotionId: string, given: Partial<LimitDefinition>) {
  return ledgerOf(shop.company).setLimits({
    promotion: promotionId,
    revision: 1,
    limits: [],
    budget: null,
    ...given,
  });
}
const uses = (usesMax: number, per: "total" | "customer" | "code" = "total") => ({
  limits: [{ id: "uses", per, uses_max: usesMax }],
});

describe("the way of an order", () => {
  test("held, looked at, extended, committed, found by its external id", async () => {
    const shop = await openShop();
    const held = await reserve(shop, { id: "o1" });
    expect(held.status).toBe(201);
    expect(ReservationSchema.parse(held.body)).toMatchObject({
      state: "held",
      decision: { totals: { to_pay: 1800 } },
      over_grants: [],
    });
    const path = `/v1/reservations/${held.body.handle}`;
    expect((await look(shop, path)).body).toEqual(held.body);
    const extended = await send(shop, `${path}/extend`, { ttl: 3_600 });
    expect(extended.status).toBe(200);
    expect(Date.parse(extended.body.expires_at)).toBeGreaterThan(Date.parse(held.body.expires_at));
    const committed = await send(shop, `${path}/commit`, { order: order("e1") });
    expect(committed).toMatchObject({ status: 200, body: { state: "committed", order: order("e1") } });
    expect((await send(shop, `${path}/commit`, { order: order("e1") })).body).toEqual(committed.body);
    expect((await look(shop, "/v1/orders/e1")).body).toEqual(committed.body);
    expect((await look(shop, "/v1/orders/e2")).status).toBe(404);
    expect(await send(shop, `${path}/release`, {})).toMatchObject({
      status: 409,
      body: { code: "already_committed" },
    });
  });

  test("released, and then neither committed nor extended", async () => {
    const shop = await openShop();
    const path = `/v1/reservations/${(await reserve(shop, { id: "o1" })).body.handle}`;
    const released = await send(shop, `${path}/release`, {});
    expect(released).toMatchObject({ status: 200, body: { state: "released" } });
    const commit = await send(shop, `${path}/commit`, { order: order("e1") });
    expect(commit).toMatchObject({ status: 409, body: { code: "already_released" } });
    const extend = await send(shop, `${path}/extend`, { ttl: 60 });
    expect(extend).toMatchObject({ status: 409, body: { code: "already_released" } });
  });

  test("recorded in one step", async () => {
    const shop = await openShop();
    const body = { id: "o1", cart: teaCart(), order: order("e1"), expect: { to_pay: 1800 } };
    const recorded = await send(shop, "/v1/orders", body);
    expect(recorded).toMatchObject({ status: 201, body: { state: "committed", order: order("e1") } });
    expect((await send(shop, "/v1/orders", body)).body).toEqual(recorded.body);
    const twice = await send(shop, "/v1/orders", { ...body, id: "o2" });
    expect(twice).toMatchObject({ status: 409, body: { code: "order_exists" } });
  });

  test("an id of other characters comes back in its handle", async () => {
    const shop = await openShop();
    for (const id of ["o/1?#&", "注文".repeat(64), "💶".repeat(64), "a.b"]) {
      const { body } = await reserve(shop, { id });
      expect((await look(shop, `/v1/reservations/${body.handle}`)).body).toEqual(body);
    }
  });
});

describe("one id", () => {
  test("answers the same for the same request, however it is written and whatever is published since", async () => {
    const shop = await openShop();
    const lines = [
      { id: "1", sku: "tea", quantity: 1 },
      { id: "2", sku: "cup", quantity: 1 },
    ];
    const first = await reserve(shop, { id: "o1", cart: teaCart({ lines, codes: ["a", "b"] }) });
    await publish(shop.company, 2, blobsOf(shop.company, { promotions: [], records: [] }));
    const edge = (await openShop()).edge;
    const again = await request(edge, "/v1/reservations", {
      key: shop.sk,
      body: { id: "o1", cart: teaCart({ lines: [...lines].reverse(), codes: [" B", "A"] }) },
    });
    expect(again).toMatchObject({ status: 201, body: first.body });
    const unpriced = { id: "o2", cart: teaCart({ lines }) };
    expect(await request(edge, "/v1/reservations", { key: shop.sk, body: unpriced })).toMatchObject({
      status: 422,
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["another cart", { cart: teaCart({ channel: "app" }) }],
    ["another customer", { cart: teaCart({ customer: { id: "c2" } }) }],
    ["another expectation", { expect: { to_pay: 1800 } }],
    ["another hold", { ttl: 60 }],
  ])("is a conflict with %s", async (_, given) => {
    const shop = await openShop();
    await reserve(shop, { id: "o1" });
    expect(await reserve(shop, { id: "o1", ...given })).toMatchObject({
      status: 409,
      body: { code: "id_conflict" },
    });
  });

  test("is not bound by a refusal", async () => {
    const shop = await openShop();
    expect((await reserve(shop, { id: "o1", expect: { to_pay: 1 } })).status).toBe(409);
    expect((await reserve(shop, { id: "o1" })).status).toBe(201);
  });

  test("of fifty calls at once has one effect", async () => {
    const shop = await openShop();
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(shop, { id: "o1" })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { entries } = await ledgerOf(shop.company).entriesAfter(0, 100, 0);
    expect(entries.map(({ body }) => body.kind)).toEqual(["held"]);
  });
});

describe("what stands", () => {
  const two = [promotion({ id: "once" }), promotion({ id: "ever" })];

  test("with an expectation only that price, whatever changed inside", async () => {
    const shop = await openShop();
    const changed = await reserve(shop, { id: "o1", expect: { to_pay: 1799 } });
    expect(changed).toMatchObject({ status: 409, body: { code: "quote_changed" } });
    expect(DecisionSchema.parse(changed.body.decision).totals.to_pay).toBe(1800);
    const repeated = await reserve(shop, { id: "o1", expect: changed.body.decision.totals });
    expect(repeated.status).toBe(422);
    const toPay = { to_pay: changed.body.decision.totals.to_pay };
    expect((await reserve(shop, { id: "o1", expect: toPay })).status).toBe(201);
  });

  test("without one nothing that was cut, unless a part is accepted; then the whole truth is in the decision", async () => {
    const shop = await openShop({ promotions: two });
    await limit(shop, "once", uses(1));
    expect((await reserve(shop, { id: "o1" })).body.decision.totals.to_pay).toBe(1620);
    const cut = await reserve(shop, { id: "o2" });
    expect(cut).toMatchObject({ status: 409, body: { code: "quote_changed" } });
    expect(cut.body.decision).toMatchObject({ totals: { to_pay: 1800 } });
    expect(cut.body.decision.left_out).toMatchObject([{ promotion: "once" }]);
    const partial = await reserve(shop, { id: "o2", accept_partial: true });
    expect(partial).toMatchObject({ status: 201, body: { decision: { totals: { to_pay: 1800 } } } });
    const expected = await reserve(shop, { id: "o3", expect: { to_pay: 1800 } });
    expect(expected.status).toBe(201);
  });

  test("a budget that cuts gives what is left", async () => {
    const shop = await openShop();
    await limit(shop, "ten", { budget: { amounts: { EUR: 250 }, when_short: "cut" } });
    expect((await reserve(shop, { id: "o1" })).body.decision.totals.saved).toBe(200);
    const cut = await reserve(shop, { id: "o2", accept_partial: true });
    expect(cut.body.decision).toMatchObject({
      totals: { saved: 50 },
      granted: [{ promotion: "ten", amount: 50 }],
    });
    const none = await reserve(shop, { id: "o3", accept_partial: true });
    expect(none.body.decision).toMatchObject({ totals: { saved: 0 }, left_out: [{ promotion: "ten" }] });
  });

  test("a stop that the mask does not show yet is left out", async () => {
    const shop = await openShop({ promotions: two });
    await ledgerOf(shop.company).stop(["once"], false);
    const cut = await reserve(shop, { id: "o1" });
    expect(cut.body.decision.left_out).toEqual([{ promotion: "once", why: "stopped" }]);
    expect((await reserve(shop, { id: "o1", accept_partial: true })).status).toBe(201);
  });

  test("a per-customer limit needs a customer and counts every name of them", async () => {
    const shop = await openShop();
    await limit(shop, "ten", uses(1, "customer"));
    const nobody = await reserve(shop, { id: "o1" });
    expect(nobody).toMatchObject({ status: 409, body: { code: "customer_required" } });
    expect(nobody.body.errors).toMatchObject([{ path: "cart.customer" }]);
    const email = { kind: "email", value: "me@b.example" };
    const named = { id: "o1", cart: teaCart({ customer: { id: "c1", identifiers: [email] } }) };
    expect((await reserve(shop, named)).status).toBe(201);
    const cart = teaCart({ customer: { identifiers: [{ ...email, value: " ME@b.example" }] } });
    expect(await reserve(shop, { id: "o2", cart })).toMatchObject({
      status: 409,
      body: { code: "quote_changed" },
    });
  });

  test("a changed cart takes the place of the old hold", async () => {
    const shop = await openShop();
    await limit(shop, "ten", uses(1));
    const first = await reserve(shop, { id: "o1" });
    const cart = teaCart({ lines: [{ id: "1", sku: "tea", quantity: 3 }] });
    const second = await reserve(shop, { id: "o2", cart, replaces: first.body.handle });
    expect(second).toMatchObject({ status: 201, body: { decision: { totals: { saved: 300 } } } });
    expect((await look(shop, `/v1/reservations/${first.body.handle}`)).body.state).toBe("released");
    await send(shop, `/v1/reservations/${second.body.handle}/commit`, { order: order("e1") });
    const third = await reserve(shop, { id: "o3", replaces: second.body.handle });
    expect(third).toMatchObject({ status: 409, body: { code: "already_committed" } });
  });

  test("a revoked key is refused by the ledger at once", async () => {
    const shop = await openShop();
    await ledgerOf(shop.company).revokeKey("key_1");
    expect(await reserve(shop, { id: "o1" })).toMatchObject({ status: 401, body: { code: "key_invalid" } });
  });

  test("twenty carts at once for the last use hold it once", async () => {
    const shop = await openShop();
    await limit(shop, "ten", uses(1));
    const ids = Array.from({ length: 20 }, (_, at) => `o${at}`);
    const answers = await Promise.all(ids.map((id) => reserve(shop, { id })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "quote_changed")).toHaveLength(19);
  });
});

test("what is stored is redacted and recomputes to the same hash", async () => {
  const shop = await openShop();
  const customer = { id: "very-personal", identifiers: [{ kind: "email", value: "me@b.example" }] };
  const { body } = await reserve(shop, { id: "o1", cart: teaCart({ customer }) });
  const view = await ledgerOf(shop.company).reservation(body.handle);
  if (view?.document == null) throw new Error("no document");
  const document = unpackDocument(view.document);
  expect(JSON.stringify(document)).not.toMatch(/very-personal|b\.example/);
  expect(document.facts.customer.key).toMatch(/^[0-9a-f]{64}$/);
  const rules = openRules(blobsOf(shop.company).rules, shop.company);
  if (!rules.ok) throw new Error(rules.why);
  const { left_out, granted } = document.decision;
  const options = { left_out, granted, explain: false };
  const result = evaluate(linkPlan(rules.view), document.facts, Date.parse(document.at), options);
  const hash = decisionHash(sha256Hex, { facts: document.facts, rules: document.rules, result });
  expect(hash).toBe(body.decision.hash);
});

test("the mirror is nudged after what it must pull, and a lost nudge harms nobody", async () => {
  const shop = await openShop();
  const sent: unknown[] = [];
  const nudged = (send: (message: unknown) => Promise<void>) => ({
    ...env,
    MIRROR_NUDGES: { send } as unknown as Queue,
  });
  const call = (path: string, body: unknown, send: (message: unknown) => Promise<void>) =>
    request(shop.edge, path, { key: shop.sk, body, env: nudged(send) });
  const keep = async (message: unknown) => void sent.push(message);
  const { handle } = (await reserve(shop, { id: "o1" })).body;
  await call(`/v1/reservations/${handle}/commit`, { order: order("e1") }, keep);
  await call("/v1/orders", { id: "o2", cart: teaCart(), order: order("e2") }, keep);
  expect(sent).toEqual(Array(2).fill({ company: shop.company, mode: "live" }));
  const lost = await call("/v1/orders", { id: "o3", cart: teaCart(), order: order("e3") }, () =>
    Promise.reject(new Error("queue is down")),
  );
  expect(lost.status).toBe(201);
});
