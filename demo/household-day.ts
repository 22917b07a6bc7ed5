/**
 * The recorded redemptions, gathered to one order a household and day over all that the household bought on that day.
 * Of several uses of one coupon by one household the first day's counts; later ones are repeats, which the limit of one
 * must refuse without refusing the rest of the order (rules 2 and 8 of demo/README.md).
 */
import { addedLines, type BasketLine, type LeftOut, type PriceList, recordedBasket } from "./basket.ts";
import { type Coupon, codeOf } from "./campaign.ts";
import { byCodeUnit, readTable } from "./csv.ts";
import type { ReceiptLine } from "./receipts.ts";

/** One recorded use of a coupon. */
export interface Redemption {
  readonly code: string;
  readonly campaign: string;
  readonly upc: string;
  /** The household used the coupon on an earlier day. */
  readonly repeat: boolean;
  /** A recorded line of the basket is of a product of the coupon. */
  readonly onReceipt: boolean;
}

/** All that one household redeemed on one day, as one order. */
export interface HouseholdDay {
  readonly day: string;
  readonly household: string;
  /** By code. */
  readonly redemptions: readonly Redemption[];
  /** Recorded lines first, then the added ones. */
  readonly lines: readonly BasketLine[];
  /** Recorded lines of the day, before any was left out. */
  readonly receiptLines: number;
  readonly leftOut: LeftOut;
}

/** All household-days with a redemption, by day, then household. */
export function readHouseholdDays(
  folder: string,
  receipts: readonly ReceiptLine[],
  coupons: ReadonlyMap<string, Coupon>,
  prices: PriceList,
): HouseholdDay[] {
  const columns = ["household_id", "coupon_upc", "campaign_id", "redemption_date"] as const;
  const uses = readTable(folder, "coupon_redemptions", columns).map((row) => ({
    day: row.redemption_date,
    household: row.household_id,
    coupon: couponOf(coupons, codeOf(row.campaign_id, row.coupon_upc)),
  }));
  uses.sort(
    (a, b) =>
      byCodeUnit(a.day, b.day) ||
      byCodeUnit(a.household, b.household) ||
      byCodeUnit(a.coupon.code, b.coupon.code),
  );
  const bought = Map.groupBy(receipts, (line) => `${line.day} ${line.household}`);
  const used = new Set<string>();
  const orders: HouseholdDay[] = [];
  for (const [key, dayUses] of Map.groupBy(uses, (use) => `${use.day} ${use.household}`)) {
    const [first] = dayUses;
    if (first === undefined) continue;
    const { day, household } = first;
    const receipt = bought.get(key) ?? [];
    const { lines, leftOut } = recordedBasket(receipt, prices.products);
    const redemptions = dayUses.map(({ coupon }): Redemption => {
      const { code, campaign, upc, productIds } = coupon;
      const onReceipt = lines.some((line) => productIds.has(line.sku));
      const use = `${household} ${code}`;
      const repeat = used.has(use);
      used.add(use);
      return { code, campaign, upc, repeat, onReceipt };
    });
    const added = addedLines(
      lines,
      dayUses.map(({ coupon }) => coupon),
      prices,
    );
    orders.push({
      day,
      household,
      redemptions,
      lines: [...lines, ...added],
      receiptLines: receipt.length,
      leftOut,
    });
  }
  return orders;
}

function couponOf(coupons: ReadonlyMap<string, Coupon>, code: string): Coupon {
  const coupon = coupons.get(code);
  if (coupon === undefined) throw new Error(`redeemed coupon \`${code}\` is not among the coupons`);
  return coupon;
}
