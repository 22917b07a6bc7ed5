/** Customers and segments through the API, and the records that the edge reads of them. */
import { beforeEach, describe, expect, it } from "vitest";
import { kvKey } from "../../shared/model/address.ts";
import { type CustomerRecord, CustomerRecordSchema } from "../../shared/model/customer.ts";
import { customerKey } from "../../shared/model/identity.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { sweepAgeBands, sweepDueRecords } from "../customers/edge-record.ts";
import { openDatabase } from "../db/database.ts";
import { identityPort } from "../secrets.ts";
import { call, clock, env, freshDatabase, makeCompany } from "../testing.ts";

let key = "";
const get = (path: string) => call("GET", `/api/v1/${path}`, { key });
const put = (id: string, body: unknown) => call("PUT", `/api/v1/customers/${id}`, { key, body });
const post = (path: string, body: unknown) => call("POST", `/api/v1/${path}`, { key, body });
const list = (segment: string, body: unknown) => post(`segments/${segment}/members/import`, body);

async function record(id: string): Promise<CustomerRecord | null> {
  const name = kvKey.customer("acme", customerKey(identityPort(env), "acme", id));
  const text = await env.KV.get(name, "json");
  return text === null ? null : CustomerRecordSchema.parse(text);
}

beforeEach(async () => {
  await freshDatabase();
  clock.nowMs = Date.UTC(2026, 9, 15, 12);
  key = await makeCompany("acme");
});

describe("customers", () => {
  const ADA = {
    email: "Ada@Example.com",
    phone: "+41 44 668 18 00",
    birth_date: "1996-02-29",
    gender: "female",
    country: "CH",
    region: "ZH",
    language: "de-CH",
    zone: "Europe/Zurich",
    order_count: 3,
    attributes: { shoe_size: 39, newsletter: true },
  };

  it("keep typed attributes in one form and unknown ones as custom", async () => {
    const stored = (await put("ada", ADA)).body;
    expect(stored).toMatchObject({
      ...ADA,
      email: "ada@example.com",
      phone: "+41446681800",
      age_band: "25_34",
      version: 1,
    });
    expect((await get("customers/ada")).body).toEqual(stored);
  });

  it("change field by field: what is absent stays, null clears", async () => {
    await put("ada", ADA);
    const changed = (await put("ada", { phone: null, attributes: { shoe_size: null, hat: "M" } })).body;
    expect(changed).toMatchObject({ phone: null, email: "ada@example.com", version: 2 });
    expect(changed.attributes).toEqual({ hat: "M", newsletter: true });
    expect((await put("ada", { gender: "female" })).body.version).toBe(2);
  });

  it("are refused with the reason when a contact cannot be one", async () => {
    const rows = [{ id: "a", phone: "044 668 18 00" }, { id: "b", email: "nobody" }, { id: "c" }];
    const refused = await post("customers/import", { rows });
    expect(refused.body.errors).toMatchObject([
      { path: "rows.0.phone", message: "must begin with + and the country's code" },
      { path: "rows.1.email", message: "must hold one @" },
    ]);
    expect((await get("customers")).body.items).toEqual([]);
  });

  it.each([
    ["a birth date that no calendar has", { birth_date: "2025-02-29" }, "birth_date"],
    ["a typed name as custom", { attributes: { email: "x" } }, "attributes.email"],
    ["too many attributes", { attributes: many(60) }, "attributes"],
    ["an unknown field", { vip: true }, "vip"],
    ["a birthday that no calendar has", { birthday: "2-30" }, "birthday"],
    ["points below zero", { points: -1 }, "points"],
  ])("refuse %s", async (_what, body, path) => {
    expect((await put("ada", body)).body.errors).toMatchObject([{ path }]);
  });

  it("keep the history of traits, without contacts", async () => {
    await put("ada", ADA);
    await put("ada", { email: "other@example.com" });
    await put("ada", { region: "BE" });
    const rows = (await env.DB.prepare("SELECT version, traits FROM customer_traits ORDER BY version").all())
      .results;
    expect(rows.map((row) => row.version)).toEqual([1, 3]);
    expect(JSON.stringify(rows)).not.toContain("example.com");
  });

  it("keep a profile field by field, in which null is none or clears", async () => {
    const profile = {
      group: "trade",
      tier: "gold",
      lifecycle: "active",
      points: 120,
      lifetime_spend: { CHF: 90_000 },
      last_order_ms: Date.UTC(2026, 9, 1),
      birthday: "03-01",
      subscription: { state: "active", plan: "box", next_plan: null, ends_ms: Date.UTC(2026, 11, 1) },
      behaviour: { carts_left: 2 },
    };
    expect((await put("ada", { ...ADA, ...profile })).body).toMatchObject(profile);
    expect((await get("customers/ada")).body).toMatchObject(profile);
    expect((await record("ada")) ?? {}).toMatchObject(profile);
    await put("ada", {
      tier: null,
      points: null,
      birthday: null,
      subscription: null,
      behaviour: { opened: true },
    });
    const { points, ...rest } = profile;
    expect(await record("ada")).toMatchObject({
      ...rest,
      tier: null,
      birthday: "02-29",
      subscription: null,
      behaviour: { opened: true },
    });
    expect(await record("ada")).not.toHaveProperty("points");
    expect((await get("customers/ada")).body).not.toHaveProperty("birthday");
    expect((await put("ada", { tier: null, group: "trade" })).body.version).toBe(2);
  });

  it("import changes only whom it says something new", async () => {
    const rows = [
      { id: "a", region: "ZH" },
      { id: "b", region: "BE" },
    ];
    await post("customers/import", { rows });
    await post("customers/import", { rows: [rows[0], { id: "b", region: "GR" }] });
    const versions = (await get("customers")).body.items.map((item: { version: number }) => item.version);
    expect(versions).toEqual([1, 2]);
  });
});

describe("the edge's record of a customer", () => {
  it("follows every change, with a version that grows", async () => {
    await put("ada", { birth_date: "1990-01-01", order_count: 2, attributes: { vip: true } });
    expect(await record("ada")).toEqual({
      version: 1,
      updated_at_ms: clock.nowMs,
      segments: [],
      attributes: { age_band: "35_44", vip: true },
      order_count: 2,
      birthday: "01-01",
    });
    await post("segments", { id: "vip", name: "VIP" });
    await list("vip", { include: ["ada"] });
    expect(await record("ada")).toMatchObject({ version: 2, segments: ["vip"] });
  });

  it("counts paid orders, whoever says more", async () => {
    await put("ada", { order_count: 1 });
    await put("bob", {});
    const order = {
      version: 1,
      state: "paid",
      currency: "CHF",
      customer: { id: "ada" },
      placed_at: "2026-10-01T10:00:00Z",
      paid_at: "2026-10-01T10:01:00Z",
      amounts: { items: 100, total: 100 },
      lines: [],
    };
    for (const id of ["o1", "o2"]) await call("PUT", `/api/v1/orders/${id}`, { key, body: order });
    expect(await record("ada")).toMatchObject({ order_count: 2, version: 3 });
    expect(
      (await get("customers")).body.items.map((item: { order_count: number }) => item.order_count),
    ).toEqual([2, 0]);
    const cancelled = { ...order, version: 2, state: "cancelled", cancelled_at: "2026-10-02T10:00:00Z" };
    await call("PUT", "/api/v1/orders/o1", { key, body: cancelled });
    expect((await record("ada"))?.order_count).toBe(1);
  });

  it("is written by the sweep when the request that changed it was lost", async () => {
    const kv = { put: () => Promise.reject(new Error("away")) };
    const bindings = { ...env, KV: kv as unknown as KVNamespace };
    const failed = await call("PUT", "/api/v1/customers/ada", { key, body: { region: "ZH" }, bindings });
    expect([failed.status, failed.body.code, await record("ada")]).toEqual([503, "retry", null]);
    await sweepDueRecords(env, openDatabase(env), clock.nowMs + 60_000);
    expect(await record("ada")).toMatchObject({ version: 1, attributes: { region: "ZH" } });
  });

  it("is never an older one over a newer one, though an older put comes last", async () => {
    await put("ada", { region: "A" });
    let changed = false;
    const kv = {
      put: async (name: string, value: string) => {
        // Between reading version 2 and putting it, version 3 is made and written by somebody else.
        if (!changed) {
          changed = true;
          await put("ada", { region: "C" });
        }
        await env.KV.put(name, value);
      },
    };
    const bindings = { ...env, KV: kv as unknown as KVNamespace };
    await call("PUT", "/api/v1/customers/ada", { key, body: { region: "B" }, bindings });
    expect(await record("ada")).toMatchObject({ version: 3, attributes: { region: "C" } });
  });

  it("moves into the next age band on the day that begins in the company's zone", async () => {
    await put("ada", { birth_date: "2008-10-16" });
    expect((await record("ada"))?.attributes).toEqual({ age_band: "under_18" });
    const db = openDatabase(env);
    // Midnight in Zurich is 22:00 UTC.
    await sweepAgeBands(env, db, Date.UTC(2026, 9, 15, 21, 59));
    expect((await record("ada"))?.attributes).toEqual({ age_band: "under_18" });
    await sweepAgeBands(env, db, Date.UTC(2026, 9, 15, 22, 0));
    expect(await record("ada")).toMatchObject({ version: 2, attributes: { age_band: "18_24" } });
  });

  it("stays below 2 KB with 200 segments, and no customer is in more", async () => {
    await put("ada", { birth_date: "1990-01-01", gender: "female", country: "CH", language: "de" });
    const { id } = (await post("segments", { name: "First" })).body;
    expect(id).toBe("s1");
    // Ids as the product gives them: the greatest that ten thousand segments reach.
    const others = Array.from(
      { length: LIMITS.customerSegments - 1 },
      (_, at) => `s${(9_800 + at).toString(36)}`,
    );
    await env.DB.prepare("INSERT INTO segment_members SELECT 'acme', value, 'ada', 0, NULL FROM json_each(?)")
      .bind(JSON.stringify(others))
      .run();
    await list(id, { include: ["ada"] });
    const stored = await record("ada");
    expect(stored?.segments).toHaveLength(LIMITS.customerSegments);
    expect(JSON.stringify(stored).length).toBeLessThan(2_048);
    await post("segments", { id: "more", name: "One more" });
    const refused = await list("more", { include: ["ada"] });
    expect(refused.body.errors).toMatchObject([{ path: "include.0", code: "too_big" }]);
    expect((await list(id, { include: ["ada"] })).status).toBe(200);
  });
});

describe("static segments", () => {
  const members = async (id: string) =>
    (await get(`segments/${id}/members`)).body.items.map((item: { customer: string }) => item.customer);
  const intervals = async () =>
    (
      await env.DB.prepare(
        "SELECT customer, entered_at_ms, left_at_ms FROM segment_members ORDER BY 1, 2",
      ).all()
    ).results;

  beforeEach(async () => {
    await post("segments", { id: "vip", name: "VIP" });
  });

  it("hold the include list less the exclude list", async () => {
    await list("vip", { include: ["a", "b", "c"], exclude: ["b"] });
    expect(await members("vip")).toEqual(["a", "c"]);
    await list("vip", { remove: ["b"] });
    expect(await members("vip")).toEqual(["a", "c"]);
    await list("vip", { include: ["b"] });
    await list("vip", { exclude: ["a"] });
    expect(await members("vip")).toEqual(["b", "c"]);
    expect((await get("segments/vip")).body.members).toBe(2);
    expect((await record("a"))?.segments).toEqual([]);
  });

  it("keep membership as intervals; a repeat neither enters nor leaves", async () => {
    const t0 = clock.nowMs;
    await list("vip", { include: ["a"] });
    clock.nowMs = t0 + 1_000;
    await list("vip", { include: ["a"] });
    clock.nowMs = t0 + 2_000;
    await list("vip", { remove: ["a"] });
    clock.nowMs = t0 + 3_000;
    await list("vip", { include: ["a"] });
    expect(await intervals()).toEqual([
      { customer: "a", entered_at_ms: t0, left_at_ms: t0 + 2_000 },
      { customer: "a", entered_at_ms: t0 + 3_000, left_at_ms: null },
    ]);
    expect((await record("a"))?.version).toBe(4);
  });

  it.each([
    ["nobody", {}, ""],
    ["one on a list and off it", { include: ["a"], remove: ["a"] }, "remove"],
    ["an id that is none", { include: ["a", " "] }, "include.1"],
  ])("refuse a change that names %s", async (_what, body, path) => {
    expect((await list("vip", body)).body.errors).toMatchObject([{ path }]);
  });
});

function many(entries: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: entries }, (_, at) => [`a${at}`, at]));
}
