/**
 * From a list of articles to facts whose lines are these articles, one unit of each: what catalogue promotions are judged by without a
 * cart. Prices and facts are trusted as those of a cart's lines; an article of which nobody knows a price is left out and spoils nothing.
 */
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { AskedProduct, PricesRequest } from "../model/prices.ts";
import type { ProblemDetail } from "../model/problem.ts";
import { type CartContext, contextFacts, contextProblems, untrustedFacts } from "./resolve-context.ts";
import { hasSentPrice, resolveLine } from "./resolve-line.ts";

export type ResolvedArticles =
  | {
      ok: true;
      facts: CartFacts;
      estimate: boolean;
      /** Index in the facts of the line of each product, in the order of the request; null without a price. */
      lines: (number | null)[];
    }
  | { ok: false; problems: ProblemDetail[] };

/** The facts of the articles, or everything that is wrong with the request. */
export function resolveArticles(request: PricesRequest, context: CartContext): ResolvedArticles {
  const { products } = request;
  const problems = contextProblems(request, context, "");
  if (!context.trust.facts) problems.push(...sentFacts(products));
  if (problems.length > 0) return { ok: false, problems };
  const priced: LineFacts[] = [];
  const lines = products.map((product, index) => {
    const line = articleLine(product, index, request.currency, context);
    return line === null ? null : priced.push(line) - 1;
  });
  const estimate = !context.trust.facts && products.some(hasSentPrice);
  return { ok: true, facts: factsOf(request, context, priced), estimate, lines };
}

function sentFacts(products: readonly AskedProduct[]): ProblemDetail[] {
  return [...products.entries()]
    .filter(([, product]) => product.facts !== undefined)
    .map(([index]) => untrustedFacts(`products.${index}.facts`));
}

function articleLine(product: AskedProduct, index: number, currency: string, context: CartContext) {
  // Ids of equal length, so that lines sorted by id stand in the order of the request.
  const line = { id: String(index).padStart(6, "0"), quantity: 1, ...product };
  return resolveLine(line, {
    currency,
    record: context.catalogue(product.sku),
    withAncestors: context.withAncestors,
    trusted: context.trust.facts,
  });
}

function factsOf(request: PricesRequest, context: CartContext, lines: LineFacts[]): CartFacts {
  return {
    ...contextFacts(request, context),
    country: null,
    region: null,
    postcode: null,
    payment_method: null,
    lines,
    shipping: [],
    codes: [],
    declined_gifts: [],
    metadata: {},
    offers: [],
  };
}
