/**
 * What an untrusted caller hears of a code that is neither public nor the shopper's: one refusal, whether it exists or not. All codes of the
 * rules are public today, so this concerns unknown ones. The decision's hash is of the full answer.
 */
import type { Decision } from "../../shared/model/decision.ts";

export function untrustedAnswer(decision: Decision): Decision {
  return {
    ...decision,
    codes: decision.codes.map((answer) =>
      answer.promotion === undefined
        ? { ...answer, reasons: [{ code: "code_not_applicable" as const }] }
        : answer,
    ),
  };
}
