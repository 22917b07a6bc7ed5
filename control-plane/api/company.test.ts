/** The settings of a company, and where they end up: in the rule set and in the catalogue. */
import { beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../db/database.ts";
import { gatherRules } from "../publish/gather-rules.ts";
import { call, clock, env, freshDatabase } from "../testing.ts";
import {
  addPromotion,
  CART,
  done,
  launchCampaign,
  openShop,
  type Shop,
  TEN_PERCENT,
} from "../testing-shop.ts";

let shop: Shop;
const patch = (body: unknown) => call("PATCH", "/api/v1/company", { key: shop.key, body });
const rules = () => gatherRules(openDatabase(env), "acme", clock.nowMs);

beforeEach(async () => {
  await freshDatabase();
  shop = await openShop();
});

describe("a company's settings", () => {
  it("are policies, lanes of every mode, caps and a floor; each stays until it is named", async () => {
    const settings = {
      policies: { rounding_place: "unit", excess: "refuse", catalogue_selection: "all" },
      lanes: ["best_combination", "best_each", "best_one", "first", "lowest", "all"].map((mode, index) => ({
        id: `lane-${index}`,
        mode,
      })),
      caps: { order_bps: 5_000, order: { CHF: 10_000 }, line_bps: 7_000 },
      floor: { absolute: { CHF: 100 }, list_bps: 2_000, margin_bps: 500 },
    };
    expect((await shop.get("/api/v1/company")).body).toMatchObject({ caps: null, floor: null });
    expect(done(await patch(settings))).toMatchObject(settings);
    expect(done(await patch({ name: "Other" }))).toMatchObject(settings);
    expect(done(await patch({ caps: null, floor: null }))).toMatchObject({ caps: null, floor: null });
  });

  it.each([
    ["a mode that is none", { lanes: [{ id: "a", mode: "worst" }] }, "lanes.0.mode"],
    ["caps that say nothing", { caps: {} }, "caps"],
    ["a cap above everything", { caps: { order_bps: 10_001 } }, "caps.order_bps"],
    ["a floor that says nothing", { floor: {} }, "floor"],
    ["a policy that is none", { policies: { excess: "give" } }, "policies.excess"],
  ])("refuse %s", async (_what, body, path) => {
    expect((await patch(body)).body.errors).toMatchObject([{ path }]);
  });

  it("[AWD-26] [POL-8] stand in the rule set with what its promotions and schedules say", async () => {
    done(
      await patch({
        policies: { rounding_place: "unit" },
        caps: { line_bps: 7_000 },
        lanes: [{ id: "main", mode: "first" }],
      }),
    );
    const schedule = {
      zone: "Europe/Zurich",
      start: "2026-10-01T10:00",
      end: "2026-12-01T00:00",
      repeat: { every_days: 7, lasts_minutes: 120 },
      month_days: [1, -1],
      teaser_start: "2026-09-20T00:00",
      cool_down_end: "2026-12-08T00:00",
    };
    await launchCampaign(shop, "spring", { schedule });
    const own = {
      exclusive: { reading: "stop", reach: "cart" },
      class: "order",
      combines_with: ["order", "shipping"],
      excludes_reduced: ["price"],
      policies: { rounding: "floor" },
      hint: { within_amounts: { CHF: 1_000 }, within_units: 2 },
    };
    await addPromotion(shop, "ten", "spring", { ...TEN_PERCENT, lane: "main", ...own });
    await addPromotion(shop, "plain", "spring", { ...TEN_PERCENT, lane: "main" });
    const { policies, caps, lanes, promotions } = await rules();
    expect({ caps, lanes }).toEqual({ caps: { line_bps: 7_000 }, lanes: [{ id: "main", mode: "first" }] });
    expect(policies).toMatchObject({ rounding_place: "unit", percent_base: "current" });
    const [plain, ten] = promotions;
    expect(ten).toMatchObject({ ...own, stage: "cart" });
    expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(Object.keys(own)));
    expect(ten?.schedules).toEqual([
      {
        zone: "Europe/Zurich",
        start_local_ms: Date.UTC(2026, 9, 1, 10),
        end_local_ms: Date.UTC(2026, 11, 1),
        weekly: [],
        month_days: [1, -1],
        repeat: { every_days: 7, lasts_min: 120 },
        cool_down_local_ms: Date.UTC(2026, 11, 8),
        teaser_local_ms: Date.UTC(2026, 8, 20),
      },
    ]);
  });
});

describe("a floor", () => {
  const tried = async () =>
    done(await shop.post("/api/v1/try", { cart: CART, on: { promotion: "all" } })).decision.totals.to_pay;

  beforeEach(async () => {
    done(
      await shop.post("/api/v1/campaigns", { id: "spring", name: "S", moment: "purchase", aim: "promotion" }),
    );
    await addPromotion(shop, "all", "spring", {
      ...TEN_PERCENT,
      awards: [{ kind: "percent", rate_bps: 10_000, on: "items" }],
    });
  });

  it("[AWD-14] holds for every article of the company that has none of its own", async () => {
    expect(await tried()).toBe(0);
    done(await patch({ floor: { list_bps: 3_000 } }));
    expect(await tried()).toBe(600);
    const article = { name: "Tea", list_prices: { CHF: 1_000 }, unit_costs: { CHF: 700 } };
    done(await shop.put("/api/v1/products/tea", { ...article, floor: { margin_bps: 1_000 } }));
    expect(await tried()).toBe(1_540);
    done(await shop.put("/api/v1/products/tea", { ...article, floor: { list_bps: 0 } }));
    expect(await tried()).toBe(0);
  });
});
