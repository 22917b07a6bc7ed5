/** Line trees of a promotion that a hint may tell (HNT-3): the blob holds what their authors wrote, so they may not be long. */
import type { Award } from "./award.ts";
import { AWARD_KINDS } from "./award-kinds.ts";
import type { CartCondition } from "./cart-condition.ts";
import type { LineTree } from "./condition-kind.ts";
import { CART_KINDS } from "./condition-kinds.ts";
import { placedLeaves } from "./tree.ts";

/** Each with its path in the promotion. */
export function toldTrees(promotion: {
  readonly conditions: CartCondition;
  readonly awards: readonly Award[];
}): LineTree[] {
  const leaves = placedLeaves(promotion.conditions, "conditions").flatMap(({ leaf, path }) => {
    const kind = CART_KINDS[leaf.kind];
    return kind.lack === undefined ? [] : placed(path, kind.lineTrees(leaf));
  });
  const awards = promotion.awards.flatMap((award, index) => {
    return mayLack(award) ? placed(`awards.${index}`, AWARD_KINDS[award.kind].lineTrees(award)) : [];
  });
  return [...leaves, ...awards];
}

function mayLack(award: Award): boolean {
  const kind = AWARD_KINDS[award.kind];
  return kind.does === "money" && (kind.missingSets ?? kind.nextStep) !== undefined;
}

function placed(path: string, trees: readonly LineTree[]): LineTree[] {
  return trees.map((each) => ({ path: `${path}.${each.path}`, tree: each.tree }));
}
