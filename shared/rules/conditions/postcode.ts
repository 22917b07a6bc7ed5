/** Cart condition: the goods go to a postcode that begins with one of the prefixes. */
import * as z from "zod";
import { PostcodeSchema } from "../../model/cart.ts";
import { LIMITS } from "../../model/limits.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { holdsOneOf, writeTexts } from "../program.ts";
import { wrong } from "../text-test.ts";
import { truthOf, UNKNOWN } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const PostcodeConditionSchema = z.strictObject({
  kind: z.literal("postcode"),
  prefixes: z.array(PostcodeSchema).min(1).max(LIMITS.conditionValues),
});
export type PostcodeCondition = z.infer<typeof PostcodeConditionSchema>;

/** CND-10: the cart knows every beginning of its postcode, so that a prefix is a text like others. */
export const postcodeKind: CartKind<PostcodeCondition> = {
  ...PLAIN,
  opcode: 53,
  schema: PostcodeConditionSchema,
  negatable: true,
  facts: ["postcode"],
  keys: () => null,
  write: ({ prefixes }, out) => writeTexts(out, prefixes),
  test: (program, at, end, cart) =>
    cart.postcode === null ? UNKNOWN : truthOf(holdsOneOf(program, at, end, cart.postcode)),
  reasons(_program, _at, _end, cart, _wanted, out) {
    out.push(wrong("wrong_country", cart.facts.postcode, "postcode"));
  },
};

/** In words. */
export const postcodeSentence: Sentence<PostcodeCondition> = {
  en: ({ prefixes }, say) =>
    `the postcode ${say.either("begins", "does not begin")} with ${say.oneOf(prefixes)}`,
  de: ({ prefixes }, say) =>
    `die Postleitzahl beginnt ${say.either("mit", "nicht mit")} ${say.oneOf(prefixes)}`,
  fr: ({ prefixes }, say) =>
    `le code postal ${say.either("commence", "ne commence pas")} par ${say.oneOf(prefixes)}`,
};
