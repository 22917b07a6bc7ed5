/** Cart condition: the sum of the cart, or of the lines that match `items`, lies within bounds. */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import type { CartKind } from "../condition-kind.ts";
import { frenchOf } from "../french-of.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { AMOUNT, measure } from "../measure.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import { measuredPhrase, thresholdKind } from "../threshold.ts";
import type { Sentence } from "../wording.ts";

export const SubtotalConditionSchema = bounded({
  kind: z.literal("subtotal"),
  basis: BasisSchema.optional(),
  items: LineConditionSchema.optional(),
  ...AMOUNT_BOUNDS,
});
export type SubtotalCondition = z.infer<typeof SubtotalConditionSchema>;

/** CND-4. */
export const subtotalKind: CartKind<SubtotalCondition> = thresholdKind({
  opcode: 16,
  name: "subtotal",
  schema: SubtotalConditionSchema,
  facts: ["lines"],
  measure: (program, at, end, cart) => measure(program, at, end, cart, AMOUNT),
});

/** In words. */
export const subtotalSentence: Sentence<SubtotalCondition> = {
  en: (condition, say) =>
    `the value of the articles${measuredPhrase(condition, say)} is ${say.within(condition)}`,
  de: (condition, say) =>
    `der Wert der Artikel${measuredPhrase(condition, say)} beträgt ${say.within(condition)}`,
  fr: (condition, say) =>
    `le montant des articles${measuredPhrase(condition, say)} est ${frenchOf(say.within(condition))}`,
};
