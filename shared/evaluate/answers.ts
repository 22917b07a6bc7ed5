/** What the decision says of each typed code (SEL-10) and of promotions that were asked about (SEL-13). */
import type { DecisionCode, ExplainedPromotion, TraceStep } from "../model/decision.ts";
import { LIMITS } from "../model/limits.ts";
import type { Reason, ReasonCode } from "../model/reason.ts";
import { type CodeEntry, codeOf } from "./codes.ts";
import type { Inputs } from "./inputs.ts";
import { reasonsOf } from "./reasons.ts";
import type { Selection } from "./selection.ts";

/** Reasons with which a code stays on the cart until it is earned. */
const NOT_YET: ReadonlySet<ReasonCode> = new Set(["minimum_not_reached", "items_missing", "no_effect"]);

/** All selections that were made: that of the counting codes, and under POL-3 `one` those of each standing code alone. */
export interface Selections {
  readonly counted: Selection;
  readonly alone: ReadonlyMap<string, Selection>;
}

/** Answers of the codes, in their order. */
export function answerCodes(inputs: Inputs, selections: Selections): DecisionCode[] {
  return inputs.codes.map((entry) => answerCode(inputs, selections, entry));
}

function answerCode(inputs: Inputs, { counted, alone }: Selections, entry: CodeEntry): DecisionCode {
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

/** Whether a promotion took something off. */
export function isApplied({ chosen, applied }: Selection, promotion: number): boolean {
  return chosen.some((each, index) => each.promotion === promotion && (applied.saved[index] ?? 0) > 0);
}

/** Explanations of the named promotions, or of the first that were not applied. */
export function explainPromotions(inputs: Inputs, selection: Selection): ExplainedPromotion[] {
  const { explain } = inputs.options;
  if (typeof explain === "object") {
    return [...new Set(explain.promotions)].map((id) => explainNamed(inputs, selection, id));
  }
  const explained: ExplainedPromotion[] = [];
  for (let each = 0; each < inputs.plan.promotionCount; each++) {
    if (explained.length === LIMITS.explainNearest) break;
    const isOpen = !inputs.plan.hasCode(each) || codeOf(each, inputs.codes) !== null;
    if (isOpen && !isApplied(selection, each)) explained.push(refusedPromotion(inputs, selection, each));
  }
  return explained;
}

function explainNamed(inputs: Inputs, selection: Selection, id: string): ExplainedPromotion {
  const promotion = inputs.plan.promotion(id);
  if (promotion < 0) return { promotion: id, status: "refused", reasons: [{ code: "promotion_not_active" }] };
  if (isApplied(selection, promotion)) return { promotion: id, status: "applied", reasons: [] };
  return refusedPromotion(inputs, selection, promotion);
}

function refusedPromotion(inputs: Inputs, selection: Selection, promotion: number): ExplainedPromotion {
  const id = inputs.plan.promotionId(promotion);
  return { promotion: id, status: "refused", reasons: reasonsOf(inputs, promotion, selection) };
}

/** Every award that took something off, in the order of application. */
export function traceOf({ plan }: Inputs, { applied }: Selection): TraceStep[] {
  return applied.steps.map((step) => ({ ...step, promotion: plan.promotionId(step.promotion) }));
}
