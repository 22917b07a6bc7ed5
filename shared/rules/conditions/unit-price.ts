/** Line condition: the price of one unit lies within bounds (a price band). */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import { amountBoundsSentence, boundTables, testPrice, writeAmountBounds } from "../bounds.ts";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import { wordAt } from "../program.ts";

export const UnitPriceConditionSchema = bounded({
  kind: z.literal("unit_price"),
  basis: BasisSchema.default("catalog"),
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
  sentence: (condition) => `the ${condition.basis} price is ${amountBoundsSentence(condition)}`,
  keys: () => null,
  amounts: boundTables,
  write(condition, out) {
    out.word(condition.basis === "list" ? AT_LIST : 0);
    writeAmountBounds(out, condition);
  },
  test(program, at, end, run, cart) {
    const price = wordAt(program, at) === AT_LIST ? run.list : run.catalog;
    return testPrice(program, at + 1, end, cart.currency, price);
  },
};
