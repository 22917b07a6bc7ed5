/**
 * The compiled evaluator answers as the reference does, to the byte, on random rules and carts. The long form is
 * `npm run campaign -- differential`; further seeds are in a file of their own, so that they run beside these.
 */
import { describe, expect, test } from "vitest";
import { answer, describeDifference, differingSeed, pairsToRun, unnamedDifference } from "./compare.ts";
import { compiledEvaluate, referencePlain } from "./evaluators.ts";
import { publishingProblems } from "./publishable.ts";
import { type PricingCase, randomCase } from "./random-case.ts";
import { crowdedCase } from "./random-directed.ts";

const { seed, pairs } = pairsToRun(10_000);
const TIMEOUT_MS = 300_000;

describe("both evaluators agree", { timeout: TIMEOUT_MS }, () => {
  test(`on ${pairs} random pairs from seed ${seed}`, () => {
    const found = differingSeed(referencePlain, compiledEvaluate, seed, pairs);
    if (found !== null) expect.fail(describeDifference(referencePlain, compiledEvaluate, found));
  });

  test("[SEL-16] on sets with eight candidates that may not be free", () => {
    const found = differingSeed(referencePlain, compiledEvaluate, seed, 200, withEight);
    if (found !== null) expect.fail(describeDifference(referencePlain, compiledEvaluate, found, withEight));
  });

  test("[SEL-16] on sets of which more than eight are searched by bounds", () => {
    for (let each = seed; each < seed + 40; each += 1)
      checkBounded(crowdedCase(each, each % 2 === 0 ? 10 : 11));
  });

  test("[SEL-13] and what is explained unasked is what is explained by name", () => {
    for (let each = seed; each < seed + 2_000; each += 1) {
      expect(unnamedDifference(compiledEvaluate, randomCase(each)), `seed ${each}`).toBeNull();
    }
  });

  test("on rule sets that could be published", () => {
    for (let each = seed; each < seed + 2_000; each += 1) {
      const { rules } = each % 10 === 0 ? withEight(each) : randomCase(each);
      expect(publishingProblems(rules), `seed ${each}`).toEqual([]);
    }
  });
});

/** A proven answer is the best one; one that is not says how much better one could be. */
function checkBounded(priced: PricingCase): void {
  const { rules, facts, atMs, options } = priced;
  const bounded = compiledEvaluate(rules, facts, atMs, options);
  if (bounded.proven) {
    expect(answer(compiledEvaluate, priced)).toBe(answer(referencePlain, priced));
  } else {
    const best = referencePlain(rules, facts, atMs, options).totals.saved;
    expect(best - bounded.totals.saved).toBeLessThanOrEqual(bounded.could_be_better_by ?? 0);
  }
}

function withEight(each: number) {
  return crowdedCase(each, 8);
}
