/** The award `buy_get` in words. */
import type { ByLanguage } from "../../model/language.ts";
import { frenchOf } from "../french-of.ts";
import { RATE_WHOLE, valuePhrase } from "../unit-value.ts";
import type { Sentence, Wording } from "../wording.ts";
import type { BuyGetAward } from "./buy-get.ts";

interface SetWords {
  /** What units form sets together. */
  readonly same: Readonly<Record<"sku" | "product", string>>;
  /** Of so many one takes so few; `of` is what the articles must be like. */
  forFewer(buy: number, pay: number, of: string): string;
  ofEvery(buy: number, get: number, value: string, of: string): string;
  more(buy: number, get: number, value: string, of: string): string;
  others(bought: string, get: number, value: string, of: string): string;
  bought(units: number, of: string): string;
  boughtFor(amounts: string, of: string): string;
  /** At most so many reduced articles. */
  unitsMax(units: number): string;
}

const PHRASES: ByLanguage<SetWords> = {
  en: {
    same: { sku: " (counted per sku)", product: " (counted per product)" },
    forFewer: (buy, pay, of) =>
      `${buy} for the price of ${pay} on ${articles("all articles", "articles", of)}`,
    ofEvery: (buy, get, value, of) => `${get} of every ${buy} articles${of} ${value}`,
    more: (buy, get, value, of) => `buy ${PHRASES.en.bought(buy, of)}, get ${get} more ${value}`,
    others: (bought, get, value, of) => `buy ${bought}, get ${PHRASES.en.bought(get, of)} ${value}`,
    bought: (units, of) => `${units} article${units === 1 ? "" : "s"}${of}`,
    boughtFor: (amounts, of) => `articles${of} worth ${amounts}`,
    unitsMax: (units) => `, at most ${PHRASES.en.bought(units, "")} reduced`,
  },
  de: {
    same: { sku: " (je Artikelnummer gezählt)", product: " (je Produkt gezählt)" },
    forFewer: (buy, pay, of) => `${buy} zum Preis von ${pay} auf ${articles("alle Artikel", "Artikel", of)}`,
    ofEvery: (buy, get, value, of) => `${get} von je ${buy} Artikeln${of} ${value}`,
    more: (buy, get, value, of) =>
      `beim Kauf von ${PHRASES.de.bought(buy, of)} ${get} ${get === 1 ? "weiterer" : "weitere"} ${value}`,
    others: (bought, get, value, of) => `beim Kauf von ${bought} ${get} Artikel${of} ${value}`,
    bought: (units, of) => `${units} Artikel${units === 1 ? "" : "n"}${of}`,
    boughtFor: (amounts, of) => `Artikeln${of} im Wert von ${amounts}`,
    unitsMax: (units) => `, höchstens ${units} Artikel reduziert`,
  },
  fr: {
    same: { sku: " (par référence)", product: " (par produit)" },
    forFewer: (buy, pay, of) =>
      `${buy} pour le prix de ${pay} sur ${articles("tous les articles", "les articles", of)}`,
    ofEvery: (buy, get, value, of) => `${get} article${get === 1 ? "" : "s"} sur ${buy}${of} ${value}`,
    more: (buy, get, value, of) =>
      `pour l'achat ${frenchOf(PHRASES.fr.bought(buy, of))}, ${get} de plus ${value}`,
    others: (bought, get, value, of) =>
      `pour l'achat ${frenchOf(bought)}, ${PHRASES.fr.bought(get, of)} ${value}`,
    bought: (units, of) => `${units} article${units === 1 ? "" : "s"}${of}`,
    boughtFor: (amounts, of) => `articles${of} d'une valeur de ${amounts}`,
    unitsMax: (units) => `, au plus ${PHRASES.fr.bought(units, "")} en remise`,
  },
};

function articles(all: string, some: string, of: string): string {
  return of === "" ? all : some + of;
}

/** In words. */
export const buyGetSentence: Sentence<BuyGetAward> = { en: inWords, de: inWords, fr: inWords };

function inWords(award: BuyGetAward, say: Wording): string {
  const most = award.units_max === undefined ? "" : PHRASES[say.language].unitsMax(award.units_max);
  return setPhrase(award, say) + say.repeated(award.sets_max) + most + say.capped(award.cap);
}

function setPhrase(award: BuyGetAward, say: Wording): string {
  const { reading, buy, get, same } = award;
  const phrases = PHRASES[say.language];
  const value = valuePhrase(award, get, say);
  const of = say.items(award.items);
  if (reading === "disjoint" || typeof buy !== "number") {
    const bought =
      typeof buy === "number" ? phrases.bought(buy, of) : phrases.boughtFor(say.amounts(buy), of);
    return phrases.others(bought, get, value, say.items(award.reward_items));
  }
  const grouped = same === "any" ? "" : phrases.same[same];
  if (reading === "additive") return phrases.more(buy, get, value, of) + grouped;
  const isForFewer = award.rate_bps === RATE_WHOLE;
  return (isForFewer ? phrases.forFewer(buy, buy - get, of) : phrases.ofEvery(buy, get, value, of)) + grouped;
}
