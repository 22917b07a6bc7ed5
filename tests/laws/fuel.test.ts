/** Work is bounded and a decision stays true when the fuel runs out (SEL-23). `npm run campaign -- fuel` searches on at the full size. */
import { describe, expect, test } from "vitest";
import { planOf } from "../../shared/evaluate/testing.ts";
import type { Explain } from "../../shared/model/decision.ts";
import { Chance } from "../differential/chance.ts";
import { publishingProblems } from "../differential/publishable.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { climb } from "./fuel-climb.ts";
import { brokenBounds, brokenHonesty, brokenSums } from "./fuel-laws.ts";
import { type Metered, metered } from "./fuel-meter.ts";
import { heavyCase } from "./heavy-rules.ts";
import { type Bounds, inWords, randomShape, type Shape } from "./heavy-shape.ts";

const SEED = Number(process.env.FC_SEED ?? 1);
const CASES = 60;
const TRIES = 30;
/** Small enough for a few milliseconds each. */
const BOUNDS: Bounds = {
  lines: 12,
  quantity: 30,
  promotions: 14,
  cataloguePromotions: 6,
  awards: 3,
  conditionNodes: 60,
  itemNodes: 10,
  codes: 4,
  lanes: 3,
};
/** It runs out at once, or when so many thousandths of what the case needs are burnt. */
const FUELS = [1, 2, 5, 12];
const SHARES = [30, 150, 300, 450, 600, 750, 900, 980, 1_000];

describe("[SEL-23] fuel that does not last", { timeout: 120_000 }, () => {
  test("ends any evaluation, which says what was not judged and keeps its sums", () => {
    const chance = new Chance(SEED);
    for (const shape of chance.many(CASES, () => randomShape(chance, BOUNDS))) starve(shape);
  });

  test.each(["spent", "greatest"] as const)("does so where most fuel is %s", async (figure) => {
    const tried: number[] = [];
    const { worst } = await climb({
      seed: SEED,
      bounds: BOUNDS,
      tryOut(shape) {
        const whole = starve(shape);
        tried.push(whole[figure]);
        return whole;
      },
      scoreOf: (whole) => whole[figure],
      hasTime: (tries) => tries < TRIES,
    });
    expect(worst.found[figure]).toBeGreaterThan(tried[0] ?? 0);
  });
});

/** Prices a case with all fuel, then with less; the laws hold each time. */
function starve(shape: Shape): Metered {
  const priced = heavyCase(shape);
  expect(publishingProblems(priced.rules), inWords(shape)).toEqual([]);
  const ofCart = priced.rules.promotions.filter(({ stage }) => stage !== "catalogue");
  const explained = asked(priced, { promotions: ofCart.map(({ id }) => id) });
  const bare = asked(priced, false);
  const plan = planOf(priced.rules);
  const whole = metered(plan, priced);
  const proven = metered(plan, bare).decision;
  for (const fuel of [...FUELS, ...SHARES.map((share) => 1 + Math.floor((whole.spent * share) / 1_000))]) {
    const told = metered(plan, priced, fuel);
    const toldAll = metered(plan, explained, fuel);
    const toldNothing = metered(plan, bare, fuel);
    const broken = [
      ...brokenBounds(priced, told, fuel),
      ...brokenBounds(bare, toldNothing, fuel),
      ...brokenHonesty(toldAll, fuel, proven),
      ...brokenSums(toldAll.decision, priced.facts),
    ];
    const name = `fuel ${fuel} of ${whole.spent}: ${inWords(shape)}`;
    expect(broken, name).toEqual([]);
    // What is explained and hinted comes last and changes nothing (SEL-14).
    expect(plainly(told), name).toEqual(plainly(toldNothing));
    expect(plainly(toldAll), name).toEqual(plainly(toldNothing));
  }
  return whole;
}

/** The case with other questions. */
function asked(priced: PricingCase, explain: Explain): PricingCase {
  const { left_out, granted } = priced.options;
  return { ...priced, options: { left_out, granted, explain } };
}

function plainly({ decision }: Metered) {
  const { explain: _, hints: __, ...rest } = decision;
  return rest;
}
