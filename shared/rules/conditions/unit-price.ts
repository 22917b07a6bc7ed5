/** Line condition: the price of one unit lies within bounds (a price band). */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";

export const UnitPriceConditionSchema = bounded({
  kind: z.literal("unit_price"),
  basis: BasisSchema.default("catalog"),
  ...AMOUNT_BOUNDS,
});
export type UnitPriceCondition = z.infer<typeof UnitPriceConditionSchema>;
