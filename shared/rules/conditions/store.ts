/** Cart condition: the store is one of a list or belongs to one of the groups. */
import * as z from "zod";
import { SlugSchema } from "../../model/identifier.ts";
import { LIMITS } from "../../model/limits.ts";
import { type CartKind, keysOf, oneOf, PLAIN } from "../condition-kind.ts";
import { holdsOneOf, holdsText, textsLength, writeTexts } from "../program.ts";
import { truthOf } from "../truth.ts";

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
  sentence({ any_of, groups }) {
    const stores = any_of.length === 0 ? [] : [`is ${oneOf(any_of)}`];
    if (groups.length > 0) stores.push(`belongs to ${oneOf(groups)}`);
    return `the store ${stores.join(" or ")}`;
  },
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
