/** Setting a deployment up: the first company comes once, further ones by the operator. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { call, freshDatabase, OPERATOR } from "../testing.ts";

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
});
