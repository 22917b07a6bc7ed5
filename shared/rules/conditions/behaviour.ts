/** Cart condition: a fact of the customer's behaviour that the shop or the event pipeline states. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { attributeOf } from "../attribute-test.ts";
import type { CartKind } from "../condition-kind.ts";
import { attributeTested } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const BehaviourConditionSchema = attributeTested({
  kind: z.literal("behaviour"),
  name: AttributeNameSchema,
});
export type BehaviourCondition = z.infer<typeof BehaviourConditionSchema>;

/** CND-28. */
export const behaviourKind: CartKind<BehaviourCondition> = attributeOf({
  opcode: 54,
  schema: BehaviourConditionSchema,
  fact: "behaviour",
  refusal: "customer_not_eligible",
  read: (cart) => cart.behaviour,
});

/** In words. */
export const behaviourSentence: Sentence<BehaviourCondition> = {
  en: (condition, say) => `the customer's behaviour ${condition.name} ${say.is} ${say.valued(condition)}`,
  de: (condition, say) => `das Kundenverhalten ${condition.name} ${say.is} ${say.valued(condition)}`,
  fr: (condition, say) => `le comportement ${condition.name} du client ${say.is} ${say.valued(condition)}`,
};
