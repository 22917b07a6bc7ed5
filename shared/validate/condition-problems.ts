/**
 * Problems of a promotion's trees that their schemas cannot see: how deep and how large they are, what stands under `not`, and where late
 * conditions stand.
 */
import { LIMITS } from "../model/limits.ts";
import type { ProblemDetail } from "../model/problem.ts";
import type { Basis } from "../rules/basis.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { foldCartTree, foldLineTree, type PlacedLeaf, placedLeaves } from "../rules/tree.ts";

/** Levels and nodes of a tree with the line trees inside it; a cart leaf with items has them as children. */
export interface TreeSize {
  readonly depth: number;
  readonly nodes: number;
}

const LEAF: TreeSize = { depth: 1, nodes: 1 };
const SIZE_FOLD = {
  all: above,
  any: above,
  not: (child: TreeSize) => above([child]),
};

function above(children: readonly TreeSize[]): TreeSize {
  return {
    depth: 1 + Math.max(0, ...children.map(({ depth }) => depth)),
    nodes: 1 + children.reduce((sum, { nodes }) => sum + nodes, 0),
  };
}

export function cartTreeSize(tree: CartCondition): TreeSize {
  return foldCartTree<TreeSize>(tree, {
    ...SIZE_FOLD,
    leaf(leaf) {
      const trees = CART_KINDS[leaf.kind].lineTrees(leaf);
      return trees.length === 0 ? LEAF : above(trees.map(({ tree: items }) => lineTreeSize(items)));
    },
  });
}

export function lineTreeSize(tree: LineCondition): TreeSize {
  return foldLineTree<TreeSize>(tree, { ...SIZE_FOLD, leaf: () => LEAF });
}

/** A tree deeper than an author may write, at a path. */
export function depthProblems(
  path: string,
  depth: number,
  depthMax: number = LIMITS.treeDepth,
): ProblemDetail[] {
  if (depth <= depthMax) return [];
  return [
    { path, code: "tree_too_deep", message: `is ${depth} levels deep, at most ${depthMax} are allowed` },
  ];
}

/** Leaves that may not be negated, each with its path (CND-11). */
export function negationProblems(path: string, tree: CartCondition): ProblemDetail[] {
  return placedLeaves(tree, path)
    .filter(({ leaf, isNegated }) => isNegated && !CART_KINDS[leaf.kind].negatable)
    .map((found) => ({ path: found.path, code: "not_under_not", message: "may not stand under `not`" }));
}

/** Late conditions that do not stand at the top or under `all`s alone (CND-24); `threshold` is the basis of those that name none. */
export function lateProblems(path: string, tree: CartCondition, threshold: Basis): ProblemDetail[] {
  return lateLeaves(path, tree, threshold)
    .filter(({ isRequired }) => !isRequired)
    .map((found) => ({
      path: found.path,
      code: "late_not_required",
      message: "is judged on `current`, so it may stand at the top or under `all` only",
    }));
}

/** Leaves that are judged again in each application (CND-24). */
export function lateLeaves(path: string, tree: CartCondition, threshold: Basis): PlacedLeaf[] {
  return placedLeaves(tree, path).filter(({ leaf }) => CART_KINDS[leaf.kind].isLate(leaf, threshold));
}
