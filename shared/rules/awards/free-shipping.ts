/** Award: shipping charges become free, optionally up to an amount (partial subsidy). */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { ExternalIdSchema } from "../../model/identifier.ts";
import { LIMITS } from "../../model/limits.ts";

export const FreeShippingAwardSchema = z.strictObject({
  kind: z.literal("free_shipping"),
  methods: z.array(ExternalIdSchema).min(1).max(LIMITS.treeChildren).optional(),
  cap: AmountsSchema.optional(),
});
export type FreeShippingAward = z.infer<typeof FreeShippingAwardSchema>;
