/** Line condition: the price of one unit lies within bounds (a price band). */
import * as z from "zod";
import type { ByLanguage } from "../../model/language.ts";
import { boundTables, testPrice, writeAmountBounds } from "../bounds.ts";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { frenchOf } from "../french-of.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import { wordAt } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const UnitPriceConditionSchema = bounded({
  kind: z.literal("unit_price"),
  basis: z.enum(["list", "catalog"]).default("catalog"),
  ...AMOUNT_BOUNDS,
});
export type UnitPriceCondition = z.infer<typeof UnitPriceConditionSchema>;

const AT_LIST = 1;

/** CND-14. */
export const unitPriceKind: LineKind<UnitPriceCondition> = {
  ...PLAIN,
  opcode: 39,
  schema: UnitPriceConditionSchema,
  facts: ["lines"],
  keys: () => null,
  amounts: boundTables,
  write(condition, out) {
    out.word(condition.basis === "list" ? AT_LIST : 0);
    writeAmountBounds(out, condition);
  },
  test(program, at, end, run, currency) {
    const price = wordAt(program, at) === AT_LIST ? run.list : run.catalog;
    return testPrice(program, at + 1, end, currency, price);
  },
};

const PRICES: ByLanguage<Record<UnitPriceCondition["basis"], string>> = {
  en: { list: "with a regular price", catalog: "with a price" },
  de: { list: "mit einem regulären Preis", catalog: "mit einem Preis" },
  fr: { list: "au prix régulier", catalog: "au prix" },
};

/** In words. */
export const unitPriceSentence: Sentence<UnitPriceCondition> = {
  en: (condition, say) => `${PRICES.en[condition.basis]} of ${say.within(condition)}`,
  de: (condition, say) => `${PRICES.de[condition.basis]} von ${say.within(condition)}`,
  fr: (condition, say) => `${PRICES.fr[condition.basis]} ${frenchOf(say.within(condition))}`,
};
