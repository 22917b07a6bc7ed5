/**
 * A rule set against itself, before it is compiled: ids, lanes, codes, zones, and the bounds that keep its blob loadable. Paths begin with
 * the id of the promotion that has the problem.
 */
import { normalizeCode } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import type { ProblemDetail } from "../model/problem.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cartLeaves } from "../rules/tree.ts";
import { catalogueStageProblems } from "./catalogue-stage-problems.ts";
import { cartTreeSize, depthProblems, lateProblems, negationProblems } from "./condition-problems.ts";
import { hintProblems } from "./hint-problems.ts";
import { laneProblems } from "./lane-problems.ts";

/** A promotion's own tree and its campaign's conditions are joined by one `all`. */
const DEPTH_MAX = LIMITS.treeDepth + 1;

/** All problems of a rule set. */
export function validateRuleSet(ruleSet: RuleSet): ProblemDetail[] {
  return [
    ...sizeProblems(ruleSet),
    ...repeated(ruleSet.lanes, ({ id }) => id).map((id) => ({
      path: `lanes.${id}`,
      code: "lane_repeated",
      message: "comes twice",
    })),
    ...repeated(ruleSet.promotions, ({ id }) => id).map((id) => ({
      path: id,
      code: "promotion_repeated",
      message: "comes twice",
    })),
    ...ruleSet.promotions.flatMap((promotion) => promotionProblems(ruleSet, promotion)),
    ...codeProblems(ruleSet),
  ];
}

function sizeProblems({ lanes, promotions, codes }: RuleSet): ProblemDetail[] {
  const bounds = [
    { path: "lanes", count: lanes.length, most: LIMITS.lanes },
    { path: "promotions", count: promotions.length, most: LIMITS.ruleSetPromotions },
    { path: "codes", count: codes.length, most: LIMITS.ruleSetCodes },
  ];
  return bounds
    .filter(({ count, most }) => count > most)
    .map(({ path, count, most }) => ({
      path,
      code: "too_many",
      message: `has ${count} entries, at most ${most} are allowed`,
    }));
}

/** Each value that comes more than once, once. */
function repeated<T>(items: readonly T[], nameOf: (item: T) => string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const item of items) {
    const name = nameOf(item);
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return [...twice];
}

function promotionProblems({ lanes, zones, policies }: RuleSet, promotion: RulePromotion): ProblemDetail[] {
  const { id, conditions, schedules } = promotion;
  const threshold = promotion.policies?.threshold_basis ?? policies.threshold_basis;
  const known = new Set(["store", ...zones.map(({ zone }) => zone)]);
  const path = `${id}.conditions`;
  return [
    ...(promotion.stage === "catalogue"
      ? catalogueStageProblems(promotion, `${id}.`)
      : laneProblems(promotion, lanes, threshold, `${id}.`)),
    ...hintProblems(promotion, `${id}.`),
    ...depthProblems(path, cartTreeSize(conditions).depth, DEPTH_MAX),
    ...negationProblems(path, conditions),
    ...lateProblems(path, conditions, threshold),
    ...schedules.flatMap(({ zone }, index) =>
      known.has(zone)
        ? []
        : [
            {
              path: `${id}.schedules.${index}.zone`,
              code: "zone_unknown",
              message: `\`${zone}\` is not known`,
            },
          ],
    ),
  ];
}

function codeProblems({ promotions, codes }: RuleSet): ProblemDetail[] {
  const byId = new Map(promotions.map((promotion) => [promotion.id, promotion]));
  const owners = Map.groupBy(codes, ({ code }) => code);
  const counts = Map.groupBy(codes, ({ promotion }) => promotion);
  const problems = codes.flatMap((code) => problemsOfCode(code, byId.get(code.promotion), owners));
  for (const [promotion, own] of counts) {
    if (own.length > LIMITS.promotionCodes) {
      const message = `has ${own.length} codes, at most ${LIMITS.promotionCodes} are allowed`;
      problems.push({ path: `${promotion}.codes`, code: "too_many", message });
    }
  }
  return problems;
}

function problemsOfCode(
  entry: RuleCode,
  promotion: RulePromotion | undefined,
  owners: ReadonlyMap<string, readonly RuleCode[]>,
): ProblemDetail[] {
  const path = `${entry.promotion}.codes.${entry.code}`;
  const problems: ProblemDetail[] = [];
  const add = (code: string, message: string) => problems.push({ path, code, message });
  if (promotion === undefined) add("promotion_unknown", "belongs to no promotion of the rule set");
  else if (!asksForCode(promotion)) add("code_without_condition", "its promotion does not ask for a code");
  if (normalizeCode(entry.code) !== entry.code || entry.code === "") add("code_invalid", "is not normalised");
  const others = (owners.get(entry.code) ?? []).filter((other) => other !== entry);
  for (const other of others) {
    if (other.promotion === entry.promotion) add("code_repeated", "comes twice");
    else add("code_taken", `belongs to promotion \`${other.promotion}\` too`);
  }
  if (entry.start_ms !== null && entry.end_ms !== null && entry.end_ms <= entry.start_ms) {
    add("window_empty", "ends before it starts");
  }
  return problems;
}

function asksForCode({ conditions }: RulePromotion): boolean {
  return cartLeaves(conditions).some((leaf) => CART_KINDS[leaf.kind].facts.includes("codes"));
}
