/** Cart condition: the store is one of a list or belongs to one of the groups. */
import * as z from "zod";
import { SlugSchema } from "../../model/identifier.ts";
import { LIMITS } from "../../model/limits.ts";
import { type CartKind, keysOf, PLAIN } from "../condition-kind.ts";
import { holdsOneOf, holdsText, textsLength, writeTexts } from "../program.ts";
import { truthOf } from "../truth.ts";
import type { Sentence, Wording } from "../wording.ts";

export const StoreConditionSchema = z
  .strictObject({
    kind: z.literal("store"),
    any_of: z.array(SlugSchema).max(LIMITS.stores).default([]),
    groups: z.array(SlugSchema).max(LIMITS.storeGroups).default([]),
  })
  .refine((store) => store.any_of.length + store.groups.length > 0, "must name a store or a group");
export type StoreCondition = z.infer<typeof StoreConditionSchema>;

/** CND-10. */
export const storeKind: CartKind<StoreCondition> = {
  ...PLAIN,
  opcode: 23,
  schema: StoreConditionSchema,
  negatable: true,
  facts: ["store"],
  keys: ({ any_of, groups }) => [...keysOf("store", any_of), ...keysOf("store_group", groups)],
  write({ any_of, groups }, out) {
    writeTexts(out, any_of);
    writeTexts(out, groups);
  },
  test(program, at, end, cart) {
    if (holdsText(program, at, end, cart.store)) return truthOf(true);
    return truthOf(holdsOneOf(program, at + textsLength(program, at), end, cart.storeGroups));
  },
  reasons(_program, _at, _end, cart, _wanted, out) {
    out.push({ code: "wrong_store", have: cart.facts.store });
  },
};

/** In words. */
export const storeSentence: Sentence<StoreCondition> = {
  en(condition, say) {
    const belongs = say.either("belongs to", "does not belong to");
    return `the store ${parts(condition, [say.is, belongs], say).join(say.either(" or ", " and "))}`;
  },
  de(condition, say) {
    const belongs = say.either("gehört zu", "gehört nicht zu");
    return `das Geschäft ${parts(condition, [say.is, belongs], say).join(say.either(" oder ", " und "))}`;
  },
  fr(condition, say) {
    const belongs = say.either("appartient à", "n'appartient pas à");
    return `le magasin ${parts(condition, [say.is, belongs], say).join(say.either(" ou ", " et "))}`;
  },
};

/** What is asked of the store itself, and of its groups. */
function parts({ any_of, groups }: StoreCondition, [is, belongs]: readonly [string, string], say: Wording) {
  const store = any_of.length === 0 ? [] : [`${is} ${say.oneOf(any_of)}`];
  return groups.length === 0 ? store : [...store, `${belongs} ${say.oneOf(groups)}`];
}
