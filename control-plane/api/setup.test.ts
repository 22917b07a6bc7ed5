/** Setting a deployment up: the first company comes once, further ones by the operator. */
import { beforeEach, describe, expect, it } from "vitest";
import { call, env, freshDatabase, OPERATOR } from "../testing.ts";

const BODY = { id: "acme", name: "Acme", zone: "Europe/Zurich" };

beforeEach(freshDatabase);

describe("set-up", () => {
  it("makes a company and an owner key that works, once", async () => {
    const made = await call("POST", "/api/v1/setup", { key: OPERATOR, body: BODY });
    expect(made.status).toBe(201);
    expect(made.body.text).toMatch(/^sk_live_acme_[A-Za-z0-9]{44}$/);
    const company = await call("GET", "/api/v1/company", { key: made.body.text });
    expect(company.body).toMatchObject({ id: "acme", default_store: null, version: 1 });
    const again = await call("POST", "/api/v1/setup", { key: OPERATOR, body: { ...BODY, id: "other" } });
    expect([again.status, again.body.code]).toEqual([403, "setup_refused"]);
  });

  it("lets one of many callers at once have it", async () => {
    const calls = ["a", "b", "c", "d"].map((id) =>
      call("POST", "/api/v1/setup", { key: OPERATOR, body: { ...BODY, id } }),
    );
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 403, 403, 403]);
  });

  it("answers a lost answer again under its idempotency key, and stores the text readable to nobody", async () => {
    const headers = { "idempotency-key": "first" };
    const made = await call("POST", "/api/v1/setup", { key: OPERATOR, body: BODY, headers });
    const again = await call("POST", "/api/v1/setup", { key: OPERATOR, body: BODY, headers });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(made.body);
    const tables = ["idempotency", "api_keys", "audit_log", "companies"];
    const rows = await Promise.all(tables.map((name) => env.DB.prepare(`SELECT * FROM ${name}`).all()));
    const secret = made.body.text.split("_").at(-1);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it.each([
    ["no token", undefined, [401, "key_missing"]],
    ["a wrong token", "not-the-token", [403, "setup_refused"]],
  ])("refuses %s", async (_what, key, expected) => {
    const options = key === undefined ? { body: BODY } : { key, body: BODY };
    const refused = await call("POST", "/api/v1/setup", options);
    expect([refused.status, refused.body.code]).toEqual(expected);
  });

  it("refuses a zone that is none and an id that no key text can hold", async () => {
    const body = { id: "Not-One", name: "Acme", zone: "Moon/Crater" };
    const refused = await call("POST", "/api/v1/setup", { key: OPERATOR, body });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual(["id", "zone"]);
  });
});
