/**
 * Under what a promotion is filed: keys of which a cart must show at least one for it to do anything. The choice is the most selective
 * necessary list, its own codes first; the code table itself leads from a typed code to its promotion.
 */
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import { type IndexKey, KEY_FACTS, type KeySource } from "../rules/condition-kind.ts";
import { CART_KINDS, LINE_KINDS } from "../rules/condition-kinds.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { foldCartTree, foldLineTree } from "../rules/tree.ts";

/** null: nothing tells beforehand that it cannot be true. */
type Keys = readonly IndexKey[] | null;

/** Keys of a promotion; null if it is to be looked at for every cart. */
export function filingKeys(promotion: RulePromotion, codes: readonly string[]): Keys {
  const source: KeySource = { codes, ofItems: lineKeys };
  const conditions = foldCartTree<Keys>(promotion.conditions, {
    ...JOINED,
    leaf: (leaf) => CART_KINDS[leaf.kind].keys(leaf, source),
  });
  const awards = anyOf(promotion.awards.map((award) => AWARD_KINDS[award.kind].keys(award, source)));
  return allOf([conditions, awards]);
}

function lineKeys(tree: LineCondition): Keys {
  const source: KeySource = { codes: [], ofItems: lineKeys };
  return foldLineTree<Keys>(tree, {
    ...JOINED,
    leaf: (leaf) => LINE_KINDS[leaf.kind].keys(leaf, source),
  });
}

const JOINED = { all: allOf, any: anyOf, not: (): Keys => null };

/** All must hold: the most selective of them is enough. */
function allOf(children: Keys[]): Keys {
  let best: Keys = null;
  for (const keys of children) {
    if (keys !== null && (best === null || isBetter(keys, best))) best = keys;
  }
  return best;
}

/** One must hold: all of them, or none if one of them cannot be told. */
function anyOf(children: Keys[]): Keys {
  const united: IndexKey[] = [];
  for (const keys of children) {
    if (keys === null) return null;
    united.push(...keys);
  }
  return united;
}

function isBetter(keys: readonly IndexKey[], than: readonly IndexKey[]): boolean {
  const byRank = rankOf(keys) - rankOf(than);
  return byRank === 0 ? keys.length < than.length : byRank < 0;
}

/** Place of its least selective fact; a list without keys can never be true and beats all. */
function rankOf(keys: readonly IndexKey[]): number {
  return keys.reduce((rank, { fact }) => Math.max(rank, KEY_FACTS.indexOf(fact)), -1);
}
