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
  "already_discounted",
  "metadata_mismatch",
  "wrong_channel",
  "wrong_store",
  "wrong_currency",
  "wrong_country",
  "wrong_shipping",
  "wrong_payment",
  "combined_excluded",
  "lower_than_best",
  "codes_do_not_combine",
  "no_effect",
  "code_not_applicable",
  "too_complex",
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

/** CND-22: the order in which reasons are told: by precedence, then by what they say. */
export function compareReasons(a: Reason, b: Reason): number {
  return (
    (PRECEDENCE.get(a.code) ?? 0) - (PRECEDENCE.get(b.code) ?? 0) ||
    compareSaid(a.by, b.by) ||
    compareSaid(a.need, b.need) ||
    compareSaid(a.have, b.have)
  );
}

/** Nothing comes first, then numbers ascending, then texts by code units. */
function compareSaid(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === "number" ? -1 : 1;
}
