/**
 * The products of the grocery company and what they cost. A price is known where the receipts show one: it is the
 * lower median of the regular unit prices of the product's lines (rule 5 of demo/README.md). Receipts know a price for
 * a part of the products only; the others borrow that of their product type where a basket needs one.
 */
import { readTable } from "./csv.ts";
import { lowerMedian } from "./lower-median.ts";
import type { ReceiptLine } from "./receipts.ts";

/** One product; texts that the table leaves empty are null. */
export interface Product {
  readonly id: string;
  readonly department: string;
  readonly category: string | null;
  readonly type: string | null;
  readonly brand: string | null;
  readonly packageSize: string | null;
  /** Known positive shelf price in cents, or null. */
  readonly priceMinor: number | null;
}

/** All products of the table by id, with their known prices. */
export function readProducts(folder: string, lines: readonly ReceiptLine[]): Map<string, Product> {
  const prices = knownPrices(lines);
  const rows = readTable(folder, "products", [
    "product_id",
    "department",
    "brand",
    "product_category",
    "product_type",
    "package_size",
  ]);
  const products = rows.map((row) => ({
    id: row.product_id,
    department: row.department,
    category: row.product_category || null,
    type: row.product_type || null,
    brand: row.brand || null,
    packageSize: row.package_size || null,
    priceMinor: prices.get(row.product_id) ?? null,
  }));
  return new Map(products.map((product) => [product.id, product]));
}

/** Price of a product type: the lower median of its products' known prices, each product counted once. */
export function typePrices(products: Iterable<Product>): Map<string, number> {
  const byType = new Map<string, number[]>();
  for (const { type, priceMinor } of products) {
    if (type !== null && priceMinor !== null) collect(byType, type, priceMinor);
  }
  return mediansOf(byType);
}

function knownPrices(lines: readonly ReceiptLine[]): Map<string, number> {
  const byProduct = new Map<string, number[]>();
  for (const { product, quantity, regularMinor } of lines) {
    const unitMinor = regularMinor === undefined ? 0 : Math.floor(regularMinor / quantity);
    if (unitMinor > 0) collect(byProduct, product, unitMinor);
  }
  return mediansOf(byProduct);
}

function collect(groups: Map<string, number[]>, key: string, value: number): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function mediansOf(groups: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  const medians = new Map<string, number>();
  for (const [key, values] of groups) {
    const median = lowerMedian(values);
    if (median !== undefined) medians.set(key, median);
  }
  return medians;
}
