/** Cart condition: a typed attribute of the customer is one of some values, or a number within bounds. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { attributeTested } from "../number-test.ts";

export const CustomerAttributeConditionSchema = attributeTested({
  kind: z.literal("customer_attribute"),
  name: AttributeNameSchema,
});
export type CustomerAttributeCondition = z.infer<typeof CustomerAttributeConditionSchema>;
