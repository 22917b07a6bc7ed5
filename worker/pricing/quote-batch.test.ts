/** Many quotes in one call: each is answered as it would be alone, and what several need is read once. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { kvKey } from "../../shared/model/address.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { type QuoteBatch, QuoteBatchSchema } from "../../shared/model/reservation.ts";
import {
  type Answer,
  blobsOf,
  type Call,
  coldEdge,
  failingKv,
  ledgerOf,
  makeKey,
  openShop,
  promotion,
  publish,
  putCustomer,
  request,
  teaCart,
} from "../testing.ts";

const store = {
  code: "main",
  zone: "Europe/Berlin",
  country: "DE",
  currency: "EUR",
  tax_mode: "gross" as const,
  groups: [],
};
const shop = await openShop({
  promotions: [
    promotion(),
    promotion({ id: "member", conditions: { kind: "segment", any_of: ["vip"] }, label: "for members" }),
    promotion({ id: "north", conditions: { kind: "store", any_of: ["oslo"], groups: [] } }),
  ],
  stores: [store, { ...store, code: "oslo", currency: "NOK", tax_mode: "net" }],
});

// Faults are logged; here they are provoked.
beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

const post = (quotes: unknown, call: Call = {}, edge = shop.edge) =>
  request(edge, "/v1/quotes/batch", { key: shop.sk, body: { quotes }, ...call });

async function batch(quotes: unknown[], call: Call = {}, edge = shop.edge): Promise<QuoteBatch["answers"]> {
  const answer = await post(quotes, call, edge);
  expect(answer.status, answer.text).toBe(200);
  return QuoteBatchSchema.parse(answer.body).answers;
}

/** The answer to a quote that is sent alone. */
async function alone(quote: unknown, call: Call = {}): Promise<Answer> {
  return request(shop.edge, "/v1/quotes", { key: shop.sk, body: quote, ...call });
}

const oslo = teaCart({
  store: "oslo",
  currency: "NOK",
  tax_mode: "net",
  lines: [{ id: "1", sku: "tea", quantity: 1, unit_price: 5_000 }],
});

test("carts of different stores, currencies and customers are answered in order, each as if alone", async () => {
  await putCustomer(shop.company, "c1", { segments: ["vip"] });
  const quotes = [
    { cart: teaCart() },
    { cart: oslo },
    { cart: teaCart({ customer: { id: "c1" } }), explain: true },
    { cart: teaCart({ customer: { id: "c2" }, codes: ["NOPE"] }) },
    { cart: teaCart({ lines: [] }) },
  ];
  const answers = await batch(quotes);
  const expected = await Promise.all(quotes.map((quote) => alone(quote)));
  expect(answers).toEqual(expected.map(({ body }) => ({ status: 200, decision: body })));
  const amounts = answers.map((answer) => "decision" in answer && answer.decision.totals.to_pay);
  expect(amounts).toEqual([1800, 4050, 1620, 1800, 0]);
});

test("one that is refused has its problem in its place and spoils nothing", async () => {
  const quotes = [
    { cart: teaCart({ store: "moon" }) },
    { cart: teaCart() },
    { cart: teaCart({ lines: [{ id: "1", sku: "gone", quantity: 1 }], tax_mode: "net" }) },
    { cart: teaCart({ customer: { token: "x.y.z" } }) },
  ];
  const answers = await batch(quotes);
  expect(answers).toMatchObject([
    { status: 422, problem: { code: "store_unknown", errors: [{ path: "cart.store" }] } },
    { status: 200, decision: { totals: { to_pay: 1800 } } },
    {
      status: 422,
      problem: {
        code: "tax_mode_mismatch",
        errors: [{ path: "cart.tax_mode" }, { path: "cart.lines.0.sku" }],
      },
    },
    { status: 403, problem: { code: "token_invalid" } },
  ]);
  for (const [index, quote] of quotes.entries()) {
    const { status, body } = await alone(quote);
    const answer = answers[index];
    expect(answer?.status).toBe(status);
    if (answer && "problem" in answer)
      expect({ ...answer.problem, request_id: "" }).toEqual({ ...body, request_id: "" });
  }
});

test("problems of the schema refuse the body, all with their paths", async () => {
  const lines = [{ id: "1", sku: "tea", quantity: 0 }];
  const answer = await post([
    { cart: teaCart() },
    { cart: teaCart({ lines }), a: 1 },
    { cart: teaCart(), check: "limits" },
  ]);
  expect(answer).toMatchObject({ status: 422, body: { code: "invalid" } });
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    "quotes.1.cart.lines.0.quantity",
    "quotes.1.a",
    "quotes.2.check",
  ]);
});

test.each<[string, unknown, string]>([
  ["none", [], "quotes"],
  ["too many", Array(LIMITS.batchQuotes + 1).fill({ cart: teaCart() }), "quotes"],
  ["no list", { cart: teaCart() }, "quotes"],
])("%s are refused", async (_, quotes, path) => {
  expect(await post(quotes)).toMatchObject({ status: 422, body: { code: "invalid", errors: [{ path }] } });
});

test("as many as there may be are answered, and have no effect", async () => {
  const answers = await batch(Array(LIMITS.batchQuotes).fill({ cart: teaCart() }));
  expect(answers).toHaveLength(LIMITS.batchQuotes);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await ledgerOf(shop.company).entriesAfter(0, 10, 0)).toMatchObject({ entries: [] });
});

describe("trust is that of a quote", () => {
  const line = { id: "1", sku: "tea", quantity: 1 };
  const quotes = [
    { cart: teaCart({ customer: { id: "c1" } }) },
    { cart: teaCart({ lines: [{ ...line, facts: { tags: ["a"] } }] }) },
    { cart: teaCart({ lines: [{ ...line, unit_price: 500 }] }) },
    { cart: teaCart({ codes: ["NOPE"] }) },
  ];

  test("of a publishable key", async () => {
    expect(await batch(quotes, { key: shop.pk })).toMatchObject([
      { status: 403, problem: { code: "token_required", errors: [{ path: "cart.customer.id" }] } },
      { status: 403, problem: { code: "facts_not_trusted", errors: [{ path: "cart.lines.0.facts" }] } },
      { status: 200, decision: { estimate: true } },
      { status: 200, decision: { estimate: false, codes: [{ reasons: [{ code: "code_not_applicable" }] }] } },
    ]);
  });

  test("of a secret key", async () => {
    expect(await batch(quotes)).toMatchObject([
      { status: 200 },
      { status: 200 },
      { status: 200, decision: { estimate: false } },
      { status: 200, decision: { codes: [{ reasons: [{ code: "code_not_found" }] }] } },
    ]);
  });

  test("of a restricted key without the scope", async () => {
    const key = await makeKey(shop.company, "rk", { scopes: ["reserve"] });
    expect(await post(quotes, { key })).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  });

  test("of another company's key: it sees its own prices", async () => {
    const other = await openShop({ promotions: [] });
    const [answer] = await batch([{ cart: teaCart({ customer: { id: "c1" } }) }], { key: other.sk });
    expect(answer).toMatchObject({ status: 200, decision: { totals: { to_pay: 2000 }, applied: [] } });
  });
});

test("a cold batch reads each key of KV once, in two steps", async () => {
  const { company, sk } = await openShop();
  const customers = await Promise.all(["c1", "c2"].map((id) => putCustomer(company, id)));
  const { env, reads } = failingKv(() => false);
  const edge = coldEdge();
  const quotes = ["c1", "c2", "c1", "c2"].map((id) => ({ cart: teaCart({ customer: { id } }) }));
  const answers = await batch(quotes, { key: sk, env }, edge);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(reads.slice(0, 2).map((key) => key.split("/")[0])).toEqual(["key", "pointer"]);
  expect(
    reads
      .slice(2)
      .map((key) => key.split("/")[0])
      .sort(),
  ).toEqual([...["blob", "blob", "blob"], ...["customer", "customer"]]);
  expect(new Set(reads).size).toBe(reads.length);
  reads.length = 0;
  await batch(quotes, { key: sk, env }, edge);
  expect(reads.sort()).toEqual(customers.map((key) => kvKey.customer(company, key)).sort());
});

test("what one cart alone needs and nobody can read degrades that cart alone", async () => {
  const { company, sk } = await openShop();
  await publish(company, 2, { ...blobsOf(company), tree: new Uint8Array(8) });
  const line = { id: "1", sku: "tea", quantity: 1, unit_price: 1_000 };
  const quotes = [
    { cart: teaCart() },
    { cart: teaCart({ lines: [{ ...line, facts: { categories: ["green-tea"] } }] }) },
  ];
  const answers = await batch(quotes, { key: sk }, coldEdge());
  expect(answers).toMatchObject([
    { decision: { snapshot: { state: "fresh" }, totals: { to_pay: 1800 } } },
    { decision: { snapshot: { state: "degraded" }, totals: { to_pay: 1000 } } },
  ]);
});

test("while KV is down a cold isolate answers full prices to each, without a guess", async () => {
  const down = failingKv(() => true);
  const line = { id: "1", sku: "tea", quantity: 1, unit_price: 1_000 };
  const quotes = [{ cart: teaCart({ lines: [line] }) }, { cart: teaCart() }];
  expect(await batch(quotes, { env: down.env }, coldEdge())).toMatchObject([
    { status: 200, decision: { estimate: true, snapshot: { state: "degraded" } } },
    { status: 422, problem: { code: "sku_unknown" } },
  ]);
});
