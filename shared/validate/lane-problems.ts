/** Whether a promotion may stand in its lane (SEL-7: a lane `best_each` takes single awards that compete target by target). */
import type { ProblemDetail } from "../model/problem.ts";
import type { Award } from "../rules/award.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { Lane } from "../rules/rule-set.ts";

/** Problems of lane and awards together; `prefix` stands before each path. */
export function laneProblems(
  content: { lane: string; awards: readonly Award[] },
  lanes: readonly Lane[],
  prefix = "",
): ProblemDetail[] {
  const lane = lanes.find(({ id }) => id === content.lane);
  if (lane === undefined) {
    return [{ path: `${prefix}lane`, code: "lane_unknown", message: `\`${content.lane}\` is not a lane` }];
  }
  if (lane.mode !== "best_each") return [];
  const problems = content.awards.flatMap((award, index) =>
    AWARD_KINDS[award.kind].contest(award) === "none"
      ? [
          {
            path: `${prefix}awards.${index}`,
            code: "award_not_in_best_each",
            message: `cannot compete target by target in lane \`${lane.id}\``,
          },
        ]
      : [],
  );
  if (content.awards.length > 1) {
    problems.push({
      path: `${prefix}awards`,
      code: "awards_not_in_best_each",
      message: `lane \`${lane.id}\` takes promotions with a single award`,
    });
  }
  return problems;
}
