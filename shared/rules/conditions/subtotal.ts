/** Cart condition: the sum of the cart, or of the lines that match `items`, lies within bounds. */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";

export const SubtotalConditionSchema = bounded({
  kind: z.literal("subtotal"),
  basis: BasisSchema.default("catalog"),
  items: LineConditionSchema.optional(),
  ...AMOUNT_BOUNDS,
});
export type SubtotalCondition = z.infer<typeof SubtotalConditionSchema>;
