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

describe("hints of a try", () => {
  const FROM_25 = { ...WITH_CODE, conditions: { kind: "subtotal", at_least: { CHF: 2_500 } } };

  it("[HNT-1] are those of the edge, unless they are not wanted", async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    await addPromotion(shop, "quiet", "spring", FROM_25);
    await addPromotion(shop, "telling", "spring", { ...FROM_25, hint: {} });
    const on = { campaign: "spring" };
    const counted = { kind: "amount", need: 2_500, have: 2_000, missing: 500, gain: 200 };
    expect((await tried({ on })).hints).toMatchObject([{ promotion: "telling", ...counted }]);
    expect((await tried({ on, hints: false })).hints).toEqual([]);
  });

  it("[HNT-1] are none of the catalogue stage", async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    const awards = [{ kind: "percent", rate_bps: 1_000, on: "items" }];
    const content = { name: "Early", label: "lower", awards, stage: "catalogue", hint: {} };
    const refused = await shop.post("/api/v1/promotions", { id: "early", campaign: "spring", content });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: "content.hint" }] } });
  });
});

describe("gifts that a try offers", () => {
  it("[AWD-27] are those in stock, as at the edge", async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    const choices = ["mug", "cup", "ghost"];
    await addPromotion(shop, "present", "spring", {
      ...WITH_CODE,
      conditions: { kind: "all", of: [] },
      awards: [{ kind: "gift", choices }],
    });
    done(await shop.put("/api/v1/products/mug", { name: "Mug", list_prices: { CHF: 900 }, stock: 0 }));
    done(await shop.put("/api/v1/products/cup", { name: "Cup", list_prices: { CHF: 900 } }));
    expect((await tried({ on: { promotion: "present" } })).gifts).toEqual([
      { promotion: "present", units: 1, choices: ["cup", "ghost"] },
    ]);
  });
});

describe("a promotion in words", () => {
  beforeEach(async () => {
    done(await shop.post("/api/v1/campaigns", { ...CAMPAIGN, id: "spring" }));
    await addPromotion(shop, "coded", "spring", WITH_CODE);
  });

  it("says its conditions, awards and terms in English where no language is named", async () => {
    const { sentences, terms } = done(await shop.get("/api/v1/promotions/coded"));
    expect(sentences).toEqual({
      conditions: "a code of this promotion is entered",
      awards: ["10% off the order"],
    });
    expect(terms).toEqual(["10% off the order.", "A code is needed."]);
  });

  it("[TXT-1] says them in the language that is named, in lists and answers to changes too", async () => {
    const terms = ["10 % Rabatt auf die Bestellung.", "Ein Code ist nötig."];
    const { items } = done(await shop.get("/api/v1/promotions?language=de"));
    expect(items[0]).toMatchObject({ terms, sentences: { awards: ["10 % Rabatt auf die Bestellung"] } });
    const tree = done(await shop.get("/api/v1/campaigns/spring?language=de"));
    expect(tree.promotions.items[0]).toMatchObject({ terms });
    const change = { content: WITH_CODE };
    expect(done(await shop.put("/api/v1/promotions/coded?language=fr", change)).terms).toEqual([
      "10 % de remise sur la commande.",
      "Un code est nécessaire.",
    ]);
    const added = { id: "more", campaign: "spring", content: WITH_CODE };
    expect(done(await shop.post("/api/v1/promotions?language=de", added)).terms).toEqual(terms);
  });

  it.each(["es", "de-CH", "DE", ""])("[TXT-1] refuses the language `%s`", async (language) => {
    expect(await shop.get(`/api/v1/promotions/coded?language=${language}`)).toMatchObject({
      status: 422,
      body: { code: "invalid", errors: [{ path: "query.language" }] },
    });
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
