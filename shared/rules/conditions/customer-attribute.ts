/** Cart condition: a typed attribute of the customer is one of some values, or a number within bounds. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { attributeSentence, testAttribute, writeAttributeTest } from "../attribute-test.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { attributeTested } from "../number-test.ts";
import { wordAt } from "../program.ts";

export const CustomerAttributeConditionSchema = attributeTested({
  kind: z.literal("customer_attribute"),
  name: AttributeNameSchema,
});
export type CustomerAttributeCondition = z.infer<typeof CustomerAttributeConditionSchema>;

/** CND-7. */
export const customerAttributeKind: CartKind<CustomerAttributeCondition> = {
  ...PLAIN,
  opcode: 19,
  schema: CustomerAttributeConditionSchema,
  negatable: true,
  facts: ["customer_attributes"],
  sentence: (condition) => `the customer's ${attributeSentence(condition)}`,
  keys: () => null,
  write: (condition, out) => writeAttributeTest(out, condition),
  test: (program, at, end, cart) => testAttribute(program, at, end, cart.customerAttributes),
  reasons(program, at, _end, _cart, _wanted, out) {
    out.push({ code: "customer_not_eligible", by: program.text(wordAt(program, at)) });
  },
};
