/** Line condition: the units in stock lie within bounds. */
import * as z from "zod";
import { testPrice, writeNumberBounds } from "../bounds.ts";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { frenchOf } from "../french-of.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";
import { UNKNOWN } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const StockConditionSchema = bounded({ kind: z.literal("stock"), ...COUNT_BOUNDS });
export type StockCondition = z.infer<typeof StockConditionSchema>;

/** CND-31. */
export const stockKind: LineKind<StockCondition> = {
  ...PLAIN,
  opcode: 41,
  schema: StockConditionSchema,
  facts: ["lines", "catalogue", "stock"],
  keys: () => null,
  write: ({ at_least, at_most }, out) => writeNumberBounds(out, { at_least, at_most }),
  test: (program, at, end, run, currency) =>
    run.stock === null ? UNKNOWN : testPrice(program, at, end, currency, run.stock),
};

/** In words. */
export const stockSentence: Sentence<StockCondition> = {
  en: (condition, say) => `with a stock of ${say.within(condition)}`,
  de: (condition, say) => `mit einem Bestand von ${say.within(condition)}`,
  fr: (condition, say) => `avec un stock ${frenchOf(say.within(condition))}`,
};
