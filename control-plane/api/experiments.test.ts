/** Experiments through the API: what may change while people take part, and that rules assign by them. */
import { beforeEach, describe, expect, it } from "vitest";
import { assignVariant } from "../../shared/experiments/assign.ts";
import { customerKey } from "../../shared/model/identity.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { identityPort } from "../secrets.ts";
import { call, env, freshDatabase } from "../testing.ts";
import {
  addPromotion,
  CART,
  done,
  launchCampaign,
  openShop,
  publish,
  type Shop,
  TEN_PERCENT,
} from "../testing-shop.ts";

let shop: Shop;

const HALVES = {
  unit: "customer",
  coverage_bps: 10_000,
  variants: [
    { id: "a", weight: 1 },
    { id: "b", weight: 1 },
  ],
};

beforeEach(async () => {
  await freshDatabase();
  shop = await openShop();
});

const put = (id: string, given: object = {}) =>
  shop.put(`/api/v1/experiments/${id}`, { ...HALVES, ...given });

describe("an experiment", () => {
  it("is made, read, listed and deleted", async () => {
    const made = done(await put("test", { layer: { id: "l", from: 0, to: 5_000 } }));
    expect(made).toEqual({
      id: "test",
      salt: "test",
      ...HALVES,
      layer: { id: "l", from: 0, to: 5_000 },
      version: 1,
    });
    done(await put("also", { salt: "pepper" }));
    expect(done(await shop.get("/api/v1/experiments/test"))).toEqual(made);
    const first = done(await shop.get("/api/v1/experiments?limit=1"));
    expect(first.items).toMatchObject([{ id: "also", salt: "pepper" }]);
    expect(first.items[0]).not.toHaveProperty("layer");
    const second = done(await shop.get(`/api/v1/experiments?limit=1&cursor=${first.next_cursor}`));
    expect(second).toEqual({ items: [made], next_cursor: null });
    expect((await shop.remove("/api/v1/experiments/test")).status).toBe(409);
    done(await put("test", { coverage_bps: 0 }));
    expect(done(await shop.remove("/api/v1/experiments/test"))).toEqual({ deleted: "test" });
    expect((await shop.get("/api/v1/experiments/test")).status).toBe(404);
    expect((await shop.remove("/api/v1/experiments/test")).status).toBe(404);
  });

  it("keeps its salt while it exists, whatever else changes", async () => {
    done(await put("test"));
    expect(await put("test", { salt: "other" })).toMatchObject({
      status: 409,
      body: { code: "state_conflict", detail: expect.stringContaining("salt") },
    });
    expect(done(await put("test", { salt: "test", coverage_bps: 5 })).salt).toBe("test");
    expect(done(await put("test")).salt).toBe("test");
    done(await put("test", { coverage_bps: 0 }));
    done(await shop.remove("/api/v1/experiments/test"));
    expect(done(await put("test", { salt: "other" })).salt).toBe("other");
    expect(done(await put("test")).salt).toBe("other");
  });

  it.each<[string, object]>([
    ["another weight", { variants: [HALVES.variants[0], { id: "b", weight: 2 }] }],
    ["another variant", { variants: [...HALVES.variants, { id: "c", weight: 1 }] }],
    ["a variant less", { variants: [HALVES.variants[0]] }],
    ["another order", { variants: [...HALVES.variants].reverse() }],
    ["another unit", { unit: "visitor" }],
  ])("[EXP-3] refuses %s while somebody takes part, and takes it while nobody does", async (_, given) => {
    done(await put("test", { coverage_bps: 1 }));
    expect(await put("test", { ...given, coverage_bps: 1 })).toMatchObject({
      status: 409,
      body: { code: "state_conflict", detail: expect.stringContaining("moved") },
    });
    done(await put("test", { coverage_bps: 0 }));
    expect(done(await put("test", { ...given, coverage_bps: 1 }))).toMatchObject(given);
    expect(done(await put("test", { coverage_bps: 0 }))).toMatchObject({ ...HALVES, coverage_bps: 0 });
  });

  it("[EXP-2] lets more or fewer take part at any time", async () => {
    done(await put("test", { coverage_bps: 100 }));
    expect(done(await put("test", { coverage_bps: 200 })).version).toBe(2);
    done(await put("test", { coverage_bps: 50, layer: { id: "l", from: 0, to: 1 } }));
    expect(done(await put("test", { coverage_bps: 50 }))).not.toHaveProperty("layer");
  });

  it("is changed by who read it last", async () => {
    done(await put("test"));
    expect((await put("test", { version: 2 })).body.code).toBe("version_conflict");
    expect(done(await put("test", { version: 1 })).version).toBe(2);
    expect((await put("new", { version: 1 })).body.code).toBe("version_conflict");
  });

  it("names every problem by its path", async () => {
    const answer = await put("test", {
      unit: "session",
      coverage_bps: 10_001,
      layer: { id: "l", from: 3, to: 3 },
      variants: [
        { id: "a", weight: -1 },
        { id: "b", weight: 1 },
      ],
      winner: "a",
    });
    expect([answer.status, answer.body.code]).toEqual([422, "invalid"]);
    const paths = answer.body.errors.map(({ path }: { path: string }) => path);
    expect(paths.sort()).toEqual(["coverage_bps", "layer.to", "unit", "variants.0.weight", "winner"]);
  });

  it("has its answer once by an idempotency key, and a row in the audit", async () => {
    const options = { key: shop.key, body: HALVES, headers: { "idempotency-key": "k" } };
    const first = await call("PUT", "/api/v1/experiments/test", options);
    expect((await call("PUT", "/api/v1/experiments/test", options)).body).toEqual(first.body);
    expect(done(await shop.get("/api/v1/experiments/test")).version).toBe(1);
    const rows = await env.DB.prepare("SELECT action FROM audit_log WHERE target = 'experiment:test'").all();
    expect(rows.results).toEqual([{ action: "PUT /api/v1/experiments/:experiment" }]);
  });

  it("is one of so many", async () => {
    const insert = env.DB.prepare(
      "INSERT INTO experiments VALUES ('acme', ?, 's', 'customer', NULL, 0, '[]', 1, 0, 0)",
    );
    const ids = Array.from({ length: LIMITS.experiments - 1 }, (_, index) => `e${index}`);
    await env.DB.batch(ids.map((id) => insert.bind(id)));
    done(await put("last"));
    expect(await put("more")).toMatchObject({ status: 409, body: { code: "state_conflict" } });
    done(await put("last", { coverage_bps: 1 }));
  });
});

describe("rules with experiments", () => {
  async function saved(cart: object, on = "draft") {
    return done(await shop.post("/api/v1/try", { cart: { ...CART, ...cart }, on })).decision.totals.saved;
  }

  beforeEach(async () => {
    await launchCampaign(shop, "spring");
    const conditions = { kind: "variant", experiment: "test", any_of: ["b"] };
    await addPromotion(shop, "ten", "spring", { ...TEN_PERCENT, conditions });
  });

  it("[EXP-4, CND-10] assign customers by their key and visitors by their id", async () => {
    expect(await saved({ customer: { id: "c1" } })).toBe(0);
    const experiment = { id: "test", salt: "test", ...HALVES, unit: "customer" as const };
    done(await put("test"));
    const seen = new Set<string | null>();
    for (const id of ["c1", "c2", "c3", "c4", "c5"]) {
      const variant = assignVariant(experiment, customerKey(identityPort(env), "acme", id));
      seen.add(variant);
      expect(await saved({ customer: { id } })).toBe(variant === "b" ? 200 : 0);
    }
    expect([...seen].sort()).toEqual(["a", "b"]);
    expect(await saved({ visitor: "v1" })).toBe(0);
    done(await put("test", { coverage_bps: 0 }));
    done(await put("test", { unit: "visitor" }));
    for (const visitor of ["v1", "v2", "v3", "v4", "v5"]) {
      expect(await saved({ visitor })).toBe(assignVariant(experiment, visitor) === "b" ? 200 : 0);
    }
    expect(await saved({})).toBe(0);
  });

  it("count from the next publication on", async () => {
    const everybody = { variants: [{ id: "b", weight: 1 }] };
    const cart = { customer: { id: "c1" } };
    await publish(shop);
    done(await put("test", everybody));
    expect([await saved(cart, "published"), await saved(cart)]).toEqual([0, 200]);
    await publish(shop);
    done(await put("test", { coverage_bps: 0 }));
    done(await shop.remove("/api/v1/experiments/test"));
    expect([await saved(cart, "published"), await saved(cart)]).toEqual([200, 0]);
    await publish(shop);
    expect(await saved(cart, "published")).toBe(0);
  });
});
