/** Cart condition: the shopper is in one of the variants of an experiment. */
import * as z from "zod";
import { SlugSchema } from "../../model/identifier.ts";
import { type CartKind, keysOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsText, wordAt, writeTexts } from "../program.ts";
import { FALSE, truthOf } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const VariantConditionSchema = z.strictObject({
  kind: z.literal("variant"),
  experiment: SlugSchema,
  any_of: IdListSchema,
});
export type VariantCondition = z.infer<typeof VariantConditionSchema>;

/** CND-10. Fields: the experiment, the set. It is filed under the names of its variants alone. */
export const variantKind: CartKind<VariantCondition> = {
  ...PLAIN,
  opcode: 62,
  schema: VariantConditionSchema,
  negatable: true,
  facts: ["variants"],
  keys: ({ any_of }) => keysOf("variant", any_of),
  write({ experiment, any_of }, out) {
    out.text(experiment);
    writeTexts(out, any_of);
  },
  test(program, at, end, cart) {
    const experiment = wordAt(program, at);
    for (const { name, value } of cart.variants) {
      if (name === experiment) return truthOf(holdsText(program, at + 1, end, value));
    }
    return FALSE;
  },
  reasons(_program, _at, _end, _cart, _wanted, out) {
    out.push({ code: "customer_not_eligible", by: "variant" });
  },
};

/** In words. */
export const variantSentence: Sentence<VariantCondition> = {
  en: ({ experiment, any_of }, say) =>
    `the variant of the experiment ${experiment} ${say.is} ${say.oneOf(any_of)}`,
  de: ({ experiment, any_of }, say) =>
    `die Variante des Experiments ${experiment} ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ experiment, any_of }, say) =>
    `la variante de l'expérience ${experiment} ${say.is} ${say.oneOf(any_of)}`,
};
