/** Content runs for the tests of what works on them: what a test does not name has a plain default. */
import type { LineFacts } from "../model/cart-facts.ts";
import { type ContentRun, KNOWN_NONE } from "./cart-view.ts";

/** A run of a single line at the place `from`. */
export function contentRun(of: Partial<ContentRun> & { from: number }): ContentRun {
  const { catalog = 100, count = 1, from } = of;
  const sku = String(from);
  const line: LineFacts = {
    id: sku,
    sku,
    product: sku,
    quantity: count,
    list: catalog,
    catalog,
    discountable: true,
  };
  return {
    sku: -1,
    product: -1,
    seller: KNOWN_NONE,
    categories: null,
    tags: null,
    attributes: null,
    brand: null,
    metadata: null,
    stock: null,
    list: catalog,
    catalog,
    sentPrice: false,
    floor: 0,
    count,
    discountable: true,
    line,
    to: from + 1,
    ...of,
  };
}
