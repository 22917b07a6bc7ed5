/** What the pure core must not call: the ES library lets it compile, but the result would depend on when and where it runs. */
import { type Check, isNode, isTest, lineOf, type Node, parse, sources, walk } from "./tree.ts";

export const checkCalls: Check = (tree) =>
  sources(tree).flatMap(([path, text]) => {
    if (!path.startsWith("shared/") || isTest(path)) return [];
    const problems: string[] = [];
    walk(parse(path, text), (node) => {
      const what = impureCall(node);
      if (what) problems.push(`${path}:${lineOf(text, node.start)} uses \`${what}\``);
    });
    return problems;
  });

/** Importing a barrel drags in everything behind it, so each thing is imported from the file that has it. */
export const checkBarrels: Check = (tree) =>
  sources(tree).flatMap(([path, text]) => {
    const body = parse(path, text).body;
    const statements = Array.isArray(body) ? body.filter(isNode) : [];
    const isReexport = (node: Node) => node.type === "ExportNamedDeclaration" && isNode(node.source);
    if (statements.some((node) => node.type === "ExportAllDeclaration"))
      return [`${path} has an \`export *\``];
    return statements.length > 0 && statements.every(isReexport) ? [`${path} only re-exports`] : [];
  });

function impureCall(node: Node): string | null {
  if (node.type === "NewExpression" && isNamed(node.callee, "Date")) return "new Date";
  if (node.type === "Identifier" && node.name === "Intl") return "Intl";
  if (node.type !== "MemberExpression" || !isNode(node.property)) return null;
  const name = String(node.property.name ?? node.property.value);
  if (name === "localeCompare" || name.startsWith("toLocale")) return name;
  if (name === "now" && (isNamed(node.object, "Date") || isNamed(node.object, "performance"))) return "now";
  return name === "random" && isNamed(node.object, "Math") ? "Math.random" : null;
}

function isNamed(value: unknown, name: string): boolean {
  return isNode(value) && value.type === "Identifier" && value.name === name;
}
