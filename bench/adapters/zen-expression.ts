/** Tests in the expression language of zen-engine, for its decision tables and for its wasm build. */
import type { DraftItems } from "../workload/draft.ts";
import { type PeerTest, WEEK_MIN } from "./peer-rules.ts";

/** One test as a whole expression. */
export function zenOf(test: PeerTest): string {
  switch (test.test) {
    case "window":
      return `now >= ${test.start} and now < ${test.end}`;
    case "one_of":
      return `${test.field} in ${zenList(test.list)}`;
    case "meets":
      return `${test.wanted ? "some" : "none"}(${test.field}, # in ${zenList(test.list)})`;
    case "subtotal":
      return `subtotal >= ${test.least}`;
    case "weekly":
      return `(${test.ranges.map(([from, to]) => rangeText(from, to)).join(" or ")})`;
    case "items":
      return itemsText(test);
  }
}

function rangeText(from: number, to: number): string {
  const inside = `(minute >= ${from} and minute < ${to})`;
  return to > WEEK_MIN ? `${inside} or minute < ${to - WEEK_MIN}` : inside;
}

function itemsText({ items, units, amount }: Extract<PeerTest, { test: "items" }>): string {
  const line = lineText(items);
  if (units === 1 && amount === 0) return `some(lines, ${line})`;
  const least = (of: string, bound: number) => `sum(map(filter(lines, ${line}), #.${of})) >= ${bound}`;
  return amount === 0
    ? least("quantity", units)
    : `${least("quantity", units)} and ${least("amount", amount)}`;
}

function lineText({ skus, categories, brands, excludedBrands }: DraftItems): string {
  const all: string[] = [];
  if (skus.length > 0) all.push(`#.sku in ${zenList(skus)}`);
  if (brands.length > 0) all.push(`#.brand in ${zenList(brands)}`);
  if (excludedBrands.length > 0) all.push(`#.brand not in ${zenList(excludedBrands)}`);
  if (categories.length > 0) all.push(`some(#.categories, # in ${zenList(categories)})`);
  return all.join(" and ");
}

function zenList(list: readonly string[]): string {
  return `[${list.map((text) => JSON.stringify(text)).join(", ")}]`;
}
