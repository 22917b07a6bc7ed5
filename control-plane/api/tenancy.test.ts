/**
 * Two companies with the same codes. The cases come from the OpenAPI document, so a new route is tried without anybody thinking of it,
 * and a new kind of id fails here until it has an example.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { call, clock, env, freshDatabase } from "../testing.ts";
import {
  addPromotion,
  done,
  launchCampaign,
  openShop,
  publish,
  type Shop,
  WITH_CODE,
} from "../testing-shop.ts";

interface Route {
  method: string;
  path: string;
}

/** Routes that need no company: the operator's, and those open to anybody. */
const WITHOUT_COMPANY = new Set(["/api/v1/setup", "/api/v1/companies", "/api/v1/health"]);

async function routes(): Promise<(Route & { security: unknown })[]> {
  const { body } = await call("GET", "/api/v1/openapi.json");
  return Object.entries<Record<string, { security?: unknown }>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path,
      security,
    })),
  );
}

/** Ids that only the first company has, and ids of the same form that nobody has. */
const ONLY_THEIRS: Record<string, string> = {
  store: "only",
  group: "only",
  category: "only",
  sku: "only",
  customer: "only",
  segment: "only",
  order: "only",
  campaign: "only",
  promotion: "only",
  experiment: "only",
  number: "1",
};
const NOBODYS: Record<string, string> = {
  ...Object.fromEntries(Object.keys(ONLY_THEIRS).map((name) => [name, "absent"])),
  number: "2",
  key: `key_${"0".repeat(20)}`,
};
/** Not an id: the same for both. */
const ACTIONS: Record<string, string> = { action: "pause" };

const QUERIES: Record<string, string> = { "/api/v1/reports/campaigns": "?from=2026-10-01&to=2026-10-31" };

/** Bodies that get past the schema of a call, so that the id itself is judged. */
const BODIES: Record<string, unknown> = {
  "POST /api/v1/keys/{key}/roll": { old_expires_in_s: 0 },
  "POST /api/v1/segments/{segment}/members/import": { include: ["ada"] },
  "PUT /api/v1/campaigns/{campaign}": { name: "Mine", moment: "purchase", aim: "promotion" },
};

/** Calls that make what is not there, under the caller's own company. */
const MADE_BY_PUT = new Set(
  [
    "stores/{store}",
    "store-groups/{group}",
    "categories/{category}",
    "products/{sku}",
    "customers/{customer}",
  ]
    .concat(["segments/{segment}", "orders/{order}", "experiments/{experiment}"])
    .map((path) => `/api/v1/${path}`),
);

function filled(path: string, ids: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name] ?? ACTIONS[name];
    if (id === undefined) throw new Error(`no example of the id {${name}} in ${path}`);
    return id;
  });
}

/** A shop with at least one of everything, all under the given code. */
async function fill(shop: Shop, code: string): Promise<void> {
  const put = async (path: string, body: unknown) => done(await shop.put(`/api/v1/${path}`, body));
  const store = (await shop.get("/api/v1/stores/main")).body;
  const { code: _code, groups: _groups, version: _version, ...fields } = store;
  await put(`stores/${code}`, fields);
  await put(`store-groups/${code}`, { name: shop.company, stores: [code] });
  await put(`categories/${code}`, { name: shop.company });
  await put(`products/${code}`, { name: shop.company, categories: [code], list_prices: { CHF: 100 } });
  await put(`customers/${code}`, { email: `${code}@${shop.company}.example` });
  await put(`segments/${code}`, { name: shop.company });
  done(await shop.post(`/api/v1/segments/${code}/members/import`, { include: [code, shop.company] }));
  await put(`orders/${code}`, {
    version: 1,
    state: "paid",
    paid_at: "2026-10-15T10:00:00Z",
    currency: "CHF",
    customer: { id: code },
    placed_at: "2026-10-15T10:00:00Z",
    amounts: { items: 100, total: 100 },
    lines: [{ id: "1", sku: code, quantity: 1, unit_amount: 100, total_amount: 100 }],
  });
  await put(`experiments/${code}`, {
    salt: shop.company,
    unit: "visitor",
    coverage_bps: 1,
    variants: [{ id: code, weight: 1 }],
  });
  await launchCampaign(shop, code);
  await addPromotion(shop, code, code, WITH_CODE);
  done(await shop.post(`/api/v1/promotions/${code}/codes`, { codes: [{ code }] }));
  done(await shop.post("/api/v1/stops", { promotions: [code] }));
}

/** What a company reads from every route, with the ids that it has. */
async function everything(shop: Shop, ids: Record<string, string>): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const { method, path } of await routes()) {
    if (method !== "GET" || WITHOUT_COMPANY.has(path)) continue;
    const { status, body } = await shop.get(filled(path, ids) + (QUERIES[path] ?? ""));
    if (status === 404 && !path.includes("{number}")) throw new Error(`${path} has no example`);
    const { request_id: _id, ...rest } = body;
    answers[path] = { status, ...rest };
  }
  return answers;
}

async function keyOf(shop: Shop): Promise<string> {
  return (await shop.get("/api/v1/keys")).body.items[0].id;
}

beforeEach(async () => {
  await freshDatabase();
  clock.nowMs = Date.UTC(2026, 9, 15, 12);
});

describe("companies", () => {
  it("with the same codes see nothing of each other, on every route that reads", async () => {
    const mine = await openShop("mine");
    await fill(mine, "same");
    const ids = Object.fromEntries(Object.keys(ONLY_THEIRS).map((name) => [name, "same"]));
    const own = { ...ids, number: "1", key: await keyOf(mine) };
    // The first look lets the mirror catch up with what this company did itself.
    await everything(mine, own);
    const before = await everything(mine, own);
    const theirs = await openShop("theirs");
    await fill(theirs, "same");
    await fill(theirs, "only");
    await publish(theirs);
    expect(await everything(mine, own)).toEqual(before);
    expect(JSON.stringify(before)).not.toContain("theirs");
  }, 30_000);

  it("are told of a foreign id exactly what they are told of an unknown one, on every route", async () => {
    const theirs = await openShop("theirs");
    await fill(theirs, "only");
    await publish(theirs);
    const foreign = { ...ONLY_THEIRS, key: await keyOf(theirs) };
    await everything(theirs, foreign);
    const untouched = await everything(theirs, foreign);
    const mine = await openShop("mine");
    for (const { method, path } of await routes()) {
      if (!path.includes("{")) continue;
      const body = BODIES[`${method} ${path}`] ?? {};
      const options = method === "GET" || method === "DELETE" ? { key: mine.key } : { key: mine.key, body };
      const told = async (ids: Record<string, string>) => {
        const { status, body: answer } = await call(method, filled(path, ids), options);
        return { status, ...answer, request_id: "" };
      };
      if (method === "PUT" && MADE_BY_PUT.has(path)) {
        // It is made anew, as an unknown id is, and shows nothing of theirs.
        const made = await told(foreign);
        expect([200, 422], path).toContain(made.status);
        expect(JSON.stringify(made), path).not.toContain("theirs");
        continue;
      }
      const [ofForeign, ofUnknown] = [await told(foreign), await told(NOBODYS)];
      expect(ofForeign, `${method} ${path}`).toEqual(ofUnknown);
      if (method === "GET" || method === "DELETE") expect(ofForeign.status, `${method} ${path}`).toBe(404);
    }
    expect(await everything(theirs, foreign)).toEqual(untouched);
  }, 30_000);

  it("are named by their key on every route; no route but the operator's and open ones goes without", async () => {
    for (const { method, path, security } of await routes()) {
      if (WITHOUT_COMPANY.has(path)) continue;
      expect(security, `${method} ${path}`).toEqual([{ api_key: [] }]);
      const answer = await call(method, filled(path, NOBODYS), method === "GET" ? {} : { body: {} });
      expect([answer.status, answer.body.code], `${method} ${path}`).toEqual([401, "key_missing"]);
    }
  });

  it("write with a key that may manage, on every route that writes but an order's", async () => {
    const mine = await openShop("mine");
    const made = await mine.post("/api/v1/keys", {
      name: "Reader",
      type: "rk",
      mode: "live",
      scopes: ["read"],
    });
    const reader = made.body.text;
    for (const { method, path } of await routes()) {
      if (WITHOUT_COMPANY.has(path) || method === "GET" || path === "/api/v1/try") continue;
      const answer = await call(method, filled(path, NOBODYS), { key: reader, body: {} });
      expect([answer.status, answer.body.code], `${method} ${path}`).toEqual([403, "scope_missing"]);
    }
    expect(
      await env.DB.prepare("SELECT COUNT(*) AS rows FROM audit_log WHERE actor LIKE 'key_%'").first("rows"),
    ).toBe(3);
  });
});
