/**
 * One promotion against what its schema cannot see: sizes of trees, its lane or the catalogue stage, its zone, its times. All problems at
 * once.
 */
import { LIMITS } from "../model/limits.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { ProblemDetail } from "../model/problem.ts";
import { AWARD_KINDS } from "../rules/award-kinds.ts";
import type { PromotionContent } from "../rules/promotion.ts";
import type { Lane } from "../rules/rule-set.ts";
import { catalogueStageProblems } from "./catalogue-stage-problems.ts";
import {
  cartTreeSize,
  depthProblems,
  lateProblems,
  lineTreeSize,
  negationProblems,
} from "./condition-problems.ts";
import { hintProblems } from "./hint-problems.ts";
import { laneProblems } from "./lane-problems.ts";
import { scheduleProblems } from "./schedule-problems.ts";

export interface ValidationContext {
  lanes: readonly Lane[];
  isZone: (name: string) => boolean;
  /** Those of the company; without them the defaults. */
  policies?: Policies;
}

/** Problems of a promotion that was parsed by its schema. */
export function validatePromotion(content: PromotionContent, context: ValidationContext): ProblemDetail[] {
  const threshold =
    content.policies?.threshold_basis ?? (context.policies ?? DEFAULT_POLICIES).threshold_basis;
  return [
    ...(content.stage === "catalogue"
      ? catalogueStageProblems(content)
      : laneProblems(content, context.lanes, threshold)),
    ...hintProblems(content),
    ...scheduleProblems(content.schedule, context.isZone),
    ...treeProblems(content),
    ...lateProblems("conditions", content.conditions, threshold),
  ];
}

function treeProblems({ conditions, awards }: PromotionContent): ProblemDetail[] {
  const size = cartTreeSize(conditions);
  const problems = depthProblems("conditions", size.depth);
  let nodes = size.nodes;
  for (const [index, award] of awards.entries()) {
    for (const { path, tree } of AWARD_KINDS[award.kind].lineTrees(award)) {
      const itemsSize = lineTreeSize(tree);
      nodes += itemsSize.nodes;
      problems.push(...depthProblems(`awards.${index}.${path}`, itemsSize.depth));
    }
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
