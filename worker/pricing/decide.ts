/**
 * From a basis to the decision that callers see: the evaluation, its hash, and what the shell knows beside it. Gifts that a decision offers
 * are looked up in the catalogue, and the cart is evaluated once more with their stock; what only then is offered stays unknown.
 */

import { evaluate } from "../../shared/evaluate/evaluate.ts";
import type { Decision, DecisionResult, EvaluateOptions } from "../../shared/model/decision.ts";
import { decisionHash } from "../../shared/quote/decision-hash.ts";
import { fullPrice } from "../../shared/quote/full-price.ts";
import { missingOffers, withOffers } from "../../shared/quote/offers.ts";
import { sha256Hex } from "../platform-hash.ts";
import type { Adjustments } from "./adjustments.ts";
import type { Basis } from "./basis.ts";

export interface Priced {
  decision: Decision;
  /** What it was made from: its facts hold the stock of what is offered. */
  basis: Basis;
}

/** What a caller wants to be told beside the prices. */
export type Told = Pick<EvaluateOptions, "explain" | "hints">;

/** Prices a basis; `limits` is "unchecked" until a ledger was asked. */
export async function decide(given: Basis, adjustments: Adjustments, told: Told): Promise<Priced> {
  const first = evaluated(given, adjustments, told);
  const basis = await withStocks(given, first);
  const result = basis === given ? first : evaluated(basis, adjustments, told);
  const { facts, rules } = basis;
  const decision: Decision = {
    hash: decisionHash(sha256Hex, { facts, rules, result }),
    snapshot: basis.snapshot,
    ...(basis.customerAgeS === null ? {} : { customer_age_s: basis.customerAgeS }),
    estimate: basis.estimate,
    limits: "unchecked",
    ...result,
  };
  return { decision, basis };
}

function evaluated({ facts, plan, atMs }: Basis, adjustments: Adjustments, told: Told): DecisionResult {
  return plan === null
    ? fullPrice(facts, new Date(atMs).toISOString())
    : evaluate(plan, facts, atMs, { ...adjustments, ...told });
}

/** The basis with the stock of the gifts that a result offers; the same one if nothing is found. */
async function withStocks(basis: Basis, { gifts }: DecisionResult): Promise<Basis> {
  const skus = missingOffers(basis.facts, gifts);
  if (skus.length === 0) return basis;
  const facts = withOffers(basis.facts, skus, await basis.further(skus));
  return facts === basis.facts ? basis : { ...basis, facts };
}
