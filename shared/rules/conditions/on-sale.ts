/** Line condition: the price before cart promotions is below the list price, for whatever reason or for a named one. */
import * as z from "zod";
import type { ByLanguage } from "../../model/language.ts";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { wordAt } from "../program.ts";
import { truthOf } from "../truth.ts";
import type { Sentence } from "../wording.ts";

export const OnSaleConditionSchema = z.strictObject({
  kind: z.literal("on_sale"),
  /** A price that the shop sent, or a catalogue promotion; without it either. */
  by: z.enum(["price", "catalogue_promotion"]).optional(),
});
export type OnSaleCondition = z.infer<typeof OnSaleConditionSchema>;

const EITHER = 0;
const BY_PRICE = 1;
const BY_CATALOGUE_PROMOTION = 2;

/** CND-14. Fields: by what. */
export const onSaleKind: LineKind<OnSaleCondition> = {
  ...PLAIN,
  opcode: 38,
  schema: OnSaleConditionSchema,
  facts: ["lines"],
  keys: () => null,
  write: ({ by }, out) =>
    out.word(by === undefined ? EITHER : by === "price" ? BY_PRICE : BY_CATALOGUE_PROMOTION),
  test(program, at, _end, run) {
    const by = wordAt(program, at);
    return truthOf(run.catalog < run.list && (by === EITHER || run.sentPrice === (by === BY_PRICE)));
  },
};

const CAUSES: ByLanguage<Record<NonNullable<OnSaleCondition["by"]>, string>> = {
  en: { price: " by the shop's price", catalogue_promotion: " by a catalogue promotion" },
  de: { price: " durch den Preis des Shops", catalogue_promotion: " durch eine Katalogaktion" },
  fr: { price: " par le prix du magasin", catalogue_promotion: " par une promotion du catalogue" },
};

/** In words. */
export const onSaleSentence: Sentence<OnSaleCondition> = {
  en: ({ by }, say) => say.either("on sale", "not on sale") + (by === undefined ? "" : CAUSES.en[by]),
  de: ({ by }, say) => say.either("im Angebot", "nicht im Angebot") + (by === undefined ? "" : CAUSES.de[by]),
  fr: ({ by }, say) => say.either("en promotion", "hors promotion") + (by === undefined ? "" : CAUSES.fr[by]),
};
