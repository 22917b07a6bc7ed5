import { describe, expect, test } from "vitest";
import type { LineFacts } from "../model/cart-facts.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { PreparedCart } from "./prepared-cart.ts";
import { cart, line, NOW_MS, planOf, promotion, ruleSet } from "./testing.ts";

const engraved: LineCondition = { kind: "line_metadata", name: "engraved", any_of: [true] };
const rules = ruleSet({
  promotions: [promotion({ id: "p", conditions: { kind: "quantity", at_least: 1, items: engraved } })],
});

function prepare(lines: LineFacts[], catalogs: number[] | null = null): PreparedCart {
  return new PreparedCart(planOf(rules), cart({ lines }), NOW_MS, catalogs);
}

describe("content runs", () => {
  const base: Omit<LineFacts, "id"> = {
    ...line({ id: "x", sku: "s", catalog: 800, list: 1_000 }),
    attributes: { size: 1 },
    brand: "b",
    categories: ["c"],
    floor: 100,
    measure: { amount: "1", unit: "kg" },
    metadata: { engraved: true },
    seller: "m",
    sent_price: true,
    stock: 3,
    tags: ["t"],
  };

  test("[AWD-1] lines of equal content are one run, wherever they stand and whatever their quantities", () => {
    const { runs } = prepare([
      { ...base, id: "1", quantity: 2 },
      { ...line({ id: "2" }) },
      { ...base, id: "3", quantity: 5 },
    ]);
    expect(runs.map(({ line: { sku }, count }) => [sku, count])).toEqual([
      ["2", 1],
      ["s", 7],
    ]);
  });

  const { sent_price: _, ...unsent } = base;
  test.each<[string, Partial<LineFacts>]>([
    ["attributes", { attributes: { size: 2 } }],
    ["brand", { brand: null }],
    ["categories", { categories: [] }],
    ["catalog", { catalog: 801 }],
    ["discountable", { discountable: false }],
    ["floor", { floor: 99 }],
    ["list", { list: 1_001 }],
    ["measure", { measure: { amount: "2", unit: "kg" } }],
    ["metadata", { metadata: { engraved: false } }],
    ["product", { product: "other" }],
    ["seller", { seller: "n" }],
    ["sku", { sku: "other" }],
    ["stock", { stock: 4 }],
    ["tags", { tags: [] }],
  ])("[AWD-1] lines that differ in %s are two", (_name, difference) => {
    expect(
      prepare([
        { ...base, id: "1" },
        { ...base, id: "2", ...difference },
      ]).runs.length,
    ).toBe(2);
  });

  test("[AWD-1] a price that was sent is not one that came out the same", () => {
    const { runs } = prepare([
      { ...unsent, id: "1" },
      { ...base, id: "2" },
    ]);
    expect(runs.map(({ sentPrice, from }) => [sentPrice, from])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  test("[AWD-1] an absent fact is not a known none", () => {
    const { brand: __, ...nobodyKnows } = base;
    expect(
      prepare([
        { ...nobodyKnows, id: "1" },
        { ...base, id: "2", brand: null },
      ]).runs.length,
    ).toBe(2);
  });

  test("[AWD-2] runs come by sku, catalog, list and the rest; gifts are in none", () => {
    const { lineIndexes, runs } = prepare([
      line({ id: "1", sku: "b", catalog: 5 }),
      line({ id: "2", sku: "a", catalog: 9 }),
      line({ id: "3", sku: "a", catalog: 9, list: 10 }),
      line({ id: "4", sku: "a", catalog: 7 }),
      line({ id: "5", sku: "a", catalog: 9 }),
      line({ id: "6", sku: "a", catalog: 1, gift_of: "p" }),
      line({ id: "7", sku: "a", catalog: 9, product: "0" }),
    ]);
    expect(lineIndexes.map((index) => index + 1)).toEqual([4, 7, 2, 5, 3, 1]);
    expect(runs.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
      [4, 5],
      [5, 6],
    ]);
  });

  test("[CAT-6, AWD-2] prices after the catalogue stage order and join the lines", () => {
    const lines = [
      line({ id: "1", sku: "a", catalog: 10 }),
      line({ id: "2", sku: "a", catalog: 10 }),
      line({ id: "3", sku: "a", catalog: 10 }),
    ];
    const { runs, lineIndexes } = prepare(lines, [10, 7, 10]);
    expect(lineIndexes).toEqual([1, 0, 2]);
    expect(runs.map(({ catalog, count }) => [catalog, count])).toEqual([
      [7, 1],
      [10, 2],
    ]);
  });

  test("[AWD-1] a run shows floor, stock, seller and the metadata that some rule reads", () => {
    const [full] = prepare([{ ...base, id: "1" }]).runs;
    const [bare] = prepare([line({ id: "1" })]).runs;
    expect([full?.floor, full?.stock, full?.sentPrice, full?.metadata?.length]).toEqual([100, 3, true, 1]);
    expect([bare?.floor, bare?.stock, bare?.sentPrice, bare?.metadata]).toEqual([0, null, false, null]);
  });
});
