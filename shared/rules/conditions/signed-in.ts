/** Cart condition: the customer is signed in, known by the shop's own id. */
import * as z from "zod";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { truthOf } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const SignedInConditionSchema = z.strictObject({ kind: z.literal("signed_in") });
export type SignedInCondition = z.infer<typeof SignedInConditionSchema>;

/** CND-9. */
export const signedInKind: CartKind<SignedInCondition> = {
  ...PLAIN,
  opcode: 63,
  schema: SignedInConditionSchema,
  negatable: true,
  facts: ["customer"],
  keys: () => null,
  write: () => {},
  test: (_program, _at, _end, cart) => truthOf(cart.facts.customer.signed_in),
  reasons(_program, _at, _end, _cart, wanted, out) {
    out.push({ code: wanted ? "customer_required" : "customer_not_eligible", by: "signed_in" });
  },
};

/** In words. */
export const signedInSentence: Sentence<SignedInCondition> = {
  en: (_condition, say) => `the customer ${say.is} signed in`,
  de: (_condition, say) => `der Kunde ${say.is} angemeldet`,
  fr: (_condition, say) => `le client ${say.is} connecté`,
};
