/**
 * A reason as a shopper reads it (TXT-8): one short sentence, with what is still missing where the reason says how much. Every code has its
 * text in every language; one that is missing does not compile.
 */
import { amountText, numberText, ordinalText } from "./figure-text.ts";
import type { ByLanguage, Language } from "./language.ts";
import type { Reason, ReasonCode } from "./reason.ts";

export interface ReasonTextOptions {
  readonly language: Language;
  /** The cart's, in whose minor units amounts are. */
  readonly currency: string;
}

/** "Add 12.00 EUR more." */
export function reasonText(reason: Reason, { language, currency }: ReasonTextOptions): string {
  const { code, by, need, have } = reason;
  const figure = (number: number) =>
    isAmount(by) ? amountText(number, currency, language) : numberText(number, language);
  const isCounted = typeof need === "number" && typeof have === "number";
  if (code === "minimum_not_reached" || (code === "items_missing" && isCounted)) {
    return minimumText(MINIMA[language], reason, figure, ordinalText(Number(need), language));
  }
  if (code === "maximum_exceeded" && isCounted) {
    return have > need ? MAXIMA[language].atMost(figure(need)) : MAXIMA[language].below(figure(need));
  }
  const text = TEXTS[language][code];
  return typeof text === "string" ? text : text(by);
}

/** By these need and have are amounts. A table (`tiers`) counts money or units; its reason does not say which. */
const BY_AMOUNT = ["subtotal", "total", "largest_line", "lifetime_spend", "every_full", "buy_get"];

function isAmount(by: string | undefined): boolean {
  return by !== undefined && BY_AMOUNT.includes(by);
}

function minimumText(
  words: MinimumWords,
  { code, by, need, have }: Reason,
  figure: (number: number) => string,
  ordinal: string,
): string {
  if (typeof need !== "number" || typeof have !== "number" || by === "tiers") return words.unknown;
  if (code === "items_missing") return words.units(need - have);
  if (by === "order_number") return words.order(ordinal);
  if (have >= need) return words.above(figure(need));
  if (by === "largest_line") return words.ofOne(figure(need - have));
  if (isAmount(by)) return words.amount(figure(need - have));
  if (by === "points") return words.points(need - have);
  return by === "distinct" ? words.distinct(need - have) : words.units(need - have);
}

/** What is missing of a minimum. */
interface MinimumWords {
  readonly unknown: string;
  amount(missing: string): string;
  /** Of one and the same article. */
  ofOne(missing: string): string;
  units(missing: number): string;
  distinct(missing: number): string;
  points(missing: number): string;
  order(ordinal: string): string;
  /** A bound that must be passed, and is only reached. */
  above(bound: string): string;
}

const MINIMA: ByLanguage<MinimumWords> = {
  en: {
    unknown: "The minimum is not reached yet.",
    amount: (missing) => `Add ${missing} more.`,
    ofOne: (missing) => `Add ${missing} more of one article.`,
    units: (missing) => `Add ${missing} more ${missing === 1 ? "article" : "articles"}.`,
    distinct: (missing) => `Add ${missing} more different ${missing === 1 ? "article" : "articles"}.`,
    points: (missing) => `You need ${missing} more ${missing === 1 ? "point" : "points"}.`,
    order: (ordinal) => `Only from your ${ordinal} order on.`,
    above: (bound) => `More than ${bound} is needed.`,
  },
  de: {
    unknown: "Der Mindestwert ist noch nicht erreicht.",
    amount: (missing) => `Noch ${missing}.`,
    ofOne: (missing) => `Noch ${missing} von einem Artikel.`,
    units: (missing) => `Noch ${missing} Artikel.`,
    distinct: (missing) => `Noch ${missing} ${missing === 1 ? "anderer" : "andere"} Artikel.`,
    points: (missing) => `Noch ${missing} ${missing === 1 ? "Punkt" : "Punkte"}.`,
    order: (ordinal) => `Erst ab Ihrer ${ordinal} Bestellung.`,
    above: (bound) => `Mehr als ${bound} nötig.`,
  },
  fr: {
    unknown: "Le minimum n'est pas encore atteint.",
    amount: (missing) => `Encore ${missing}.`,
    ofOne: (missing) => `Encore ${missing} d'un même article.`,
    units: (missing) => `Encore ${missing} ${missing === 1 ? "article" : "articles"}.`,
    distinct: (missing) => `Encore ${missing} ${missing === 1 ? "autre article" : "autres articles"}.`,
    points: (missing) => `Encore ${missing} ${missing === 1 ? "point" : "points"}.`,
    order: (ordinal) => `Seulement à partir de votre ${ordinal} commande.`,
    above: (bound) => `Il faut plus de ${bound}.`,
  },
};

/** The greatest that is allowed, and a bound that may not even be reached. */
const MAXIMA: ByLanguage<Record<"atMost" | "below", (bound: string) => string>> = {
  en: { atMost: (bound) => `At most ${bound}.`, below: (bound) => `Less than ${bound}.` },
  de: { atMost: (bound) => `Höchstens ${bound}.`, below: (bound) => `Weniger als ${bound}.` },
  fr: { atMost: (bound) => `Au plus ${bound}.`, below: (bound) => `Moins de ${bound}.` },
};

type Texts = Readonly<
  Record<Exclude<ReasonCode, "minimum_not_reached">, string | ((by: string | undefined) => string)>
>;

const TEXTS: ByLanguage<Texts> = {
  en: {
    stopped: "This promotion is paused.",
    fact_missing: "It cannot be checked yet whether this promotion applies.",
    code_not_found: "This code does not exist.",
    promotion_not_active: "This promotion is not active.",
    not_started: "This promotion has not begun yet.",
    expired: "This promotion has ended.",
    outside_timetable: "This promotion does not apply at this time.",
    usage_limit_reached: "This promotion has been used up.",
    budget_exhausted: "This promotion has been used up.",
    customer_required: (by) =>
      by === "signed_in" ? "Please sign in." : "Please sign in or say who you are.",
    code_required: "Please enter a code.",
    customer_not_eligible: "This promotion is not for you.",
    maximum_exceeded: "The maximum is exceeded.",
    items_missing: "There is nothing in the cart that it applies to.",
    items_excluded: "An article in the cart is excluded.",
    already_discounted: "The articles are already reduced.",
    metadata_mismatch: "This promotion does not apply to this cart.",
    wrong_channel: "This promotion does not apply here.",
    wrong_store: "This promotion does not apply in this store.",
    wrong_currency: "This promotion does not apply in this currency.",
    wrong_country: "This promotion does not apply to this address.",
    wrong_shipping: "This promotion does not apply to this shipping method.",
    wrong_payment: "This promotion does not apply to this payment method.",
    combined_excluded: "This promotion cannot be combined with another one.",
    lower_than_best: "Another promotion saves more.",
    codes_do_not_combine: "Only one code counts, and another one does.",
    no_effect: "This promotion changes nothing in this cart.",
    code_not_applicable: "This code does not apply to this cart.",
    too_complex: "This cart is too large to check this promotion.",
  },
  de: {
    stopped: "Diese Aktion ist angehalten.",
    fact_missing: "Ob diese Aktion gilt, lässt sich noch nicht prüfen.",
    code_not_found: "Diesen Code gibt es nicht.",
    promotion_not_active: "Diese Aktion ist nicht aktiv.",
    not_started: "Diese Aktion hat noch nicht begonnen.",
    expired: "Diese Aktion ist beendet.",
    outside_timetable: "Diese Aktion gilt zu dieser Zeit nicht.",
    usage_limit_reached: "Diese Aktion ist aufgebraucht.",
    budget_exhausted: "Diese Aktion ist aufgebraucht.",
    customer_required: (by) =>
      by === "signed_in"
        ? "Bitte melden Sie sich an."
        : "Bitte melden Sie sich an oder sagen Sie, wer Sie sind.",
    code_required: "Bitte geben Sie einen Code ein.",
    customer_not_eligible: "Diese Aktion gilt nicht für Sie.",
    maximum_exceeded: "Der Höchstwert ist überschritten.",
    items_missing: "Im Warenkorb ist nichts, wofür sie gilt.",
    items_excluded: "Ein Artikel im Warenkorb ist ausgeschlossen.",
    already_discounted: "Die Artikel sind bereits reduziert.",
    metadata_mismatch: "Diese Aktion gilt nicht für diesen Warenkorb.",
    wrong_channel: "Diese Aktion gilt hier nicht.",
    wrong_store: "Diese Aktion gilt nicht in diesem Geschäft.",
    wrong_currency: "Diese Aktion gilt nicht in dieser Währung.",
    wrong_country: "Diese Aktion gilt nicht für diese Adresse.",
    wrong_shipping: "Diese Aktion gilt nicht für diese Versandart.",
    wrong_payment: "Diese Aktion gilt nicht für diese Zahlungsart.",
    combined_excluded: "Diese Aktion ist nicht mit einer anderen kombinierbar.",
    lower_than_best: "Eine andere Aktion spart mehr.",
    codes_do_not_combine: "Nur ein Code zählt, und es ist ein anderer.",
    no_effect: "Diese Aktion ändert nichts an diesem Warenkorb.",
    code_not_applicable: "Dieser Code gilt nicht für diesen Warenkorb.",
    too_complex: "Dieser Warenkorb ist zu groß, um diese Aktion zu prüfen.",
  },
  fr: {
    stopped: "Cette promotion est suspendue.",
    fact_missing: "Impossible de vérifier pour l'instant si cette promotion s'applique.",
    code_not_found: "Ce code n'existe pas.",
    promotion_not_active: "Cette promotion n'est pas active.",
    not_started: "Cette promotion n'a pas encore commencé.",
    expired: "Cette promotion est terminée.",
    outside_timetable: "Cette promotion ne s'applique pas en ce moment.",
    usage_limit_reached: "Cette promotion est épuisée.",
    budget_exhausted: "Cette promotion est épuisée.",
    customer_required: (by) =>
      by === "signed_in" ? "Veuillez vous connecter." : "Veuillez vous connecter ou dire qui vous êtes.",
    code_required: "Veuillez saisir un code.",
    customer_not_eligible: "Cette promotion ne s'adresse pas à vous.",
    maximum_exceeded: "Le maximum est dépassé.",
    items_missing: "Rien dans le panier n'est concerné.",
    items_excluded: "Un article du panier est exclu.",
    already_discounted: "Les articles sont déjà remisés.",
    metadata_mismatch: "Cette promotion ne s'applique pas à ce panier.",
    wrong_channel: "Cette promotion ne s'applique pas ici.",
    wrong_store: "Cette promotion ne s'applique pas dans ce magasin.",
    wrong_currency: "Cette promotion ne s'applique pas dans cette devise.",
    wrong_country: "Cette promotion ne s'applique pas à cette adresse.",
    wrong_shipping: "Cette promotion ne s'applique pas à ce mode de livraison.",
    wrong_payment: "Cette promotion ne s'applique pas à ce moyen de paiement.",
    combined_excluded: "Cette promotion n'est pas cumulable avec une autre.",
    lower_than_best: "Une autre promotion fait économiser plus.",
    codes_do_not_combine: "Un seul code compte, et c'en est un autre.",
    no_effect: "Cette promotion ne change rien à ce panier.",
    code_not_applicable: "Ce code ne s'applique pas à ce panier.",
    too_complex: "Ce panier est trop grand pour vérifier cette promotion.",
  },
};
