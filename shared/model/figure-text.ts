/** Numbers, amounts, rates and ordinals as people read them (TXT-3): the language's decimal mark, no grouping, the currency behind. */
import { formatMinor } from "../money/currency.ts";
import type { ByLanguage, Language } from "./language.ts";

const DECIMAL_MARKS: ByLanguage<string> = { en: ".", de: ",", fr: "," };
const PERCENT_SIGNS: ByLanguage<string> = { en: "%", de: " %", fr: " %" };

/** 1.5 is "1.5", in German and French "1,5". */
export function numberText(number: number, language: Language): string {
  return String(number).replace(".", DECIMAL_MARKS[language]);
}

/** 5,000 minor units of EUR are "50.00 EUR", in German and French "50,00 EUR". */
export function amountText(amountMinor: number, currency: string, language: Language): string {
  return `${formatMinor(amountMinor, currency).replace(".", DECIMAL_MARKS[language])} ${currency}`;
}

/** 1,250 basis points are "12.5%", in German and French "12,5 %". */
export function rateText(rateBps: number, language: Language): string {
  return numberText(rateBps / 100, language) + PERCENT_SIGNS[language];
}

/** "3rd", "3.", "3e". */
export function ordinalText(number: number, language: Language): string {
  return ORDINALS[language](number);
}

const ORDINALS: ByLanguage<(number: number) => string> = {
  en(number) {
    const isTeen = Math.floor(number / 10) % 10 === 1;
    return number + ((isTeen ? undefined : ["th", "st", "nd", "rd"][number % 10]) ?? "th");
  },
  de: (number) => `${number}.`,
  fr: (number) => (number === 1 ? "1er" : `${number}e`),
};
