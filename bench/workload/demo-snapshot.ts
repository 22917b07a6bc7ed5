/** The demo's company as its snapshot holds it, made from the data without a running instance: what the benchmarks price against. */
import { join } from "node:path";
import type { Coupon } from "../../demo/campaign.ts";
import { dayAfter } from "../../demo/company.ts";
import { COMPANY_ZONE, type Journey, readJourney } from "../../demo/journey.ts";
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { linkPlan, type Plan } from "../../shared/evaluate/plan.ts";
import { DEFAULT_POLICIES } from "../../shared/model/policies.ts";
import type { StoreDirectory } from "../../shared/model/store.ts";
import { AwardSchema } from "../../shared/rules/award.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { openShard, shardOf, writeCatalogue } from "../../shared/snapshot/catalogue-blob.ts";
import type { Opened } from "../../shared/snapshot/opened.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { openStores, writeStores } from "../../shared/snapshot/stores-blob.ts";
import { parseLocal, zoneOffsets } from "../../shared/time/zone.ts";

const COMPANY = "grocery";
const zone = zoneOffsets(COMPANY_ZONE, Date.UTC(2000, 0, 1), Date.UTC(2050, 0, 1));

export interface DemoSnapshot {
  journey: Journey;
  rulesBytes: Uint8Array;
  plan: Plan;
  stores: ReturnType<typeof openedStores>;
  article: (sku: string) => ReturnType<ReturnType<typeof openedShards>[number]["record"]>;
}

/** Compiles and opens everything. */
export function demoSnapshot(): DemoSnapshot {
  const journey = readJourney(join(import.meta.dirname, "../../demo/data"));
  const rulesBytes = compileRules(ruleSetOf(journey));
  const shards = openedShards(journey);
  return {
    journey,
    rulesBytes,
    plan: linkPlan(opened(openRules(rulesBytes, COMPANY))),
    stores: openedStores(),
    article: (sku) => shards[shardOf(sku, shards.length)]?.record(sku) ?? null,
  };
}

function opened<View>(result: Opened<View>): View {
  if (result.ok) return result.view;
  throw new Error(`a blob that was just written does not open: ${result.why}`);
}

function openedStores() {
  const directory: StoreDirectory = {
    company: COMPANY,
    default_store: "grocery",
    fold_plus_tags: false,
    stores: [
      { code: "grocery", zone: COMPANY_ZONE, country: "US", currency: "USD", tax_mode: "net", groups: [] },
    ],
    zones: [zone],
  };
  return opened(openStores(writeStores(directory), COMPANY));
}

function openedShards({ products }: Journey) {
  const { shards } = writeCatalogue({
    company: COMPANY,
    categories: [],
    records: products.map((product) => ({
      sku: product.id,
      product: product.id,
      categories: [product.department],
      brand: product.brand,
      tags: [],
      attributes: {},
      list_prices: product.priceMinor === null ? {} : { USD: product.priceMinor },
      discountable: true,
      floor_prices: {},
      stock: null,
    })),
  });
  return shards.map((bytes) => opened(openShard(bytes, COMPANY)));
}

function ruleSetOf({ campaigns, coupons }: Journey): RuleSet {
  const days = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const promotions = coupons.map((coupon): RulePromotion => {
    const campaign = days.get(coupon.campaign);
    if (campaign === undefined) throw new Error(`coupon ${coupon.code} belongs to no campaign`);
    return promotionOf(coupon, campaign.startDay, dayAfter(campaign.endDay));
  });
  const codes = coupons.map(
    (coupon): RuleCode => ({ code: coupon.code, promotion: coupon.code, start_ms: null, end_ms: null }),
  );
  return {
    company: COMPANY,
    policies: { ...DEFAULT_POLICIES, codes: "several" },
    lanes: [{ id: "coupons", mode: "all" }],
    promotions,
    codes,
    zones: [zone],
  };
}

function promotionOf(coupon: Coupon, startDay: string, endDay: string): RulePromotion {
  return {
    id: coupon.code,
    version: 1,
    campaign: coupon.campaign,
    label: `Coupon ${coupon.upc}`,
    lane: "coupons",
    priority: 0,
    schedules: [
      {
        zone: COMPANY_ZONE,
        start_local_ms: parseLocal(`${startDay}T00:00`),
        end_local_ms: parseLocal(`${endDay}T00:00`),
        weekly: [],
      },
    ],
    conditions: {
      kind: "all",
      of: [{ kind: "code" }, { kind: "segment", any_of: [`sent-${coupon.campaign}`] }],
    },
    awards: [
      AwardSchema.parse({
        kind: "amount",
        on: "items",
        per: "once",
        amounts: { USD: coupon.valueMinor },
        items: { kind: "product", any_of: [...coupon.productIds] },
      }),
    ],
  };
}
