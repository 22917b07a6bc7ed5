/**
 * Cart trees put so that the cheap conditions are asked first: an `all` that fails on the channel never adds up the cart. The order of children
 * changes neither what a tree is (CND-1) nor what it says (CND-22).
 */
import type { CartCondition, CartLeaf } from "../rules/cart-condition.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import { foldCartTree, foldLineTree } from "../rules/tree.ts";

interface Weighed {
  readonly tree: CartCondition;
  /** Roughly the steps that judging it takes. */
  readonly cost: number;
}

/** Asking the lines costs so much more than looking at a fact of the cart. */
const LINES_COST = 4;

/** The same tree with children from the cheapest to the dearest, and an `all` inside an `all` dissolved. */
export function cheapestFirst(tree: CartCondition): CartCondition {
  return foldCartTree<Weighed>(tree, {
    all: (children) => joined("all", children),
    any: (children) => joined("any", children),
    not: ({ tree: of, cost }) => ({ tree: { kind: "not", of }, cost }),
    leaf: (leaf) => ({ tree: leaf, cost: costOf(leaf) }),
  }).tree;
}

function joined(kind: "all" | "any", children: Weighed[]): Weighed {
  const sorted = [...children].sort((a, b) => a.cost - b.cost);
  const of = sorted.flatMap(({ tree }) => (tree.kind === kind ? tree.of : [tree]));
  return { tree: { kind, of }, cost: children.reduce((sum, { cost }) => sum + cost, 0) };
}

function costOf(leaf: CartLeaf): number {
  const kind = CART_KINDS[leaf.kind];
  if (kind.facts.includes("codes")) return 0;
  if (!kind.facts.includes("lines")) return 1;
  const nodes = kind.lineTrees(leaf).map(({ tree }) =>
    foldLineTree<number>(tree, {
      all: (children) => children.reduce((sum, each) => sum + each, 1),
      any: (children) => children.reduce((sum, each) => sum + each, 1),
      not: (child) => child + 1,
      leaf: () => 1,
    }),
  );
  return LINES_COST + LINES_COST * nodes.reduce((sum, each) => sum + each, 0);
}
