/** Trying carts on rules in all their stages, and ids that are not given twice. */
import { beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../testing.ts";
import {
  addPromotion,
  CAMPAIGN,
  CART,
  done,
  launchCampaign,
  openShop,
  publish,
  type Shop,
  WITH_CODE,
} from "../testing-shop.ts";

let shop: Shop;

beforeEach(async () => {
  await freshDatabase();
  shop = await openShop();
});

async function tried(body: object) {
  return done(await shop.post("/api/v1/try", { cart: CART, ...body })).decision;
}

describe("trying a cart", () => {
  it("shows a campaign that is not launched with all its promotions and codes, and the drafts without it", async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    await addPromotion(shop, "ten", "spring");
    await addPromotion(shop, "coded", "spring", WITH_CODE);
    done(await shop.post("/api/v1/promotions/coded/codes", { codes: [{ code: "tea" }] }));
    const cart = { ...CART, codes: ["TEA"] };
    expect((await tried({ cart, on: { campaign: "spring" } })).totals).toMatchObject({
      saved: 380,
      to_pay: 1_620,
    });
    expect((await tried({ cart, on: { promotion: "ten" } })).totals.saved).toBe(200);
    expect((await tried({ cart })).totals.saved).toBe(0);
    expect((await shop.post("/api/v1/try", { cart, on: { campaign: "none" } })).status).toBe(404);
  });

  it("prices at any time and says why nothing came of it, without effect", async () => {
    const schedule = { zone: "Europe/Zurich", start: "2027-03-01T00:00", end: "2027-04-01T00:00" };
    await launchCampaign(shop, "march", { schedule });
    await addPromotion(shop, "ten", "march");
    const before = await tried({ at: "2027-02-28T22:59:59.999Z" });
    expect(before.explain.promotions).toEqual([
      { promotion: "ten", status: "refused", reasons: [{ code: "not_started" }] },
    ]);
    expect((await tried({ at: "2027-02-28T23:00:00Z" })).totals.saved).toBe(200);
    expect((await tried({ at: "2027-03-31T21:59:59.999Z" })).totals.saved).toBe(200);
    expect((await tried({ at: "2027-03-31T22:00:00Z" })).totals.saved).toBe(0);
    expect(done(await shop.get("/api/v1/mirror")).high).toBe(0);
  });

  it("knows what is live apart from what is drafted since", async () => {
    await launchCampaign(shop, "spring");
    await addPromotion(shop, "ten", "spring");
    expect((await shop.post("/api/v1/try", { cart: CART, on: "published" })).status).toBe(409);
    await publish(shop);
    await addPromotion(shop, "more", "spring");
    expect((await tried({ on: "published" })).totals.saved).toBe(200);
    expect((await tried({ on: "draft" })).totals.saved).toBe(380);
  });
});

describe("a promotion in words", () => {
  it("says its conditions and awards as its kinds declare them", async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    await addPromotion(shop, "coded", "spring", WITH_CODE);
    const { sentences } = done(await shop.get("/api/v1/promotions/coded"));
    expect(sentences.conditions).toMatch(/code/);
    expect(sentences.awards).toEqual([expect.stringMatching(/10 %.*order/)]);
  });
});

describe("ids of promotions", () => {
  it("are not given again after a deletion, since what the ledger counted and limited goes on under them", async () => {
    const limits = (uses_max: number) => ({ limits: [{ id: "t", per: "total", uses_max }], budget: null });
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "draft" }));
    await addPromotion(shop, "ghost", "draft");
    done(await shop.put("/api/v1/promotions/ghost/limits", limits(1_000)));
    done(await shop.remove("/api/v1/campaigns/draft"));
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "draft" }));
    const again = { id: "ghost", campaign: "draft", content: WITH_CODE };
    expect(await shop.post("/api/v1/promotions", again)).toMatchObject({
      status: 409,
      body: { code: "already_exists" },
    });
    expect((await shop.put("/api/v1/promotions/ghost/limits", limits(1))).status).toBe(404);
  });
});

describe("a body that nests too deep", () => {
  it("is refused as what it is", async () => {
    let conditions: object = { kind: "all", of: [] };
    for (let depth = 0; depth < 5_000; depth += 1) conditions = { kind: "not", of: conditions };
    const body = { id: "deep", campaign: "spring", content: { ...WITH_CODE, conditions } };
    expect(await shop.post("/api/v1/promotions", body)).toMatchObject({
      status: 422,
      body: { code: "invalid", errors: [{ code: "too_deep" }] },
    });
  });
});
