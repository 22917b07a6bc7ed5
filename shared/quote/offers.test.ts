/** Which gifts are looked up in the catalogue, and what the facts then hold of them. */
import { expect, test } from "vitest";
import type { CatalogueRecord } from "../model/catalogue.ts";
import { LIMITS } from "../model/limits.ts";
import { missingOffers, withOffers } from "./offers.ts";
import { resolved, shopCart } from "./testing.ts";

const facts = resolved(shopCart());
const gift = (...choices: string[]) => ({ promotion: "p", units: 1, choices });

test("[AWD-27] every choice is missing once, but for those whose stock is known", () => {
  const known = { ...facts, offers: [{ sku: "b", stock: null }] };
  expect(missingOffers(known, [gift("c", "b"), gift("a", "c")])).toEqual(["c", "a"]);
  expect(missingOffers(facts, [])).toEqual([]);
});

test("no more are looked up than the bound", () => {
  const skus = Array.from({ length: LIMITS.offerSkus + 1 }, (_, index) => `s${index}`);
  expect(missingOffers(facts, [gift(...skus)])).toEqual(skus.slice(0, -1));
});

test("[AWD-27] what the catalogue knows joins the offers in the order of skus, the rest stays unknown", () => {
  const stocks: Record<string, number | null> = { a: 0, c: null };
  const article = (sku: string) => (sku in stocks ? ({ sku, stock: stocks[sku] } as CatalogueRecord) : null);
  const before = { ...facts, offers: [{ sku: "b", stock: 2 }] };
  expect(withOffers(before, ["c", "x", "a"], article)).toEqual({
    ...facts,
    offers: [
      { sku: "a", stock: 0 },
      { sku: "b", stock: 2 },
      { sku: "c", stock: null },
    ],
  });
  expect(withOffers(before, ["x"], article)).toBe(before);
});
