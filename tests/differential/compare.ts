/** Runs random cases through two evaluators, finds the first on which they differ and tells it in a small form. */
import { canonicalJson } from "../../shared/quote/canonical.ts";
import type { Evaluate } from "./evaluators.ts";
import { type PricingCase, randomCase } from "./random-case.ts";
import { shrink } from "./shrink.ts";

/** DIFFERENTIAL_SEED and DIFFERENTIAL_PAIRS set the first seed and the number of pairs. */
export function pairsToRun(pairs: number): { seed: number; pairs: number } {
  const { DIFFERENTIAL_SEED, DIFFERENTIAL_PAIRS } = process.env;
  return { seed: Number(DIFFERENTIAL_SEED ?? 1), pairs: Number(DIFFERENTIAL_PAIRS ?? pairs) };
}

/** The first of the seeds `seed`, `seed + 1`, … whose case the two answer differently; null if there is none among `pairs`. */
export function differingSeed(a: Evaluate, b: Evaluate, seed: number, pairs: number): number | null {
  for (let each = seed; each < seed + pairs; each += 1) {
    if (differs(a, b, randomCase(each))) return each;
  }
  return null;
}

/** The case of a seed made as small as still differs, with both answers. */
export function describeDifference(a: Evaluate, b: Evaluate, seed: number): string {
  const small = shrink(randomCase(seed), (smaller) => differs(a, b, smaller));
  const told = JSON.stringify(small, null, 1);
  return `seed ${seed}, made small: ${told}\n\nfirst:  ${answer(a, small)}\n\nsecond: ${answer(b, small)}`;
}

function differs(a: Evaluate, b: Evaluate, priced: PricingCase): boolean {
  return answer(a, priced) !== answer(b, priced);
}

/** The canonical answer; an evaluator that throws has answered too, and wrongly. */
function answer(evaluate: Evaluate, { rules, facts, atMs, options }: PricingCase): string {
  try {
    return canonicalJson(evaluate(rules, facts, atMs, options));
  } catch (error) {
    return `throws ${error instanceof Error ? error.message : String(error)}`;
  }
}
