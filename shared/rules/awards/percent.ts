/** Award: a percentage off matching items, the order, or shipping, optionally capped. */
import * as z from "zod";
import { AmountsSchema, RateBpsSchema } from "../../model/amount.ts";
import { TARGET_FIELDS, targeted } from "../target.ts";

export const PercentAwardSchema = targeted({
  kind: z.literal("percent"),
  rate_bps: RateBpsSchema,
  /** The whole award gives at most this in one order. */
  cap: AmountsSchema.optional(),
  ...TARGET_FIELDS,
});
export type PercentAward = z.infer<typeof PercentAwardSchema>;
