/**
 * Makes the folder of data from the full tables of The Complete Journey (see demo/data/README.md for where they come
 * from): `node demo/excerpt.ts <folder of the full tables> [<target folder>]`. Four tables are copied byte for byte.
 * Of the receipts and products it keeps what the demo reads: all that coupons and the orders with a redemption speak
 * of, and the lines of the coupons' product types, from which prices and values are taken.
 */
import { copyFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readTable } from "./csv.ts";

const COPIED = ["campaign_descriptions.csv", "campaigns.csv", "coupon_redemptions.csv", "coupons.csv.gz"];
const LINE_COLUMNS = [
  "household_id",
  "product_id",
  "quantity",
  "sales_value",
  "retail_disc",
  "coupon_disc",
  "coupon_match_disc",
  "transaction_timestamp",
] as const;
const PRODUCT_COLUMNS = [
  "product_id",
  "department",
  "brand",
  "product_category",
  "product_type",
  "package_size",
] as const;

const [source, target = join(import.meta.dirname, "data")] = process.argv.slice(2);
if (source === undefined) {
  console.error("usage: node demo/excerpt.ts <folder of the full tables> [<target folder>]");
  process.exit(1);
}
excerpt(source, target);
for (const name of readdirSync(target)) console.log(name, statSync(join(target, name)).size);

function excerpt(from: string, to: string): void {
  for (const name of COPIED) copyFileSync(join(from, name), join(to, name));

  const products = readTable(from, "products", PRODUCT_COLUMNS);
  const couponProducts = new Set(readTable(from, "coupons", ["product_id"]).map((row) => row.product_id));
  const couponTypes = new Set(
    products.flatMap((row) => (couponProducts.has(row.product_id) ? row.product_type : [])),
  );
  couponTypes.delete("");
  const wanted = new Set(couponProducts);
  for (const row of products) if (couponTypes.has(row.product_type)) wanted.add(row.product_id);

  const redemptions = readTable(from, "coupon_redemptions", ["household_id", "redemption_date"]);
  const orders = new Set(redemptions.map((row) => `${row.redemption_date} ${row.household_id}`));
  const receipts = readTable(from, "transactions_sample", LINE_COLUMNS);
  for (const row of receipts) {
    const order = `${row.transaction_timestamp.slice(0, 10)} ${row.household_id}`;
    if (orders.has(order)) wanted.add(row.product_id);
  }
  const lines = receipts.filter((row) => wanted.has(row.product_id));
  const kept = new Set([...couponProducts, ...lines.map((row) => row.product_id)]);

  writeTable(to, "transactions_sample", LINE_COLUMNS, lines);
  writeTable(
    to,
    "products",
    PRODUCT_COLUMNS,
    products.filter((row) => kept.has(row.product_id)),
  );
}

function writeTable<Column extends string>(
  folder: string,
  name: string,
  columns: readonly Column[],
  rows: readonly Record<Column, string>[],
): void {
  const records = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const text = records.map((record) => `${record.map(field).join(",")}\n`).join("");
  writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(text, { level: 9 }));
  console.log(name, "rows", rows.length);
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
