/** What a source file imports, and where that leads. */
import { posix } from "node:path";
import { isNode, type Node, parse, walk } from "./tree.ts";

export interface Import {
  /** A path of the tree, or the name of a package (`zod`, `node:fs`, `@hono/zod-openapi`). */
  target: string;
  isPackage: boolean;
  /** Nothing of it is left at run time. */
  typesOnly: boolean;
}

export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  walk(parse(path, text), (node) => {
    const source = node.source;
    if (!isNode(source) || typeof source.value !== "string") return;
    found.push({ ...resolve(path, source.value), typesOnly: isTypesOnly(node) });
  });
  return found;
}

function resolve(path: string, specifier: string): Pick<Import, "target" | "isPackage"> {
  if (specifier.startsWith(".")) {
    return { target: posix.join(posix.dirname(path), specifier), isPackage: false };
  }
  const parts = specifier.split("/");
  const target = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  return { target, isPackage: true };
}

function isTypesOnly(node: Node): boolean {
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier.importKind === "type");
}
