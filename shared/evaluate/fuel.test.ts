import { describe, expect, test } from "vitest";
import { LIMITS } from "../model/limits.ts";
import { eligibleWith, meet } from "./eligibility.ts";
import { Inputs } from "./inputs.ts";
import { chooseInLane } from "./lanes.ts";
import { reasonsOf } from "./reasons.ts";
import { select } from "./selection.ts";
import { cart, line, NOW_MS, planOf, price, promotion, ruleSet } from "./testing.ts";
import { bundle, currentAtLeast, ofOrder, percent } from "./testing-awards.ts";

const facts = cart({ lines: ["a", "b", "c"].map((id) => line({ id, catalog: 10_000 })) });
/** They read one another, so none is free but the last. */
const promotions = Array.from({ length: 12 }, (_, index) =>
  promotion({
    id: `p${String(index).padStart(2, "0")}`,
    awards: index % 3 === 2 ? [bundle(15_000, "a", "b")] : [percent(500 + index * 10, "a", "b", "c")],
  }),
);

function inputsOf(of = promotions): Inputs {
  const ask = { left_out: [], granted: [], explain: false };
  return new Inputs(planOf(ruleSet({ promotions: of })), facts, NOW_MS, ask);
}

describe("fuel", () => {
  test("[SEL-23] an ordinary cart burns next to none of it", () => {
    const inputs = inputsOf();
    const selection = select(inputs, meet(inputs), []);
    expect(selection.couldBeBetterBy).toBeNull();
    expect(LIMITS.fuel - inputs.fuel).toBeGreaterThan(0);
    expect(LIMITS.fuel - inputs.fuel).toBeLessThan(LIMITS.fuel / 20);
  });

  test("[SEL-23] what is not judged any more is not eligible and says too_complex", () => {
    const inputs = inputsOf();
    inputs.burn(LIMITS.fuel - 3);
    const met = meet(inputs);
    // Each costs one step to be reached and one to be judged.
    expect(met.eligible).toEqual([0, 1]);
    expect([...inputs.notJudged]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(reasonsOf(inputs, 5, select(inputs, met, []))).toEqual([{ code: "too_complex" }]);
  });

  test("[SEL-16, SEL-22] a search without fuel stands by what it has, and says what could be better", () => {
    const inputs = inputsOf();
    const eligible = eligibleWith(inputs, meet(inputs), []);
    const whole = chooseInLane(inputs, "best_combination", eligible, []);
    const hasty = inputsOf();
    hasty.burn(LIMITS.fuel);
    const stopped = chooseInLane(hasty, "best_combination", eligible, []);
    expect(whole.couldBeBetterBy).toBeNull();
    const saved = (lane: typeof whole) => lane.chosen.length;
    expect(saved(stopped)).toBeLessThan(saved(whole));
    expect(stopped.couldBeBetterBy).toBeGreaterThan(0);
  });

  test("[SEL-16, SEL-22] a decision whose search did not finish is not proven", () => {
    // Every third is a set at a price, every fifth waits for an amount that the others take away: nothing is free.
    const skus = Array.from({ length: 10 }, (_, index) => `l${index}`);
    const at = (index: number) => skus[index % 10] ?? "";
    const many = Array.from({ length: 40 }, (_, index) =>
      promotion({
        id: `p${index}`,
        priority: (index * 13) % 5,
        awards: [
          index % 3 === 0
            ? bundle(1_500, at(index), at(index * 7 + 3))
            : percent(1_000 + index * 50, at(index), at(index * 7 + 3), at(index * 5 + 1)),
        ],
        ...(index % 5 === 0 && { conditions: currentAtLeast(6_000) }),
      }),
    );
    const lines = skus.map((id, index) => line({ id, quantity: 1 + (index % 2), catalog: 900 + 37 * index }));
    const { proven, could_be_better_by, totals } = price(ruleSet({ promotions: many }), cart({ lines }));
    expect(proven).toBe(false);
    expect(could_be_better_by).toBeGreaterThan(0);
    expect(could_be_better_by).toBeLessThanOrEqual(totals.to_pay);
    expect(totals.saved).toBeGreaterThan(0);
  });

  test.each(["first", "best_one", "lowest"] as const)(
    "[SEL-23] a lane %s without fuel tries no more candidates",
    (mode) => {
      const inputs = inputsOf([promotion({ id: "a", awards: [ofOrder(100)] })]);
      const eligible = eligibleWith(inputs, meet(inputs), []);
      inputs.burn(LIMITS.fuel);
      const { chosen, couldBeBetterBy } = chooseInLane(inputs, mode, eligible, []);
      expect(chosen).toEqual([]);
      expect(couldBeBetterBy).toBe(30_000);
      expect(inputs.notJudged.has(0)).toBe(true);
    },
  );
});
