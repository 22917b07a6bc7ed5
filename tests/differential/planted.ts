/**
 * Mistakes put into one evaluator on purpose: a differential test that cannot find them finds nothing. In the reference a step is replaced;
 * those in the compiled evaluator are in planted-compiled.ts.
 */
import { referenceEvaluate } from "../../shared/reference/evaluate.ts";
import { STEPS, type Steps } from "../../shared/reference/steps.ts";
import type { Evaluate } from "./evaluators.ts";

export interface Mistake {
  what: string;
  evaluate: Evaluate;
}

export const MISTAKES_IN_REFERENCE: Mistake[] = [
  stepReplaced("half up rounds half down", {
    round: (over, under, mode) => STEPS.round(over, under, mode === "half_up" ? "half_down" : mode),
  }),
  stepReplaced("caps and grants are ignored", { capped: (sum) => sum }),
  stepReplaced("ties go to the greater id", { precedes: (id, other) => id > other }),
  stepReplaced("at_least means above", { reaches: (have, bound) => have > bound }),
  stepReplaced("the last units get the odd cents", {
    shareOut: (total, weights) => STEPS.shareOut(total, weights.toReversed()).toReversed(),
  }),
  stepReplaced("floors are ignored", { room: (current) => current }),
  stepReplaced("the dearest unit stands first", { cheaper: (price, other) => price > other }),
  stepReplaced("a step holds above its bound", { stepHolds: (measure, from) => measure > from }),
  stepReplaced("an award that took nothing closes its units", { closes: () => true }),
  stepReplaced("later promotions act first", { actsBefore: (place, other) => place > other }),
  stepReplaced("the last lane chooses first", { laneOrder: (lanes) => lanes.toReversed() }),
  stepReplaced("of equal sets the smaller one is taken", { fuller: (members, other) => members < other }),
  stepReplaced("late conditions read catalogue prices", { readsCurrent: false }),
];

function stepReplaced(what: string, step: Partial<Steps>): Mistake {
  const steps = { ...STEPS, ...step };
  return {
    what,
    evaluate: (rules, facts, atMs, options) => referenceEvaluate(rules, facts, atMs, options, steps),
  };
}
