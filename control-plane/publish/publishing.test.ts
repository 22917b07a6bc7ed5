/** Publishing through the API, with the real publisher, D1, KV and ledger objects. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { kvKey, objectName } from "../../shared/model/address.ts";
import { openShard, openTree } from "../../shared/snapshot/catalogue-blob.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { openStores } from "../../shared/snapshot/stores-blob.ts";
import { openDatabase } from "../db/database.ts";
import { staleCompanies } from "../db/publications.ts";
import { ledgerOf } from "../ledger.ts";
import { sha256Bytes } from "../secrets.ts";
import { call, env, freshDatabase, makeCompany } from "../testing.ts";
import {
  addPromotion,
  CART,
  commitOrder,
  done,
  effect,
  launchCampaign,
  openShop,
  pointerOf,
  publish,
  TEN_PERCENT,
} from "../testing-shop.ts";
import { sweepPublishing } from "./sweep.ts";

async function blob(company: string, hash: string): Promise<Uint8Array> {
  const bytes = await env.KV.get(kvKey.blob(company, hash), "arrayBuffer");
  if (bytes === null) throw new Error(`no blob ${hash}`);
  expect(sha256Bytes(new Uint8Array(bytes))).toBe(hash);
  return new Uint8Array(bytes);
}

beforeEach(freshDatabase);

describe("publishing", () => {
  it("points the edge at rules, stores and catalogue that open, once the pointer is written", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    const live = await publish(shop);
    expect(live).toMatchObject({ number: 1, state: "live", kind: "publish", problems: [] });
    const pointer = await pointerOf("acme");
    expect(pointer).toMatchObject({ sequence: live.sequence, rules: live.rules, stopped: [], exhausted: [] });
    if (pointer === null) return;
    expect(openRules(await blob("acme", pointer.rules), "acme").ok).toBe(true);
    const stores = openStores(await blob("acme", pointer.stores), "acme");
    expect(stores.ok && stores.view.store("main")?.zone).toBe("Europe/Zurich");
    expect(openTree(await blob("acme", pointer.catalogue.tree), "acme").ok).toBe(true);
    const shard = openShard(await blob("acme", pointer.catalogue.shards[0] ?? ""), "acme");
    expect(shard.ok && shard.view.record("tea")?.list_prices).toEqual({ CHF: 1000 });
    const promotion = done(await shop.get("/api/v1/promotions/ten"));
    expect([promotion.version, promotion.published_version]).toEqual([1, 1]);
  });

  it("keeps a new version a draft until the next publication", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await publish(shop);
    const content = { ...TEN_PERCENT, awards: [{ kind: "percent", rate_bps: 2_000, on: "order" }] };
    done(await shop.put("/api/v1/promotions/ten", { content }));
    const tried = async (on: unknown) =>
      done(await shop.post("/api/v1/try", { cart: CART, on })).decision.totals.to_pay;
    expect([await tried("published"), await tried("draft"), await tried({ promotion: "ten" })]).toEqual([
      1800, 1600, 1600,
    ]);
    await publish(shop);
    expect(await tried("published")).toBe(1600);
  });

  it("gives equal rules the same blob and a higher sequence", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    const first = await publish(shop);
    const second = await publish(shop);
    expect(second.rules).toBe(first.rules);
    expect(second.sequence).toBeGreaterThan(first.sequence);
    const [one] = done(await shop.get("/api/v1/publications?limit=200")).items.slice(-1);
    expect(one).toMatchObject({ number: 1, state: "superseded" });
  });

  it("refuses a rule set with problems and leaves the pointer as it was", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await publish(shop);
    const before = await pointerOf("acme");
    done(
      await call("PATCH", "/api/v1/company", {
        key: shop.key,
        body: { lanes: [{ id: "other", mode: "best_combination" }] },
      }),
    );
    const refused = await shop.post("/api/v1/publications", {});
    expect([refused.status, refused.body.code]).toEqual([422, "rules_invalid"]);
    expect(refused.body.errors[0].path).toMatch(/^ten\./);
    expect((await pointerOf("acme"))?.rules).toBe(before?.rules);
    expect(done(await shop.get("/api/v1/publications/2")).state).toBe("refused");
  });

  it("answers 409 for a company without a store", async () => {
    const key = await makeCompany("bare");
    const answer = await call("POST", "/api/v1/publications", { key, body: {} });
    expect([answer.status, answer.body.code]).toEqual([409, "state_conflict"]);
  });

  it("pushes the limits of the set to live and test before the pointer", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    const limits = [{ id: "all", per: "total", uses_max: 1 }];
    expect(done(await shop.put("/api/v1/promotions/ten/limits", { limits })).revision).toBe(1);
    for (const mode of ["live", "test"] as const) {
      expect((await ledgerOf(env, "acme", mode).usage("ten"))?.revision).toBe(1);
    }
    await publish(shop);
    expect((await commitOrder("acme", "o1", { effects: [effect("ten", 500)] })).code).toBe("committed");
    expect((await commitOrder("acme", "o2", { effects: [effect("ten", 500)] })).code).toBe("short");
    const used = done(await shop.get("/api/v1/promotions/ten/limits"));
    expect(used.usage.total).toEqual({ held: 0, committed: 1 });
  });
});

describe("stores and catalogue", () => {
  const price = (amount: number) => ({ name: "Tea", list_prices: { CHF: amount } });

  it("follow their changes without a publication, at most once a minute", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await publish(shop);
    const first = await pointerOf("acme");
    const publisher = env.PUBLISHER.get(env.PUBLISHER.idFromName(objectName.publisher("acme")));
    done(await shop.put("/api/v1/products/tea", price(2_000)));
    await runDurableObjectAlarm(publisher);
    const shards = async () => (await pointerOf("acme"))?.catalogue.shards;
    // The platform may have fired the alarm of the shop's first changes already; then this change waits its minute.
    await runInDurableObject(publisher, (_, state) => state.storage.kv.delete("refreshed_ms"));
    await runDurableObjectAlarm(publisher);
    await vi.waitUntil(async () => (await shards())?.[0] !== first?.catalogue.shards[0]);
    const second = await pointerOf("acme");
    expect(second).toMatchObject({ rules: first?.rules, stores: first?.stores });
    expect(second?.sequence).toBeGreaterThan(first?.sequence ?? 0);
    done(await shop.put("/api/v1/products/tea", price(3_000)));
    await runDurableObjectAlarm(publisher);
    expect(await shards()).toEqual(second?.catalogue.shards);
    const armedMs = await runInDurableObject(publisher, (_, state) => state.storage.getAlarm());
    expect((armedMs ?? 0) - Date.now()).toBeGreaterThan(30_000);
    // A publication takes them along at once.
    await publish(shop);
    expect(await shards()).not.toEqual(second?.catalogue.shards);
  });

  it("hold floor and stock of an article, and nothing of its cost", async () => {
    const shop = await openShop();
    const body = {
      name: "Tea",
      list_prices: { CHF: 1_000 },
      unit_costs: { CHF: 123_457 },
      floor: { list_bps: 4_000, margin_bps: 0 },
      stock: 3,
    };
    done(await shop.put("/api/v1/products/tea", body));
    done(await shop.put("/api/v1/products/cup", { name: "Cup", unit_costs: { CHF: 7_654_321 } }));
    await publish(shop);
    const bytes = await blob("acme", (await pointerOf("acme"))?.catalogue.shards[0] ?? "");
    const shard = openShard(bytes, "acme");
    if (!shard.ok) throw new Error(shard.why);
    expect(shard.view.record("tea")).toMatchObject({ floor_prices: { CHF: 123_457 }, stock: 3 });
    expect(shard.view.record("cup")).toMatchObject({ floor_prices: {}, stock: null });
    const cost = new Uint8Array(Float64Array.of(7_654_321).buffer).join();
    expect(bytes.join()).not.toContain(cost);
  });

  it("follow a change whose request was lost, by the sweep", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await publish(shop);
    expect(await staleCompanies(openDatabase(env), 10)).toEqual([]);
    await env.DB.exec("UPDATE products SET brand = 'ours'");
    await env.DB.exec("UPDATE companies SET catalogue_revision = catalogue_revision + 1");
    const first = await pointerOf("acme");
    const publisher = env.PUBLISHER.get(env.PUBLISHER.idFromName(objectName.publisher("acme")));
    await sweepPublishing(env, openDatabase(env));
    await runInDurableObject(publisher, (_, state) => state.storage.kv.delete("refreshed_ms"));
    await runDurableObjectAlarm(publisher);
    await vi.waitUntil(async () => {
      return (await pointerOf("acme"))?.catalogue.shards[0] !== first?.catalogue.shards[0];
    });
    expect(await staleCompanies(openDatabase(env), 10)).toEqual([]);
  });
});

describe("rollback", () => {
  it("brings back earlier rules under a new sequence, with the catalogue and the stops of now", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    const first = await publish(shop);
    await addPromotion(shop, "more", "spring");
    const second = await publish(shop);
    done(await shop.put("/api/v1/products/tea", { name: "Tea", list_prices: { CHF: 2000 } }));
    done(await shop.post("/api/v1/stops", { promotions: ["more"] }));
    const back = done(await shop.post("/api/v1/publications/1/rollback", {}));
    expect(back).toMatchObject({ number: 3, kind: "rollback", target: 1, state: "live", rules: first.rules });
    expect(back.sequence).toBeGreaterThan(second.sequence);
    const pointer = await pointerOf("acme");
    expect(pointer).toMatchObject({ rules: first.rules, stopped: ["more"] });
    const shard = openShard(await blob("acme", pointer?.catalogue.shards[0] ?? ""), "acme");
    expect(shard.ok && shard.view.record("tea")?.list_prices).toEqual({ CHF: 2000 });
    expect(done(await shop.get("/api/v1/promotions/more")).published_version).toBe(null);
  });

  it("answers 404 for a publication that is not there", async () => {
    const shop = await openShop();
    expect((await shop.post("/api/v1/publications/7/rollback", {})).status).toBe(404);
  });
});

describe("stops", () => {
  it("refuse reservations from the answer on and survive publishing, until they are lifted", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await publish(shop);
    const stopped = done(await shop.post("/api/v1/stops", { promotions: ["ten"] }));
    expect(stopped.items).toEqual([{ promotion: "ten", stopped: true, pending: false }]);
    expect((await pointerOf("acme"))?.stopped).toEqual(["ten"]);
    for (const mode of ["live", "test"] as const) {
      const answer = await commitOrder("acme", "o1", { mode, effects: [effect("ten", 500)] });
      expect(answer).toMatchObject({ code: "short", stopped: ["ten"] });
    }
    await publish(shop);
    expect((await pointerOf("acme"))?.stopped).toEqual(["ten"]);
    expect((await commitOrder("acme", "o2", { effects: [effect("ten", 500)] })).code).toBe("short");
    done(await shop.post("/api/v1/stops/resume", { promotions: ["ten"] }));
    expect((await pointerOf("acme"))?.stopped).toEqual([]);
    expect((await commitOrder("acme", "o3", { effects: [effect("ten", 500)] })).code).toBe("committed");
  });

  it("stand while any cause does: a campaign's resumption does not lift a stop by hand", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await addPromotion(shop, "more", "spring");
    await publish(shop);
    done(await shop.post("/api/v1/stops", { promotions: ["ten"] }));
    done(await shop.post("/api/v1/campaigns/spring/pause"));
    expect((await pointerOf("acme"))?.stopped).toEqual(["more", "ten"]);
    await addPromotion(shop, "late", "spring");
    expect(done(await shop.get("/api/v1/promotions/late")).stopped_by).toEqual(["campaign"]);
    const moved = done(await shop.post("/api/v1/campaigns/spring/resume"));
    expect(moved).toMatchObject({ enforced: true, campaign: { state: "active" } });
    expect((await pointerOf("acme"))?.stopped).toEqual(["ten"]);
    const { items } = done(await shop.get("/api/v1/stops"));
    expect(items).toEqual([{ promotion: "ten", stopped: true, pending: false, stopped_by: ["operator"] }]);
  });

  it("void what is held when asked to", async () => {
    const shop = await openShop();
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    await publish(shop);
    done(await shop.post("/api/v1/stops", { promotions: ["ten"] }));
    done(await shop.post("/api/v1/stops", { promotions: ["ten"], void_holds: true }));
    const { entries } = await ledgerOf(env, "acme", "live").entriesAfter(0, 100, 0);
    const stops = entries.flatMap(({ body }) => (body.kind === "stopped" ? [body.void_holds] : []));
    expect(stops).toEqual([false, true]);
  });

  it("name every unknown promotion", async () => {
    const shop = await openShop();
    const answer = await shop.post("/api/v1/stops", { promotions: ["nobody", "noone"] });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      "promotions.0",
      "promotions.1",
    ]);
  });
});
