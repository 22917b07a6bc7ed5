/** API keys: shown once, bounded by scope, revoked at once here and at the ledger, copied to KV for the edge. */
import { beforeEach, describe, expect, it } from "vitest";
import { kvKey } from "../../shared/model/address.ts";
import { ApiKeyRecordSchema } from "../../shared/model/api-key.ts";
import { apiKeyHash } from "../../shared/model/identity.ts";
import { identityPort } from "../secrets.ts";
import { call, clock, env, freshDatabase, makeCompany } from "../testing.ts";

let owner = "";
const make = (body: Record<string, unknown>, key = owner) => call("POST", "/api/v1/keys", { key, body });
const read = (key: string) => call("GET", "/api/v1/company", { key });

async function record(text: string) {
  const hash = apiKeyHash(identityPort(env), text);
  return ApiKeyRecordSchema.parse(await env.KV.get(kvKey.apiKey("acme", hash), "json"));
}

beforeEach(async () => {
  await freshDatabase();
  clock.nowMs = Date.UTC(2026, 9, 15, 12);
  owner = await makeCompany("acme");
});

describe("API keys", () => {
  it.each([
    [{ type: "pk", mode: "live", origins: ["https://shop.example"] }, ["quote"]],
    [{ type: "sk", mode: "test" }, ["quote", "reserve", "facts", "customer_token", "read"]],
    [{ type: "rk", mode: "live", scopes: ["reserve", "manage"] }, ["manage", "reserve"]],
  ])("are made with the scopes of %j", async (body, scopes) => {
    const made = await make({ name: "One", ...body });
    expect(made.status).toBe(201);
    expect(made.body.key.scopes).toEqual(scopes);
    const { id } = made.body.key;
    expect(await record(made.body.text)).toMatchObject({ id, company: "acme", scopes, revoked: false });
    const shown = await call("GET", `/api/v1/keys/${id}`, { key: owner });
    expect(shown.body).not.toHaveProperty("text");
    expect(JSON.stringify(shown.body)).not.toContain(made.body.text);
  });

  it.each([
    [{ type: "rk", mode: "live" }, "scopes"],
    [{ type: "sk", mode: "live", scopes: ["manage"] }, "scopes"],
    [{ type: "rk", mode: "test", scopes: ["manage"] }, "scopes"],
    [{ type: "sk", mode: "live", origins: ["https://shop.example"] }, "origins"],
    [{ type: "pk", mode: "live", origins: ["*"] }, "origins.0"],
  ])("refuse %j", async (body, path) => {
    const refused = await make({ name: "One", ...body });
    expect(refused.body.errors).toMatchObject([{ path }]);
  });

  it("do no more than their scopes", async () => {
    const shop = (await make({ name: "Shop", type: "sk", mode: "live" })).body.text;
    const page = (await make({ name: "Page", type: "pk", mode: "live" })).body.text;
    expect((await read(shop)).status).toBe(200);
    const refused = [await make({ name: "Mine", type: "sk", mode: "live" }, shop), await read(page)];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [403, "scope_missing"],
      [403, "scope_missing"],
    ]);
  });

  it("are refused from their revocation on: here, at both ledger objects, and in KV", async () => {
    const made = (await make({ name: "Shop", type: "sk", mode: "live" })).body;
    const told: string[] = [];
    const ledger = {
      idFromName: (name: string) => name,
      get: (name: string) => ({
        revokeKey: async (id: string) => {
          told.push(`${name} ${id}`);
          return { code: "revoked" };
        },
      }),
    };
    const bindings = { ...env, LEDGER: ledger as unknown as DurableObjectNamespace };
    const path = `/api/v1/keys/${made.key.id}/revoke`;
    const revoked = await call("POST", path, { key: owner, bindings });
    expect(revoked.body.revoked_at).toBe("2026-10-15T12:00:00.000Z");
    expect(told.sort()).toEqual([`ledger/acme/live/0 ${made.key.id}`, `ledger/acme/test/0 ${made.key.id}`]);
    expect([(await read(made.text)).status, (await record(made.text)).revoked]).toEqual([401, true]);
    // Once more is no change, and against the real object.
    clock.nowMs += 1_000;
    const again = await call("POST", path, { key: owner });
    expect([again.status, again.body.revoked_at]).toEqual([200, revoked.body.revoked_at]);
  });

  it("stay as they are when the ledger cannot be told, and the call says so", async () => {
    const made = (await make({ name: "Shop", type: "sk", mode: "live" })).body;
    const ledger = {
      idFromName: (name: string) => name,
      get: () => ({ revokeKey: () => Promise.reject(new Error("away")) }),
    };
    const bindings = { ...env, LEDGER: ledger as unknown as DurableObjectNamespace };
    const path = `/api/v1/keys/${made.key.id}/revoke`;
    const failed = await call("POST", path, { key: owner, bindings });
    expect([failed.status, failed.body.code, failed.headers.get("retry-after")]).toEqual([503, "retry", "1"]);
    expect((await read(made.text)).status).toBe(200);
    expect((await call("POST", path, { key: owner })).status).toBe(200);
    expect((await read(made.text)).status).toBe(401);
  });

  it("roll: both live until the old one runs out", async () => {
    const old = (await make({ name: "Shop", type: "sk", mode: "live" })).body;
    const path = `/api/v1/keys/${old.key.id}/roll`;
    const rolled = await call("POST", path, { key: owner, body: { old_expires_in_s: 60 } });
    expect(rolled.body.key).toMatchObject({ type: "sk", mode: "live", scopes: old.key.scopes });
    const both = async () => [(await read(old.text)).status, (await read(rolled.body.text)).status];
    expect(await both()).toEqual([200, 200]);
    expect((await record(old.text)).expires_at_ms).toBe(clock.nowMs + 60_000);
    clock.nowMs += 60_000;
    expect(await both()).toEqual([401, 200]);
    const late = await call("POST", path, { key: owner, body: {} });
    expect(late.body.code).toBe("state_conflict");
  });
});
