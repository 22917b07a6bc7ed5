/** Cart condition: the sales channel is one of a list. */
import * as z from "zod";
import { ChannelSchema } from "../../model/cart.ts";
import { LIMITS } from "../../model/limits.ts";

export const ChannelConditionSchema = z.strictObject({
  kind: z.literal("channel"),
  any_of: z.array(ChannelSchema).min(1).max(LIMITS.treeChildren),
});
export type ChannelCondition = z.infer<typeof ChannelConditionSchema>;
