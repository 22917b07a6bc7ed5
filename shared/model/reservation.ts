/** Bodies and answers of quotes, reservations, orders and customer tokens at the edge. Meaning: docs/reference/reservations.md. */
import * as z from "zod";
import { AmountSchema } from "./amount.ts";
import { CartSchema, IdentifierSchema } from "./cart.ts";
import { DecisionSchema, ExplainSchema } from "./decision.ts";
import { ExternalIdSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";
import { CommitOrderSchema } from "./order.ts";

export const QuoteRequestSchema = z.strictObject({
  cart: CartSchema,
  explain: ExplainSchema.optional(),
  check: z.literal("limits").optional(),
});
export type QuoteRequest = z.infer<typeof QuoteRequestSchema>;

const TtlSecondsSchema = z
  .int()
  .min(LIMITS.holdMinMs / 1000)
  .max(LIMITS.holdMaxMs / 1000);

export const HandleSchema = z.string().min(1).max(400);

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

export const RecordOrderRequestSchema = z.strictObject({ ...ReserveShape, order: CommitOrderSchema });
export type RecordOrderRequest = z.infer<typeof RecordOrderRequestSchema>;

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
  decision: DecisionSchema,
  order: CommitOrderSchema.optional(),
  over_grants: z.array(OverGrantSchema),
});
export type Reservation = z.infer<typeof ReservationSchema>;

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

export const CustomerTokenSchema = z.strictObject({ token: z.string(), expires_at: z.iso.datetime() });
