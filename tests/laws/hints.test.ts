/** Laws of hints on random rules and carts: what they say is so, and they say nothing but what the rules say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Candidate } from "../../shared/evaluate/hint-candidates.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { type Hint, HintSchema } from "../../shared/model/hint.ts";
import { canonicalJson } from "../../shared/quote/canonical.ts";
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import { toldTrees } from "../../shared/rules/told-trees.ts";
import { Chance } from "../differential/chance.ts";
import { compiledEvaluate } from "../differential/evaluators.ts";
import { type PricingCase, randomCase } from "../differential/random-case.ts";
import { additionsFor, withLines } from "./hint-additions.ts";
import { HintScene, hintPlan, withHints } from "./hint-scene.ts";

const RUNS = Number(process.env.FC_RUNS ?? 2_000);
const seeds = fc.noBias(fc.noShrink(fc.integer({ min: 0, max: 0xffff_ffff })));

function holdsFor(law: (priced: PricingCase, chance: Chance) => void): void {
  const property = fc.property(seeds, (seed) => law(randomCase(seed), new Chance(seed)));
  fc.assert(property, { numRuns: RUNS });
}

/** Conditions and awards that may lack something. For those of `true` only some units that match bring it nearer: more of the same, others. */
const LACKING = new Map([
  ["bundle", true],
  ["buy_get", true],
  ["distinct", true],
  ["every_full", false],
  ["largest_line", true],
  ["quantity", false],
  ["step", false],
  ["subtotal", false],
  ["tiers", false],
  ["total", false],
]);

describe("laws of hints", { timeout: 300_000 }, () => {
  test("[HNT-7] adding what is missing removes the reason", () => {
    const checked = new Set<string>();
    holdsFor((priced, chance) => {
      const plan = hintPlan(priced.rules);
      const scene = new HintScene(plan, priced.facts, priced);
      for (const candidate of scene.candidates()) {
        const named = scene.whatLacks(candidate);
        const removed = additionsFor(scene, priced, candidate, chance).flatMap((lines) => {
          const after = new HintScene(plan, withLines(priced.facts, lines), priced);
          return isFair(after, priced, candidate)
            ? [!isSame(candidate, after.candidate(candidate.promotion))]
            : [];
        });
        if (removed.length === 0) continue;
        checked.add(named);
        const isRemoved = LACKING.get(named) === true ? removed.includes(true) : !removed.includes(false);
        const told = [plan.promotionId(candidate.promotion), named, candidate.lack];
        expect(isRemoved, JSON.stringify(told)).toBe(true);
      }
    });
    // The rarest sort comes ten times in so many cases.
    if (RUNS >= 2_000) expect(checked.size).toBeGreaterThanOrEqual(LACKING.size - 1);
  });

  test("[HNT-1] nothing else of a decision depends on hints", () =>
    holdsFor((priced) => {
      const { rules, facts, atMs, options } = priced;
      const hinted = decide(priced);
      const plain = compiledEvaluate(rules, facts, atMs, options);
      expect(canonicalJson({ ...hinted, hints: [] })).toBe(canonicalJson(plain));
    }));

  test("[HNT-2, HNT-3, HNT-5, HNT-6] a hint says what it is, what counts for it and what is gained, the nearest first", () =>
    holdsFor((priced) => {
      const byId = new Map(priced.rules.promotions.map((promotion) => [promotion.id, promotion]));
      const { hints } = decide(priced);
      expect(hints.length).toBeLessThanOrEqual(3);
      for (const hint of hints) checkHint(hint, byId.get(hint.promotion));
      const shares = hints.map(({ kind, missing = 0, need = 1 }) =>
        kind === "upcoming" ? 1 : missing / need,
      );
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    }));

  test("[HNT-4] a promotion that must be near hints only where it is", () =>
    holdsFor((priced) => {
      const within = 20;
      const near = { within_units: within, within_amounts: { [priced.facts.currency]: within } };
      const { hints } = decide(priced, near);
      for (const { missing = 0 } of hints) expect(missing).toBeLessThanOrEqual(within);
    }));
});

function decide(
  { rules, facts, atMs, options }: PricingCase,
  hint: RulePromotion["hint"] = {},
): DecisionResult {
  return compiledEvaluate(withHints(rules, hint), facts, atMs, { ...options, hints: true });
}

/** Without anything that other promotions take off: "under the decision as it is" is about what is left to pay. */
function isFair(after: HintScene, { rules }: PricingCase, { kind, supposed, promotion }: Candidate): boolean {
  const readsCurrent = JSON.stringify(rules).includes(`"current"`);
  return kind !== "amount" || supposed === null || !readsCurrent || after.isUndisturbed(promotion);
}

function isSame({ lack: a }: Candidate, after: Candidate | null): boolean {
  const b = after?.lack ?? null;
  return (
    a !== null &&
    b !== null &&
    a.kind === b.kind &&
    a.need === b.need &&
    a.items === b.items &&
    a.step === b.step
  );
}

function checkHint(hint: Hint, promotion: RulePromotion | undefined): void {
  expect(HintSchema.parse(hint)).toEqual(hint);
  expect(hint.label).toBe(promotion?.label);
  expect(promotion?.stage).not.toBe("catalogue");
  const { kind, need = 0, have = 0, missing = 0, items, step, at, gain } = hint;
  const isCounted = kind !== "sign_in" && kind !== "upcoming";
  expect(hint.need !== undefined && hint.have !== undefined && hint.missing !== undefined).toBe(isCounted);
  expect(missing).toBe(need - have);
  if (isCounted) expect(missing).toBeGreaterThan(0);
  expect(at !== undefined).toBe(kind === "upcoming");
  if (gain !== undefined) expect(gain).toBeGreaterThan(0);
  if (step !== undefined) expect(JSON.stringify(promotion?.awards)).toContain('"tiers"');
  const trees = promotion === undefined ? [] : toldTrees(promotion).map(({ tree }) => JSON.stringify(tree));
  if (items !== undefined) expect(trees).toContain(JSON.stringify(items));
}
