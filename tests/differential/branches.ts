/**
 * Which branches of a source were taken, from the counts that Node's built-in coverage writes. A branch is an arm of `if` and `? :` (a missing
 * `else` is one too), a `case`, the right side of `&&`, `||` and `??`, and a default of a parameter. Not counted: what stands behind `??` after
 * an indexed access, which the type checker demands and no index in range reaches; an arm that only throws, which says that it is never
 * reached; and functions that nothing called, which are told apart.
 */
import { isNode, lineOf, type Node, parse } from "../tidy/tree.ts";

/** What V8 says of one script: ranges inside each other, the innermost counts. */
export interface CountedRange {
  startOffset: number;
  endOffset: number;
  count: number;
}

export interface Branches {
  all: number;
  taken: number;
  /** Place and kind of each branch that was not. */
  missed: string[];
  /** Places of functions that were never called; what is inside them is not counted. */
  idle: string[];
}

export function branchesOf(path: string, text: string, ranges: readonly CountedRange[]): Branches {
  const found: Branches = { all: 0, taken: 0, missed: [], idle: [] };
  const countAt = (offset: number) => innermost(ranges, offset)?.count ?? 0;
  const placeOf = (node: Node) => `${path}:${lineOf(text, node.start)}`;
  const visit = (node: Node) => {
    if (isFunction(node) && isNode(node.body) && countAt(node.body.start) === 0) {
      found.idle.push(placeOf(node));
      return;
    }
    for (const { arm, kind, besides } of armsOf(node)) {
      found.all += 1;
      const count = countAt(arm.start) - (besides === null ? 0 : countAt(besides.start));
      if (count > 0) found.taken += 1;
      else found.missed.push(`${placeOf(arm)} ${kind}`);
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(parse(path, text));
  return found;
}

interface Arm {
  arm: Node;
  kind: string;
  /** For a missing `else`: what was done instead. */
  besides: Node | null;
}

function armsOf(node: Node): Arm[] {
  const arm = (field: string, kind: string): Arm[] => {
    const value = node[field];
    return isNode(value) && !isThrow(value) ? [{ arm: value, kind, besides: null }] : [];
  };
  switch (node.type) {
    case "IfStatement": {
      const { consequent, alternate } = node;
      const isWithoutElse = isNode(consequent) && !isNode(alternate) && !isThrow(consequent);
      const missing = isWithoutElse ? [{ arm: node, kind: "no else", besides: consequent }] : [];
      return [...arm("consequent", "then"), ...arm("alternate", "else"), ...missing];
    }
    case "ConditionalExpression":
      return [...arm("consequent", "?"), ...arm("alternate", ":")];
    case "LogicalExpression":
      return node.operator === "??" && isIndexed(node.left) ? [] : arm("right", String(node.operator));
    case "AssignmentPattern":
      return arm("right", "default");
    case "SwitchCase": {
      const [first] = Array.isArray(node.consequent) ? node.consequent.filter(isNode) : [];
      return first === undefined || isThrow(first) ? [] : [{ arm: first, kind: "case", besides: null }];
    }
    default:
      return [];
  }
}

function isFunction({ type }: Node): boolean {
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"].includes(type);
}

function isThrow(node: Node): boolean {
  if (node.type !== "BlockStatement") return node.type === "ThrowStatement";
  const body = Array.isArray(node.body) ? node.body.filter(isNode) : [];
  return body.length === 1 && body.every(({ type }) => type === "ThrowStatement");
}

/** `list[index]`, or something read of it. */
function isIndexed(value: unknown): boolean {
  if (!isNode(value)) return false;
  if (value.type === "ChainExpression") return isIndexed(value.expression);
  if (value.type !== "MemberExpression") return false;
  return value.computed === true || isIndexed(value.object);
}

function innermost(ranges: readonly CountedRange[], offset: number): CountedRange | undefined {
  let inner: CountedRange | undefined;
  for (const range of ranges) {
    if (range.startOffset > offset || range.endOffset <= offset) continue;
    if (inner === undefined || range.endOffset - range.startOffset <= inner.endOffset - inner.startOffset) {
      inner = range;
    }
  }
  return inner;
}
