/**
 * The executable specification: the oracle of every comparison. It is slow on purpose, so it is timed for the full decision of small
 * rule sets alone.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Reason } from "../../shared/model/reason.ts";
import { AWARD_KINDS } from "../../shared/rules/award-kinds.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { referencePlain } from "../../tests/differential/evaluators.ts";
import { sumsOf } from "./compiled.ts";
import type { Engine } from "./engine.ts";

/** Reasons of a promotion that is eligible and yet gave nothing (CND-23): said of its awards, or of the choice. */
const ELIGIBLE_REASONS: ReadonlySet<string> = new Set(["no_effect", "items_missing", "lower_than_best"]);
/** Other reasons name the award that asks for more, or the condition that does not hold. */
const AWARDS: ReadonlySet<string> = new Set(Object.keys(AWARD_KINDS));

export const referenceEngine: Engine = {
  name: "reference evaluator",
  version: null,
  runsOnWorkers: true,
  clock: "cpu",
  tasks: ["decide"],
  publish: ({ rules }) => new TextEncoder().encode(JSON.stringify(rules)),
  load(bytes) {
    const rules = JSON.parse(new TextDecoder().decode(bytes)) as RuleSet;
    return {
      match: (cart, atMs) => eligibleIds(rules, cart, atMs),
      decide(cart, atMs) {
        const result = referencePlain(rules, cart, atMs, { left_out: [], granted: [], explain: false });
        return { toPay: result.totals.to_pay, sums: () => sumsOf(result) };
      },
    };
  },
};

function eligibleIds(rules: RuleSet, cart: CartFacts, atMs: number): string[] {
  const promotions = rules.promotions.map(({ id }) => id);
  const { explain } = referencePlain(rules, cart, atMs, {
    left_out: [],
    granted: [],
    explain: { promotions },
  });
  return (explain?.promotions ?? [])
    .filter(({ status, reasons }) => {
      return status === "applied" || reasons.every(isOfAwards);
    })
    .map(({ promotion }) => promotion);
}

function isOfAwards({ code, by }: Reason): boolean {
  return ELIGIBLE_REASONS.has(code) || (by !== undefined && AWARDS.has(by));
}
