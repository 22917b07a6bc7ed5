/**
 * Campaigns with the households they were sent to, and coupons with their products and value. A coupon_upc can belong
 * to several campaigns and then is as many coupons: the key is campaign and upc together, and the code is made of both.
 */
import type { CouponValue } from "./coupon-value.ts";
import { byCodeUnit, readTable } from "./csv.ts";

/** A campaign; its coupons are good on both days and between. */
export interface Campaign {
  readonly id: string;
  readonly type: string;
  readonly startDay: string;
  readonly endDay: string;
  readonly households: ReadonlySet<string>;
}

/** A coupon of one campaign; its promotion goes by the same id, `{campaign}-{upc}`, as its code. */
export interface Coupon extends CouponValue {
  readonly code: string;
  readonly campaign: string;
  readonly upc: string;
  readonly productIds: ReadonlySet<string>;
}

/** All campaigns by id, in the order of their first day. */
export function readCampaigns(folder: string): Map<string, Campaign> {
  const targets = readTable(folder, "campaigns", ["campaign_id", "household_id"]);
  const sent = Map.groupBy(targets, (row) => row.campaign_id);
  const columns = ["campaign_id", "campaign_type", "start_date", "end_date"] as const;
  const campaigns = readTable(folder, "campaign_descriptions", columns).map((row) => ({
    id: row.campaign_id,
    type: row.campaign_type,
    startDay: row.start_date,
    endDay: row.end_date,
    households: new Set((sent.get(row.campaign_id) ?? []).map((target) => target.household_id)),
  }));
  campaigns.sort((a, b) => byCodeUnit(a.startDay, b.startDay) || byCodeUnit(a.id, b.id));
  return new Map(campaigns.map((campaign) => [campaign.id, campaign]));
}

/** All coupons by code, in the order of their codes. */
export function readCoupons(
  folder: string,
  couponValueOf: (productIds: ReadonlySet<string>) => CouponValue,
): Map<string, Coupon> {
  const rows = readTable(folder, "coupons", ["coupon_upc", "product_id", "campaign_id"]);
  const byCode = Map.groupBy(rows, (row) => codeOf(row.campaign_id, row.coupon_upc));
  const coupons = [...byCode].flatMap(([code, couponRows]): Coupon[] => {
    const [first] = couponRows;
    if (first === undefined) return [];
    const productIds = new Set(couponRows.map((row) => row.product_id));
    return [
      { code, campaign: first.campaign_id, upc: first.coupon_upc, productIds, ...couponValueOf(productIds) },
    ];
  });
  coupons.sort((a, b) => byCodeUnit(a.code, b.code));
  return new Map(coupons.map((coupon) => [coupon.code, coupon]));
}

/** The code that a shopper types. */
export function codeOf(campaign: string, upc: string): string {
  return `${campaign}-${upc}`;
}
