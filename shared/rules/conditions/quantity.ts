/** Cart condition: the number of units in the cart, or of those that match `items`, lies within bounds. */
import * as z from "zod";
import { LineConditionSchema } from "../line-condition.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";

export const QuantityConditionSchema = bounded({
  kind: z.literal("quantity"),
  items: LineConditionSchema.optional(),
  ...COUNT_BOUNDS,
});
export type QuantityCondition = z.infer<typeof QuantityConditionSchema>;
