/**
 * Whether a promotion of the stage `catalogue` can lower a price before there is a cart (CAT-1): its conditions read the context and the
 * customer alone, and its one award says what becomes of a single unit.
 */
import type { ProblemDetail } from "../model/problem.ts";
import type { Award } from "../rules/award.ts";
import type { Fact } from "../rules/condition-kind.ts";
import { CART_KINDS } from "../rules/condition-kinds.ts";
import { placedLeaves } from "../rules/tree.ts";
import type { Stacked } from "./lane-problems.ts";

/** What is known of context and customer without a cart. */
const KNOWN_BEFORE: readonly Fact[] = [
  "channel",
  "store",
  "currency",
  "variants",
  "customer",
  "segments",
  "customer_attributes",
  "customer_group",
  "tier",
  "lifecycle",
];

/** Problems of a catalogue promotion; `prefix` stands before each path. */
export function catalogueStageProblems(content: Stacked, prefix = ""): ProblemDetail[] {
  const { conditions, awards, exclusive, excludes_reduced } = content;
  const problems: ProblemDetail[] = [];
  const refuse = (path: string, code: string, message: string) =>
    problems.push({ path: `${prefix}${path}`, code, message });
  for (const { leaf, path } of placedLeaves(conditions, "conditions")) {
    if (CART_KINDS[leaf.kind].facts.every((fact) => KNOWN_BEFORE.includes(fact))) continue;
    refuse(path, "condition_not_in_catalogue_stage", "reads more than the context and the customer");
  }
  for (const [index, award] of awards.entries()) {
    if (lowersUnits(award)) continue;
    const message =
      "must be `percent`, or `amount` or `fixed_price` per unit, on items, without cap, pick and closes_units";
    refuse(`awards.${index}`, "award_not_in_catalogue_stage", message);
  }
  if (awards.length !== 1) {
    refuse("awards", "awards_not_in_catalogue_stage", "must be a single award in the catalogue stage");
  }
  if (exclusive?.reach === "cart") {
    refuse("exclusive.reach", "reach_not_in_catalogue_stage", "the catalogue stage has no cart");
  }
  if (excludes_reduced !== undefined) {
    refuse("excludes_reduced", "reduced_not_in_catalogue_stage", "does not go with the catalogue stage");
  }
  return problems;
}

function lowersUnits(award: Award): boolean {
  switch (award.kind) {
    case "percent":
      return award.cap === undefined && takesAllUnits(award);
    case "amount":
    case "fixed_price":
      return award.per === "unit" && takesAllUnits(award);
    default:
      return false;
  }
}

function takesAllUnits(award: { on: string; pick?: unknown; closes_units?: unknown }): boolean {
  return award.on === "items" && award.pick === undefined && award.closes_units === undefined;
}
