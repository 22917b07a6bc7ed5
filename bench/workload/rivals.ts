/**
 * Promotions that compete: each takes a percentage off eight of the twenty departments and closes the units that it touched to those after it, so none is
 * free and a lane `best_combination` has to search. With ten lines nearly everybody is eligible.
 */
import { DEFAULT_POLICIES } from "../../shared/model/policies.ts";
import { AwardSchema } from "../../shared/rules/award.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { at } from "./chance.ts";
import type { Shop } from "./shop.ts";

/** Departments of one promotion, of twenty. */
const DEPARTMENTS = 8;
/** Prime to the number of departments, so that neighbours overlap with different others. */
const STRIDE = 7;

export function rivalRules(company: string, shop: Shop, count: number): RuleSet {
  return {
    company,
    policies: DEFAULT_POLICIES,
    lanes: [{ id: "default", mode: "best_combination" }],
    promotions: Array.from({ length: count }, (_, number) => rival(shop, number)),
    codes: [],
    zones: [],
  };
}

function rival({ tops }: Shop, number: number): RulePromotion {
  const departments = Array.from({ length: DEPARTMENTS }, (_, place) =>
    at(tops, (number * 2 + place * STRIDE) % tops.length),
  );
  const items: LineCondition = { kind: "category", any_of: departments };
  const award = { kind: "percent", rate_bps: 1_000 + 150 * number, on: "items", items, closes_units: true };
  return {
    id: `R${String(number).padStart(2, "0")}`,
    version: 1,
    campaign: null,
    label: `Rival ${number}`,
    lane: "default",
    priority: number % 3,
    schedules: [],
    conditions: { kind: "quantity", items, at_least: 1 },
    awards: [AwardSchema.parse(award)],
  };
}
