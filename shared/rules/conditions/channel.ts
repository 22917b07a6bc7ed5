/** Cart condition: the sales channel is one of a list. */
import * as z from "zod";
import { ChannelSchema } from "../../model/cart.ts";
import { LIMITS } from "../../model/limits.ts";
import { type CartKind, keysOf, oneOf, PLAIN } from "../condition-kind.ts";
import { holdsText, writeTexts } from "../program.ts";
import { truthOf } from "../truth.ts";

export const ChannelConditionSchema = z.strictObject({
  kind: z.literal("channel"),
  any_of: z.array(ChannelSchema).min(1).max(LIMITS.treeChildren),
});
export type ChannelCondition = z.infer<typeof ChannelConditionSchema>;

/** CND-10. */
export const channelKind: CartKind<ChannelCondition> = {
  ...PLAIN,
  opcode: 22,
  schema: ChannelConditionSchema,
  negatable: true,
  facts: ["channel"],
  sentence: ({ any_of }) => `the channel is ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("channel", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, cart) => truthOf(holdsText(program, at, end, cart.channel)),
  reasons(_program, _at, _end, cart, _wanted, out) {
    out.push({ code: "wrong_channel", have: cart.facts.channel });
  },
};
