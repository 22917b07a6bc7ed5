/** Bodies and answers of quotes, reservations, orders and customer tokens at the edge. Meaning: docs/reference/reservations.md. */
import * as z from "zod";
import { AmountSchema } from "./amount.ts";
import { CartSchema, IdentifierSchema } from "./cart.ts";
import { DecisionSchema, ExplainSchema } from "./decision.ts";
import { ExternalIdSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";
import { CommitOrderSchema } from "./order.ts";
import { ProblemSchema } from "./problem.ts";

export const QuoteRequestSchema = z.strictObject({
  cart: CartSchema,
  explain: ExplainSchema.optional(),
  /** Whether hints are wanted; without it they are. */
  hints: z.boolean().optional(),
  check: z.literal("limits").optional(),
});
export type QuoteRequest = z.infer<typeof QuoteRequestSchema>;
/** As callers write it, with what has a default left out. */
export type QuoteInput = z.input<typeof QuoteRequestSchema>;

/** Quotes that are answered each on its own, priced by what one key may see. */
export const QuoteBatchRequestSchema = z.strictObject({
  quotes: z
    .array(QuoteRequestSchema.omit({ check: true }))
    .min(1)
    .max(LIMITS.batchQuotes),
});
export type QuoteBatchInput = z.input<typeof QuoteBatchRequestSchema>;

/** What the quote alone would be answered. */
export const QuoteAnswerSchema = z.union([
  z.strictObject({ status: z.literal(200), decision: DecisionSchema }),
  z.strictObject({ status: z.int(), problem: ProblemSchema }),
]);
export type QuoteAnswer = z.infer<typeof QuoteAnswerSchema>;

export const QuoteBatchSchema = z.strictObject({ answers: z.array(QuoteAnswerSchema) });
export type QuoteBatch = z.infer<typeof QuoteBatchSchema>;

const TtlSecondsSchema = z
  .int()
  .min(LIMITS.holdMinMs / 1000)
  .max(LIMITS.holdMaxMs / 1000);

/** A keyed hash and the caller's id, encoded: an id of 128 characters may take 512. */
export const HandleSchema = z.string().min(1).max(600);

const ReserveShape = {
  /** The caller's id: the idempotency key, scoped by company and live/test. */
  id: ExternalIdSchema,
  cart: CartSchema,
  expect: z.strictObject({ to_pay: AmountSchema }).optional(),
  accept_partial: z.boolean().optional(),
  /** Handle of the reservation that this one takes the place of. */
  replaces: HandleSchema.optional(),
  /** External id of the first order that this subscription period renews. */
  renews: ExternalIdSchema.optional(),
};

export const ReserveRequestSchema = z.strictObject({ ...ReserveShape, ttl: TtlSecondsSchema.optional() });
export type ReserveRequest = z.infer<typeof ReserveRequestSchema>;
export type ReserveInput = z.input<typeof ReserveRequestSchema>;

export const RecordOrderRequestSchema = z.strictObject({ ...ReserveShape, order: CommitOrderSchema });
export type RecordOrderRequest = z.infer<typeof RecordOrderRequestSchema>;
export type RecordOrderInput = z.input<typeof RecordOrderRequestSchema>;

export const CommitRequestSchema = z.strictObject({ order: CommitOrderSchema });
export const ReleaseRequestSchema = z.strictObject({});
export const ExtendRequestSchema = z.strictObject({ ttl: TtlSecondsSchema });

export const ReservationStateSchema = z.enum(["held", "committed", "released", "expired", "voided"]);
export type ReservationState = z.infer<typeof ReservationStateSchema>;

/** What was given although it was no longer free, because money had been taken. */
export const OverGrantSchema = z.strictObject({
  promotion: z.string(),
  limit: z.string(),
  /** Uses, or minor units of a budget. */
  amount: z.int(),
});
export type OverGrant = z.infer<typeof OverGrantSchema>;

export const ReservationSchema = z.strictObject({
  handle: HandleSchema,
  state: ReservationStateSchema,
  expires_at: z.iso.datetime(),
  /** Absent once the outcome is all that is kept, as for a released hold. */
  decision: DecisionSchema.optional(),
  order: CommitOrderSchema.optional(),
  over_grants: z.array(OverGrantSchema),
});
export type Reservation = z.infer<typeof ReservationSchema>;

/** The problem document of a reserve; with `quote_changed` it holds the decision as it would be now. */
export const QuoteChangedSchema = z.strictObject({
  ...ProblemSchema.shape,
  decision: DecisionSchema.optional(),
});
export type QuoteChanged = z.infer<typeof QuoteChangedSchema>;

export const CustomerTokenRequestSchema = z.strictObject({
  customer: z.strictObject({
    id: ExternalIdSchema,
    identifiers: z.array(IdentifierSchema).max(LIMITS.customerIdentifiers).optional(),
  }),
  ttl: z
    .int()
    .min(60)
    .max(LIMITS.customerTokenMs / 1000)
    .optional(),
});

export type CustomerTokenInput = z.input<typeof CustomerTokenRequestSchema>;

export const CustomerTokenSchema = z.strictObject({ token: z.string(), expires_at: z.iso.datetime() });
export type CustomerToken = z.infer<typeof CustomerTokenSchema>;
