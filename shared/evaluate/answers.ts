/** What the decision says of each typed code (SEL-10) and of promotions that were asked about (SEL-13). */
import type { DecisionCode, ExplainedPromotion, TraceStep } from "../model/decision.ts";
import { LIMITS } from "../model/limits.ts";
import type { Reason, ReasonCode } from "../model/reason.ts";
import type { Lowered } from "./catalogue-stage.ts";
import { type CodeEntry, codeOf } from "./codes.ts";
import type { Met } from "./eligibility.ts";
import type { Inputs } from "./inputs.ts";
import { reasonsOf } from "./reasons.ts";
import { isApplied, type Selection } from "./selection.ts";

/** Reasons with which a code stays on the cart until it is earned. */
const NOT_YET: ReadonlySet<ReasonCode> = new Set(["minimum_not_reached", "items_missing", "no_effect"]);

/** All selections that were made: that of the counting codes, and under POL-3 `one` those of each standing code alone. */
export interface Selections {
  readonly counted: Selection;
  readonly alone: ReadonlyMap<string, Selection>;
  readonly met: Met;
  readonly lowered: Lowered;
}

/** Answers of the codes, in their order. */
export function answerCodes(inputs: Inputs, selections: Selections): DecisionCode[] {
  return inputs.codes.map((entry) => answerCode(inputs, selections, entry));
}

function answerCode(inputs: Inputs, selections: Selections, entry: CodeEntry): DecisionCode {
  const { counted, alone, lowered } = selections;
  const { code, state } = entry;
  if (state === "unknown") return { code, status: "refused", reasons: [{ code: "code_not_found" }] };
  const promotion = inputs.plan.promotionId(entry.promotion);
  const refusal = (reason: Reason): DecisionCode => ({
    code,
    status: "refused",
    promotion,
    reasons: [reason],
  });
  if (state !== "stands") return refusal({ code: state });
  if (lowered.applied.has(entry.promotion)) return { code, status: "applied", promotion, reasons: [] };
  const own = counted.counting.includes(entry) ? counted : alone.get(code);
  if (own === undefined) throw new Error("a standing code was not selected for");
  if (isApplied(own, entry.promotion)) {
    if (own !== counted) {
      return refusal({ code: "codes_do_not_combine", by: counted.counting[0]?.code ?? "" });
    }
    const first = codeOf(entry.promotion, counted.counting);
    if (first === entry || first === null) return { code, status: "applied", promotion, reasons: [] };
    return refusal({ code: "codes_do_not_combine", by: first.code });
  }
  const reasons = reasonsOf(inputs, entry.promotion, own);
  const isKept = reasons.every((reason) => NOT_YET.has(reason.code));
  return { code, status: isKept ? "kept" : "refused", promotion, reasons };
}

/** Explanations of the named promotions, or of the nearest misses (SEL-13). */
export function explainPromotions(inputs: Inputs, selections: Selections): ExplainedPromotion[] {
  const { explain } = inputs.options;
  if (typeof explain === "object") {
    return [...new Set(explain.promotions)].map((id) => explainNamed(inputs, selections, id));
  }
  return explain ? nearestMisses(inputs, selections) : [];
}

/** Those with the fewest reasons first, then in order. */
function nearestMisses(inputs: Inputs, selections: Selections): ExplainedPromotion[] {
  const { plan, codes } = inputs;
  const typed = codes.filter(({ promotion }) => promotion >= 0).map(({ promotion }) => promotion);
  const reached = new Set([...selections.lowered.reached, ...selections.met.reached, ...typed]);
  return [...reached]
    .sort((a, b) => a - b)
    .filter((each) => !hasEffect(selections, each) && (!plan.hasCode(each) || typed.includes(each)))
    .map((each) => refusedPromotion(inputs, selections, each))
    .sort((a, b) => a.reasons.length - b.reasons.length)
    .slice(0, LIMITS.explainNearest);
}

function explainNamed(inputs: Inputs, selections: Selections, id: string): ExplainedPromotion {
  const promotion = inputs.plan.promotion(id);
  if (promotion < 0) return { promotion: id, status: "refused", reasons: [{ code: "promotion_not_active" }] };
  if (hasEffect(selections, promotion)) return { promotion: id, status: "applied", reasons: [] };
  return refusedPromotion(inputs, selections, promotion);
}

function hasEffect({ counted, lowered }: Selections, promotion: number): boolean {
  return lowered.applied.has(promotion) || isApplied(counted, promotion);
}

function refusedPromotion(inputs: Inputs, { counted }: Selections, promotion: number): ExplainedPromotion {
  const id = inputs.plan.promotionId(promotion);
  return { promotion: id, status: "refused", reasons: reasonsOf(inputs, promotion, counted) };
}

/** Every award that took something off, in the order of application. */
export function traceOf({ plan }: Inputs, { applied }: Selection): TraceStep[] {
  return applied.steps.map((step) => ({ ...step, promotion: plan.promotionId(step.promotion) }));
}
