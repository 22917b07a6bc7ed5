/**
 * Conditions and awards in words, made of the sentences that the kinds declare. A `not` is moved down to what it denies, which changes no
 * truth (CND-1), so that only single conditions are denied (TXT-5).
 */
import type { ByLanguage, Language } from "../model/language.ts";
import type { Award } from "./award.ts";
import { AWARD_SENTENCES } from "./award-sentences.ts";
import type { CartCondition } from "./cart-condition.ts";
import { CART_SENTENCES, LINE_SENTENCES } from "./condition-sentences.ts";
import type { LineCondition } from "./line-condition.ts";
import { foldCartTree, foldLineTree, type TreeFold } from "./tree.ts";
import { type Wording, wordingOf } from "./wording.ts";

/** "the sales channel is web and the customer is not in segment staff". */
export function conditionSentence(tree: CartCondition, language: Language): string {
  return foldCartTree(tree, {
    ...joining(language, EMPTY_CART[language]),
    leaf: (leaf) => (isDenied) =>
      single(CART_SENTENCES[leaf.kind][language](leaf, wordingIn(language, isDenied))),
  })(false).text;
}

/** What articles must be like, as it follows the noun: "of brand acme or with tag sale". */
export function lineSentence(tree: LineCondition, language: Language): string {
  return foldLineTree(tree, {
    ...joining(language, EMPTY_LINES[language]),
    leaf: (leaf) => (isDenied) =>
      single(LINE_SENTENCES[leaf.kind][language](leaf, wordingIn(language, isDenied))),
  })(false).text;
}

/** "10% off the order, at most 5.00 EUR". */
export function awardSentence(award: Award, language: Language): string {
  return AWARD_SENTENCES[award.kind][language](award, wordingIn(language, false));
}

function wordingIn(language: Language, isDenied: boolean): Wording {
  return wordingOf(language, (tree) => lineSentence(tree, language), isDenied);
}

type Joint = "and" | "or";

interface Clause {
  readonly text: string;
  /** What joins its parts; null of a single one. */
  readonly joint: Joint | null;
}

/** A clause that is said or denied. */
type Deniable = (isDenied: boolean) => Clause;

const JOINTS: ByLanguage<Readonly<Record<Joint, string>>> = {
  en: { and: "and", or: "or" },
  de: { and: "und", or: "oder" },
  fr: { and: "et", or: "ou" },
};

/** What an empty list is: one that must all hold always does, one of which any must never does. */
type Empty = Readonly<Record<Joint, string>>;

const EMPTY_CART: ByLanguage<Empty> = {
  en: { and: "always", or: "never" },
  de: { and: "immer", or: "nie" },
  fr: { and: "toujours", or: "jamais" },
};

const EMPTY_LINES: ByLanguage<Empty> = {
  en: { and: "of any kind", or: "of no kind" },
  de: { and: "jeder Art", or: "keiner Art" },
  fr: { and: "de toute sorte", or: "d'aucune sorte" },
};

function joining(language: Language, empty: Empty): Omit<TreeFold<never, Deniable>, "leaf"> {
  const all = (children: readonly Deniable[], joint: Joint, isDenied: boolean): Clause => {
    const clauses = children.map((child) => child(isDenied));
    const [first, ...rest] = clauses;
    if (first === undefined) return single(empty[joint]);
    if (rest.length === 0) return first;
    const texts = clauses.map((each) =>
      each.joint === null || each.joint === joint ? each.text : `(${each.text})`,
    );
    return { text: texts.join(` ${JOINTS[language][joint]} `), joint };
  };
  return {
    all: (children) => (isDenied) => all(children, isDenied ? "or" : "and", isDenied),
    any: (children) => (isDenied) => all(children, isDenied ? "and" : "or", isDenied),
    not: (child) => (isDenied) => child(!isDenied),
  };
}

function single(text: string): Clause {
  return { text, joint: null };
}
