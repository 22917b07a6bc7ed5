/** Line condition: a typed attribute of the product is one of some values, or a number within bounds. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { attributeTested } from "../number-test.ts";

export const AttributeConditionSchema = attributeTested({
  kind: z.literal("attribute"),
  name: AttributeNameSchema,
});
export type AttributeCondition = z.infer<typeof AttributeConditionSchema>;
