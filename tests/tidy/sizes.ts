/** How long a file and a function may be. Giants that existed before a limit would be listed here, and may only shrink. */
import { type Check, isNode, lineOf, type Node, parse, sources, walk } from "./tree.ts";

const fileLinesMax = 400;
const functionLinesMax = 70;
/** path → lines it may have at most. Empty: keep it so. */
const ratchet: Readonly<Record<string, number>> = {};

export const checkFileSizes: Check = (tree) =>
  sources(tree).flatMap(([path, text]) => {
    const lines = text.split("\n").length - 1;
    const linesMax = ratchet[path] ?? fileLinesMax;
    return lines > linesMax ? [`${path} has ${lines} lines of ${linesMax}`] : [];
  });

export const checkFunctionSizes: Check = (tree) =>
  sources(tree).flatMap(([path, text]) => {
    const problems: string[] = [];
    walk(parse(path, text), (node, parent) => {
      if (!isFunction(node) || isSuite(parent)) return;
      const first = lineOf(text, node.start);
      const lines = lineOf(text, node.end) - first + 1;
      if (lines > functionLinesMax) {
        problems.push(`${path}:${first} has a function of ${lines} lines of ${functionLinesMax}`);
      }
    });
    return problems;
  });

function isFunction(node: Node): boolean {
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"].includes(node.type);
}

/** The callback of `describe` is a list of tests, not a function to be read at once. */
function isSuite(parent: Node | null): boolean {
  if (parent?.type !== "CallExpression" || !isNode(parent.callee)) return false;
  let callee: Node = parent.callee;
  while (true) {
    if (callee.type === "Identifier") return callee.name === "describe";
    const inner = callee.type === "MemberExpression" ? callee.object : callee.callee;
    if (!isNode(inner)) return false;
    callee = inner;
  }
}
