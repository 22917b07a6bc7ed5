/** Cart condition: the goods go to one of the countries. */
import * as z from "zod";
import { CountrySchema } from "../../model/cart.ts";
import { type CartKind, keysOf, oneOf, PLAIN } from "../condition-kind.ts";
import { holdsText, writeTexts } from "../program.ts";
import { truthOf, UNKNOWN } from "../truth.ts";

export const CountryConditionSchema = z.strictObject({
  kind: z.literal("country"),
  any_of: z.array(CountrySchema).min(1).max(250),
});
export type CountryCondition = z.infer<typeof CountryConditionSchema>;

/** CND-10. */
export const countryKind: CartKind<CountryCondition> = {
  ...PLAIN,
  opcode: 24,
  schema: CountryConditionSchema,
  negatable: true,
  facts: ["country"],
  sentence: ({ any_of }) => `the goods go to ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("country", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, cart) =>
    cart.country === null ? UNKNOWN : truthOf(holdsText(program, at, end, cart.country)),
  reasons(_program, _at, _end, cart, _wanted, out) {
    out.push({ code: "wrong_country", ...(cart.facts.country === null ? {} : { have: cart.facts.country }) });
  },
};
