/**
 * The figures that the demo must arrive at, computed from the CSV files alone: `node demo/expected.ts [<folder>]` prints
 * them. It shares with the rest of the demo only the folder of data and the rules of demo/README.md, so that two
 * programs would have to make the same mistake. Whole cents, single units, no shortcuts.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

export interface ExpectedCampaign {
  readonly campaign: string;
  readonly targeted: number;
  readonly recorded: number;
  readonly accepted: number;
  readonly repeatsRefused: number;
  readonly discountMinor: number;
  /** Household-days to which a unit was added for one of this campaign's coupons. */
  readonly basketsCompleted: number;
}

/** One household-day. A line is written `sku quantity cents`; codes are in the order in which they apply. */
export interface ExpectedOrder {
  readonly day: string;
  readonly household: string;
  readonly lines: readonly string[];
  readonly codes: readonly string[];
  readonly repeats: readonly string[];
  readonly onReceipt: readonly string[];
  readonly completedFor: readonly string[];
  readonly discountsMinor: ReadonlyMap<string, number>;
  readonly receiptLines: number;
  readonly leftOut: number;
}

export interface ExpectedTotals extends Omit<ExpectedCampaign, "campaign"> {
  readonly householdDays: number;
  readonly householdDaysWithoutLines: number;
  readonly onReceipt: number;
  readonly unitsAdded: number;
  readonly linesLeftOut: number;
  /** Two beside each recorded redemption; every one of them is refused. */
  readonly planted: number;
}

export interface ExpectedFigures {
  readonly campaigns: readonly ExpectedCampaign[];
  readonly totals: ExpectedTotals;
  readonly orders: readonly ExpectedOrder[];
  /** By code: cents and source. */
  readonly couponValues: ReadonlyMap<string, readonly [valueMinor: number, source: string]>;
}

type Row = Record<string, string>;
type Line = { sku: string; quantity: number; price: number };
type Unit = { sku: string; price: number; left: number };
type Prices = { own: Map<string, number>; ofType: Map<string, number>; typeOf: Map<string, string> };

/** Reads the folder of data and computes everything. */
export function expectedFigures(dataFolder: string): ExpectedFigures {
  const receipts = table(dataFolder, "transactions_sample");
  const prices = pricesFrom(receipts, table(dataFolder, "products"));
  const sets = new Map<string, Set<string>>();
  for (const row of table(dataFolder, "coupons")) add(sets, codeIn(row), row.product_id ?? "");
  const couponValues = new Map(
    [...sets].map(([code, set]) => [code, couponValue(set, receipts, prices.typeOf)] as const),
  );
  const bought = new Map<string, Row[]>();
  for (const row of receipts) {
    const key = `${row.transaction_timestamp?.slice(0, 10)} ${row.household_id}`;
    bought.set(key, [...(bought.get(key) ?? []), row]);
  }
  const redeemed = new Map<string, Set<string>>();
  for (const row of table(dataFolder, "coupon_redemptions")) {
    add(redeemed, `${row.redemption_date} ${row.household_id}`, codeIn(row));
  }

  const used = new Set<string>();
  const orders = [...redeemed.keys()].sort().map((key): ExpectedOrder => {
    const [day = "", household = ""] = key.split(" ");
    const codes = [...(redeemed.get(key) ?? [])].sort();
    const repeats = codes.filter((code) => used.has(`${household} ${code}`));
    for (const code of codes) used.add(`${household} ${code}`);
    const receipt = bought.get(key) ?? [];
    const recorded = receipt.flatMap((row) => sellable(row, prices.typeOf));
    const setOf = (code: string) => sets.get(code) ?? new Set<string>();
    const onReceipt = codes.filter((code) => recorded.some((line) => setOf(code).has(line.sku)));
    const completedFor = codes.filter((code) => !onReceipt.includes(code));
    const added = completedFor.map((code) => addedUnit(code, codes, setOf, prices));
    const lines = [...recorded, ...added];
    const accepted = codes.filter((code) => !repeats.includes(code));
    return {
      day,
      household,
      lines: lines.map(({ sku, quantity, price }) => `${sku} ${quantity} ${price}`),
      codes,
      repeats,
      onReceipt,
      completedFor,
      discountsMinor: applyCoupons(lines, accepted, setOf, (code) => couponValues.get(code)?.[0] ?? 0),
      receiptLines: receipt.length,
      leftOut: receipt.length - recorded.length,
    };
  });

  const targets = table(dataFolder, "campaigns");
  const campaigns = table(dataFolder, "campaign_descriptions")
    .map((row) => row.campaign_id ?? "")
    .map((campaign) => {
      const targeted = targets.filter((row) => row.campaign_id === campaign).length;
      return { campaign, targeted, ...count(orders, (code) => code.startsWith(`${campaign}-`)) };
    });
  return { campaigns, totals: totalsOf(orders, targets.length), orders, couponValues };
}

/** Rules 4 and 6: what a recorded line is worth in a basket, or nothing if it is left out. */
function sellable(row: Row, typeOf: ReadonlyMap<string, string>): Line[] {
  const quantity = Number(row.quantity);
  const sku = row.product_id ?? "";
  if (quantity === 0 || quantity > 100 || !typeOf.has(sku)) return [];
  const worth = cents(row.sales_value) + cents(row.retail_disc) + cents(row.coupon_match_disc);
  return [
    worth % quantity === 0 ? { sku, quantity, price: worth / quantity } : { sku, quantity: 1, price: worth },
  ];
}

/** Rule 5: known prices of products, and of product types. */
function pricesFrom(receipts: readonly Row[], products: readonly Row[]): Prices {
  const typeOf = new Map(products.map((row) => [row.product_id ?? "", row.product_type ?? ""]));
  const seen = new Map<string, number[]>();
  for (const row of receipts) {
    const quantity = Number(row.quantity);
    if (quantity === 0 || quantity > 100) continue;
    const worth = cents(row.sales_value) + cents(row.retail_disc) + cents(row.coupon_match_disc);
    const price = (worth - (worth % quantity)) / quantity;
    const product = row.product_id ?? "";
    if (price > 0) seen.set(product, [...(seen.get(product) ?? []), price]);
  }
  const own = new Map([...seen].map(([product, found]) => [product, lowerMedian(found)]));
  const found = new Map<string, number[]>();
  for (const [product, type] of typeOf) {
    const price = own.get(product);
    if (type !== "" && price !== undefined) found.set(type, [...(found.get(type) ?? []), price]);
  }
  return { own, ofType: new Map([...found].map(([type, list]) => [type, lowerMedian(list)])), typeOf };
}

/** Rule 3: what a coupon takes off, and where that comes from. */
function couponValue(
  set: ReadonlySet<string>,
  receipts: readonly Row[],
  typeOf: ReadonlyMap<string, string>,
): readonly [number, string] {
  const types = new Set([...set].map((product) => typeOf.get(product)));
  const recorded: number[] = [];
  const ofTypes: number[] = [];
  for (const row of receipts) {
    if (row.coupon_disc === "0" && row.coupon_match_disc === "0") continue;
    const discount = cents(row.coupon_disc) + cents(row.coupon_match_disc);
    const type = typeOf.get(row.product_id ?? "");
    if (discount > 0 && set.has(row.product_id ?? "")) recorded.push(discount);
    if (discount > 0 && type && types.has(type)) ofTypes.push(discount);
  }
  if (recorded.length > 0) return [lowerMedian(recorded), "recorded"];
  return ofTypes.length > 0 ? [lowerMedian(ofTypes), "product_type"] : [100, "default"];
}

/** Rule 7: the unit that stands for the product which the sample of receipts does not show. */
function addedUnit(
  code: string,
  codes: readonly string[],
  setOf: (code: string) => ReadonlySet<string>,
  { own, ofType, typeOf }: Prices,
): Line {
  const all = [...setOf(code)].filter((product) => typeOf.has(product));
  const alone = all.filter((product) => codes.every((other) => other === code || !setOf(other).has(product)));
  for (const pool of [alone, all]) {
    for (const priceOf of [own, new Map(pool.map((id) => [id, ofType.get(typeOf.get(id) ?? "")]))]) {
      const priced = pool
        .map((sku) => ({ sku, quantity: 1, price: priceOf.get(sku) ?? 0 }))
        .filter((line) => line.price > 0)
        .sort((a, b) => (a.price !== b.price ? a.price - b.price : a.sku < b.sku ? -1 : 1));
      const line = priced[Math.ceil(priced.length / 2) - 1];
      if (line !== undefined) return line;
    }
  }
  throw new Error(`no price for a product of ${code}`);
}

/** Rule 8: one coupon after another, each on what the former left, spread over its units by largest remainder. */
function applyCoupons(
  lines: readonly Line[],
  codes: readonly string[],
  setOf: (code: string) => ReadonlySet<string>,
  worth: (code: string) => number,
): Map<string, number> {
  const units: Unit[] = lines.flatMap(({ sku, quantity, price }) =>
    Array.from({ length: quantity }, () => ({ sku, price, left: price })),
  );
  units.sort((a, b) => (a.sku !== b.sku ? (a.sku < b.sku ? -1 : 1) : a.price - b.price));
  const discounts = new Map<string, number>();
  for (const code of codes) {
    const matching = units.filter((unit) => setOf(code).has(unit.sku));
    const sum = matching.reduce((total, unit) => total + unit.left, 0);
    const discount = Math.min(worth(code), sum);
    discounts.set(code, discount);
    if (discount === 0) continue;
    const rests = matching.map((unit) => ({ unit, rest: (discount * unit.left) % sum }));
    for (const { unit, rest } of rests) unit.left -= (discount * unit.left - rest) / sum;
    const odd = matching.reduce((total, unit) => total + unit.left, 0) - (sum - discount);
    for (const { unit } of rests.sort((a, b) => b.rest - a.rest).slice(0, odd)) unit.left -= 1;
  }
  return discounts;
}

function count(orders: readonly ExpectedOrder[], ours: (code: string) => boolean) {
  const counted = { recorded: 0, accepted: 0, repeatsRefused: 0, discountMinor: 0, basketsCompleted: 0 };
  for (const order of orders) {
    counted.recorded += order.codes.filter(ours).length;
    counted.repeatsRefused += order.repeats.filter(ours).length;
    counted.basketsCompleted += order.completedFor.some(ours) ? 1 : 0;
    for (const [code, discount] of order.discountsMinor) {
      if (!ours(code)) continue;
      counted.accepted += 1;
      counted.discountMinor += discount;
    }
  }
  return counted;
}

function totalsOf(orders: readonly ExpectedOrder[], targeted: number): ExpectedTotals {
  const sum = (of: (order: ExpectedOrder) => number) => orders.reduce((total, order) => total + of(order), 0);
  return {
    targeted,
    ...count(orders, () => true),
    householdDays: orders.length,
    householdDaysWithoutLines: orders.filter((order) => order.receiptLines === 0).length,
    onReceipt: sum((order) => order.onReceipt.length),
    unitsAdded: sum((order) => order.completedFor.length),
    linesLeftOut: sum((order) => order.leftOut),
    planted: 2 * sum((order) => order.codes.length),
  };
}

function table(folder: string, name: string): Row[] {
  const file = join(folder, `${name}.csv`);
  const bytes = existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`));
  return parse<Row>(bytes, { columns: true });
}

function codeIn(row: Row): string {
  return `${row.campaign_id}-${row.coupon_upc}`;
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(value));
}

function cents(dollars = ""): number {
  const [whole = "", part = ""] = dollars.split(".");
  if (!/^\d+$/.test(whole) || !/^\d{0,2}$/.test(part)) throw new Error(`not an amount: ${dollars}`);
  return Number(whole + part.padEnd(2, "0"));
}

function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? 0;
}

if (import.meta.main) {
  const { campaigns, totals } = expectedFigures(process.argv[2] ?? join(import.meta.dirname, "data"));
  console.table(campaigns);
  console.table(totals);
}
