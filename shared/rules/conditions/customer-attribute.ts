/** Cart condition: a typed attribute of the customer is one of some values, or a number within bounds. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { attributeOf } from "../attribute-test.ts";
import type { CartKind } from "../condition-kind.ts";
import { attributeTested } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const CustomerAttributeConditionSchema = attributeTested({
  kind: z.literal("customer_attribute"),
  name: AttributeNameSchema,
});
export type CustomerAttributeCondition = z.infer<typeof CustomerAttributeConditionSchema>;

/** CND-7. */
export const customerAttributeKind: CartKind<CustomerAttributeCondition> = attributeOf({
  opcode: 19,
  schema: CustomerAttributeConditionSchema,
  fact: "customer_attributes",
  refusal: "customer_not_eligible",
  read: (cart) => cart.customerAttributes,
});

/** In words. */
export const customerAttributeSentence: Sentence<CustomerAttributeCondition> = {
  en: (condition, say) => `the customer's attribute ${condition.name} ${say.is} ${say.valued(condition)}`,
  de: (condition, say) => `das Kundenmerkmal ${condition.name} ${say.is} ${say.valued(condition)}`,
  fr: (condition, say) => `la caractéristique ${condition.name} du client ${say.is} ${say.valued(condition)}`,
};
