/** Documents have one title each, and their relative links lead somewhere. */
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import type { Check, Tree } from "./tree.ts";

const root = join(import.meta.dirname, "../..");

export const checkTitles: Check = (tree) =>
  documents(tree).flatMap(([path, text]) => {
    const titles = text.split("\n").filter((line) => line.startsWith("# ")).length;
    return titles === 1 ? [] : [`${path} has ${titles} titles, not one`];
  });

export const checkLinks: Check = (tree) =>
  documents(tree).flatMap(([path, text]) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
      if (/^[a-z]+:/.test(link)) return [];
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : posix.join(posix.dirname(path), file);
      if (!tree.has(target) && !existsSync(join(root, target)))
        return [`${path} links to \`${link}\`, which is not there`];
      const linked = tree.get(target);
      if (anchor === undefined || linked === undefined || anchorsOf(linked).has(anchor)) return [];
      return [`${path} links to \`${link}\`: no heading has that anchor`];
    }),
  );

/** Texts of documents without their code, in which `#` and brackets mean other things. */
function documents(tree: Tree): [string, string][] {
  return [...tree]
    .filter(([path]) => path.endsWith(".md"))
    .map(([path, text]) => [path, text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, code)]);
}

/** Inline code keeps its words, since headings hold some. */
function code(text: string): string {
  return text.replaceAll(/[[\]()`]/g, "");
}

function anchorsOf(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
