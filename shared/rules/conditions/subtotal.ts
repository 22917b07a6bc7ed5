/** Cart condition: the sum of the cart, or of the lines that match `items`, lies within bounds. */
import * as z from "zod";
import { BasisSchema } from "../basis.ts";
import { amountBoundsSentence, boundReasons, boundTables, testBounds, writeAmountBounds } from "../bounds.ts";
import type { CartView, ContentRun } from "../cart-view.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { AT_LIST, boundsPlace, hasItems, measure, measureKeys, writeMeasure } from "../measure.ts";
import { AMOUNT_BOUNDS, bounded } from "../number-test.ts";
import type { Program } from "../program.ts";

export const SubtotalConditionSchema = bounded({
  kind: z.literal("subtotal"),
  basis: BasisSchema.default("catalog"),
  items: LineConditionSchema.optional(),
  ...AMOUNT_BOUNDS,
});
export type SubtotalCondition = z.infer<typeof SubtotalConditionSchema>;

/** CND-4. */
export const subtotalKind: CartKind<SubtotalCondition> = {
  ...PLAIN,
  opcode: 16,
  schema: SubtotalConditionSchema,
  negatable: true,
  facts: ["lines"],
  sentence(condition, wording) {
    const whose =
      condition.items === undefined ? "" : ` of articles for which ${wording.items(condition.items)}`;
    return `the ${condition.basis} subtotal${whose} is ${amountBoundsSentence(condition)}`;
  },
  keys: measureKeys,
  amounts: boundTables,
  items: (condition) => condition.items,
  write(condition, out) {
    writeMeasure(out, condition.items, condition.basis === "list" ? AT_LIST : 0);
    writeAmountBounds(out, condition);
  },
  test(program, at, end, cart) {
    sum(program, at, end, cart);
    return testBounds(program, boundsPlace(program, at, end), end, cart.currency, cart.low, cart.high);
  },
  reasons(program, at, end, cart, wanted, out) {
    sum(program, at, end, cart);
    const ask = { wanted, by: "subtotal", hasItems: hasItems(program, at) };
    boundReasons(program, boundsPlace(program, at, end), end, cart, ask, out);
  },
};

function sum(program: Program, at: number, end: number, cart: CartView): void {
  measure(program, at, end, cart, price);
}

function price(run: ContentRun, flags: number): number {
  return run.count * ((flags & AT_LIST) === 0 ? run.catalog : run.list);
}
