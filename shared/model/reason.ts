/**
 * Why a promotion or a code did nothing. The order of this list is the order of precedence: reasons of one promotion are
 * sorted by it.
 */
import * as z from "zod";

export const REASON_CODES = [
  "stopped",
  "fact_missing",
  "code_not_found",
  "promotion_not_active",
  "not_started",
  "expired",
  "outside_timetable",
  "usage_limit_reached",
  "budget_exhausted",
  "customer_required",
  "code_required",
  "customer_not_eligible",
  "minimum_not_reached",
  "maximum_exceeded",
  "items_missing",
  "items_excluded",
  "wrong_channel",
  "wrong_store",
  "wrong_currency",
  "wrong_country",
  "combined_excluded",
  "lower_than_best",
  "codes_do_not_combine",
  "no_effect",
  "code_not_applicable",
] as const;

export const ReasonCodeSchema = z.enum(REASON_CODES);
export type ReasonCode = z.infer<typeof ReasonCodeSchema>;

/** `need` and `have` are minor units or counts; `by` names what stood against it (a promotion, a list, a fact). */
export const ReasonSchema = z.strictObject({
  code: ReasonCodeSchema,
  need: z.union([z.number(), z.string()]).optional(),
  have: z.union([z.number(), z.string()]).optional(),
  by: z.string().optional(),
});
export type Reason = z.infer<typeof ReasonSchema>;

const PRECEDENCE = new Map<ReasonCode, number>(REASON_CODES.map((code, index) => [code, index]));

/** Place of a code in the order of precedence. */
export function reasonPrecedence(code: ReasonCode): number {
  return PRECEDENCE.get(code) ?? REASON_CODES.length;
}
