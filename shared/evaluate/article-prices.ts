/** Prices of articles without a cart: what the catalogue stage leaves of each line of the facts (CAT-6). */
import type { CartFacts } from "../model/cart-facts.ts";
import type { LeftOut } from "../model/decision.ts";
import type { Lowering } from "../model/prices.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import { lowerPrices } from "./catalogue-stage.ts";
import { Inputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";

/** What one unit costs, and what each promotion took off it, in the order in which it did. */
export interface ArticlePrice {
  price: number;
  parts: Lowering[];
}

/** A price for each line, in their order. */
export function articlePrices(
  plan: Plan,
  facts: CartFacts,
  atMs: number,
  leftOut: LeftOut[],
): ArticlePrice[] {
  const inputs = new Inputs(plan, facts, atMs, { left_out: leftOut, granted: [], explain: false });
  const { catalogs, parts } = lowerPrices(inputs);
  return facts.lines.map((line, index) => ({
    price: catalogs?.[index] ?? line.catalog,
    parts: (parts.get(index) ?? []).map(({ promotion, amount }) => {
      const label = plan.sections.promotion_label[plan.promotion(promotion)] ?? NONE;
      return { promotion, label: plan.text(label), amount };
    }),
  }));
}
