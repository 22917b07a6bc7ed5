/**
 * The repository as the checks see it: path → text. A check is a function from such a tree to sentences about what is wrong, so that
 * it can be tried on a planted tree too.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";

export type Tree = ReadonlyMap<string, string>;

export type Check = (tree: Tree) => string[];

/** A node of the syntax tree, whatever its kind. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const root = join(import.meta.dirname, "../..");
const foreign = new Set(["node_modules", "dist", ".git", ".state", ".wrangler"]);
const textEndings = [".ts", ".tsx", ".cjs", ".md", ".sql", ".json", ".toml"];

/** Every text file that is ours. */
export function readTree(): Tree {
  const tree = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (foreign.has(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      else if (textEndings.some((ending) => path.endsWith(ending))) {
        tree.set(path, readFileSync(join(root, path), "utf8"));
      }
    }
  };
  visit("");
  return tree;
}

/** The TypeScript files of a tree, declarations left out. */
export function sources(tree: Tree): [path: string, text: string][] {
  return [...tree].filter(([path]) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
}

export function isTest(path: string): boolean {
  return path.endsWith(".test.ts") || path.endsWith("/testing.ts") || path.startsWith("tests/");
}

const parsed = new Map<string, Node>();

/** The syntax tree of a source text. */
export function parse(path: string, text: string): Node {
  const known = parsed.get(text);
  if (known) return known;
  const program = parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts" }) as unknown as Node;
  parsed.set(text, program);
  return program;
}

/** Calls `visit` with every node below and including this one, and the node above it. */
export function walk(
  node: Node,
  visit: (node: Node, parent: Node | null) => void,
  parent: Node | null = null,
) {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, node);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
