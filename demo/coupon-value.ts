/**
 * What a coupon is worth. The campaign tables do not say, so it is taken from the receipts: the lower median of the
 * coupon discounts recorded on lines of its products, else on lines of their product types, else one dollar. A line's
 * discount counts as recorded and is not divided by the quantity, since one coupon takes its face value off once; lines
 * of quantity 0 count too, for that is how the till booked many manufacturer coupons (rule 3 of demo/README.md).
 */
import { lowerMedian } from "./lower-median.ts";
import type { Product } from "./product.ts";
import type { ReceiptLine } from "./receipts.ts";

/** Where a coupon's value comes from; shown beside it. */
export type ValueSource = "recorded" | "product_type" | "default";

export interface CouponValue {
  readonly valueMinor: number;
  readonly valueSource: ValueSource;
}

const DEFAULT_VALUE_MINOR = 100;

/** A function from a coupon's products to its value, with the recorded discounts indexed once. */
export function couponValues(
  lines: readonly ReceiptLine[],
  products: ReadonlyMap<string, Product>,
): (productIds: ReadonlySet<string>) => CouponValue {
  const discounted = lines.filter((line) => line.couponMinor > 0);
  const byProduct = Map.groupBy(discounted, (line) => line.product);
  const byType = Map.groupBy(discounted, (line) => products.get(line.product)?.type ?? null);
  byType.delete(null);

  return (productIds) => {
    const ids = [...productIds];
    const recorded = medianDiscount(ids.flatMap((id) => byProduct.get(id) ?? []));
    if (recorded !== undefined) return { valueMinor: recorded, valueSource: "recorded" };
    const types = new Set(ids.map((id) => products.get(id)?.type ?? null));
    const ofTypes = medianDiscount([...types].flatMap((type) => byType.get(type) ?? []));
    if (ofTypes !== undefined) return { valueMinor: ofTypes, valueSource: "product_type" };
    return { valueMinor: DEFAULT_VALUE_MINOR, valueSource: "default" };
  };
}

function medianDiscount(lines: readonly ReceiptLine[]): number | undefined {
  return lowerMedian(lines.map((line) => line.couponMinor));
}
