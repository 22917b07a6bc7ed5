/**
 * Trees of all / any / not as authored, over either list of leaves: the one place that knows how they are built. Their meaning in three
 * values is CND-1; compiled trees are judged in evaluate/.
 */
import type { CartCondition, CartLeaf } from "./cart-condition.ts";
import type { LineCondition, LineLeaf } from "./line-condition.ts";

/** Numbers of the inner nodes in compiled programs. */
export const ALL = 1;
export const ANY = 2;
export const NOT = 3;

/** What is made of each sort of node, children first. */
export interface TreeFold<L, T> {
  all(children: T[]): T;
  any(children: T[]): T;
  not(child: T): T;
  leaf(leaf: L): T;
}

export function foldCartTree<T>(tree: CartCondition, fold: TreeFold<CartLeaf, T>): T {
  switch (tree.kind) {
    case "all":
      return fold.all(tree.of.map((child) => foldCartTree(child, fold)));
    case "any":
      return fold.any(tree.of.map((child) => foldCartTree(child, fold)));
    case "not":
      return fold.not(foldCartTree(tree.of, fold));
    default:
      return fold.leaf(tree);
  }
}

export function foldLineTree<T>(tree: LineCondition, fold: TreeFold<LineLeaf, T>): T {
  switch (tree.kind) {
    case "all":
      return fold.all(tree.of.map((child) => foldLineTree(child, fold)));
    case "any":
      return fold.any(tree.of.map((child) => foldLineTree(child, fold)));
    case "not":
      return fold.not(foldLineTree(tree.of, fold));
    default:
      return fold.leaf(tree);
  }
}

/** All leaves of a cart tree, in the order in which they are written. */
export function cartLeaves(tree: CartCondition): CartLeaf[] {
  return foldCartTree<CartLeaf[]>(tree, {
    all: (children) => children.flat(),
    any: (children) => children.flat(),
    not: (child) => child,
    leaf: (leaf) => [leaf],
  });
}

/** All leaves of a line tree, in the order in which they are written. */
export function lineLeaves(tree: LineCondition): LineLeaf[] {
  return foldLineTree<LineLeaf[]>(tree, {
    all: (children) => children.flat(),
    any: (children) => children.flat(),
    not: (child) => child,
    leaf: (leaf) => [leaf],
  });
}
