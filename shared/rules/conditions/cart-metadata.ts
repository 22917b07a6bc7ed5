/** Cart condition: a value of the cart's metadata. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { attributeOf } from "../attribute-test.ts";
import type { CartKind } from "../condition-kind.ts";
import { attributeTested } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const CartMetadataConditionSchema = attributeTested({
  kind: z.literal("cart_metadata"),
  name: AttributeNameSchema,
});
export type CartMetadataCondition = z.infer<typeof CartMetadataConditionSchema>;

/** CND-10. */
export const cartMetadataKind: CartKind<CartMetadataCondition> = attributeOf({
  opcode: 55,
  schema: CartMetadataConditionSchema,
  fact: "metadata",
  refusal: "metadata_mismatch",
  read: (cart) => cart.metadata,
});

/** In words. */
export const cartMetadataSentence: Sentence<CartMetadataCondition> = {
  en: (condition, say) => `the cart's detail ${condition.name} ${say.is} ${say.valued(condition)}`,
  de: (condition, say) => `die Angabe ${condition.name} zum Warenkorb ${say.is} ${say.valued(condition)}`,
  fr: (condition, say) => `la mention ${condition.name} du panier ${say.is} ${say.valued(condition)}`,
};
