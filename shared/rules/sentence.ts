/** Conditions and awards in plain English, made of the sentences that the kinds declare beside their tests. */
import type { Award } from "./award.ts";
import { AWARD_KINDS } from "./award-kinds.ts";
import type { CartCondition } from "./cart-condition.ts";
import type { Wording } from "./condition-kind.ts";
import { CART_KINDS, LINE_KINDS } from "./condition-kinds.ts";
import type { LineCondition } from "./line-condition.ts";
import { foldCartTree, foldLineTree } from "./tree.ts";

const wording: Wording = { items: lineSentence };

/** "the channel is web and not (the customer is in segment staff)". */
export function conditionSentence(tree: CartCondition): string {
  return foldCartTree(tree, { ...JOINED, leaf: (leaf) => CART_KINDS[leaf.kind].sentence(leaf, wording) });
}

/** "the brand is acme or the tag is sale". */
export function lineSentence(tree: LineCondition): string {
  return foldLineTree(tree, { ...JOINED, leaf: (leaf) => LINE_KINDS[leaf.kind].sentence(leaf, wording) });
}

/** "10 % off the order, at most 5.00 EUR". */
export function awardSentence(award: Award): string {
  return AWARD_KINDS[award.kind].sentence(award, wording);
}

const JOINED = {
  all: (children: string[]) => joined(children, "and", "always"),
  any: (children: string[]) => joined(children, "or", "never"),
  not: (child: string) => `not (${child})`,
};

function joined(children: readonly string[], word: string, empty: string): string {
  const [first, ...rest] = children;
  if (first === undefined) return empty;
  return rest.length === 0 ? first : `(${children.join(` ${word} `)})`;
}
