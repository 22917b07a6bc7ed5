/**
 * Gates: of each promotion the lists of keys of which the head of a cart (channel, country, store, segments, …) must show one for its tree to be
 * met. They are told from the conditions that must all hold, so a cart that fails one is refused without its tree being read. Equal
 * lists are kept once.
 */
import { HEAD_FACTS, type IndexKey, KEY_FACTS, type KeySource } from "../rules/condition-kind.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { ListCollector } from "../snapshot/ranges.ts";
import { KEY_FACT_SPAN } from "../snapshot/rules-blob.ts";
import { cheapestFirst } from "./cheapest-first.ts";

const NO_SOURCE: KeySource = { codes: [], ofItems: () => null };

/** Columns of the gates of promotions in their order. */
export function gateTable(promotions: readonly RulePromotion[], number: (text: string) => number) {
  const lists = new ListCollector();
  const places = new Map<string, number>();
  const placeOf = (keys: readonly number[]): number => {
    const name = keys.join();
    const known = places.get(name);
    if (known !== undefined) return known;
    lists.add(keys);
    places.set(name, places.size);
    return places.size - 1;
  };
  const gates = new ListCollector();
  for (const promotion of promotions) {
    gates.add(headKeys(promotion).map((keys) => placeOf(numbersOf(keys, number))));
  }
  return {
    gate_at: gates.starts(),
    gate: gates.u32(),
    gate_list_at: lists.starts(),
    gate_key: lists.u32(),
  };
}

/** Ascending, without repeats. */
function numbersOf(keys: readonly IndexKey[], number: (text: string) => number): number[] {
  const numbers = keys.map(({ fact, text }) => number(text) * KEY_FACT_SPAN + KEY_FACTS.indexOf(fact));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Lists of the conditions that stand at the top or under `all`s alone. */
function headKeys({ conditions }: RulePromotion): (readonly IndexKey[])[] {
  const tree = cheapestFirst(conditions);
  return (tree.kind === "all" ? tree.of : [tree]).flatMap((child) => {
    if (child.kind === "all" || child.kind === "any" || child.kind === "not") return [];
    const keys = CART_KINDS[child.kind].keys(child, NO_SOURCE);
    if (keys === null || keys.length === 0) return [];
    return keys.every(({ fact }) => HEAD_FACTS.has(fact)) ? [keys] : [];
  });
}
