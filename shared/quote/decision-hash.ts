/**
 * The name of a decision: recomputed from the stored facts, the rules and the time, the same bytes come out. Time, policies, what
 * was left out and what was granted stand inside the result. An explanation is an answer about the decision, not a part of it; hints are shown
 * with a quote and not decided, so that a reservation, which asks for none, has the hash of its quote.
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { DecisionResult } from "../model/decision.ts";
import { canonicalJson } from "./canonical.ts";

/** SHA-256 of a text's UTF-8 bytes as lower-case hex; the shells pass their platform's. */
export type Sha256 = (text: string) => string;

export interface DecisionContent {
  facts: CartFacts;
  /** Hash of the rules blob; empty if no rules were at hand (full price). */
  rules: string;
  result: DecisionResult;
}

/** The hash of a decision, lower-case hex. */
export function decisionHash(sha256: Sha256, content: DecisionContent): string {
  const { explain: _explain, hints: _hints, ...result } = content.result;
  return sha256(canonicalJson({ facts: content.facts, rules: content.rules, result }));
}
