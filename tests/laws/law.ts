/** How a law is tried: over the random cases of the differential test, each named by its seed (FC_SEED, FC_RUNS). */
import fc from "fast-check";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { Chance } from "../differential/chance.ts";
import type { MakeCase } from "../differential/compare.ts";
import type { Evaluate } from "../differential/evaluators.ts";
import { type PricingCase, randomCase } from "../differential/random-case.ts";

/** An evaluator under test; the slow one is tried on fewer cases. */
export interface Judged {
  name: string;
  evaluate: Evaluate;
  runs: number;
}

export type Decide = (priced: PricingCase) => DecisionResult;

/** Chance itself makes cases small or odd, and a smaller seed is no smaller case. */
const seeds = fc.noBias(fc.noShrink(fc.integer({ min: 0, max: 0xffff_ffff })));

export function decideBy({ evaluate }: Judged): Decide {
  return ({ rules, facts, atMs, options }) => evaluate(rules, facts, atMs, options);
}

/** Tries a law on random cases, explained by the names of all their promotions. */
export function holdsFor(
  { runs }: Judged,
  law: (priced: PricingCase, chance: Chance) => void,
  make: MakeCase = randomCase,
): void {
  const property = fc.property(seeds, (seed) => law(explained(make(seed)), new Chance(seed)));
  fc.assert(property, { numRuns: Number(process.env.FC_RUNS ?? runs) });
}

function explained(priced: PricingCase): PricingCase {
  const promotions = priced.rules.promotions.map(({ id }) => id);
  return { ...priced, options: { ...priced.options, explain: { promotions } } };
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0);
}
