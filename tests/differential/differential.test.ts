/**
 * The compiled evaluator answers as the reference does, to the byte, on random rules and carts; and the comparison can fail. The long
 * form is `npm run campaign -- differential`.
 */
import { describe, expect, test } from "vitest";
import { PromotionContentSchema } from "../../shared/rules/promotion.ts";
import { validateRuleSet } from "../../shared/validate/validate-rule-set.ts";
import { describeDifference, differingSeed, pairsToRun } from "./compare.ts";
import { compiledEvaluate, referencePlain } from "./evaluators.ts";
import { MISTAKES_IN_COMPILED, MISTAKES_IN_REFERENCE } from "./planted.ts";
import { randomCase } from "./random-case.ts";

const { seed, pairs } = pairsToRun(2_000);
const TIMEOUT_MS = 120_000;

describe("both evaluators agree", () => {
  test(`on ${pairs} random pairs from seed ${seed}`, { timeout: TIMEOUT_MS }, () => {
    const found = differingSeed(referencePlain, compiledEvaluate, seed, pairs);
    if (found !== null) expect.fail(describeDifference(referencePlain, compiledEvaluate, found));
  });

  test("on rule sets that could be published", { timeout: TIMEOUT_MS }, () => {
    for (let each = seed; each < seed + 300; each += 1) {
      const { rules } = randomCase(each);
      expect(validateRuleSet(rules), `seed ${each}`).toEqual([]);
      for (const { label, lane, priority, conditions, awards } of rules.promotions) {
        const content = { name: label, label, lane, priority, conditions, awards };
        expect(PromotionContentSchema.safeParse(content).error, `seed ${each}`).toBeUndefined();
      }
    }
  });
});

describe("a planted mistake is found", () => {
  test.each(MISTAKES_IN_REFERENCE)("in the reference: $what", { timeout: TIMEOUT_MS }, ({ evaluate }) => {
    expect(differingSeed(evaluate, compiledEvaluate, seed, 2_000)).not.toBeNull();
  });

  test.each(MISTAKES_IN_COMPILED)("in the compiled: $what", { timeout: TIMEOUT_MS }, ({ evaluate }) => {
    expect(differingSeed(referencePlain, evaluate, seed, 2_000)).not.toBeNull();
  });

  test("and told in a small form", () => {
    const [mistake] = MISTAKES_IN_REFERENCE;
    if (mistake === undefined) throw new Error("no mistake is planted");
    const found = differingSeed(mistake.evaluate, compiledEvaluate, seed, 2_000);
    if (found === null) throw new Error("the mistake is not found");
    const told = describeDifference(mistake.evaluate, compiledEvaluate, found);
    expect(told.split("\n\nfirst:  ")[0]?.length).toBeLessThan(
      JSON.stringify(randomCase(found), null, 1).length,
    );
    expect(told).toContain(`seed ${found}, made small: {`);
  });
});
