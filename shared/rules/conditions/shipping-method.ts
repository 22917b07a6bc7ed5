/** Cart condition: a shipping charge of the cart has one of the methods. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const ShippingMethodConditionSchema = z.strictObject({
  kind: z.literal("shipping_method"),
  any_of: IdListSchema,
});
export type ShippingMethodCondition = z.infer<typeof ShippingMethodConditionSchema>;

/** CND-10. */
export const shippingMethodKind: CartKind<ShippingMethodCondition> = textKind({
  opcode: 29,
  schema: ShippingMethodConditionSchema,
  facts: ["shipping"],
  key: "shipping_method",
  read: (cart) => cart.methods,
  reason: () => ({ code: "wrong_shipping" }),
});

/** In words. */
export const shippingMethodSentence: Sentence<ShippingMethodCondition> = {
  en: ({ any_of }, say) => `the shipping method ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Versandart ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `le mode de livraison ${say.is} ${say.oneOf(any_of)}`,
};
