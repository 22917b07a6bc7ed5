/**
 * Rules and tests know each other by number: docs/spec defines `- **AWD-3** …`, a test's title begins with `[AWD-3]` or `[AWD-3, SEL-1]`.
 * Each side must know the other's.
 */
import { type Check, type Node, parse, sources, walk } from "./tree.ts";

export const checkRuleNumbers: Check = (tree) => {
  const defined = new Map<string, string>();
  const problems: string[] = [];
  for (const [path, text] of tree) {
    if (!path.startsWith("docs/spec/") || !path.endsWith(".md")) continue;
    for (const [, rule = ""] of text.matchAll(/^\s*- \*\*([A-Z]{3}-\d+)\*\*/gm)) {
      if (defined.has(rule)) problems.push(`${path} defines ${rule}, as does ${defined.get(rule)}`);
      defined.set(rule, path);
    }
  }
  const cited = new Map<string, string>();
  for (const [path, text] of sources(tree)) {
    if (!path.endsWith(".test.ts")) continue;
    for (const rule of citedIn(path, text)) cited.set(rule, path);
  }
  for (const [rule, path] of defined) {
    if (!cited.has(rule)) problems.push(`${rule} of ${path} is cited by no test`);
  }
  for (const [rule, path] of cited) {
    if (!defined.has(rule)) problems.push(`${path} cites ${rule}, which docs/spec does not define`);
  }
  return problems;
};

/** Rules in titles, which are literal texts: given to `test` and its like, or rows of a table of `test.each`. */
function citedIn(path: string, text: string): string[] {
  const rules: string[] = [];
  walk(parse(path, text), (node) => {
    const brackets = /^\[([A-Z]{3}-\d+(?:, ?[A-Z]{3}-\d+)*)\]/.exec(textOf(node));
    if (brackets?.[1]) rules.push(...brackets[1].split(/, ?/));
  });
  return rules;
}

function textOf({ type, value }: Node): string {
  if (type === "Literal" && typeof value === "string") return value;
  if (type !== "TemplateElement" || typeof value !== "object" || value === null) return "";
  return "raw" in value ? String(value.raw) : "";
}
