/** A rule with its terms in every language, as they must read. */
import type { z } from "zod";
import type { Language } from "../../shared/model/language.ts";
import type { PromotionContentSchema } from "../../shared/rules/promotion.ts";

export interface TermsRow extends Record<Language, string[]> {
  title: string;
  /** What is not mentioned is as plain as can be: 10 % off the order, always. */
  content: Partial<z.input<typeof PromotionContentSchema>>;
}
