/** One promotion against what its schema cannot see: sizes of trees, its lane, its zone, its times. All problems at once. */
import { LIMITS } from "../model/limits.ts";
import type { ProblemDetail } from "../model/problem.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { PromotionContent } from "../rules/promotion.ts";
import type { Lane } from "../rules/rule-set.ts";
import type { Schedule } from "../rules/schedule.ts";
import { parseLocal } from "../time/zone.ts";
import { cartTreeSize, depthProblems, lineTreeSize, negationProblems } from "./condition-problems.ts";
import { laneProblems } from "./lane-problems.ts";

export interface ValidationContext {
  lanes: readonly Lane[];
  isZone: (name: string) => boolean;
}

/** Problems of a promotion that was parsed by its schema. */
export function validatePromotion(content: PromotionContent, context: ValidationContext): ProblemDetail[] {
  return [
    ...laneProblems(content, context.lanes),
    ...scheduleProblems(content.schedule, context.isZone),
    ...treeProblems(content),
  ];
}

function treeProblems({ conditions, awards }: PromotionContent): ProblemDetail[] {
  const size = cartTreeSize(conditions);
  const problems = depthProblems("conditions", size.depth);
  let nodes = size.nodes;
  for (const [index, award] of awards.entries()) {
    const items = AWARD_KINDS[award.kind].items(award);
    if (items === undefined) continue;
    const itemsSize = lineTreeSize(items);
    nodes += itemsSize.nodes;
    problems.push(...depthProblems(`awards.${index}.items`, itemsSize.depth));
  }
  if (nodes > LIMITS.treeNodes) {
    problems.push({
      path: "conditions",
      code: "tree_too_large",
      message: `has ${nodes} nodes with its line trees, at most ${LIMITS.treeNodes} are allowed`,
    });
  }
  return [...problems, ...negationProblems("conditions", conditions)];
}

/** Problems of a schedule as entered; campaigns have schedules too. */
export function scheduleProblems(
  schedule: Schedule | undefined,
  isZone: (name: string) => boolean,
): ProblemDetail[] {
  if (schedule === undefined) return [];
  const problems: ProblemDetail[] = [];
  if (schedule.zone !== "store" && !isZone(schedule.zone)) {
    problems.push({ path: "schedule.zone", code: "zone_unknown", message: "is not an IANA zone or `store`" });
  }
  const times = { start: schedule.start, end: schedule.end };
  for (const [field, text] of Object.entries(times)) {
    if (text !== undefined && parseLocal(text) === null) {
      problems.push({ path: `schedule.${field}`, code: "date_invalid", message: "is not a date and time" });
    }
  }
  const start = schedule.start === undefined ? null : parseLocal(schedule.start);
  const end = schedule.end === undefined ? null : parseLocal(schedule.end);
  if (start !== null && end !== null && end <= start) {
    problems.push({ path: "schedule.end", code: "schedule_empty", message: "must be after `start`" });
  }
  return problems;
}
