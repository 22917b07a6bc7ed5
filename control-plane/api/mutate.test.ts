/** Idempotency, version guards and the audit of mutating calls. */
import { beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../shared/model/limits.ts";
import { call, clock, env, freshDatabase, makeCompany } from "../testing.ts";

let key = "";
const STORE = {
  name: "Web",
  type: "online",
  zone: "Europe/Zurich",
  country: "CH",
  currency: "CHF",
  tax_mode: "gross",
};
const put = (body: unknown, idempotencyKey?: string, path = "/api/v1/stores/web") =>
  call("PUT", path, {
    key,
    body,
    headers: idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey },
  });

async function auditRows(): Promise<Record<string, unknown>[]> {
  return (await env.DB.prepare("SELECT * FROM audit_log ORDER BY seq").all()).results;
}

beforeEach(async () => {
  await freshDatabase();
  clock.nowMs = Date.UTC(2026, 9, 15, 12);
  key = await makeCompany("acme");
});

describe("idempotency keys", () => {
  it("give one effect and one answer", async () => {
    const first = await put(STORE, "one");
    const again = await put(STORE, "one");
    expect(again.body).toEqual(first.body);
    expect((await call("GET", "/api/v1/stores/web", { key })).body.version).toBe(1);
    expect(await auditRows()).toHaveLength(2);
  });

  it("refuse another body, another path and another method", async () => {
    await put(STORE, "one");
    const others = [
      await put({ ...STORE, name: "Other" }, "one"),
      await put(STORE, "one", "/api/v1/stores/app"),
    ];
    expect(others.map(({ body }) => body.code)).toEqual(["idempotency_conflict", "idempotency_conflict"]);
    expect((await call("GET", "/api/v1/stores/web", { key })).body).toMatchObject({
      name: "Web",
      version: 1,
    });
  });

  it("hold among many calls at once", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => put(STORE, "one")));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toHaveLength(1);
    expect(answers[0]?.body.version).toBe(1);
  });

  it("are forgotten after a day", async () => {
    await put(STORE, "one");
    clock.nowMs += LIMITS.idempotencyMs;
    expect((await put({ ...STORE, name: "Other" }, "one")).body).toMatchObject({ name: "Other", version: 2 });
  });

  it("belong to their company", async () => {
    await put(STORE, "one");
    key = await makeCompany("other");
    expect((await put({ ...STORE, name: "Other" }, "one")).status).toBe(200);
  });

  it("are not bound by a refusal", async () => {
    expect((await put({ ...STORE, zone: "Moon" }, "one")).status).toBe(422);
    expect((await put({ ...STORE, version: 7 }, "one")).status).toBe(409);
    expect((await put(STORE, "one")).status).toBe(200);
  });
});

describe("versions", () => {
  it("refuse a change of what was changed since", async () => {
    await put(STORE);
    expect((await put({ ...STORE, version: 1 })).body.version).toBe(2);
    const late = await put({ ...STORE, version: 1 });
    expect([late.status, late.body.code]).toEqual([409, "version_conflict"]);
  });

  it("let exactly one of many callers with the same version through", async () => {
    await put(STORE);
    const calls = Array.from({ length: 8 }, (_, at) => put({ ...STORE, name: `Web ${at}`, version: 1 }));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(7);
  });
});

describe("the audit", () => {
  it("has one row a change, with who, what and which request", async () => {
    const answer = await put(STORE);
    const rows = await auditRows();
    expect(rows.at(-1)).toMatchObject({
      company: "acme",
      action: "PUT /api/v1/stores/:store",
      target: "store:web",
      request_id: answer.headers.get("x-request-id"),
    });
    expect(String(rows.at(-1)?.actor)).toMatch(/^key_/);
  });

  it("has no row for what was refused", async () => {
    await put({ ...STORE, version: 3 });
    await put({ ...STORE, zone: "Moon" });
    expect(await auditRows()).toHaveLength(1);
  });
});
