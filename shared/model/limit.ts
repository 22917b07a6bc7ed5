/**
 * Limits and budgets of a promotion: live settings outside its version, decided by the ledger alone. The definition that the
 * control plane pushes carries a revision; the higher one wins.
 */
import * as z from "zod";
import { CurrencySchema, PositiveAmountSchema } from "./amount.ts";
import { SlugSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const UsageLimitSchema = z.strictObject({
  id: SlugSchema,
  /** Whose uses are counted: all together, each customer's, each code's. */
  per: z.enum(["total", "customer", "code"]),
  uses_max: z.int().min(0).max(LIMITS.limitUses),
});
export type UsageLimit = z.infer<typeof UsageLimitSchema>;

export const BudgetSchema = z.strictObject({
  /** One sum a currency; a currency without one is not limited. */
  amounts: z.record(CurrencySchema, PositiveAmountSchema),
  /**
   * When an order needs more than is left: `cut` gives what is left, `refuse` leaves the promotion out, `close` gives this one
   * order all of it and nothing after.
   */
  when_short: z.enum(["cut", "refuse", "close"]),
});
export type Budget = z.infer<typeof BudgetSchema>;

export const LimitSettingsSchema = z.strictObject({
  limits: z.array(UsageLimitSchema).max(LIMITS.promotionLimits).default([]),
  budget: BudgetSchema.nullable().default(null),
});
export type LimitSettings = z.infer<typeof LimitSettingsSchema>;

export interface LimitDefinition extends LimitSettings {
  promotion: string;
  revision: number;
}
