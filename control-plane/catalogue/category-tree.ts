/** The category tree as a whole: whether a change leaves it a tree of bounded size and depth. */
import { LIMITS } from "../../shared/model/limits.ts";
import type { ProblemDetail } from "../../shared/model/problem.ts";

/** Parent of each category; null at the top. */
export type ParentOf = ReadonlyMap<string, string | null>;

/** Categories from the top down to the given one, itself last; null if the chain does not end within the bound. */
export function categoryPath(parentOf: ParentOf, id: string): string[] | null {
  const path = [id];
  for (let at = parentOf.get(id) ?? null; at !== null; at = parentOf.get(at) ?? null) {
    if (path.length >= LIMITS.categoryDepth) return null;
    path.unshift(at);
  }
  return path;
}

/** Problems of a tree after `changed` were put into it; `pathOf` says where the request names each. */
export function treeProblems(
  parentOf: ParentOf,
  changed: readonly string[],
  pathOf: (id: string) => string,
): ProblemDetail[] {
  const problems: ProblemDetail[] = [];
  if (parentOf.size > LIMITS.categories) {
    problems.push({ path: "", code: "too_big", message: `makes more than ${LIMITS.categories} categories` });
  }
  for (const id of changed) {
    const parent = parentOf.get(id) ?? null;
    if (parent !== null && !parentOf.has(parent)) {
      problems.push({
        path: pathOf(id),
        code: "category_unknown",
        message: `\`${parent}\` is not a category`,
      });
    }
  }
  if (problems.length > 0) return problems;
  // A move pulls its whole sub-tree along, so every category is looked at, not only those that were named.
  const tooDeep = new Set([...parentOf.keys()].filter((id) => categoryPath(parentOf, id) === null));
  const named = changed.filter((id) => tooDeep.has(id));
  if (tooDeep.size === 0) return [];
  return (named.length > 0 ? named : changed).map((id) => ({
    path: pathOf(id),
    code: "category_depth",
    message: `closes a circle or makes the tree deeper than ${LIMITS.categoryDepth}`,
  }));
}
