/** Cart condition: the sales channel is one of a list. */
import * as z from "zod";
import { ChannelSchema } from "../../model/cart.ts";
import { LIMITS } from "../../model/limits.ts";
import type { CartKind } from "../condition-kind.ts";
import { textKind, wrong } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const ChannelConditionSchema = z.strictObject({
  kind: z.literal("channel"),
  any_of: z.array(ChannelSchema).min(1).max(LIMITS.treeChildren),
});
export type ChannelCondition = z.infer<typeof ChannelConditionSchema>;

/** CND-10. */
export const channelKind: CartKind<ChannelCondition> = textKind({
  opcode: 22,
  schema: ChannelConditionSchema,
  facts: ["channel"],
  key: "channel",
  read: (cart) => cart.channel,
  reason: ({ facts }) => wrong("wrong_channel", facts.channel),
});

/** In words. */
export const channelSentence: Sentence<ChannelCondition> = {
  en: ({ any_of }, say) => `the sales channel ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `der Verkaufskanal ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `le canal de vente ${say.is} ${say.oneOf(any_of)}`,
};
