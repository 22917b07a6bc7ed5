/** Problems of a promotion's trees that their schemas cannot see: how deep and how large they are, and what stands under `not`. */
import { LIMITS } from "../model/limits.ts";
import type { ProblemDetail } from "../model/problem.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { foldCartTree, foldLineTree } from "../rules/tree.ts";

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
      const items = CART_KINDS[leaf.kind].items(leaf);
      return items === undefined ? LEAF : above([lineTreeSize(items)]);
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
  const found = foldCartTree<Found>(tree, {
    all: childrenOf,
    any: childrenOf,
    not: (child) => ({
      open: [],
      problems: [...child.open, ...child.problems].map((below) => `of${below && "."}${below}`),
    }),
    leaf: ({ kind }) => ({ open: CART_KINDS[kind].negatable ? [] : [""], problems: [] }),
  });
  return found.problems.map((below) => ({
    path: below === "" ? path : `${path}.${below}`,
    code: "not_under_not",
    message: "may not stand under `not`",
  }));
}

/** Paths of such leaves below a node: under no `not` yet, and under one. */
interface Found {
  readonly open: string[];
  readonly problems: string[];
}

function childrenOf(children: readonly Found[]): Found {
  const placed = (pick: (child: Found) => string[]) =>
    children.flatMap((child, index) => pick(child).map((below) => `of.${index}${below && "."}${below}`));
  return { open: placed(({ open }) => open), problems: placed(({ problems }) => problems) };
}
