/** Problems of a promotion that gives hints: they come with every decision, so what they tell is short, and it is about a cart (HNT-1, HNT-3). */
import { LIMITS } from "../model/limits.ts";
import type { ProblemDetail } from "../model/problem.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { HintWish } from "../rules/promotion.ts";
import { toldTrees } from "../rules/told-trees.ts";

/** What both a promotion's content and a rule set's promotion say. */
interface Hinting {
  readonly stage?: "cart" | "catalogue" | undefined;
  readonly conditions: CartCondition;
  readonly awards: readonly Award[];
  readonly hint?: HintWish | undefined;
}

/** `prefix` stands before each path. */
export function hintProblems(content: Hinting, prefix = ""): ProblemDetail[] {
  if (content.hint === undefined) return [];
  if (content.stage === "catalogue") {
    const message = "does not go with the catalogue stage";
    return [{ path: `${prefix}hint`, code: "hint_not_in_catalogue_stage", message }];
  }
  return toldTrees(content)
    .map(({ path, tree }) => ({ path, length: JSON.stringify(tree).length }))
    .filter(({ length }) => length > LIMITS.hintItems)
    .map(({ path, length }) => ({
      path: `${prefix}${path}`,
      code: "too_long_for_hint",
      message: `takes ${length} characters, at most ${LIMITS.hintItems} can be told in a hint: name a category or a tag`,
    }));
}
