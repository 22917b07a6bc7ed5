/**
 * Which price of a unit a threshold reads: `list` (regular), `catalog` (before cart promotions), or `current` (what is left when the
 * promotion's turn comes, CND-24). Where none is named policy POL-7 says which.
 */
import * as z from "zod";
import type { ByLanguage, Language } from "../model/language.ts";

export const BasisSchema = z.enum(["list", "catalog", "current"]);
export type Basis = z.infer<typeof BasisSchema>;

const PHRASES: ByLanguage<Readonly<Record<Basis, string>>> = {
  en: { list: " at regular prices", catalog: " at catalogue prices", current: " after earlier discounts" },
  de: { list: " zu regulären Preisen", catalog: " zu Katalogpreisen", current: " nach früheren Rabatten" },
  fr: {
    list: " aux prix réguliers",
    catalog: " aux prix du catalogue",
    current: " après les remises précédentes",
  },
};

/** " at regular prices", as it follows what is measured; nothing of a basis that is not named. */
export function basisPhrase(basis: Basis | undefined, language: Language): string {
  return basis === undefined ? "" : PHRASES[language][basis];
}
