/** The comparison can fail: each planted mistake is found within the pairs of a test run, and told in a small form. */
import { describe, expect, test } from "vitest";
import { describeDifference, differingSeed, pairsToRun } from "./compare.ts";
import { compiledEvaluate, referencePlain } from "./evaluators.ts";
import { MISTAKES_IN_REFERENCE } from "./planted.ts";
import { MISTAKES_IN_COMPILED } from "./planted-compiled.ts";
import { randomCase } from "./random-case.ts";

const { seed, pairs } = pairsToRun(5_000);
const TIMEOUT_MS = 120_000;

describe("a planted mistake is found", { timeout: TIMEOUT_MS }, () => {
  test.each(MISTAKES_IN_REFERENCE)("in the reference: $what", ({ evaluate }) => {
    expect(differingSeed(evaluate, compiledEvaluate, seed, pairs)).not.toBeNull();
  });

  test.each(MISTAKES_IN_COMPILED)("in the compiled: $what", ({ evaluate }) => {
    expect(differingSeed(referencePlain, evaluate, seed, pairs)).not.toBeNull();
  });

  test("and told in a small form", () => {
    const [mistake] = MISTAKES_IN_REFERENCE;
    if (mistake === undefined) throw new Error("no mistake is planted");
    const found = differingSeed(mistake.evaluate, compiledEvaluate, seed, pairs);
    if (found === null) throw new Error("the mistake is not found");
    const told = describeDifference(mistake.evaluate, compiledEvaluate, found);
    expect(told.split("\n\nfirst:  ")[0]?.length).toBeLessThan(
      JSON.stringify(randomCase(found), null, 1).length,
    );
    expect(told).toContain(`seed ${found}, made small: {`);
  });
});
