/** Cart condition: how many different skus or products are in the cart, or among the lines that match `items`. */
import * as z from "zod";
import type { ByLanguage } from "../../model/language.ts";
import { boundReasons, testBounds, writeNumberBounds } from "../bounds.ts";
import type { CartView } from "../cart-view.ts";
import { type CartKind, lineTreeAt, PLAIN } from "../condition-kind.ts";
import { measuredLack } from "../lack.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { boundsPlace, hasItems, measuredRuns, measureKeys, writeMeasure } from "../measure.ts";
import { bounded, COUNT_BOUNDS } from "../number-test.ts";
import { type Program, wordAt } from "../program.ts";
import type { Sentence } from "../wording.ts";

export const DistinctConditionSchema = bounded({
  kind: z.literal("distinct"),
  of: z.enum(["sku", "product"]).default("product"),
  items: LineConditionSchema.optional(),
  ...COUNT_BOUNDS,
});
export type DistinctCondition = z.infer<typeof DistinctConditionSchema>;

const BY_SKU = 8;

/** CND-25. Fields: flags, line tree, bounds. */
export const distinctKind: CartKind<DistinctCondition> = {
  ...PLAIN,
  opcode: 50,
  schema: DistinctConditionSchema,
  negatable: true,
  facts: ["lines"],
  keys: measureKeys,
  lineTrees: ({ items }) => lineTreeAt("items", items),
  write(condition, out) {
    writeMeasure(out, condition.items, condition.of === "sku" ? BY_SKU : 0);
    writeNumberBounds(out, { at_least: condition.at_least, at_most: condition.at_most });
  },
  test(program, at, end, cart) {
    count(program, at, end, cart);
    return testBounds(program, boundsPlace(program, at, end), end, cart.currency, cart.low, cart.high);
  },
  reasons(program, at, end, cart, wanted, out) {
    count(program, at, end, cart);
    const ask = { wanted, by: "distinct", hasItems: hasItems(program, at) };
    boundReasons(program, boundsPlace(program, at, end), end, cart, ask, out);
  },
  lack(program, at, end, cart, wanted) {
    count(program, at, end, cart);
    return measuredLack(program, at, end, cart, { kind: "units", wanted });
  },
};

/** By the texts themselves: those that no rule mentions have no numbers to tell them apart. */
function count(program: Program, at: number, end: number, cart: CartView): void {
  const bySku = (wordAt(program, at) & BY_SKU) !== 0;
  const { sure, possible } = measuredRuns(program, at, end, cart);
  cart.low = countNames(sure, cart, bySku);
  cart.high = possible === sure ? cart.low : countNames(possible, cart, bySku);
}

function countNames(runs: readonly number[], cart: CartView, bySku: boolean): number {
  const names = new Set<string>();
  for (const index of runs) {
    const line = cart.runs[index]?.line;
    if (line !== undefined) names.add(bySku ? line.sku : line.product);
  }
  return names.size;
}

const THINGS: ByLanguage<Record<DistinctCondition["of"], readonly [string, string]>> = {
  en: {
    sku: ["different article", "different articles"],
    product: ["different product", "different products"],
  },
  de: {
    sku: ["verschiedener Artikel", "verschiedene Artikel"],
    product: ["verschiedenes Produkt", "verschiedene Produkte"],
  },
  fr: {
    sku: ["article différent", "articles différents"],
    product: ["produit différent", "produits différents"],
  },
};

/** In words. */
export const distinctSentence: Sentence<DistinctCondition> = {
  en: (condition, say) =>
    `the cart holds ${say.within(condition, ...THINGS.en[condition.of])}${say.items(condition.items)}`,
  de: (condition, say) =>
    `der Warenkorb enthält ${say.within(condition, ...THINGS.de[condition.of])}${say.items(condition.items)}`,
  fr: (condition, say) =>
    `le panier contient ${say.within(condition, ...THINGS.fr[condition.of])}${say.items(condition.items)}`,
};
