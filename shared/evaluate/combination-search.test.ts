/** Random lanes of candidates that read, close, exclude and join one another: the search against every set, tried one by one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Granted } from "../model/decision.ts";
import { compareText } from "../model/identifier.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { chooseCombination } from "./combination.ts";
import { combines } from "./combine.ts";
import { meet } from "./eligibility.ts";
import { whole } from "./exclusivity.ts";
import { freeOf } from "./free.ts";
import { Inputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import { applySet, type Chosen } from "./pricing.ts";
import { SavingBound } from "./saving-bound.ts";
import { cart, line, NOW_MS, planOf, promotion, ruleSet } from "./testing.ts";
import { bundle, currentAtLeast, ofOrder, once, percent, skus } from "./testing-awards.ts";

const sku = fc.constantFrom("a", "b", "c");
const some = fc.uniqueArray(sku, { minLength: 1, maxLength: 3 });
const EUR = fc.constantFrom(1, 99, 100, 250, 500, 1_000, 2_000);
const rate = fc.constantFrom(1_000, 2_500, 5_000, 10_000);
const award: fc.Arbitrary<Award> = fc.oneof(
  fc.tuple(rate, some).map(([bps, of]) => percent(bps, ...of)),
  fc.tuple(rate, some).map(([bps, of]): Award => ({ ...percent(bps, ...of), closes_units: true }) as Award),
  fc
    .tuple(rate, some, fc.constantFrom("line" as const, "order" as const))
    .map(
      ([bps, of, per]): Award =>
        ({ ...percent(bps, ...of), cap: { EUR: 300 }, pick: { by: "at_most", units: 1, per } }) as Award,
    ),
  fc.tuple(EUR, some).map(([amount, of]) => once(amount, ...of)),
  fc.tuple(EUR, some).map(([amount, of]) => bundle(amount, ...of)),
  EUR.map(ofOrder),
  rate.map((rate_bps): Award => ({ kind: "percent", rate_bps, on: "order" })),
  rate.map((rate_bps): Award => ({ kind: "percent", rate_bps, on: "order_and_shipping" })),
  fc.constant<Award>({ kind: "free_shipping" }),
  fc.tuple(EUR, some).map(
    ([amount, of]): Award => ({
      kind: "fixed_price",
      prices: { EUR: amount },
      per: "unit",
      on: "items",
      items: skus(...of),
    }),
  ),
  fc
    .tuple(EUR, fc.constantFrom("unit" as const, "line" as const), some)
    .map(([amount, per, of]): Award => ({ ...once(amount, ...of), per }) as Award),
  EUR.map((amount): Award => ({ kind: "amount", amounts: { EUR: amount }, per: "charge", on: "shipping" })),
  EUR.map((amount): Award => ({ kind: "fixed_price", prices: { EUR: amount }, on: "shipping" })),
  EUR.map((amount): Award => ({ kind: "fixed_price", prices: { EUR: amount }, on: "order" })),
  fc.tuple(EUR, some).map(
    ([amount, of]): Award => ({
      kind: "every_full",
      every: { EUR: 500 },
      amounts: { EUR: amount },
      basis: "current",
      on: "items",
      items: skus(...of),
    }),
  ),
  fc.tuple(rate, some).map(
    ([rate_bps, of]): Award => ({
      kind: "tiers",
      by: "units",
      reading: "marginal",
      steps: [
        { from: 1, rate_bps },
        { from: 2, rate_bps: 1_000 },
      ],
      on: "items",
      items: skus(...of),
    }),
  ),
  fc.tuple(rate, some).map(
    ([rate_bps, of]): Award => ({
      kind: "buy_get",
      reading: "additive",
      buy: 1,
      get: 1,
      rate_bps,
      same: "any",
      items: skus(...of),
    }),
  ),
  EUR.map((amount): Award => ({ kind: "points", points: 1, worth: { EUR: amount } })),
  EUR.map((amount): Award => ({ kind: "gift", choices: ["a"], units: 2, worth: { EUR: amount } })),
  fc.tuple(rate, EUR, some).map(
    ([rate_bps, amount, of]): Award => ({
      kind: "tiers",
      by: "spend",
      reading: "cliff",
      basis: "current",
      steps: [
        { from: { EUR: 1 }, rate_bps },
        { from: { EUR: 500 + amount }, rate_bps: 1_500 },
      ],
      on: "items",
      items: skus(...of),
    }),
  ),
);
const conditions: fc.Arbitrary<CartCondition> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<CartCondition>({ kind: "all", of: [] }) },
  { weight: 1, arbitrary: fc.tuple(EUR, some).map(([amount, of]) => currentAtLeast(amount, ...of)) },
  {
    weight: 1,
    arbitrary: EUR.map(
      (amount): CartCondition => ({ kind: "subtotal", basis: "current", at_most: { EUR: amount } }),
    ),
  },
);
const candidate = fc.record({
  priority: fc.nat({ max: 2 }),
  conditions,
  awards: fc.array(award, { minLength: 1, maxLength: 2 }),
  class: fc.option(fc.constantFrom("x", "y", "z"), { nil: undefined }),
  combines_with: fc.option(fc.subarray(["x", "y", "z"]), { nil: undefined }),
  exclusive: fc.option(
    fc.constantFrom(
      { reading: "only_if_first" as const, reach: "lane" as const },
      { reading: "only_if_first" as const, reach: "cart" as const },
    ),
    { nil: undefined, freq: 6 },
  ),
  policies: fc.option(fc.constantFrom({ excess: "refuse" as const }, { percent_base: "catalog" as const }), {
    nil: undefined,
  }),
  excludes_reduced: fc.option(fc.constant(["earlier_promotion" as const]), { nil: undefined, freq: 8 }),
});
const policies = fc.record({
  rounding_place: fc.constantFrom<Policies["rounding_place"]>("run", "unit", "line"),
  rounding: fc.constantFrom<Policies["rounding"]>("half_up", "ceiling"),
  rounded: fc.constantFrom<Policies["rounded"]>("discount", "price"),
  at_most_picks: fc.constantFrom<Policies["at_most_picks"]>("dearest", "cheapest"),
  reduced_items: fc.constantFrom<Policies["reduced_items"]>("skip", "refuse"),
});
const caps = fc.option(
  fc.constantFrom({ order_bps: 5_000 }, { line_bps: 4_000 }, { order: { EUR: 700 } }, { order_bps: 1_000 }),
  { nil: undefined, freq: 3 },
);

/** What one lane chooses from, on what earlier ones chose. */
interface Lane {
  readonly inputs: Inputs;
  readonly candidates: readonly number[];
  readonly before: readonly Chosen[];
}

function laneOf(count: { min: number; max: number }): fc.Arbitrary<Lane> {
  return fc
    .record({
      candidates: fc.array(candidate, { minLength: count.min, maxLength: count.max }),
      earlier: fc.array(candidate, { maxLength: 2 }),
      policies,
      caps,
      prices: fc.array(fc.constantFrom(1, 5, 99, 333, 500, 1_000), { minLength: 3, maxLength: 3 }),
      floor: fc.constantFrom(0, 0, 90, 400),
      granted: fc.constantFrom<Granted[]>([], [], [{ promotion: "default-0", amount: 150 }]),
    })
    .map(({ candidates, earlier, ...of }) => {
      const plan = planOf(
        ruleSet({
          promotions: [...inLane("early", earlier), ...inLane("default", candidates)],
          lanes: ["early", "default"].map((id) => ({ id, mode: "best_combination" })),
          policies: { ...DEFAULT_POLICIES, ...of.policies },
          ...(of.caps && { caps: of.caps }),
        }),
      );
      const facts = cart({
        lines: of.prices.map((catalog, index) =>
          line({ id: "abc"[index] ?? "", catalog, quantity: index + 1, floor: of.floor }),
        ),
        shipping: [{ id: "s", method: "post", amount: 490 }],
      });
      const inputs = new Inputs(plan, facts, NOW_MS, { left_out: [], granted: of.granted, explain: false });
      const eligible = meet(inputs).eligible;
      const isEarly = (each: number) => plan.promotionId(each).startsWith("early");
      return {
        inputs,
        candidates: eligible.filter((each) => !isEarly(each)),
        before: eligible.filter(isEarly).map(whole),
      };
    });
}

function inLane(lane: string, of: readonly object[]): RulePromotion[] {
  return of.map((each, index) => {
    const fields = Object.entries(each).filter(([, value]) => value !== undefined);
    return promotion({ id: `${lane}-${index}`, lane, ...Object.fromEntries(fields) });
  });
}

/** Whether two with an effect are allowed, of which the second is a candidate (SEL-15). */
function combine(plan: Plan, a: number, b: number, candidates: readonly number[]): boolean {
  if (!combines(plan, a, b)) return false;
  const exclusive = plan.exclusive(b);
  if (exclusive?.reading !== "only_if_first" || a > b) return true;
  return exclusive.reach === "lane" && !candidates.includes(a);
}

/** SEL-15 to the letter: every set of the others, and the greatest allowed one by all its ties. */
function bestOfAllSets({ inputs, candidates, before }: Lane): number[] {
  const { plan } = inputs;
  const earlier = before.map(({ promotion: each }) => each);
  const free = freeOf(inputs, candidates, earlier);
  const others = candidates.filter((candidate) => !free.includes(candidate));
  const id = (each: number) => plan.promotionId(each);
  const ids = (list: readonly number[]) => list.map(id).sort(compareText);
  const compareLists = <T>(
    a: readonly T[],
    b: readonly T[],
    compare: (x: T, y: T) => number,
    longer: number,
  ) => {
    for (const [index, value] of a.entries()) {
      const other = b[index];
      if (other === undefined) return longer;
      const order = compare(value, other);
      if (order !== 0) return order;
    }
    return a.length < b.length ? -longer : 0;
  };
  const tried = Array.from({ length: 1 << others.length }, (_, bits) => {
    const members = others.filter((_each, index) => (bits & (1 << index)) !== 0);
    const chosen: Chosen[] = [...before, ...[...free, ...members].sort((a, b) => a - b).map(whole)];
    const { saving, effects } = applySet(inputs, chosen);
    const effective = chosen.filter((_each, index) => effects[index]).map((each) => each.promotion);
    const isAllowed = effective.every((a) =>
      effective.every((b) => a === b || !candidates.includes(b) || combine(plan, a, b, candidates)),
    );
    return { members, saving, effective, isAllowed };
  }).filter(({ isAllowed }) => isAllowed);
  const priorities = (list: readonly number[]) =>
    list.map((each) => plan.priority(each)).sort((a, b) => b - a);
  tried.sort(
    (a, b) =>
      b.saving - a.saving ||
      compareLists(priorities(a.effective), priorities(b.effective), (x, y) => y - x, -1) ||
      compareLists(ids(a.effective), ids(b.effective), compareText, 1) ||
      b.members.length - a.members.length ||
      compareLists(ids(a.members), ids(b.members), compareText, 1),
  );
  return [...free, ...(tried[0]?.members ?? [])].sort((a, b) => a - b);
}

describe("searched as if every set was tried", () => {
  const runs = (numRuns: number) => ({ numRuns: fc.readConfigureGlobal().numRuns ?? numRuns });

  function expectBest(lane: Lane): void {
    const { chosen, couldBeBetterBy } = chooseCombination(lane.inputs, lane.candidates, lane.before);
    expect(couldBeBetterBy).toBeNull();
    expect(chosen.map((each) => each.promotion)).toEqual(bestOfAllSets(lane));
  }

  test("[SEL-15] up to 8 candidates", { timeout: 60_000 }, () => {
    fc.assert(fc.property(laneOf({ min: 0, max: 8 }), expectBest), runs(250));
  });

  test("[SEL-15, SEL-16] 9 to 12 candidates, by branch and bound", { timeout: 120_000 }, () => {
    fc.assert(fc.property(laneOf({ min: 9, max: 12 }), expectBest), runs(40));
  });

  test("[SEL-16] no set saves more than its bound", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(laneOf({ min: 1, max: 5 }), ({ inputs, candidates, before }) => {
        const earlier = before.map((each) => each.promotion);
        const bound = new SavingBound(inputs, [...earlier, ...candidates]);
        for (let bits = 0; bits < 1 << candidates.length; bits++) {
          const members = candidates.filter((_, index) => (bits & (1 << index)) !== 0);
          const { saving } = applySet(inputs, [...before, ...members.map(whole)]);
          const isIn = [...earlier, ...candidates].map(
            (each) => !candidates.includes(each) || members.includes(each),
          );
          expect(bound.of(Uint8Array.from(isIn, Number))).toBeGreaterThanOrEqual(saving);
        }
      }),
      runs(400),
    );
  });
});
