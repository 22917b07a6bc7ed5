/**
 * The reference evaluator: the specification as a program, to be read beside docs/spec. Slow and obvious on purpose: single
 * units, BigInt, everything computed anew, every set tried. It imports types only, so that nothing it shares with the compiled
 * evaluator can hide a mistake from the differential test. Tests alone import it.
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { DecisionResult, EvaluateOptions } from "../model/decision.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { decisionOf } from "./answer.ts";
import { catalogueStage } from "./catalogue.ts";
import { selectWithCodes } from "./codes.ts";
import { sceneOf } from "./scene.ts";
import { STEPS, type Steps } from "./steps.ts";

/** Prices a cart by a rule set at an instant. `steps` is for tests that plant a mistake. */
export function referenceEvaluate(
  rules: RuleSet,
  facts: CartFacts,
  atMs: number,
  options: EvaluateOptions,
  steps: Steps = STEPS,
): DecisionResult {
  const stage = catalogueStage(sceneOf(rules, facts, atMs, options, steps));
  const scene = sceneOf(rules, stage.facts, atMs, options, steps);
  return decisionOf(scene, stage, selectWithCodes(scene));
}
