/** Cart condition: the number of units in the cart, or of those that match `items`, lies within bounds. */
import * as z from "zod";
import { boundReasons, numberBoundsSentence, testBounds, writeNumberBounds } from "../bounds.ts";
import type { CartView, ContentRun } from "../cart-view.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { boundsPlace, hasItems, measure, measureKeys, writeMeasure } from "../measure.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";
import type { Program } from "../program.ts";

export const QuantityConditionSchema = bounded({
  kind: z.literal("quantity"),
  items: LineConditionSchema.optional(),
  ...COUNT_BOUNDS,
});
export type QuantityCondition = z.infer<typeof QuantityConditionSchema>;

/** CND-5. */
export const quantityKind: CartKind<QuantityCondition> = {
  ...PLAIN,
  opcode: 17,
  schema: QuantityConditionSchema,
  negatable: true,
  facts: ["lines"],
  sentence(condition, wording) {
    const which = condition.items === undefined ? "" : ` for which ${wording.items(condition.items)}`;
    return `the number of articles${which} is ${numberBoundsSentence(condition)}`;
  },
  keys: measureKeys,
  items: (condition) => condition.items,
  write(condition, out) {
    writeMeasure(out, condition.items, 0);
    writeNumberBounds(out, { at_least: condition.at_least, at_most: condition.at_most });
  },
  test(program, at, end, cart) {
    count(program, at, end, cart);
    return testBounds(program, boundsPlace(program, at, end), end, cart.currency, cart.low, cart.high);
  },
  reasons(program, at, end, cart, wanted, out) {
    count(program, at, end, cart);
    const ask = { wanted, by: "quantity", hasItems: hasItems(program, at) };
    boundReasons(program, boundsPlace(program, at, end), end, cart, ask, out);
  },
};

function count(program: Program, at: number, end: number, cart: CartView): void {
  measure(program, at, end, cart, units);
}

function units(run: ContentRun): number {
  return run.count;
}
