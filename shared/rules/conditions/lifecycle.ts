/** Cart condition: the customer is in one of the stages of life that the shop distinguishes. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const LifecycleConditionSchema = z.strictObject({
  kind: z.literal("lifecycle"),
  any_of: IdListSchema,
});
export type LifecycleCondition = z.infer<typeof LifecycleConditionSchema>;

/** CND-28. */
export const lifecycleKind: CartKind<LifecycleCondition> = textKind({
  opcode: 52,
  schema: LifecycleConditionSchema,
  facts: ["lifecycle"],
  key: "lifecycle",
  read: (cart) => cart.lifecycle,
  reason: () => ({ code: "customer_not_eligible", by: "lifecycle" }),
});

/** In words. */
export const lifecycleSentence: Sentence<LifecycleCondition> = {
  en: ({ any_of }, say) => `the customer's stage ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Kundenphase ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `la phase du client ${say.is} ${say.oneOf(any_of)}`,
};
