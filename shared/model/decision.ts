/**
 * The result of evaluation. `DecisionResult` is what both evaluators compute; `Decision` adds what the shell knows: its hash,
 * the snapshot, how old things were. Field by field: docs/reference/decision.md.
 */
import * as z from "zod";
import { AmountSchema, CurrencySchema, SumSchema, TaxModeSchema } from "./amount.ts";
import { HintSchema } from "./hint.ts";
import { LIMITS } from "./limits.ts";
import { PromotionPoliciesSchema, SomePoliciesSchema } from "./policies.ts";
import { ReasonSchema } from "./reason.ts";

/** A list that nothing fills yet; its field stands, so that filling it changes no meaning. */
const NoneYet = z.array(z.strictObject({})).max(0);

const Part = z.strictObject({ promotion: z.string(), amount: AmountSchema });
export type Part = z.infer<typeof Part>;

/** Units of one line with equal net and equal parts, in unit order. */
const UnitRun = z.strictObject({ count: z.int(), net: AmountSchema, parts: z.array(Part) });
export type UnitRun = z.infer<typeof UnitRun>;

const LineFlag = z.enum(["not_discountable", "gift", "gift_not_earned", "on_sale"]);
export type LineFlag = z.infer<typeof LineFlag>;

const DecisionLine = z.strictObject({
  id: z.string(),
  quantity: z.int(),
  /** Sums of the line, minor units. */
  list: SumSchema,
  catalog: SumSchema,
  total: SumSchema,
  /** What catalogue promotions took off the list price of one unit; only where some did. */
  lowered: z.array(Part).optional(),
  units: z.array(UnitRun),
  flags: z.array(LineFlag),
});
export type DecisionLine = z.infer<typeof DecisionLine>;

const DecisionCharge = z.strictObject({
  id: z.string(),
  amount: AmountSchema,
  total: SumSchema,
  parts: z.array(Part),
});
export type DecisionCharge = z.infer<typeof DecisionCharge>;

const Totals = z.strictObject({
  list: SumSchema,
  catalog: SumSchema,
  items: SumSchema,
  shipping: SumSchema,
  /** What promotions took off goods and shipping. */
  saved: SumSchema,
  to_pay: SumSchema,
});

/** What is given when the order is committed. */
const GrantSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("points"), points: z.int() }),
  z.strictObject({ kind: z.literal("coupon"), set: z.string() }),
  z.strictObject({ kind: z.literal("certificate"), amount: AmountSchema }),
  z.strictObject({ kind: z.literal("ticket"), draw: z.string(), tickets: z.int() }),
  z.strictObject({ kind: z.literal("message"), message: z.string() }),
  z.strictObject({ kind: z.literal("renewals"), periods: z.int() }),
]);
export type Grant = z.infer<typeof GrantSchema>;

/** A gift that can still be added: so many units of one of the choices, as a line with `gift_of`. */
const Gift = z.strictObject({
  promotion: z.string(),
  units: z.int(),
  choices: z.array(z.string()),
});
export type Gift = z.infer<typeof Gift>;

const AppliedPromotion = z.strictObject({
  promotion: z.string(),
  version: z.int(),
  campaign: z.string().optional(),
  code: z.string().optional(),
  label: z.string(),
  saved: SumSchema,
  /** Eligibility rests on this being the customer's first order: the ledger holds that place. */
  first_order: z.literal(true).optional(),
  /** Policies that the promotion chose for itself and that differ from the company's. */
  policies: PromotionPoliciesSchema.optional(),
  grants: z.array(GrantSchema),
});
export type AppliedPromotion = z.infer<typeof AppliedPromotion>;

const DecisionCode = z.strictObject({
  code: z.string(),
  status: z.enum(["applied", "kept", "refused"]),
  promotion: z.string().optional(),
  reasons: z.array(ReasonSchema),
});
export type DecisionCode = z.infer<typeof DecisionCode>;

export const LeftOutSchema = z.strictObject({
  promotion: z.string(),
  why: z.enum(["stopped", "exhausted", "short"]),
  /** With `short`: the id of the limit, "budget" or "first_order". */
  limit: z.string().optional(),
});
export type LeftOut = z.infer<typeof LeftOutSchema>;

/** What is left of a budget for this order: the promotion gives at most this. */
export const GrantedSchema = z.strictObject({ promotion: z.string(), amount: SumSchema });
export type Granted = z.infer<typeof GrantedSchema>;

const ExplainedPromotion = z.strictObject({
  promotion: z.string(),
  status: z.enum(["applied", "refused"]),
  reasons: z.array(ReasonSchema),
});
export type ExplainedPromotion = z.infer<typeof ExplainedPromotion>;

/** One award in the order of application: amounts before and what it took. */
const TraceStep = z.strictObject({
  promotion: z.string(),
  award: z.int(),
  stage: z.enum(["items", "order", "shipping"]),
  base: SumSchema,
  saved: SumSchema,
});
export type TraceStep = z.infer<typeof TraceStep>;

export const DecisionResultSchema = z.strictObject({
  at: z.iso.datetime(),
  currency: CurrencySchema,
  tax_mode: TaxModeSchema,
  country_from: z.literal("network").optional(),
  policies: SomePoliciesSchema.partial(),
  left_out: z.array(LeftOutSchema),
  granted: z.array(GrantedSchema),
  proven: z.boolean(),
  could_be_better_by: SumSchema.optional(),
  lines: z.array(DecisionLine),
  shipping: z.array(DecisionCharge),
  totals: Totals,
  applied: z.array(AppliedPromotion),
  codes: z.array(DecisionCode),
  gifts: z.array(Gift),
  /** Shown, not decided: no part of the hash. */
  hints: z.array(HintSchema).max(LIMITS.hintsShown),
  exposures: NoneYet,
  explain: z.strictObject({ promotions: z.array(ExplainedPromotion), trace: z.array(TraceStep) }).optional(),
});
export type DecisionResult = z.infer<typeof DecisionResultSchema>;

export const SnapshotStateSchema = z.strictObject({
  sequence: z.int(),
  rules: z.string(),
  catalogue: z.string(),
  age_s: z.int(),
  state: z.enum(["fresh", "stale", "degraded"]),
});
export type SnapshotState = z.infer<typeof SnapshotStateSchema>;

export const DecisionSchema = z.strictObject({
  hash: z.string(),
  snapshot: SnapshotStateSchema,
  customer_age_s: z.int().optional(),
  /** Prices came from an untrusted caller. */
  estimate: z.boolean(),
  limits: z.enum(["unchecked", "checked"]),
  ...DecisionResultSchema.shape,
});
export type Decision = z.infer<typeof DecisionSchema>;

/** What evaluation is asked to explain: the nearest refusals, or the named promotions. */
export const ExplainSchema = z.union([
  z.boolean(),
  z.strictObject({ promotions: z.array(z.string()).max(50) }),
]);
export type Explain = z.infer<typeof ExplainSchema>;

/** Inputs of an evaluation that come from outside the rules. */
export interface EvaluateOptions {
  left_out: LeftOut[];
  granted: Granted[];
  explain: Explain;
  /** Whether hints are wanted (HNT); absent: they are not. */
  hints?: boolean;
}
