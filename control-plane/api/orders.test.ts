/** Orders by the shop: the highest version stands, whatever came when and how often. */
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { call, env, freshDatabase, makeCompany } from "../testing.ts";

let key = "";
const put = (id: string, body: unknown, by = key) => call("PUT", `/api/v1/orders/${id}`, { key: by, body });
const get = (id: string, by = key) => call("GET", `/api/v1/orders/${id}`, { key: by });

const line = (id: string, quantity: number) => ({
  id,
  sku: `sku-${id}`,
  quantity,
  unit_amount: 500,
  total_amount: 500 * quantity,
});

const PLACED = {
  version: 1,
  state: "placed",
  currency: "CHF",
  channel: "web",
  store: "web",
  customer: { id: "shopper-77" },
  placed_at: "2026-10-01T10:00:00Z",
  amounts: { items: 1500, shipping: 500, total: 2000 },
  lines: [line("1", 1), line("2", 2)],
  attribution: { source: "newsletter", medium: "mail", touch_id: "t1" },
  exposures: [{ experiment: "e1", variant: "b" }],
  metadata: { gift: true, note: "hi" },
};
const PAID = {
  ...PLACED,
  version: 2,
  state: "paid",
  paid_at: "2026-10-01T10:05:00Z",
  payments: [{ id: "p1", kind: "card", amount: 2000, at: "2026-10-01T10:05:00Z" }],
};
const FULFILLED = { ...PAID, version: 3, state: "fulfilled", fulfilled_at: "2026-10-03T08:00:00Z" };
const REFUNDED = {
  ...FULFILLED,
  version: 5,
  lines: [line("1", 1)],
  refunds: [
    { id: "r1", amount: 1000, at: "2026-10-09T08:00:00Z", lines: [{ line: "2", quantity: 2, amount: 1000 }] },
  ],
};
const { customer: _customer, ...NOBODYS } = { ...REFUNDED, version: 9, state: "returned" };
const UPDATES = [PLACED, PAID, FULFILLED, REFUNDED, NOBODYS];

beforeEach(async () => {
  await freshDatabase();
  key = await makeCompany("acme");
});

describe("orders", () => {
  it("end equal however five updates are shuffled and repeated", async () => {
    for (const body of UPDATES) await put("in-order", body);
    const { external_id: _id, ...expected } = (await get("in-order")).body;
    const shuffles = fc.sample(
      fc.shuffledSubarray([...UPDATES, ...UPDATES], { minLength: 10, maxLength: 10 }),
      { numRuns: 12, seed: 20_261_015 },
    );
    for (const [at, updates] of shuffles.entries()) {
      for (const body of updates) expect((await put(`o${at}`, body)).status).toBe(200);
      const { external_id: _other, ...stored } = (await get(`o${at}`)).body;
      expect(stored).toEqual(expected);
    }
  });

  it("end at the highest version when all come at once, in any order", async () => {
    for (let first = 0; first < UPDATES.length; first += 1) {
      const turned = [...UPDATES.slice(first), ...UPDATES.slice(0, first)].reverse();
      await Promise.all(turned.map((body) => put(`o${first}`, body)));
      const stored = (await get(`o${first}`)).body;
      expect(stored).toMatchObject({ version: 9, state: "returned", lines: [{ id: "1" }] });
    }
  });

  it("say whether an update counted, and answer what stands", async () => {
    expect((await put("o1", PAID)).body).toMatchObject({
      applied: true,
      order: { version: 2, source: "external" },
    });
    expect((await put("o1", PAID)).body).toMatchObject({ applied: false, order: { version: 2 } });
    expect((await put("o1", PLACED)).body).toMatchObject({ applied: false, order: { state: "paid" } });
    const reordered = { ...PAID, metadata: { note: "hi", gift: true } };
    expect((await put("o1", reordered)).status).toBe(200);
    const other = await put("o1", { ...PAID, amounts: { items: 1, total: 1 } });
    expect([other.status, other.body.code]).toEqual([409, "version_conflict"]);
  });

  it("name the customer by key alone", async () => {
    const { order } = (await put("o1", PLACED)).body;
    expect(order.customer_key).toMatch(/^[0-9a-f]{64}$/);
    const rows = await env.DB.prepare("SELECT * FROM orders").all();
    expect(JSON.stringify([order, rows.results])).not.toContain("shopper-77");
  });

  it("leave alone what the mirror wrote", async () => {
    await put("o1", PLACED);
    await env.DB.exec(
      "UPDATE orders SET handle = 'h', decision_hash = 'd', committed_at_ms = 7, customer_key = 'k'",
    );
    const { order } = (await put("o1", PAID)).body;
    expect(order).toMatchObject({ version: 2, source: "edge", customer_key: "k" });
    const [row] = (await env.DB.prepare("SELECT handle, decision_hash, committed_at_ms FROM orders").all())
      .results;
    expect(row).toEqual({ handle: "h", decision_hash: "d", committed_at_ms: 7 });
  });

  it("of a test key live apart from those of trade", async () => {
    const body = { name: "Test", type: "sk", mode: "test" };
    const test = (await call("POST", "/api/v1/keys", { key, body })).body.text;
    await put("o1", PLACED, test);
    expect([(await get("o1", test)).status, (await get("o1")).status]).toEqual([200, 404]);
    await put("o1", PAID);
    expect((await get("o1", test)).body.version).toBe(1);
  });

  it.each([
    ["a state without its instant", { ...PLACED, state: "paid" }, "paid_at"],
    ["a repeated line", { ...PLACED, lines: [line("1", 1), line("1", 2)] }, "lines.1.id"],
    ["a negative amount", { ...PLACED, amounts: { items: -1, total: 0 } }, "amounts.items"],
    ["a discount, which is the ledger's", { ...PLACED, discounts: [] }, "discounts"],
    ["version 0", { ...PLACED, version: 0 }, "version"],
  ])("refuse %s", async (_what, body, path) => {
    expect((await put("o1", body)).body.errors).toMatchObject([{ path }]);
  });
});
