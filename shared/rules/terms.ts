/**
 * The terms of a promotion as plain text made from its rule (TXT-6): a few short sentences of what it gives, on which conditions, when, and
 * with what it combines. Of the content alone: limits, budget and the campaign's own schedule and conditions are not in it.
 */
import type { ByLanguage, Language } from "../model/language.ts";
import type { CartCondition } from "./cart-condition.ts";
import type { Exclusive, PromotionContent, Reduced } from "./promotion.ts";
import { scheduleSentences } from "./schedule-sentence.ts";
import { awardSentence, conditionSentence } from "./sentence.ts";
import { listed } from "./wording.ts";

/** Sentences in the order in which they are read, each with its capital and full stop. */
export function promotionTerms(content: PromotionContent, language: Language): string[] {
  const { awards, schedule, stage } = content;
  const words = PHRASES[language];
  const required = requiredOf(content.conditions);
  const conditions = required.filter(({ kind }) => kind !== "code");
  const sentences = [
    ...awards.map((award) => awardSentence(award, language)),
    ...(stage === "catalogue" ? [words.catalogue] : []),
    ...(conditions.length === required.length ? [] : [words.code]),
    ...(conditions.length === 0
      ? []
      : [words.conditions(conditions.map((each) => conditionSentence(each, language)))]),
    ...(schedule === undefined ? [] : scheduleSentences(schedule, language)),
    ...combinationPhrases(content, words),
  ];
  return sentences.map((text) => `${capital(text)}.`);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What must hold all together. */
function requiredOf(tree: CartCondition): CartCondition[] {
  return tree.kind === "all" ? tree.of.flatMap(requiredOf) : [tree];
}

function combinationPhrases(content: PromotionContent, words: TermWords): string[] {
  const { excludes_reduced, exclusive, class: ownClass, combines_with, policies, awards } = content;
  const phrases: string[] = [];
  if (excludes_reduced !== undefined) {
    const causes = [...new Set(excludes_reduced)];
    const isAny = causes.length === REDUCED_ALL;
    const by = isAny
      ? ""
      : ` ${listed(
          causes.map((cause) => words.reducedBy[cause]),
          words.or,
        )}`;
    const how = words.reduced(by);
    phrases.push(policies?.reduced_items === "refuse" ? words.refusesReduced(how) : words.excludes(how));
  }
  if (awards.some((award) => "closes_units" in award && award.closes_units === true))
    phrases.push(words.closes);
  if (exclusive !== undefined) phrases.push(words.exclusive[exclusive.reading][exclusive.reach]);
  if (ownClass !== undefined) phrases.push(words.ofClass(ownClass));
  if (combines_with !== undefined) {
    phrases.push(
      combines_with.length === 0
        ? words.combinesWithNone
        : words.combinesWith(listed(combines_with, words.or)),
    );
  }
  return phrases;
}

const REDUCED_ALL = 3;

interface TermWords {
  conditions(clauses: readonly string[]): string;
  readonly code: string;
  readonly catalogue: string;
  /** Articles that are reduced already, by what follows. */
  reduced(by: string): string;
  readonly reducedBy: Readonly<Record<Reduced, string>>;
  excludes(reduced: string): string;
  refusesReduced(reduced: string): string;
  readonly closes: string;
  readonly exclusive: Readonly<Record<Exclusive["reading"], Readonly<Record<Exclusive["reach"], string>>>>;
  ofClass(name: string): string;
  combinesWith(classes: string): string;
  readonly combinesWithNone: string;
  readonly or: string;
}

const PHRASES: ByLanguage<TermWords> = {
  en: {
    conditions: (clauses) => `condition${clauses.length === 1 ? "" : "s"}: ${clauses.join("; ")}`,
    code: "a code is needed",
    catalogue: "it is part of the prices shown",
    reduced: (by) => `articles that are already reduced${by}`,
    reducedBy: {
      price: "by the shop's price",
      catalogue_promotion: "by a catalogue promotion",
      earlier_promotion: "by an earlier promotion",
    },
    excludes: (reduced) => `not on ${reduced}`,
    refusesReduced: (reduced) => `not valid if it would take in ${reduced}`,
    closes: "no further promotion applies to the articles of this one",
    exclusive: {
      sole: {
        lane: "not combined with other promotions of its group",
        cart: "not combined with other promotions",
      },
      stop: {
        lane: "no further promotion of its group applies after it",
        cart: "no further promotion applies after it",
      },
      only_if_first: {
        lane: "only if no promotion of its group applies before it",
        cart: "only if no promotion applies before it",
      },
    },
    ofClass: (name) => `it belongs to the class ${name}`,
    combinesWith: (classes) => `combined only with promotions of the class ${classes}, or of none`,
    combinesWithNone: "combined only with promotions of no class",
    or: "or",
  },
  de: {
    conditions: (clauses) =>
      `${clauses.length === 1 ? "Bedingung" : "Bedingungen"}: ${capital(clauses.join("; "))}`,
    code: "ein Code ist nötig",
    catalogue: "in den angezeigten Preisen enthalten",
    reduced: (by) => `bereits${by} reduzierte Artikel`,
    reducedBy: {
      price: "durch den Preis des Shops",
      catalogue_promotion: "durch eine Katalogaktion",
      earlier_promotion: "durch eine frühere Aktion",
    },
    excludes: (reduced) => `nicht auf ${reduced}`,
    refusesReduced: (reduced) => `nicht gültig, wenn ${reduced} betroffen wären`,
    closes: "für die Artikel dieser Aktion gilt keine weitere Aktion",
    exclusive: {
      sole: {
        lane: "nicht mit anderen Aktionen ihrer Gruppe kombinierbar",
        cart: "nicht mit anderen Aktionen kombinierbar",
      },
      stop: {
        lane: "danach gilt keine weitere Aktion ihrer Gruppe",
        cart: "danach gilt keine weitere Aktion",
      },
      only_if_first: {
        lane: "nur, wenn vorher keine Aktion ihrer Gruppe gilt",
        cart: "nur, wenn vorher keine Aktion gilt",
      },
    },
    ofClass: (name) => `sie gehört zur Klasse ${name}`,
    combinesWith: (classes) => `nur mit Aktionen der Klasse ${classes} oder ohne Klasse kombinierbar`,
    combinesWithNone: "nur mit Aktionen ohne Klasse kombinierbar",
    or: "oder",
  },
  fr: {
    conditions: (clauses) => `condition${clauses.length === 1 ? "" : "s"} : ${clauses.join(" ; ")}`,
    code: "un code est nécessaire",
    catalogue: "comprise dans les prix affichés",
    reduced: (by) => `articles déjà remisés${by}`,
    reducedBy: {
      price: "par le prix du magasin",
      catalogue_promotion: "par une promotion du catalogue",
      earlier_promotion: "par une promotion précédente",
    },
    excludes: (reduced) => `sauf sur les ${reduced}`,
    refusesReduced: (reduced) => `non valable si elle devait porter sur des ${reduced}`,
    closes: "aucune autre promotion ne s'applique aux articles de celle-ci",
    exclusive: {
      sole: {
        lane: "non cumulable avec d'autres promotions de son groupe",
        cart: "non cumulable avec d'autres promotions",
      },
      stop: {
        lane: "aucune autre promotion de son groupe ne s'applique ensuite",
        cart: "aucune autre promotion ne s'applique ensuite",
      },
      only_if_first: {
        lane: "seulement si aucune promotion de son groupe ne s'applique avant",
        cart: "seulement si aucune promotion ne s'applique avant",
      },
    },
    ofClass: (name) => `elle appartient à la classe ${name}`,
    combinesWith: (classes) =>
      `cumulable seulement avec les promotions de la classe ${classes} ou sans classe`,
    combinesWithNone: "cumulable seulement avec les promotions sans classe",
    or: "ou",
  },
};
