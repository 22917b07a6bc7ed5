/** Cart condition: some, all or none of the lines match, or the cheapest or the dearest does. */
import * as z from "zod";
import type { ByLanguage } from "../../model/language.ts";
import type { CartView, ItemRuns } from "../cart-view.ts";
import { type CartKind, PLAIN } from "../condition-kind.ts";
import { LineConditionSchema } from "../line-condition.ts";
import { type Program, wordAt } from "../program.ts";
import { FALSE, mirrored, TRUE, type Truth, UNKNOWN } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const ItemsConditionSchema = z.strictObject({
  kind: z.literal("items"),
  which: z.enum(["any", "every", "none", "cheapest", "dearest"]),
  match: LineConditionSchema,
});
export type ItemsCondition = z.infer<typeof ItemsConditionSchema>;

/** Part of the blob format. */
const WHICH = ["any", "every", "none", "cheapest", "dearest"] as const;
const ANY = 0;
const EVERY = 1;
const NONE = 2;
const CHEAPEST = 3;

/** CND-27. Fields: which lines, line tree. */
export const itemsKind: CartKind<ItemsCondition> = {
  ...PLAIN,
  opcode: 51,
  schema: ItemsConditionSchema,
  negatable: true,
  facts: ["lines"],
  keys: ({ which, match }, source) => (which === "none" ? null : source.ofItems(match)),
  lineTrees: ({ match }) => [{ path: "match", tree: match }],
  write({ which, match }, out) {
    out.word(WHICH.indexOf(which));
    out.lineTree(match);
  },
  test(program, at, end, cart) {
    const which = wordAt(program, at);
    if (which === ANY) return anyTruth(program, at + 1, end, cart);
    if (which === NONE) return mirrored(anyTruth(program, at + 1, end, cart));
    if (which === EVERY) return everyTruth(program, at + 1, end, cart);
    const index = outermost(cart, which === CHEAPEST);
    return index === null ? FALSE : truthOn(cart.itemRuns(program, at + 1, end), index);
  },
  reasons(program, at, _end, _cart, wanted, out) {
    const which = wordAt(program, at);
    const asksForNone = which === EVERY || which === NONE;
    out.push({ code: asksForNone === wanted ? "items_excluded" : "items_missing", by: "items" });
  },
};

function anyTruth(program: Program, at: number, end: number, cart: CartView): Truth {
  const { sure, possible } = cart.itemRuns(program, at, end);
  return sure.length > 0 ? TRUE : possible.length > 0 ? UNKNOWN : FALSE;
}

function everyTruth(program: Program, at: number, end: number, cart: CartView): Truth {
  const count = cart.runs.length;
  const { sure, possible } = cart.itemRuns(program, at, end);
  if (count === 0 || possible.length < count) return FALSE;
  return sure.length < count ? UNKNOWN : TRUE;
}

function truthOn({ sure, possible }: ItemRuns, index: number): Truth {
  return sure.includes(index) ? TRUE : possible.includes(index) ? UNKNOWN : FALSE;
}

/** The first in unit order of those with the least, or the greatest, catalogue price; null without lines. */
function outermost({ runs }: CartView, isCheapest: boolean): number | null {
  let found: number | null = null;
  let price = isCheapest ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (const [index, { catalog }] of runs.entries()) {
    if (isCheapest ? catalog >= price : catalog <= price) continue;
    found = index;
    price = catalog;
  }
  return found;
}

/** Of each, what is said and what is denied; the article's own words follow. */
const BEGINNINGS: ByLanguage<Record<ItemsCondition["which"], readonly [string, string]>> = {
  en: {
    any: ["the cart holds an article", "the cart holds no article"],
    every: ["the cart holds only articles", "the cart does not hold only articles"],
    none: ["the cart holds no article", "the cart holds an article"],
    cheapest: ["the cheapest article is an article", "the cheapest article is not an article"],
    dearest: ["the dearest article is an article", "the dearest article is not an article"],
  },
  de: {
    any: ["der Warenkorb enthält einen Artikel", "der Warenkorb enthält keinen Artikel"],
    every: ["der Warenkorb enthält nur Artikel", "der Warenkorb enthält nicht nur Artikel"],
    none: ["der Warenkorb enthält keinen Artikel", "der Warenkorb enthält einen Artikel"],
    cheapest: ["der günstigste Artikel ist ein Artikel", "der günstigste Artikel ist kein Artikel"],
    dearest: ["der teuerste Artikel ist ein Artikel", "der teuerste Artikel ist kein Artikel"],
  },
  fr: {
    any: ["le panier contient un article", "le panier ne contient aucun article"],
    every: [
      "le panier contient uniquement des articles",
      "le panier ne contient pas uniquement des articles",
    ],
    none: ["le panier ne contient aucun article", "le panier contient un article"],
    cheapest: ["l'article le moins cher est un article", "l'article le moins cher n'est pas un article"],
    dearest: ["l'article le plus cher est un article", "l'article le plus cher n'est pas un article"],
  },
};

/** In words. */
export const itemsSentence: Sentence<ItemsCondition> = {
  en: ({ which, match }, say) => say.either(...BEGINNINGS.en[which]) + say.items(match),
  de: ({ which, match }, say) => say.either(...BEGINNINGS.de[which]) + say.items(match),
  fr: ({ which, match }, say) => say.either(...BEGINNINGS.fr[which]) + say.items(match),
};
