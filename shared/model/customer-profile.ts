/**
 * What is known of a customer beside segments, attributes and orders: facts that the shop's own systems or the event pipeline keep. An
 * absent field is unknown, null is known to be none. The customer's record, a trusted caller's facts and the evaluators share them.
 */
import * as z from "zod";
import { AmountSchema, CurrencySchema } from "./amount.ts";
import { attributesSchema } from "./attribute.ts";
import { ExternalIdSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const SubscriptionSchema = z.strictObject({
  state: ExternalIdSchema,
  plan: ExternalIdSchema.nullable(),
  /** The plan that the customer is about to move to. */
  next_plan: ExternalIdSchema.nullable(),
  /** End of the paid period, an instant in milliseconds. */
  ends_ms: z.int().nullable(),
});

export const CUSTOMER_PROFILE = {
  group: ExternalIdSchema.nullable().optional(),
  tier: ExternalIdSchema.nullable().optional(),
  lifecycle: ExternalIdSchema.nullable().optional(),
  points: z.int().min(0).max(LIMITS.points).optional(),
  /** Sum of paid orders by currency, minor units; a currency without entry is zero. */
  lifetime_spend: z
    .record(CurrencySchema, AmountSchema)
    .refine((table) => Object.keys(table).length <= LIMITS.currencies, "names too many currencies")
    .optional(),
  /** An instant in milliseconds; null: no order yet. */
  last_order_ms: z.int().nullable().optional(),
  /** Month and day. */
  birthday: z
    .string()
    .regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "must be MM-DD")
    .refine((day) => !/^(?:02-3|(?:0[469]|11)-31)/.test(day), "must be a day of the calendar")
    .optional(),
  subscription: SubscriptionSchema.nullable().optional(),
  behaviour: attributesSchema(LIMITS.customerAttributes).optional(),
};

export const CustomerProfileSchema = z.strictObject(CUSTOMER_PROFILE);
export type CustomerProfile = z.infer<typeof CustomerProfileSchema>;
