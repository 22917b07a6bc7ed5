/**
 * The decision of a try: the evaluation, and once more with the stock of the gifts that it offers, as the edge does. The facts that were used
 * come with it.
 */
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { CatalogueRecord } from "../../shared/model/catalogue.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { missingOffers, withOffers } from "../../shared/quote/offers.ts";
import type { RulesToTry } from "./rules-to-try.ts";

export type ReadArticles = (skus: readonly string[]) => Promise<(sku: string) => CatalogueRecord | null>;

/** Evaluates facts with every reason. */
export async function tryDecision(
  rules: RulesToTry,
  given: CartFacts,
  { atMs, hints }: { atMs: number; hints: boolean },
  readArticles: ReadArticles,
): Promise<{ facts: CartFacts; result: DecisionResult }> {
  const options = {
    left_out: rules.stopped.map((promotion) => ({ promotion, why: "stopped" as const })),
    granted: [],
    explain: { promotions: rules.promotions },
    hints,
  };
  const result = evaluate(rules.plan, given, atMs, options);
  const skus = missingOffers(given, result.gifts);
  const facts = skus.length === 0 ? given : withOffers(given, skus, await readArticles(skus));
  return { facts, result: facts === given ? result : evaluate(rules.plan, facts, atMs, options) };
}
