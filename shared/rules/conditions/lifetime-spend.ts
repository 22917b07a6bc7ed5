/** Cart condition: what the customer has spent so far in the cart's currency lies within bounds. */
import * as z from "zod";
import { boundTables, writeAmountBounds } from "../bounds.ts";
import type { CartKind } from "../condition-kind.ts";
import { customerNumberKind } from "../customer-number.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const LifetimeSpendConditionSchema = bounded({ kind: z.literal("lifetime_spend"), ...AMOUNT_BOUNDS });
export type LifetimeSpendCondition = z.infer<typeof LifetimeSpendConditionSchema>;

/** CND-28. */
export const lifetimeSpendKind: CartKind<LifetimeSpendCondition> = customerNumberKind({
  opcode: 58,
  name: "lifetime_spend",
  schema: LifetimeSpendConditionSchema,
  fact: "lifetime_spend",
  amounts: boundTables,
  write: (condition, out) => writeAmountBounds(out, condition),
  read({ facts }) {
    const spend = facts.customer.lifetime_spend;
    return spend === undefined ? undefined : (spend[facts.currency] ?? 0);
  },
  lackKind: null,
});

/** In words. */
export const lifetimeSpendSentence: Sentence<LifetimeSpendCondition> = {
  en: (condition, say) => `the customer has spent ${say.within(condition)} so far`,
  de: (condition, say) => `der Kunde hat bisher ${say.within(condition)} ausgegeben`,
  fr: (condition, say) => `le client a dépensé ${say.within(condition)} jusqu'ici`,
};
