/** Typed codes that save the same: who has which priority, lane, id and code decides (SEL-9). */
import type { Lane, RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import type { Meeting } from "./random-bounds.ts";
import { WORDS, ZONES } from "./words.ts";

export function randomDuel({ chance, facts, policies }: Meeting): RuleSet {
  const modes = ["all", "all", "best_combination", "first"] as const;
  const lanes = chance.some(WORDS.lane, 2, 4).map((id): Lane => ({ id, mode: chance.one(modes) }));
  const ids = chance.some(WORDS.promotion, 3, 6);
  const promotions = ids.map(
    (id, index): RulePromotion => ({
      id,
      version: 1,
      campaign: null,
      label: id,
      lane: chance.one(lanes).id,
      priority: chance.one([0, 0, 1]),
      schedules: [],
      conditions: index < 2 || chance.once(2) ? { kind: "code" } : { kind: "all", of: [] },
      awards: [{ kind: "amount", on: "items", per: "unit", amounts: { [facts.currency]: 1 } }],
    }),
  );
  const coded = promotions.filter(({ conditions }) => conditions.kind === "code");
  const codes = facts.codes.map((code) => ({
    code,
    promotion: chance.one(coded).id,
    start_ms: null,
    end_ms: null,
  }));
  return { company: "acme", policies: { ...policies, codes: "one" }, lanes, promotions, codes, zones: ZONES };
}
