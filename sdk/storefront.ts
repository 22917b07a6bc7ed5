/** The client for browsers and apps: a publishable key, prices without effect. */
import type { Decision } from "../shared/model/decision.ts";
import type { Prices, PricesInput } from "../shared/model/prices.ts";
import type { QuoteBatch, QuoteBatchInput, QuoteInput } from "../shared/model/reservation.ts";
import { callEdge, type EdgeOptions, type Outcome } from "./edge-call.ts";

export { reasonText } from "../shared/model/reason-text.ts";

export interface Storefront {
  quote(request: QuoteInput): Promise<Outcome<Decision>>;
  /** Several quotes in one call, each answered as it would be alone. */
  quoteBatch(request: QuoteBatchInput): Promise<Outcome<QuoteBatch>>;
  /** What articles cost a shopper before there is a cart. */
  prices(request: PricesInput): Promise<Outcome<Prices>>;
}

export function createStorefront(options: EdgeOptions): Storefront {
  if (!options.key.startsWith("pk_")) throw new Error("a storefront takes a publishable key (`pk_…`)");
  const post = <T>(path: string, body: unknown) => callEdge<T>(options, { method: "POST", path, body });
  return {
    quote: (request) => post("/v1/quotes", request),
    quoteBatch: (request) => post("/v1/quotes/batch", request),
    prices: (request) => post("/v1/prices", request),
  };
}
