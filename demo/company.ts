/**
 * Builds the grocery company through the control plane's API: store, categories, articles, households and the segments of those whom
 * each campaign was sent to, campaigns with their real dates, one promotion a coupon with its code and its limit; then publishes.
 */
import * as z from "zod";
import { type Caller, makeCaller } from "./caller.ts";
import type { Campaign, Coupon } from "./campaign.ts";
import { COMPANY_ZONE, type Journey } from "./journey.ts";
import type { Product } from "./product.ts";

export const STORE = "grocery";
const ROWS_A_CALL = 2_000;
const COUPON_LANE = "coupons";

const Anything = z.unknown();
const Owned = z.looseObject({ text: z.string() });

/** Makes the company of an empty instance and gives a caller with its owner's key. */
export async function buildCompany(url: string, setupToken: string, journey: Journey): Promise<Caller> {
  const setUp = makeCaller(url, setupToken);
  const company = { id: "grocery", name: "The Complete Journey", zone: COMPANY_ZONE };
  const { text } = await setUp.get(Owned, "POST", "/api/v1/setup", company);
  const owner = makeCaller(url, text);
  await owner.get(Anything, "PUT", `/api/v1/stores/${STORE}`, {
    name: "Grocery stores",
    type: "physical",
    zone: COMPANY_ZONE,
    country: "US",
    currency: "USD",
    tax_mode: "net",
  });
  await owner.get(Anything, "PATCH", "/api/v1/company", {
    default_store: STORE,
    policies: { codes: "several" },
    lanes: [{ id: COUPON_LANE, mode: "all" }],
  });
  await importCatalogue(owner, journey.products);
  await importHouseholds(owner, journey.campaigns);
  await writeCampaigns(owner, journey);
  await publish(owner);
  return owner;
}

async function importCatalogue(owner: Caller, products: readonly Product[]): Promise<void> {
  const categoryOf = (product: Product) =>
    product.category === null ? null : `${product.department}/${product.category}`;
  const departments = [...new Set(products.map((product) => product.department))];
  const categories = [...new Set(products.map(categoryOf))].filter((category) => category !== null);
  await owner.get(Anything, "POST", "/api/v1/categories/import", {
    rows: [
      ...departments.map((name) => ({ id: name, name, parent: null })),
      ...categories.map((id) => ({ id, name: id, parent: id.slice(0, id.indexOf("/")) })),
    ],
  });
  for (const rows of chunks(products, ROWS_A_CALL)) {
    await owner.get(Anything, "POST", "/api/v1/products/import", {
      rows: rows.map((product) => ({
        sku: product.id,
        name: [product.type ?? product.category ?? product.department, product.packageSize]
          .filter((part) => part !== null)
          .join(", "),
        categories: [categoryOf(product) ?? product.department],
        brand: product.brand,
        list_prices: product.priceMinor === null ? {} : { USD: product.priceMinor },
      })),
    });
  }
}

/** Who was sent a campaign is a static segment of the campaign's name. */
async function importHouseholds(owner: Caller, campaigns: readonly Campaign[]): Promise<void> {
  for (const campaign of campaigns) {
    await owner.get(Anything, "POST", "/api/v1/segments", {
      id: segmentOf(campaign.id),
      name: `Sent campaign ${campaign.id}`,
    });
    for (const include of chunks([...campaign.households], ROWS_A_CALL)) {
      const path = `/api/v1/segments/${segmentOf(campaign.id)}/members/import`;
      await owner.get(Anything, "POST", path, { include });
    }
  }
}

async function writeCampaigns(owner: Caller, { campaigns, coupons }: Journey): Promise<void> {
  for (const campaign of campaigns) {
    await owner.get(Anything, "POST", "/api/v1/campaigns", {
      id: campaignId(campaign.id),
      name: `Campaign ${campaign.id}`,
      moment: "promotional",
      aim: "promotion",
      tags: [campaign.type],
      schedule: {
        zone: COMPANY_ZONE,
        start: `${campaign.startDay}T00:00`,
        end: `${dayAfter(campaign.endDay)}T00:00`,
      },
    });
    for (const coupon of coupons.filter((each) => each.campaign === campaign.id)) {
      await writeCoupon(owner, coupon);
    }
    await owner.get(Anything, "POST", `/api/v1/campaigns/${campaignId(campaign.id)}/launch`, {});
  }
}

/** The promotion's id is the code: coupons of one order then apply in the order of their codes. */
async function writeCoupon(owner: Caller, coupon: Coupon): Promise<void> {
  const { code } = coupon;
  await owner.get(Anything, "POST", "/api/v1/promotions", {
    id: code,
    campaign: campaignId(coupon.campaign),
    content: {
      name: `Coupon ${code}`,
      label: `Coupon ${coupon.upc}`,
      lane: COUPON_LANE,
      conditions: {
        kind: "all",
        of: [{ kind: "code" }, { kind: "segment", any_of: [segmentOf(coupon.campaign)] }],
      },
      awards: [
        {
          kind: "amount",
          on: "items",
          per: "once",
          amounts: { USD: coupon.valueMinor },
          items: { kind: "product", any_of: [...coupon.productIds] },
        },
      ],
    },
  });
  await owner.get(Anything, "PUT", `/api/v1/promotions/${code}/limits`, {
    limits: [{ id: "household", per: "customer", uses_max: 1 }],
    budget: null,
  });
  await owner.get(Anything, "POST", `/api/v1/promotions/${code}/codes`, { codes: [{ code }] });
}

async function publish(owner: Caller): Promise<void> {
  await owner.get(z.looseObject({ state: z.literal("live") }), "POST", "/api/v1/publications", {});
}

/** Id of a campaign in the product. */
export function campaignId(number: string): string {
  return `campaign-${number}`;
}

function segmentOf(campaign: string): string {
  return `sent-${campaign}`;
}

/** The next day of "YYYY-MM-DD". */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
