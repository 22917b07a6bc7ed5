/** Cart condition: the goods go to one of the countries. */
import * as z from "zod";
import { CountrySchema } from "../../model/cart.ts";
import type { CartKind } from "../condition-kind.ts";
import { textKind, wrong } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const CountryConditionSchema = z.strictObject({
  kind: z.literal("country"),
  any_of: z.array(CountrySchema).min(1).max(250),
});
export type CountryCondition = z.infer<typeof CountryConditionSchema>;

/** CND-10. */
export const countryKind: CartKind<CountryCondition> = textKind({
  opcode: 24,
  schema: CountryConditionSchema,
  facts: ["country"],
  key: "country",
  read: (cart) => cart.country,
  reason: ({ facts }) => wrong("wrong_country", facts.country),
});

/** In words. */
export const countrySentence: Sentence<CountryCondition> = {
  en: ({ any_of }, say) => `the country of delivery ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `das Lieferland ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `le pays de livraison ${say.is} ${say.oneOf(any_of)}`,
};
