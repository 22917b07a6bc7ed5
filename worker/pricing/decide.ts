/** From a basis to the decision that callers see: the evaluation, its hash, and what the shell knows beside it. */

import { evaluate } from "../../shared/evaluate/evaluate.ts";
import type { Decision, Explain } from "../../shared/model/decision.ts";
import { decisionHash } from "../../shared/quote/decision-hash.ts";
import { fullPrice } from "../../shared/quote/full-price.ts";
import { sha256Hex } from "../platform-hash.ts";
import type { Adjustments } from "./adjustments.ts";
import type { Basis } from "./basis.ts";

/** Prices a basis; `limits` is "unchecked" until a ledger was asked. */
export function decide(basis: Basis, adjustments: Adjustments, explain: Explain): Decision {
  const { facts, plan, rules, atMs } = basis;
  const result =
    plan === null
      ? fullPrice(facts, new Date(atMs).toISOString())
      : evaluate(plan, facts, atMs, { ...adjustments, explain });
  return {
    hash: decisionHash(sha256Hex, { facts, rules, result }),
    snapshot: basis.snapshot,
    ...(basis.customerAgeS === null ? {} : { customer_age_s: basis.customerAgeS }),
    estimate: basis.estimate,
    limits: "unchecked",
    ...result,
  };
}
