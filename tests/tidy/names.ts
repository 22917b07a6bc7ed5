/** Names that say nothing: a file or type named so is a drawer into which everything falls. */
import { type Check, isNode, type Node, parse, sources, walk } from "./tree.ts";

const banned = new Set(
  ["util", "helper", "common", "misc", "manager", "service", "base", "data", "info"].flatMap((word) => [
    word,
    `${word}s`,
  ]),
);
const typeNodes = ["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "ClassDeclaration"];

export const checkFileNames: Check = (tree) =>
  sources(tree).flatMap(([path]) => {
    const name =
      path
        .split("/")
        .at(-1)
        ?.replace(/(\.test)?\.tsx?$/, "") ?? "";
    const word = name.split(/[-.]/).find((part) => banned.has(part));
    const problems = word ? [`${path}: \`${word}\` says nothing in a file's name`] : [];
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.config)?$/.test(name))
      problems.push(`${path}: file names are kebab-case`);
    return problems;
  });

export const checkTypeNames: Check = (tree) =>
  sources(tree).flatMap(([path, text]) => {
    const problems: string[] = [];
    walk(parse(path, text), (node) => {
      const name = typeNodes.includes(node.type) ? nameOf(node) : null;
      const word = name?.match(/[A-Z][a-z]*/g)?.find((part) => banned.has(part.toLowerCase()));
      if (word) problems.push(`${path}: \`${word}\` says nothing in the type \`${name}\``);
    });
    return problems;
  });

function nameOf(node: Node): string | null {
  return isNode(node.id) && typeof node.id.name === "string" ? node.id.name : null;
}
