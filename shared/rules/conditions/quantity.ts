/** Cart condition: the number of units in the cart, or of those that match `items`, lies within bounds. */
import * as z from "zod";
import { boundReasons, testBounds, writeNumberBounds } from "../bounds.ts";
import type { CartView } from "../cart-view.ts";
import { type CartKind, lineTreeAt, PLAIN } from "../condition-kind.ts";
import { measuredLack } from "../lack.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { boundsPlace, hasItems, measure, measureKeys, UNITS, writeMeasure } from "../measure.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";
import type { Program } from "../program.ts";
import type { Sentence } from "../wording.ts";

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
  keys: measureKeys,
  lineTrees: ({ items }) => lineTreeAt("items", items),
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
  lack(program, at, end, cart, wanted) {
    count(program, at, end, cart);
    return measuredLack(program, at, end, cart, { kind: "units", wanted });
  },
};

function count(program: Program, at: number, end: number, cart: CartView): void {
  measure(program, at, end, cart, UNITS);
}

/** In words. */
export const quantitySentence: Sentence<QuantityCondition> = {
  en: (condition, say) =>
    `the cart holds ${say.within(condition, "article", "articles")}${say.items(condition.items)}`,
  de: (condition, say) =>
    `der Warenkorb enthält ${say.within(condition, "Artikel", "Artikel")}${say.items(condition.items)}`,
  fr: (condition, say) =>
    `le panier contient ${say.within(condition, "article", "articles")}${say.items(condition.items)}`,
};
