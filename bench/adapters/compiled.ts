/** Our engine: the rules blob opened and linked, eligibility by the index, the whole decision. */

import { compileRules } from "../../shared/compile/compile-rules.ts";
import { eligibleWith, meet } from "../../shared/evaluate/eligibility.ts";
import { evaluate } from "../../shared/evaluate/evaluate.ts";
import { Inputs } from "../../shared/evaluate/inputs.ts";
import { linkPlan, type Plan } from "../../shared/evaluate/plan.ts";
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult, EvaluateOptions } from "../../shared/model/decision.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { COMPANY } from "../workload/workload.ts";
import type { DecisionSums, Effort, Engine } from "./engine.ts";

const OPTIONS: EvaluateOptions = { left_out: [], granted: [], explain: false };

export const compiledEngine: Engine = {
  name: "Lidia",
  version: null,
  runsOnWorkers: true,
  clock: "cpu",
  tasks: ["match", "decide"],
  publish: ({ rules }) => compileRules(rules),
  load(bytes) {
    const plan = openPlan(bytes);
    return {
      match: (cart, atMs) => eligibleIds(plan, cart, atMs),
      decide(cart, atMs) {
        const result = evaluate(plan, cart, atMs, OPTIONS);
        return { toPay: result.totals.to_pay, sums: () => sumsOf(result) };
      },
      effort: (cart, atMs) => countEffort(() => evaluate(plan, cart, atMs, OPTIONS)),
    };
  },
};

/** The bound of the loader is lifted, so that larger sets can be measured too; the results name those that it would refuse. */
export const LOADABLE_BYTES = LIMITS.blobLoadBytes;
Object.assign(LIMITS, { blobLoadBytes: Number.MAX_SAFE_INTEGER });

export function openPlan(bytes: Uint8Array): Plan {
  const opened = openRules(bytes, COMPANY);
  if (!opened.ok) throw new Error(`the rules blob of ${bytes.length} bytes is refused: ${opened.why}`);
  return linkPlan(opened.view);
}

/** Under the policy `several` every code that stands counts, so there is one set of eligible promotions. */
function eligibleIds(plan: Plan, cart: CartFacts, atMs: number): string[] {
  const inputs = new Inputs(plan, cart, atMs, OPTIONS);
  const standing = inputs.codes.filter(({ state }) => state === "stands");
  return eligibleWith(inputs, meet(inputs), standing).map((promotion) => plan.promotionId(promotion));
}

/** Counts the fuel by standing in its way; never while anything is timed. */
function countEffort(decide: () => DecisionResult): Effort {
  const { burn } = Inputs.prototype;
  let fuel = 0;
  Inputs.prototype.burn = function (steps) {
    fuel += steps;
    burn.call(this, steps);
  };
  try {
    return { isProven: decide().proven, fuel };
  } finally {
    Inputs.prototype.burn = burn;
  }
}

/** What engines must agree on, of a decision in our form. */
export function sumsOf(result: DecisionResult): DecisionSums {
  return {
    toPay: result.totals.to_pay,
    shipping: result.totals.shipping,
    lines: result.lines.map(({ id, total }) => [id, total] as const),
    saved: result.applied.map(({ promotion, saved }) => [promotion, saved] as const),
  };
}
