/** Cart condition: the customer has one of the tiers of the loyalty programme. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const TierConditionSchema = z.strictObject({ kind: z.literal("tier"), any_of: IdListSchema });
export type TierCondition = z.infer<typeof TierConditionSchema>;

/** CND-28. */
export const tierKind: CartKind<TierCondition> = textKind({
  opcode: 31,
  schema: TierConditionSchema,
  facts: ["tier"],
  key: "tier",
  read: (cart) => cart.tier,
  reason: () => ({ code: "customer_not_eligible", by: "tier" }),
});

/** In words. */
export const tierSentence: Sentence<TierCondition> = {
  en: ({ any_of }, say) => `the customer's tier ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Kundenstufe ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `le niveau du client ${say.is} ${say.oneOf(any_of)}`,
};
