/**
 * The recorded months of a grocery company as the demo replays them: its products, its campaigns and coupons, every
 * redemption as part of an order, and the planted redemptions that must be refused. Reads only the folder of data; what
 * it makes of the tables is written as numbered rules in demo/README.md, and demo/expected.ts computes the same from
 * the same rules on its own.
 */
import type { PriceList } from "./basket.ts";
import { type Campaign, type Coupon, readCampaigns, readCoupons } from "./campaign.ts";
import { couponValues } from "./coupon-value.ts";
import { type HouseholdDay, readHouseholdDays } from "./household-day.ts";
import { type PlantedRefusal, plantedRefusals } from "./planted.ts";
import { type Product, readProducts, typePrices } from "./product.ts";
import { readReceiptLines } from "./receipts.ts";

/** Days are local days of the company. */
export const COMPANY_ZONE = "America/New_York";

export interface Journey {
  /** By first day. */
  readonly campaigns: readonly Campaign[];
  /** What the company sells in the demo: every known product of a coupon or a basket. */
  readonly products: readonly Product[];
  /** By code. */
  readonly coupons: readonly Coupon[];
  /** By day, then household. */
  readonly householdDays: readonly HouseholdDay[];
  /** By day. */
  readonly planted: readonly PlantedRefusal[];
}

/** Reads the folder of data: `demo/data`, or one with the full tables. */
export function readJourney(folder: string): Journey {
  const receipts = readReceiptLines(folder);
  const products = readProducts(folder, receipts);
  const prices: PriceList = { products, typePrices: typePrices(products.values()) };
  const campaigns = readCampaigns(folder);
  const coupons = readCoupons(folder, couponValues(receipts, products));
  const householdDays = readHouseholdDays(folder, receipts, coupons, prices);
  return {
    campaigns: [...campaigns.values()],
    products: soldProducts(products, coupons.values(), householdDays),
    coupons: [...coupons.values()],
    householdDays,
    planted: plantedRefusals(householdDays, campaigns, coupons, prices),
  };
}

function soldProducts(
  products: ReadonlyMap<string, Product>,
  coupons: Iterable<Coupon>,
  householdDays: readonly HouseholdDay[],
): Product[] {
  const sold = new Set<string>();
  for (const coupon of coupons) for (const id of coupon.productIds) sold.add(id);
  for (const order of householdDays) for (const line of order.lines) sold.add(line.sku);
  return [...products.values()].filter((product) => sold.has(product.id));
}
