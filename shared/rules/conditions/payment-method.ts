/** Cart condition: the shopper pays by one of the methods. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind, wrong } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const PaymentMethodConditionSchema = z.strictObject({
  kind: z.literal("payment_method"),
  any_of: IdListSchema,
});
export type PaymentMethodCondition = z.infer<typeof PaymentMethodConditionSchema>;

/** CND-10. */
export const paymentMethodKind: CartKind<PaymentMethodCondition> = textKind({
  opcode: 28,
  schema: PaymentMethodConditionSchema,
  facts: ["payment_method"],
  key: "payment_method",
  read: (cart) => cart.paymentMethod,
  reason: ({ facts }) => wrong("wrong_payment", facts.payment_method),
});

/** In words. */
export const paymentMethodSentence: Sentence<PaymentMethodCondition> = {
  en: ({ any_of }, say) => `the payment method ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Zahlungsart ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `le moyen de paiement ${say.is} ${say.oneOf(any_of)}`,
};
