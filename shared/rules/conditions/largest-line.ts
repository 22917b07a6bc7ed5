/** Cart condition: the greatest sum of one content run lies within bounds. */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import type { CartKind } from "../condition-kind.ts";
import { frenchOf } from "../french-of.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { AMOUNT, measureGreatest } from "../measure.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import { measuredPhrase, thresholdKind } from "../threshold.ts";
import type { Sentence } from "../wording.ts";

export const LargestLineConditionSchema = bounded({
  kind: z.literal("largest_line"),
  basis: BasisSchema.optional(),
  items: LineConditionSchema.optional(),
  ...AMOUNT_BOUNDS,
});
export type LargestLineCondition = z.infer<typeof LargestLineConditionSchema>;

/** CND-26. */
export const largestLineKind: CartKind<LargestLineCondition> = thresholdKind({
  opcode: 48,
  name: "largest_line",
  schema: LargestLineConditionSchema,
  facts: ["lines"],
  measure: (program, at, end, cart) => measureGreatest(program, at, end, cart, AMOUNT),
});

/** In words. */
export const largestLineSentence: Sentence<LargestLineCondition> = {
  en: (condition, say) =>
    `the greatest sum of equal articles${measuredPhrase(condition, say)} is ${say.within(condition)}`,
  de: (condition, say) =>
    `die höchste Summe gleicher Artikel${measuredPhrase(condition, say)} beträgt ${say.within(condition)}`,
  fr: (condition, say) =>
    `le plus grand montant d'articles identiques${measuredPhrase(condition, say)} est ${frenchOf(say.within(condition))}`,
};
