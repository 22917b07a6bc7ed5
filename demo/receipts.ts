/**
 * The lines of the recorded receipts, a sample of about 5 in 100. A line's worth is its *regular value*: what the shelf
 * price would have made without any discount (sales_value + retail_disc + coupon_match_disc; coupon_disc is paid to the
 * retailer by the manufacturer and is inside sales_value). Everything that the receipt took off is so put back once,
 * and what the demo's promotions give is the only discount on it (rule 4 of demo/README.md).
 */
import { centsOf, readTable } from "./csv.ts";

/** One recorded line, with the local day it was bought on. */
export interface ReceiptLine {
  readonly household: string;
  readonly day: string;
  readonly product: string;
  readonly quantity: number;
  /** Regular value of the whole line in cents; undefined where the quantity is not one of units that are sold. */
  readonly regularMinor: number | undefined;
  /** What coupons took off the line: the manufacturer's part and the retailer's match. */
  readonly couponMinor: number;
}

/** A timestamp is store-local time and begins with the local day, `2017-01-01`. */
const DAY_LENGTH = 10;

/** Above this a quantity counts grams, millilitres or cents of fuel, not units. */
const QUANTITY_MAX = 100;

/** All recorded lines, in the order of the file. */
export function readReceiptLines(folder: string): ReceiptLine[] {
  const rows = readTable(folder, "transactions_sample", [
    "household_id",
    "product_id",
    "quantity",
    "sales_value",
    "retail_disc",
    "coupon_disc",
    "coupon_match_disc",
    "transaction_timestamp",
  ]);
  return rows.map((row) => {
    const quantity = quantityOf(row.quantity);
    const matchMinor = centsOf(row.coupon_match_disc);
    return {
      household: row.household_id,
      day: row.transaction_timestamp.slice(0, DAY_LENGTH),
      product: row.product_id,
      quantity,
      regularMinor:
        quantity >= 1 && quantity <= QUANTITY_MAX
          ? centsOf(row.sales_value) + centsOf(row.retail_disc) + matchMinor
          : undefined,
      couponMinor: centsOf(row.coupon_disc) + matchMinor,
    };
  });
}

function quantityOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`\`${text}\` is not a quantity`);
  return Number(text);
}
