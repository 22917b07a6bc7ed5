/** One random case of pricing: what both evaluators are given. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { EvaluateOptions, LeftOut } from "../../shared/model/decision.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { Chance, defined } from "./chance.ts";
import type { Meeting } from "./random-bounds.ts";
import { randomCart } from "./random-cart.ts";
import { directedCase } from "./random-directed.ts";
import { randomDuel } from "./random-duel.ts";
import { randomRules } from "./random-rules.ts";
import { randomPolicies } from "./random-stacking.ts";
import { CHANGES, sorted, TURNS } from "./words.ts";

export interface PricingCase {
  rules: RuleSet;
  facts: CartFacts;
  atMs: number;
  options: EvaluateOptions;
}

/** Most are of all sorts; one in twelve is made for the search over sets (SEL-19 to SEL-21), one in twenty of codes that tie. */
export function randomCase(seed: number): PricingCase {
  const chance = new Chance(seed);
  if (chance.once(12)) return directedCase(chance.whole(0, 0xffff_ffff));
  const atMs = randomInstant(chance);
  const facts = randomCart(chance, atMs);
  const meeting: Meeting = { chance, facts, atMs, policies: randomPolicies(chance) };
  const rules = facts.codes.length > 1 && chance.once(6) ? randomDuel(meeting) : randomRules(meeting);
  return { rules, facts, atMs, options: randomOptions(chance, rules) };
}

function randomInstant(chance: Chance): number {
  if (chance.once(4)) return Date.parse("2026-01-01T00:00Z") + chance.whole(0, 364 * 86_400_000);
  const halfHours = chance.whole(-8, 8) * 1_800_000;
  return chance.one(chance.once(4) ? TURNS : CHANGES) + halfHours + chance.one([0, 0, 0, 1, -1]);
}

/** The explanation asks for every promotion by name, now and then for one that is none, or for nothing. */
function randomOptions(chance: Chance, rules: RuleSet): EvaluateOptions {
  const ids = rules.promotions.map(({ id }) => id);
  const named = (most: number) => sorted(chance.some(ids, 0, most));
  return {
    left_out: chance.once(6) ? named(2).map((promotion) => randomLeftOut(chance, promotion)) : [],
    granted: chance.once(4)
      ? named(3).map((promotion) => ({ promotion, amount: chance.one([0, 1, 2, 3, 10, 100, 1000]) }))
      : [],
    explain: chance.once(10)
      ? false
      : { promotions: chance.shuffled([...ids, ...(chance.once(4) ? ["unknown", ...ids.slice(0, 1)] : [])]) },
  };
}

function randomLeftOut(chance: Chance, promotion: string): LeftOut {
  const why = chance.one(["stopped", "exhausted", "short", "short"] as const);
  const limit = chance.one(["budget", "first_order", "limit-1", undefined]);
  return defined({ promotion, why, limit: why === "short" ? limit : undefined });
}
