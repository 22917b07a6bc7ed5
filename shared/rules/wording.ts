/**
 * What sentences of conditions and awards are made of in one language: figures, lists, bounds, articles (TXT-3 to TXT-5). A kind declares its
 * sentence beside itself, apart from the rest of it, so that what only prices a cart does not carry it.
 */
import type { Amounts } from "../model/amount.ts";
import type { AttributeValue } from "../model/attribute.ts";
import { amountText, numberText, rateText } from "../model/figure-text.ts";
import type { ByLanguage, Language } from "../model/language.ts";
import { BOUNDS, type BoundName } from "./bounds.ts";
import type { LineCondition } from "./line-condition.ts";

/** What a kind says of one of its own, in one language. */
type Saying<C> = { say(of: C, say: Wording): string }["say"];

/** A sentence in every language; a language that is missing does not compile. */
export type Sentence<C> = ByLanguage<Saying<C>>;

type Bounds = { readonly [Name in BoundName]?: Amounts | number | undefined };

export interface Wording {
  readonly language: Language;
  /** "is", or "is not" in a sentence that denies. */
  readonly is: string;
  /** The first text, or the second in a sentence that denies. */
  either(said: string, denied: string): string;
  /** "a, b or c". */
  oneOf(values: readonly AttributeValue[]): string;
  /** "50.00 EUR / 60.00 USD". */
  amounts(amounts: Amounts): string;
  /** "12.5%". */
  rate(rateBps: number): string;
  plural(number: number, one: string, many: string): string;
  /** "at least 3 and at most 5", never turned round; of things that are counted "at most 1 article". */
  bounds(bounds: Bounds, one?: string, many?: string): string;
  /** The same, turned round in a sentence that denies: "less than 3 or more than 5". */
  within(bounds: Bounds, one?: string, many?: string): string;
  /** A list of values or bounds. */
  valued(test: Bounds & { readonly any_of?: readonly AttributeValue[] | undefined }): string;
  /** What articles must be like, as it follows the noun: " of brand acme"; nothing where all will do. */
  items(tree: LineCondition | undefined): string;
  /** ", at most 5.00 EUR" of a cap that may be absent. */
  capped(cap: Amounts | undefined): string;
  /** ", at most 2 times" of a number that may be absent. */
  repeated(timesMax: number | undefined): string;
}

interface Words {
  readonly is: readonly [string, string];
  readonly or: string;
  readonly and: string;
  /** Of a list that is cut short. */
  readonly others: string;
  readonly truth: readonly [string, string];
  readonly bounds: Readonly<Record<BoundName, string>>;
  /** `below` of things that are counted. */
  readonly fewer: string;
  readonly once: string;
  readonly times: string;
  /** Whether a number has the singular. */
  isOne(number: number): boolean;
}

const WORDS: ByLanguage<Words> = {
  en: {
    is: ["is", "is not"],
    or: "or",
    and: "and",
    others: "more",
    truth: ["no", "yes"],
    bounds: { at_least: "at least", above: "more than", at_most: "at most", below: "less than" },
    fewer: "fewer than",
    once: "once",
    times: " times",
    isOne: (number) => number === 1,
  },
  de: {
    is: ["ist", "ist nicht"],
    or: "oder",
    and: "und",
    others: "weitere",
    truth: ["nein", "ja"],
    bounds: { at_least: "mindestens", above: "mehr als", at_most: "höchstens", below: "weniger als" },
    fewer: "weniger als",
    once: "einmal",
    times: "-mal",
    isOne: (number) => number === 1,
  },
  fr: {
    is: ["est", "n'est pas"],
    or: "ou",
    and: "et",
    others: "autres",
    truth: ["non", "oui"],
    bounds: { at_least: "au moins", above: "plus de", at_most: "au plus", below: "moins de" },
    fewer: "moins de",
    once: "une fois",
    times: " fois",
    isOne: (number) => number < 2,
  },
};

/** What a bound becomes when it is turned round. */
const CONTRARY: Readonly<Record<BoundName, BoundName>> = {
  at_least: "below",
  above: "at_most",
  at_most: "above",
  below: "at_least",
};

const SHOWN_MAX = 3;

/** The wording of a language, of a sentence that says or denies; `itemsOf` says trees over lines. */
export function wordingOf(
  language: Language,
  itemsOf: (tree: LineCondition) => string,
  isDenied = false,
): Wording {
  const words = WORDS[language];
  const valueText = (value: AttributeValue) => {
    if (typeof value === "number") return numberText(value, language);
    return typeof value === "boolean" ? words.truth[value ? 1 : 0] : value;
  };
  const amounts = (table: Amounts) =>
    Object.entries(table)
      .map(([currency, amount]) => amountText(amount, currency, language))
      .join(" / ");
  const boundText = (bound: Amounts | number) =>
    typeof bound === "number" ? numberText(bound, language) : amounts(bound);
  const plural = (number: number, one: string, many: string) => (words.isOne(number) ? one : many);
  const joined = (bounds: Bounds, isTurned: boolean, one?: string, many = one) => {
    const named = one === undefined ? words.bounds : { ...words.bounds, below: words.fewer };
    const parts = BOUNDS.flatMap((name) => {
      const bound = bounds[name];
      return bound === undefined ? [] : [`${named[isTurned ? CONTRARY[name] : name]} ${boundText(bound)}`];
    });
    const text = parts.join(` ${isTurned ? words.or : words.and} `);
    if (one === undefined || many === undefined) return text;
    const last = bounds.below ?? bounds.at_most ?? bounds.above ?? bounds.at_least;
    return `${text} ${plural(typeof last === "number" ? last : 0, one, many)}`;
  };
  const oneOf = (values: readonly AttributeValue[]) => {
    const more = values.length - SHOWN_MAX;
    const shown = values.slice(0, SHOWN_MAX).map(valueText);
    return listed(more > 0 ? [...shown, `${more} ${words.others}`] : shown, words.or);
  };
  return {
    language,
    is: words.is[isDenied ? 1 : 0],
    either: (said, denied) => (isDenied ? denied : said),
    oneOf,
    amounts,
    rate: (rateBps) => rateText(rateBps, language),
    plural,
    bounds: (bounds, one, many) => joined(bounds, false, one, many),
    within: (bounds, one, many) => joined(bounds, isDenied, one, many),
    valued: ({ any_of, ...bounds }) => (any_of === undefined ? joined(bounds, false) : oneOf(any_of)),
    items: (tree) => (tree === undefined || takesAll(tree) ? "" : ` ${itemsOf(tree)}`),
    capped: (cap) => (cap === undefined ? "" : `, ${words.bounds.at_most} ${amounts(cap)}`),
    repeated(timesMax) {
      if (timesMax === undefined) return "";
      const often = timesMax === 1 ? words.once : timesMax + words.times;
      return `, ${words.bounds.at_most} ${often}`;
    },
  };
}

/** "a", "a or b", "a, b or c". */
export function listed(texts: readonly string[], word: string): string {
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} ${word} ${last}`;
}

function takesAll(tree: LineCondition): boolean {
  return tree.kind === "all" && tree.of.length === 0;
}
