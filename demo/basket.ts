/**
 * The basket of one household on one day: the lines that its receipts show, and one unit more for each coupon that
 * finds no product on them, since the receipts are a 5 % sample and the line that was bought is mostly not in it
 * (rules 6 and 7 of demo/README.md).
 */
import { byCodeUnit } from "./csv.ts";
import { middle } from "./lower-median.ts";
import type { Product } from "./product.ts";
import type { ReceiptLine } from "./receipts.ts";

/** One line of a cart to send. */
export interface BasketLine {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** The recorded quantity of a line that does not divide to whole cents and is therefore one measured unit. */
  readonly measured?: number;
  /** The code of the coupon for which this line was added; absent on a recorded line. */
  readonly addedFor?: string;
}

/** Recorded lines that cannot be sold again, by the first reason that applies. */
export interface LeftOut {
  readonly quantityZero: number;
  readonly quantityAbove100: number;
  readonly productUnknown: number;
}

export interface RecordedBasket {
  readonly lines: readonly BasketLine[];
  readonly leftOut: LeftOut;
}

/** What completing a basket needs to know of a coupon. */
export interface CouponSet {
  readonly code: string;
  readonly productIds: ReadonlySet<string>;
}

/** Products with their known prices, and the prices of product types for those without. */
export interface PriceList {
  readonly products: ReadonlyMap<string, Product>;
  readonly typePrices: ReadonlyMap<string, number>;
}

/** The lines of a household's receipts that can be sold again, in the order recorded. */
export function recordedBasket(
  receipt: readonly ReceiptLine[],
  products: ReadonlyMap<string, Product>,
): RecordedBasket {
  const lines: BasketLine[] = [];
  const leftOut = { quantityZero: 0, quantityAbove100: 0, productUnknown: 0 };
  for (const { product, quantity, regularMinor } of receipt) {
    if (quantity === 0) leftOut.quantityZero += 1;
    else if (regularMinor === undefined) leftOut.quantityAbove100 += 1;
    else if (!products.has(product)) leftOut.productUnknown += 1;
    else lines.push(basketLine(`receipt-${lines.length + 1}`, product, quantity, regularMinor));
  }
  return { lines, leftOut };
}

/** One added unit for each coupon that has no product among `lines`; the coupons are those of one order. */
export function addedLines(
  lines: readonly BasketLine[],
  coupons: readonly CouponSet[],
  prices: PriceList,
): BasketLine[] {
  const lacking = coupons.filter((coupon) => !lines.some((line) => coupon.productIds.has(line.sku)));
  return lacking.map((coupon, index) => {
    const others = coupons.filter((other) => other !== coupon);
    const [sku, unitPriceMinor] = chooseProduct(coupon, others, prices);
    return { id: `added-${index + 1}`, sku, quantity: 1, unitPriceMinor, addedFor: coupon.code };
  });
}

function basketLine(id: string, sku: string, quantity: number, regularMinor: number): BasketLine {
  if (regularMinor % quantity === 0) return { id, sku, quantity, unitPriceMinor: regularMinor / quantity };
  return { id, sku, quantity: 1, unitPriceMinor: regularMinor, measured: quantity };
}

type Priced = readonly [sku: string, unitPriceMinor: number];

function chooseProduct(coupon: CouponSet, others: readonly CouponSet[], prices: PriceList): Priced {
  const sold = [...coupon.productIds].flatMap((id) => prices.products.get(id) ?? []);
  const own = sold.filter((product) => !others.some((other) => other.productIds.has(product.id)));
  const typePrice = ({ type }: Product) => (type === null ? undefined : prices.typePrices.get(type));
  const chosen =
    medianPriced(own, (product) => product.priceMinor ?? undefined) ??
    medianPriced(own, typePrice) ??
    medianPriced(sold, (product) => product.priceMinor ?? undefined) ??
    medianPriced(sold, typePrice);
  if (chosen === undefined) throw new Error(`no product of coupon \`${coupon.code}\` has a price`);
  return chosen;
}

function medianPriced(
  products: readonly Product[],
  priceOf: (product: Product) => number | undefined,
): Priced | undefined {
  const priced = products.flatMap((product): Priced[] => {
    const priceMinor = priceOf(product);
    return priceMinor === undefined ? [] : [[product.id, priceMinor]];
  });
  return middle(priced.sort(([idA, priceA], [idB, priceB]) => priceA - priceB || byCodeUnit(idA, idB)));
}
