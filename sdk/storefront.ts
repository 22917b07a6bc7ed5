/** The client for browsers and apps: a publishable key, prices without effect. */
import type { Decision } from "../shared/model/decision.ts";
import type { QuoteInput } from "../shared/model/reservation.ts";
import { callEdge, type EdgeOptions, type Outcome } from "./edge-call.ts";

export interface Storefront {
  quote(request: QuoteInput): Promise<Outcome<Decision>>;
}

export function createStorefront(options: EdgeOptions): Storefront {
  if (!options.key.startsWith("pk_")) throw new Error("a storefront takes a publishable key (`pk_…`)");
  return { quote: (body) => callEdge(options, { method: "POST", path: "/v1/quotes", body }) };
}
