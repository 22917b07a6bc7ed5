/** Cart condition: the customer is in one of the groups of the shop. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const CustomerGroupConditionSchema = z.strictObject({
  kind: z.literal("customer_group"),
  any_of: IdListSchema,
});
export type CustomerGroupCondition = z.infer<typeof CustomerGroupConditionSchema>;

/** CND-28. */
export const customerGroupKind: CartKind<CustomerGroupCondition> = textKind({
  opcode: 30,
  schema: CustomerGroupConditionSchema,
  facts: ["customer_group"],
  key: "customer_group",
  read: (cart) => cart.customerGroup,
  reason: () => ({ code: "customer_not_eligible", by: "customer_group" }),
});

/** In words. */
export const customerGroupSentence: Sentence<CustomerGroupCondition> = {
  en: ({ any_of }, say) => `the customer's group ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Kundengruppe ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `le groupe du client ${say.is} ${say.oneOf(any_of)}`,
};
