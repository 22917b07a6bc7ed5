/** Bad input ends in a problem document with a stable code and a path, never in a 500. */
import { beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../shared/model/limits.ts";
import { ProblemSchema } from "../../shared/model/problem.ts";
import { call, freshDatabase, makeCompany } from "../testing.ts";

let key = "";
const STORE = {
  name: "Web",
  type: "online",
  zone: "Europe/Zurich",
  country: "CH",
  currency: "CHF",
  tax_mode: "gross",
};

beforeEach(async () => {
  await freshDatabase();
  key = await makeCompany("acme");
});

describe("problem documents", () => {
  it.each([
    ["broken JSON", "PUT", "/api/v1/stores/web", { body: "{" }, [400, "json_invalid"]],
    [
      "a text body",
      "PUT",
      "/api/v1/stores/web",
      { body: "{}", headers: { "content-type": "text/plain" } },
      [415, "media_type"],
    ],
    ["an unknown path", "GET", "/api/v1/nothing", {}, [404, "not_found"]],
    ["a path outside the API", "GET", "/nothing", {}, [404, "not_found"]],
    ["an unknown id", "GET", "/api/v1/stores/none", {}, [404, "not_found"]],
    ["a wrong method", "DELETE", "/api/v1/company", {}, [405, "method_not_allowed"]],
    ["a broken escape in a path", "GET", "/api/v1/products/%E0%A4%A", {}, [404, "not_found"]],
    ["a foreign cursor", "GET", "/api/v1/stores?cursor=%25%25", {}, [422, "invalid"]],
    ["a limit of no number", "GET", "/api/v1/stores?limit=many", {}, [422, "invalid"]],
    ["an unknown query", "GET", "/api/v1/stores?colour=red", {}, [422, "invalid"]],
    [
      "a bad idempotency key",
      "PUT",
      "/api/v1/stores/web",
      { body: STORE, headers: { "idempotency-key": "a b" } },
      [422, "invalid"],
    ],
  ])("answers %s", async (_what, method, path, options, expected) => {
    const { status, body, headers } = await call(method, path, { key, ...options });
    expect([status, body.code]).toEqual(expected);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(ProblemSchema.parse(body).request_id).toBe(headers.get("x-request-id"));
  });

  it("tells the methods of a path with a wrong one", async () => {
    const { headers } = await call("DELETE", "/api/v1/company", { key });
    expect(headers.get("allow")).toBe("GET, PATCH");
  });

  it("names a missing content type", async () => {
    const refused = await call("PUT", "/api/v1/stores/web", {
      key,
      body: JSON.stringify(STORE),
      headers: { "content-type": "" },
    });
    expect([refused.status, refused.body.code]).toEqual([415, "media_type"]);
  });

  it("names all problems of a body at once, an unknown field by its own path", async () => {
    const body = { ...STORE, address: { street: "x" }, colour: "red", currency: "XXQ", tax_mode: "none" };
    const refused = await call("PUT", "/api/v1/stores/web", { key, body });
    const paths = refused.body.errors.map((error: { path: string }) => error.path);
    expect(paths.sort()).toEqual(["address.street", "colour", "currency", "tax_mode"]);
  });

  it("refuses fields that are the server's", async () => {
    for (const field of ["company", "code", "created_at_ms", "groups"]) {
      const refused = await call("PUT", "/api/v1/stores/web", { key, body: { ...STORE, [field]: "x" } });
      expect(refused.body.errors[0]).toMatchObject({ path: field, code: "unrecognized_key" });
    }
  });

  it.each([
    ["a body", "/api/v1/stores/web", "PUT", LIMITS.controlBodyBytes],
    ["an import", "/api/v1/products/import", "POST", LIMITS.importBodyBytes],
  ])("refuses %s beyond its bound", async (_what, path, method, bytes) => {
    const refused = await call(method, path, { key, body: `"${"x".repeat(bytes)}"` });
    expect([refused.status, refused.body.code]).toEqual([413, "body_too_large"]);
  });

  it.each([
    ["no key", undefined, [401, "key_missing"]],
    ["what is no key", "hello", [401, "key_invalid"]],
    ["a key of nobody", `sk_live_acme_${"x".repeat(44)}`, [401, "key_invalid"]],
    ["a key of an unknown company", `sk_live_other_${"x".repeat(44)}`, [401, "key_invalid"]],
  ])("refuses %s", async (_what, text, expected) => {
    const refused = await call("GET", "/api/v1/stores", text === undefined ? {} : { key: text });
    expect([refused.status, refused.body.code]).toEqual(expected);
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
  });
});
