/** A range of seeds of a long run: what is tried with them, and the first that differs. */
import { differingSeed, unnamedDifference } from "./compare.ts";
import { compiledEvaluate, referencePlain } from "./evaluators.ts";
import { randomCase } from "./random-case.ts";
import { crowdedCase } from "./random-directed.ts";

export interface SeedRange {
  from: number;
  pairs: number;
}

export interface ShardAnswer {
  range: SeedRange;
  /** A seed that differs, and how its case is made; null if all are equal. */
  found: { seed: number; made: "random" | "crowded" | "unnamed" } | null;
}

/** One range in so many also runs sets of eight candidates, one seed in so many is explained without names. */
const CROWDED_ONCE_IN = 20;
const UNNAMED_ONCE_IN = 10;

export function withEight(seed: number) {
  return crowdedCase(seed, 8);
}

export function runRange({ from, pairs }: SeedRange): ShardAnswer["found"] {
  const random = differingSeed(referencePlain, compiledEvaluate, from, pairs);
  if (random !== null) return { seed: random, made: "random" };
  for (let seed = from; seed < from + pairs; seed += UNNAMED_ONCE_IN) {
    if (unnamedDifference(compiledEvaluate, randomCase(seed)) !== null) return { seed, made: "unnamed" };
  }
  const few = Math.ceil(pairs / CROWDED_ONCE_IN / 5);
  const crowded = differingSeed(referencePlain, compiledEvaluate, from, few, withEight);
  return crowded === null ? null : { seed: crowded, made: "crowded" };
}
