/** Bounds of a company on what all promotions together take off one cart (AWD-26). */
import * as z from "zod";
import { AmountsSchema, RateBpsSchema } from "./amount.ts";

export const DiscountCapsSchema = z
  .strictObject({
    /** Share of the catalogue price of all goods. */
    order_bps: RateBpsSchema.optional(),
    /** At most so much off goods and shipping; a currency without an entry has no such bound. */
    order: AmountsSchema.optional(),
    /** Share of the catalogue price of each content run. */
    line_bps: RateBpsSchema.optional(),
  })
  .refine((caps) => Object.keys(caps).length > 0, "must say at least one of order_bps, order, line_bps");
export type DiscountCaps = z.infer<typeof DiscountCapsSchema>;
