/** Cart condition: the customer can be told from others (an id, an e-mail or a phone). */
import * as z from "zod";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { truthOf } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const CustomerKnownConditionSchema = z.strictObject({ kind: z.literal("customer_known") });
export type CustomerKnownCondition = z.infer<typeof CustomerKnownConditionSchema>;

/** CND-9. */
export const customerKnownKind: CartKind<CustomerKnownCondition> = {
  ...PLAIN,
  opcode: 21,
  schema: CustomerKnownConditionSchema,
  negatable: true,
  facts: ["customer"],
  keys: () => null,
  write: () => {},
  test: (_program, _at, _end, cart) => truthOf(cart.facts.customer.key !== null),
  reasons(_program, _at, _end, _cart, wanted, out) {
    out.push({ code: wanted ? "customer_required" : "customer_not_eligible", by: "customer_known" });
  },
};

/** In words. */
export const customerKnownSentence: Sentence<CustomerKnownCondition> = {
  en: (_condition, say) => `the customer ${say.is} known`,
  de: (_condition, say) => `der Kunde ${say.is} bekannt`,
  fr: (_condition, say) => `le client ${say.is} connu`,
};
