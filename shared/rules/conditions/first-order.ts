/** Cart condition: the customer has no order so far. The ledger holds the place (contracts: first order). */
import * as z from "zod";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { truthOf } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const FirstOrderConditionSchema = z.strictObject({ kind: z.literal("first_order") });
export type FirstOrderCondition = z.infer<typeof FirstOrderConditionSchema>;

/** CND-8. */
export const firstOrderKind: CartKind<FirstOrderCondition> = {
  ...PLAIN,
  opcode: 20,
  schema: FirstOrderConditionSchema,
  negatable: true,
  facts: ["order_count"],
  keys: () => null,
  write: () => {},
  test: (_program, _at, _end, cart) => truthOf(cart.firstOrder),
  reasons(_program, _at, _end, _cart, _wanted, out) {
    out.push({ code: "customer_not_eligible", by: "first_order" });
  },
};

/** In words. */
export const firstOrderSentence: Sentence<FirstOrderCondition> = {
  en: (_condition, say) => `it ${say.is} the customer's first order`,
  de: (_condition, say) => `es ${say.is} die erste Bestellung des Kunden`,
  fr: (_condition, say) => `${say.either("c'est", "ce n'est pas")} la première commande du client`,
};
