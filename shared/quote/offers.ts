/**
 * The stock of gifts that a decision offers: an article that is not in the cart is looked up only once a decision names it, and the cart is
 * then evaluated once more with what was found. Pure: which articles, and the facts with them; the shells read the catalogue.
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { CatalogueRecord } from "../model/catalogue.ts";
import type { Gift } from "../model/decision.ts";
import { compareText } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";

/** Articles among the choices of gifts whose stock the facts do not hold; in the order of the gifts, up to a bound. */
export function missingOffers(facts: CartFacts, gifts: readonly Gift[]): string[] {
  const missing = new Set(gifts.flatMap((gift) => gift.choices));
  for (const { sku } of facts.offers) missing.delete(sku);
  return [...missing].slice(0, LIMITS.offerSkus);
}

/** The facts with the stock of further articles; those that the catalogue does not know stay unknown. */
export function withOffers(
  facts: CartFacts,
  skus: readonly string[],
  article: (sku: string) => CatalogueRecord | null,
): CartFacts {
  const found = skus.flatMap((sku) => {
    const record = article(sku);
    return record === null ? [] : [{ sku, stock: record.stock }];
  });
  if (found.length === 0) return facts;
  return { ...facts, offers: [...facts.offers, ...found].sort((a, b) => compareText(a.sku, b.sku)) };
}
