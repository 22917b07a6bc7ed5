/**
 * What an untrusted caller hears. Of a code that is neither public nor the shopper's one refusal, whether it exists or not: all codes of the
 * rules are public today, so this concerns unknown ones. And no hint of a promotion that asks for a code, unless one of its codes was typed.
 * The decision's hash is of the full answer.
 */
import type { Plan } from "../../shared/evaluate/plan.ts";
import type { Decision } from "../../shared/model/decision.ts";

export function untrustedAnswer(decision: Decision, plan: Plan | null): Decision {
  const typed = new Set(decision.codes.map(({ promotion }) => promotion));
  const isOpen = (promotion: string) =>
    plan === null || typed.has(promotion) || !plan.hasCode(plan.promotion(promotion));
  return {
    ...decision,
    codes: decision.codes.map((answer) =>
      answer.promotion === undefined
        ? { ...answer, reasons: [{ code: "code_not_applicable" as const }] }
        : answer,
    ),
    hints: decision.hints.filter(({ promotion }) => isOpen(promotion)),
  };
}
