/** The inverted index: under what each promotion is filed, and those that are filed under nothing. */
import { KEY_FACTS } from "../rules/condition-kind.ts";
import type { RuleCode, RulePromotion } from "../rules/rule-set.ts";
import { ListCollector } from "../snapshot/ranges.ts";
import { KEY_FACT_SPAN } from "../snapshot/rules-blob.ts";
import { filingKeys } from "./filing.ts";

export interface PromotionIndex {
  /** Text × KEY_FACT_SPAN + fact, ascending. */
  readonly keys: Uint32Array;
  /** Of each text the place of its first key; one more than there are texts with keys. */
  readonly ofText: Uint32Array;
  readonly starts: Uint32Array;
  readonly promotions: Uint32Array;
  readonly loose: Uint32Array;
}

/** Files the promotions from `from` up to `to` by their places. */
export function indexOf(
  all: readonly RulePromotion[],
  from: number,
  to: number,
  codesOf: ReadonlyMap<string, readonly RuleCode[]>,
  number: (text: string) => number,
): PromotionIndex {
  const filed = new Map<number, number[]>();
  const loose: number[] = [];
  for (const [offset, promotion] of all.slice(from, to).entries()) {
    const place = from + offset;
    const own = (codesOf.get(promotion.id) ?? []).map(({ code }) => code);
    const keys = filingKeys(promotion, own);
    if (keys === null) loose.push(place);
    for (const { fact, text } of keys ?? []) {
      if (fact === "code") continue;
      const key = number(text) * KEY_FACT_SPAN + KEY_FACTS.indexOf(fact);
      const under = filed.get(key);
      if (under === undefined) filed.set(key, [place]);
      else if (under.at(-1) !== place) under.push(place);
    }
  }
  const keys = [...filed.keys()].sort((a, b) => a - b);
  const lists = new ListCollector();
  for (const key of keys) lists.add(filed.get(key) ?? []);
  return {
    keys: Uint32Array.from(keys),
    ofText: firstKeys(keys),
    starts: lists.starts(),
    promotions: lists.u32(),
    loose: Uint32Array.from(loose),
  };
}

/** Keys of text t stand from place t up to place t + 1 of the answer. */
function firstKeys(keys: readonly number[]): Uint32Array {
  const texts = Math.floor((keys.at(-1) ?? -1) / KEY_FACT_SPAN) + 1;
  const places = new Uint32Array(keys.length === 0 ? 0 : texts + 1);
  let key = 0;
  for (let text = 0; text < places.length; text++) {
    while (key < keys.length && (keys[key] ?? 0) < text * KEY_FACT_SPAN) key++;
    places[text] = key;
  }
  return places;
}
