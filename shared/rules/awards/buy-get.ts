/** Award: buy some units of a product, get further ones of the same product reduced. */
import * as z from "zod";
import { RateBpsSchema } from "../../model/amount.ts";
import { LIMITS } from "../../model/limits.ts";
import { LineConditionSchema } from "../line-condition.ts";

export const BuyGetAwardSchema = z.strictObject({
  kind: z.literal("buy_get"),
  buy: z.int().min(1).max(1_000),
  get: z.int().min(1).max(1_000),
  /** Taken off each rewarded unit; 10,000 makes it free. */
  rate_bps: RateBpsSchema.default(10_000),
  /** What "the same" is: one sku, or all variants of one product. */
  same: z.enum(["sku", "product"]).default("product"),
  items: LineConditionSchema.optional(),
  /** Sets of one product (or sku) in one order; without it as many as there are. */
  sets_max: z.int().min(1).max(LIMITS.lineQuantity).optional(),
});
export type BuyGetAward = z.infer<typeof BuyGetAwardSchema>;
