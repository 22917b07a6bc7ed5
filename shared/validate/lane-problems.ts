/**
 * Whether a promotion may stand in its lane. A lane `best_each` decides target by target (SEL-7), so it takes promotions with one money
 * award that competes there, and nothing that depends on what is chosen beside them.
 */
import type { ProblemDetail } from "../model/problem.ts";
import type { Award } from "../rules/award.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { Basis } from "../rules/basis.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { Exclusive, Reduced } from "../rules/promotion.ts";
import type { Lane } from "../rules/rule-set.ts";
import { lateLeaves } from "./condition-problems.ts";

/** What both a promotion's content and a rule set's promotion say. */
export interface Stacked {
  readonly lane: string;
  readonly conditions: CartCondition;
  readonly awards: readonly Award[];
  readonly exclusive?: Exclusive | undefined;
  readonly combines_with?: readonly string[] | undefined;
  readonly excludes_reduced?: readonly Reduced[] | undefined;
}

/** Problems of a promotion and its lane together; `prefix` stands before each path. */
export function laneProblems(
  content: Stacked,
  lanes: readonly Lane[],
  threshold: Basis,
  prefix = "",
): ProblemDetail[] {
  const lane = lanes.find(({ id }) => id === content.lane);
  if (lane === undefined) {
    return [{ path: `${prefix}lane`, code: "lane_unknown", message: `\`${content.lane}\` is not a lane` }];
  }
  return lane.mode === "best_each" ? bestEachProblems(content, lane.id, threshold, prefix) : [];
}

function bestEachProblems(content: Stacked, lane: string, threshold: Basis, prefix: string): ProblemDetail[] {
  const { awards, exclusive, combines_with, excludes_reduced, conditions } = content;
  const problems: ProblemDetail[] = [];
  const refuse = (path: string, code: string, message: string) =>
    problems.push({ path: `${prefix}${path}`, code, message });
  let moneyAwards = 0;
  for (const [index, award] of awards.entries()) {
    const kind = AWARD_KINDS[award.kind];
    if (kind.does === "money") {
      moneyAwards++;
      if (kind.contest(award) === "none") {
        const message = `cannot compete target by target in lane \`${lane}\``;
        refuse(`awards.${index}`, "award_not_in_best_each", message);
      }
    }
    if (kind.closes(award)) {
      refuse(`awards.${index}.closes_units`, "closes_in_best_each", `does not go with lane \`${lane}\``);
    }
  }
  if (moneyAwards !== 1) {
    const message = `lane \`${lane}\` takes promotions with a single award that takes money off`;
    refuse("awards", "awards_not_in_best_each", message);
  }
  if (combines_with !== undefined) {
    refuse("combines_with", "classes_in_best_each", `does not go with lane \`${lane}\``);
  }
  if (exclusive?.reading === "only_if_first") {
    refuse("exclusive.reading", "exclusive_in_best_each", `does not go with lane \`${lane}\``);
  }
  if (excludes_reduced?.includes("earlier_promotion") === true) {
    refuse(
      "excludes_reduced",
      "reduced_in_best_each",
      `\`earlier_promotion\` does not go with lane \`${lane}\``,
    );
  }
  for (const { path } of lateLeaves("conditions", conditions, threshold)) {
    refuse(path, "late_in_best_each", `is judged on \`current\`, which does not go with lane \`${lane}\``);
  }
  return problems;
}
