/** Hints at the edge: quotes show them unless they are not wanted, reservations never do, and both decisions have one hash. */
import { expect, test } from "vitest";
import { type Decision, DecisionSchema } from "../../shared/model/decision.ts";
import { openShop, promotion, request, teaCart } from "../testing.ts";

const from = (EUR: number) => ({ kind: "subtotal" as const, at_least: { EUR } });
const coded = { kind: "code" as const };
const shop = await openShop({
  promotions: [
    promotion({
      id: "free",
      hint: {},
      conditions: from(2_500),
      awards: [{ kind: "free_shipping" }],
      label: "free",
    }),
    // Met on the web, and elsewhere with the code.
    promotion({
      id: "secret",
      hint: {},
      label: "by code",
      conditions: {
        kind: "all",
        of: [from(4_000), { kind: "any", of: [coded, { kind: "channel", any_of: ["web"] }] }],
      },
    }),
  ],
  codes: [{ code: "SPRING", promotion: "secret", start_ms: null, end_ms: null }],
});
const cart = teaCart({ shipping: [{ id: "s", method: "post", amount: 390 }] });

async function quote(given: Record<string, unknown>, key = shop.sk): Promise<Decision> {
  const answer = await request(shop.edge, "/v1/quotes", { key, body: given });
  expect(answer.status, answer.text).toBe(200);
  return DecisionSchema.parse(answer.body);
}
const named = ({ hints }: Decision) => hints.map(({ promotion: id }) => id);

test("a quote shows hints, to a till as to a browser", async () => {
  const hint = { promotion: "free", label: "free", kind: "amount", for: "shipping" };
  const counted = { need: 2_500, have: 2_000, missing: 500, gain: 390 };
  for (const key of [shop.sk, shop.pk])
    expect((await quote({ cart }, key)).hints[0]).toEqual({ ...hint, ...counted });
  expect(named(await quote({ cart, hints: true }))).toEqual(["free", "secret"]);
});

test("one that wants none has the same hash", async () => {
  const [asked, plain] = [await quote({ cart }), await quote({ cart, hints: false })];
  expect(plain).toEqual({ ...asked, hints: [] });
});

test("a reservation has no hints and the hash of its quote", async () => {
  const { hash } = await quote({ cart });
  const { status, body } = await request(shop.edge, "/v1/reservations", {
    key: shop.sk,
    body: { id: "o1", cart },
  });
  expect(status).toBe(201);
  expect(body.decision).toMatchObject({ hash, hints: [] });
});

test("an untrusted caller hears of a promotion that asks for a code only if one was typed", async () => {
  expect(named(await quote({ cart }, shop.pk))).toEqual(["free"]);
  const typed = { ...cart, codes: ["spring"] };
  expect(named(await quote({ cart: typed }, shop.pk))).toEqual(["free", "secret"]);
});

test("each quote of a batch shows its own", async () => {
  const body = { quotes: [{ cart }, { cart, hints: false }] };
  const { status, body: batch } = await request(shop.edge, "/v1/quotes/batch", { key: shop.sk, body });
  expect(status).toBe(200);
  const shown = batch.answers.map(({ decision }: { decision: Decision }) => named(decision));
  expect(shown).toEqual([["free", "secret"], []]);
});
