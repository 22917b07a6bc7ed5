/** Cart condition: the cart is priced in one of the currencies. */
import * as z from "zod";
import { CurrencySchema } from "../../model/amount.ts";
import { LIMITS } from "../../model/limits.ts";
import type { CartKind } from "../condition-kind.ts";
import { textKind, wrong } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const CurrencyConditionSchema = z.strictObject({
  kind: z.literal("currency"),
  any_of: z.array(CurrencySchema).min(1).max(LIMITS.currencies),
});
export type CurrencyCondition = z.infer<typeof CurrencyConditionSchema>;

/** CND-10. */
export const currencyKind: CartKind<CurrencyCondition> = textKind({
  opcode: 26,
  schema: CurrencyConditionSchema,
  facts: ["currency"],
  key: "currency",
  read: (cart) => cart.currency,
  reason: ({ facts }) => wrong("wrong_currency", facts.currency),
});

/** In words. */
export const currencySentence: Sentence<CurrencyCondition> = {
  en: ({ any_of }, say) => `the currency ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Währung ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `la devise ${say.is} ${say.oneOf(any_of)}`,
};
