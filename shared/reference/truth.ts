/** Three values, and how trees over them end (CND-1). Both sorts of trees (on the cart, on a line) are judged here. */

export type Truth = boolean | "unknown";

export type Tree<Leaf> =
  | { kind: "all"; of: Tree<Leaf>[] }
  | { kind: "any"; of: Tree<Leaf>[] }
  | { kind: "not"; of: Tree<Leaf> }
  | Leaf;

export function judgeTree<Leaf extends { kind: string }>(
  tree: Tree<Leaf>,
  judgeLeaf: (leaf: Leaf) => Truth,
): Truth {
  const node = nodeOf(tree);
  switch (node.branch) {
    case "all":
      return allOf(node.of.map((child) => judgeTree(child, judgeLeaf)));
    case "any":
      return anyOf(node.of.map((child) => judgeTree(child, judgeLeaf)));
    case "not":
      return notOf(judgeTree(node.of, judgeLeaf));
    case null:
      return judgeLeaf(node.leaf);
  }
}

type Node<Leaf> =
  | { branch: "all"; of: Tree<Leaf>[] }
  | { branch: "any"; of: Tree<Leaf>[] }
  | { branch: "not"; of: Tree<Leaf> }
  | { branch: null; leaf: Leaf };

/** Tells branches from leaves: no leaf is of the kinds all, any, not. */
export function nodeOf<Leaf extends { kind: string }>(tree: Tree<Leaf>): Node<Leaf> {
  if (tree.kind === "all" || tree.kind === "any") {
    return { branch: tree.kind, of: (tree as { of: Tree<Leaf>[] }).of };
  }
  if (tree.kind === "not") return { branch: "not", of: (tree as { of: Tree<Leaf> }).of };
  return { branch: null, leaf: tree as Leaf };
}

/** Without children: true. */
export function allOf(children: Truth[]): Truth {
  if (children.includes(false)) return false;
  return children.includes("unknown") ? "unknown" : true;
}

/** Without children: false. */
export function anyOf(children: Truth[]): Truth {
  if (children.includes(true)) return true;
  return children.includes("unknown") ? "unknown" : false;
}

export function notOf(child: Truth): Truth {
  return child === "unknown" ? "unknown" : !child;
}
