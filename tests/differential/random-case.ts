/** One random case of pricing: what both evaluators are given. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { EvaluateOptions, LeftOut } from "../../shared/model/decision.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import { Chance, defined } from "./chance.ts";
import { randomCart, sorted } from "./random-cart.ts";
import { randomRules } from "./random-rules.ts";
import { CHANGES } from "./words.ts";

export interface PricingCase {
  rules: RuleSet;
  facts: CartFacts;
  atMs: number;
  options: EvaluateOptions;
}

export function randomCase(seed: number): PricingCase {
  const chance = new Chance(seed);
  const atMs = randomInstant(chance);
  const facts = randomCart(chance, atMs);
  const rules = randomRules({ chance, facts }, atMs);
  return { rules, facts, atMs, options: randomOptions(chance, rules) };
}

function randomInstant(chance: Chance): number {
  if (chance.once(4)) return Date.parse("2026-01-01T00:00Z") + chance.whole(0, 364 * 86_400_000);
  const halfHours = chance.whole(-8, 8) * 1_800_000;
  return chance.one(CHANGES) + halfHours + chance.one([0, 0, 0, 1, -1]);
}

function randomOptions(chance: Chance, rules: RuleSet): EvaluateOptions {
  const ids = rules.promotions.map(({ id }) => id);
  const named = (most: number) => sorted(chance.some(ids, 0, most));
  return {
    left_out: chance.once(4) ? named(2).map((promotion) => randomLeftOut(chance, promotion)) : [],
    granted: chance.once(4)
      ? named(3).map((promotion) => ({ promotion, amount: chance.one([0, 1, 2, 3, 10, 100, 1000]) }))
      : [],
    explain: chance.one([
      true,
      true,
      false,
      { promotions: chance.shuffled([...ids, "unknown", ...ids.slice(0, 1)]) },
    ]),
  };
}

function randomLeftOut(chance: Chance, promotion: string): LeftOut {
  const why = chance.one(["stopped", "exhausted", "short", "short"] as const);
  const limit = chance.one(["budget", "first_order", "limit-1", undefined]);
  return defined({ promotion, why, limit: why === "short" ? limit : undefined });
}
