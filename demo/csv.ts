/**
 * Reads the tables of the demo's data folder. A table is one CSV file with a header row, plain or gzipped; every field
 * is text and an empty one means missing. Amounts are dollars as decimal text and become integer cents without passing
 * through a float.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

/** The rows of `<folder>/<name>.csv` or `.csv.gz`, with the columns asked for; a column that is not there is an error. */
export function readTable<Column extends string>(
  folder: string,
  name: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  const plain = join(folder, `${name}.csv`);
  const bytes = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  const [header = [], ...rows] = parse(bytes);
  const places = columns.map((column) => {
    const place = header.indexOf(column);
    if (place < 0) throw new Error(`table \`${name}\` has no column \`${column}\``);
    return [column, place] as const;
  });
  return rows.map(
    (row) =>
      Object.fromEntries(places.map(([column, place]) => [column, row[place]])) as Record<Column, string>,
  );
}

/** `"2.5"` is 250. At most two decimals, never negative: discounts are positive numbers in these tables. */
export function centsOf(dollars: string): number {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(dollars);
  if (match === null) throw new Error(`\`${dollars}\` is not an amount in dollars and whole cents`);
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** Order of ids everywhere in the demo: by code unit, as the product itself orders them. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
