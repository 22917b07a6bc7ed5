/**
 * The two evaluators under one type. The compiled one goes its whole way: compile, open, link, evaluate.
 */

import { compileRules } from "../../shared/compile/compile-rules.ts";
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import { linkPlan } from "../../shared/evaluate/plan.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult, EvaluateOptions } from "../../shared/model/decision.ts";
import { referenceEvaluate } from "../../shared/reference/evaluate.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";

export type Evaluate = (
  rules: RuleSet,
  facts: CartFacts,
  atMs: number,
  options: EvaluateOptions,
) => DecisionResult;

export const compiledEvaluate: Evaluate = (rules, facts, atMs, options) => {
  const opened = openRules(compileRules(rules), rules.company);
  if (!opened.ok) throw new Error(`the compiled rules do not open: ${opened.why}`);
  return evaluate(linkPlan(opened.view), facts, atMs, options);
};

/** The reference without the seam for planted mistakes. */
export const referencePlain: Evaluate = (rules, facts, atMs, options) =>
  referenceEvaluate(rules, facts, atMs, options);

/** Every test of what a decision is runs against both. */
export const EVALUATORS: { name: string; evaluate: Evaluate }[] = [
  { name: "reference", evaluate: referencePlain },
  { name: "compiled", evaluate: compiledEvaluate },
];
