/** Runs random cases through two evaluators, finds the first on which they differ and tells it in a small form. */
import type { DecisionResult } from "../../shared/model/decision.ts";
import { canonicalJson } from "../../shared/quote/canonical.ts";
import type { Evaluate } from "./evaluators.ts";
import { type PricingCase, randomCase } from "./random-case.ts";
import { shrink } from "./shrink.ts";

/** DIFFERENTIAL_SEED and DIFFERENTIAL_PAIRS set the first seed and the number of pairs. */
export function pairsToRun(pairs: number): { seed: number; pairs: number } {
  const { DIFFERENTIAL_SEED, DIFFERENTIAL_PAIRS } = process.env;
  return { seed: Number(DIFFERENTIAL_SEED ?? 1), pairs: Number(DIFFERENTIAL_PAIRS ?? pairs) };
}

/** How a case is made of a seed. */
export type MakeCase = (seed: number) => PricingCase;

/** The first of the seeds `seed`, `seed + 1`, … whose case the two answer differently; null if there is none among `pairs`. */
export function differingSeed(
  a: Evaluate,
  b: Evaluate,
  seed: number,
  pairs: number,
  make: MakeCase = randomCase,
): number | null {
  for (let each = seed; each < seed + pairs; each += 1) {
    if (differs(a, b, make(each))) return each;
  }
  return null;
}

/** The case of a seed made as small as still differs, with both answers. */
export function describeDifference(
  a: Evaluate,
  b: Evaluate,
  seed: number,
  make: MakeCase = randomCase,
): string {
  const small = shrink(make(seed), (smaller) => differs(a, b, smaller));
  const told = JSON.stringify(small, null, 1);
  return `seed ${seed}, made small: ${told}\n\nfirst:  ${answer(a, small)}\n\nsecond: ${answer(b, small)}`;
}

export function differs(a: Evaluate, b: Evaluate, priced: PricingCase): boolean {
  return answer(a, priced) !== answer(b, priced);
}

/** The canonical answer; an evaluator that throws has answered too, and wrongly. */
export function answer(evaluate: Evaluate, { rules, facts, atMs, options }: PricingCase): string {
  try {
    return canonicalJson(evaluate(rules, facts, atMs, options));
  } catch (error) {
    return `throws ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * SEL-13: where an explanation without names differs from one by name; null if it does not. It names only some promotions, so it is held
 * against the same evaluator: each one must say what it says when it is asked for, and nothing else of the decision may change.
 */
export function unnamedDifference(evaluate: Evaluate, priced: PricingCase): string | null {
  const { rules, facts, atMs, options } = priced;
  const explained = (explain: typeof options.explain) =>
    evaluate(rules, facts, atMs, { ...options, explain });
  const named = explained({ promotions: rules.promotions.map(({ id }) => id) });
  const nearest = explained(true);
  if (beside(named) !== beside(nearest)) return "another decision";
  const asked = new Map(named.explain?.promotions.map((told) => [told.promotion, canonicalJson(told)]));
  const told = nearest.explain?.promotions ?? [];
  const other = told.find((each) => asked.get(each.promotion) !== canonicalJson(each));
  return other === undefined
    ? null
    : `${other.promotion}: ${canonicalJson(other)}, by name ${asked.get(other.promotion)}`;
}

function beside(decision: DecisionResult): string {
  return canonicalJson({ ...decision, explain: { promotions: [], trace: decision.explain?.trace ?? [] } });
}
