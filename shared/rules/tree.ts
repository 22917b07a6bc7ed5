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

/** A leaf of a cart tree with where it stands. */
export interface PlacedLeaf {
  readonly leaf: CartLeaf;
  readonly path: string;
  /** Under some `not`. */
  readonly isNegated: boolean;
  /** At the top or under `all`s alone. */
  readonly isRequired: boolean;
}

type Place = (path: string, isNegated: boolean, isRequired: boolean) => PlacedLeaf[];

/** All leaves of a cart tree with their paths, in the order in which they are written. */
export function placedLeaves(tree: CartCondition, path: string): PlacedLeaf[] {
  const each = (children: readonly Place[], isAll: boolean): Place => {
    return (at, isNegated, isRequired) =>
      children.flatMap((child, index) => child(`${at}.of.${index}`, isNegated, isRequired && isAll));
  };
  return foldCartTree<Place>(tree, {
    all: (children) => each(children, true),
    any: (children) => each(children, false),
    not: (child) => (at) => child(`${at}.of`, true, false),
    leaf: (leaf) => (at, isNegated, isRequired) => [{ leaf, path: at, isNegated, isRequired }],
  })(path, false, true);
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
