/** The bytes of decisions, as they go into a hash and over the wire, for cases that are named by their seeds. */
import { createHash } from "node:crypto";
import { Chance } from "../differential/chance.ts";
import { compiledEvaluate } from "../differential/evaluators.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { randomCase } from "../differential/random-case.ts";
import { withEight } from "../differential/seed-ranges.ts";
import { heavyCase } from "./heavy-rules.ts";
import { randomShape } from "./heavy-shape.ts";

/** Small enough for a few milliseconds. */
const BOUNDS = {
  lines: 12,
  promotions: 8,
  cataloguePromotions: 4,
  quantity: 40,
  conditionNodes: 40,
  codes: 4,
};

/** Of every sort: random ones, crowded ones that are searched, heavy ones. */
export function caseOf(seed: number): PricingCase {
  if (seed % 5 === 0) return withEight(seed);
  return seed % 5 === 1 ? heavyCase(randomShape(new Chance(seed), BOUNDS)) : randomCase(seed);
}

export function decisionText({ rules, facts, atMs, options }: PricingCase): string {
  return JSON.stringify(compiledEvaluate(rules, facts, atMs, options));
}

/** One digest a seed, in their order. */
export function digestsOf(seeds: readonly number[]): string[] {
  return seeds.map((seed) =>
    createHash("sha256")
      .update(decisionText(caseOf(seed)))
      .digest("hex"),
  );
}
