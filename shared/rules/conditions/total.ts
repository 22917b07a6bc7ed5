/** Cart condition: goods and shipping charges together lie within bounds. */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import type { CartView } from "../cart-view.ts";
import type { CartKind } from "../condition-kind.ts";
import { frenchOf } from "../french-of.ts";
import { AMOUNT, isAtCurrent, measure } from "../measure.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import { measuredPhrase, thresholdKind } from "../threshold.ts";
import type { Sentence } from "../wording.ts";

export const TotalConditionSchema = bounded({
  kind: z.literal("total"),
  basis: BasisSchema.optional(),
  ...AMOUNT_BOUNDS,
});
export type TotalCondition = z.infer<typeof TotalConditionSchema>;

/** CND-26. */
export const totalKind: CartKind<TotalCondition> = thresholdKind({
  opcode: 49,
  name: "total",
  schema: TotalConditionSchema,
  facts: ["lines", "shipping"],
  measure(program, at, end, cart) {
    measure(program, at, end, cart, AMOUNT);
    const charged = chargesOf(cart, isAtCurrent(program, at));
    cart.low += charged;
    cart.high += charged;
  },
});

function chargesOf({ current, facts }: CartView, isAtCurrentPrices: boolean): number {
  if (isAtCurrentPrices && current !== null) return current.charges();
  let sum = 0;
  for (const charge of facts.shipping) sum += charge.amount;
  return sum;
}

/** In words. */
export const totalSentence: Sentence<TotalCondition> = {
  en: (condition, say) =>
    `the total with shipping${measuredPhrase(condition, say)} is ${say.within(condition)}`,
  de: (condition, say) =>
    `die Summe mit Versand${measuredPhrase(condition, say)} beträgt ${say.within(condition)}`,
  fr: (condition, say) =>
    `le total avec livraison${measuredPhrase(condition, say)} est ${frenchOf(say.within(condition))}`,
};
