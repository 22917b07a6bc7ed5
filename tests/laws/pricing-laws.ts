/**
 * Laws that hold of every decision, whatever the rules and the cart. One suite for any evaluator, over the random cases of the
 * differential test: a case is named by its seed.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { canonicalJson } from "../../shared/quote/canonical.ts";
import { Chance } from "../differential/chance.ts";
import type { Evaluate } from "../differential/evaluators.ts";
import { type PricingCase, randomCase } from "../differential/random-case.ts";
import {
  cappedAt,
  deepFrozen,
  inForeignCurrency,
  shuffled,
  sumOf,
  withIdsDealt,
  withLineSplit,
} from "./variations.ts";

const RUNS = { numRuns: Number(process.env.FC_RUNS ?? 400) };
/** Chance itself makes cases small or odd, and a smaller seed is no smaller case. */
const seeds = fc.noBias(fc.noShrink(fc.integer({ min: 0, max: 0xffff_ffff })));

export function pricingLaws(name: string, evaluate: Evaluate): void {
  const decide = ({ rules, facts, atMs, options }: PricingCase) => evaluate(rules, facts, atMs, options);
  const holds = (law: (priced: PricingCase, chance: Chance) => void) =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const priced = randomCase(seed);
        law({ ...priced, options: { ...priced.options, explain: true } }, new Chance(seed));
      }),
      RUNS,
    );

  describe(`laws of pricing: ${name}`, { timeout: 120_000 }, () => {
    test("[AWD-14] amounts are whole minor units, never below zero, and no net is above its price", () =>
      holds((priced) => checkBounds(decide(priced), priced)));

    test("[AWD-16] net and parts of each unit and charge make its price", () =>
      holds((priced) => checkParts(decide(priced), priced)));

    test("[SEL-12] lines, charges and totals add up", () => holds((priced) => checkTotals(decide(priced))));

    test("[SEL-13] what was applied, the trace and the parts save the same", () =>
      holds((priced) => checkSavings(decide(priced))));

    test("[AWD-8, AWD-15] no promotion gives more than its caps and its grant", () =>
      holds((priced) => {
        for (const { promotion, saved } of decide(priced).applied) {
          expect(saved).toBeLessThanOrEqual(cappedAt(priced, promotion));
        }
      }));

    test("[SEL-14] the same inputs give the same bytes and stay untouched", () =>
      holds((priced) => {
        const frozen = deepFrozen(priced);
        expect(canonicalJson(decide(frozen))).toBe(canonicalJson(decide(frozen)));
      }));

    test("[SEL-14] the order of promotions, codes, lists and keys changes nothing", () =>
      holds((priced, chance) => {
        expect(canonicalJson(decide(shuffled(priced, chance)))).toBe(canonicalJson(decide(priced)));
      }));

    test("[SEL-14] the order of lines changes no total, no saving, no reason", () =>
      holds((priced, chance) => {
        expect(besideLines(decide(withIdsDealt(priced, chance)))).toEqual(besideLines(decide(priced)));
      }));

    test("[SEL-14] splitting a line changes no total, no saving, no reason", () =>
      holds((priced, chance) => {
        expect(besideLines(decide(withLineSplit(priced, chance)))).toEqual(besideLines(decide(priced)));
      }));

    test("[CND-17] amounts of another currency are never used", () =>
      holds((priced) => {
        const { foreign, tabled } = inForeignCurrency(priced);
        const decision = decide(foreign);
        const { currency } = foreign.facts;
        expect(decision.applied.filter(({ promotion }) => tabled.has(promotion))).toEqual([]);
        const leftOut = new Set(foreign.options.left_out.map(({ promotion }) => promotion));
        for (const { promotion, reasons } of decision.explain?.promotions ?? []) {
          const isRefused = reasons.some(
            (reason) => reason.code === "wrong_currency" && reason.by === currency,
          );
          if (!leftOut.has(promotion)) expect(isRefused).toBe(tabled.has(promotion));
        }
      }));

    test("[AWD-4] one discount on the order is shared within one minor unit of the exact share", () =>
      holds((priced, chance) => checkFairness(decide, priced, chance)));
  });
}

function besideLines({ totals, shipping, applied, codes, explain }: DecisionResult) {
  return { totals, shipping, applied, codes, explain };
}

function checkBounds(decision: DecisionResult, { facts }: PricingCase): void {
  for (const [index, line] of decision.lines.entries()) {
    for (const { net, parts } of line.units) {
      checkAmount(net);
      expect(net).toBeLessThanOrEqual(facts.lines[index]?.catalog ?? -1);
      for (const { amount } of parts) checkAmount(amount - 1);
    }
    checkAmount(line.total);
    expect(line.total).toBeLessThanOrEqual(line.catalog);
  }
  for (const charge of decision.shipping) {
    checkAmount(charge.total);
    expect(charge.total).toBeLessThanOrEqual(charge.amount);
  }
  for (const total of Object.values(decision.totals)) checkAmount(total);
}

function checkAmount(amount: number): void {
  expect(Number.isSafeInteger(amount) && amount >= 0 && !Object.is(amount, -0)).toBe(true);
}

function checkParts(decision: DecisionResult, { facts }: PricingCase): void {
  expect(decision.lines.map(({ id }) => id)).toEqual(facts.lines.map(({ id }) => id));
  for (const [index, line] of decision.lines.entries()) {
    expect(sumOf(line.units.map(({ count }) => count))).toBe(line.quantity);
    for (const { net, parts } of line.units) {
      expect(net + sumOf(parts.map(({ amount }) => amount))).toBe(facts.lines[index]?.catalog);
      expect(new Set(parts.map(({ promotion }) => promotion)).size).toBe(parts.length);
    }
  }
  for (const { amount, total, parts } of decision.shipping) {
    expect(total + sumOf(parts.map((part) => part.amount))).toBe(amount);
  }
}

function checkTotals({ lines, shipping, totals }: DecisionResult): void {
  for (const { units, total } of lines) expect(sumOf(units.map(({ count, net }) => count * net))).toBe(total);
  const catalog = sumOf(lines.map((line) => line.catalog));
  const charges = sumOf(shipping.map(({ amount }) => amount));
  const items = sumOf(lines.map(({ total }) => total));
  const left = sumOf(shipping.map(({ total }) => total));
  expect(totals).toEqual({
    list: sumOf(lines.map((line) => line.list)),
    catalog,
    items,
    shipping: left,
    saved: catalog + charges - items - left,
    to_pay: items + left,
  });
}

function checkSavings({ lines, shipping, totals, applied, explain }: DecisionResult): void {
  const trace = explain?.trace ?? [];
  expect(sumOf(applied.map(({ saved }) => saved))).toBe(totals.saved);
  expect(sumOf(trace.map(({ saved }) => saved))).toBe(totals.saved);
  const parts = [
    ...lines.flatMap(({ units }) =>
      units.flatMap((run) => run.parts.map((part) => ({ ...part, amount: part.amount * run.count }))),
    ),
    ...shipping.flatMap((charge) => charge.parts),
  ];
  for (const { promotion, saved } of applied) {
    const own = parts.filter((part) => part.promotion === promotion);
    const steps = trace.filter((step) => step.promotion === promotion);
    expect(sumOf(own.map(({ amount }) => amount))).toBe(saved);
    expect(sumOf(steps.map((step) => step.saved))).toBe(saved);
  }
}

function checkFairness(decide: (priced: PricingCase) => DecisionResult, priced: PricingCase, chance: Chance) {
  const { rules, facts, options } = priced;
  const promotion = {
    id: "only",
    version: 1,
    campaign: null,
    label: "only",
    lane: "only",
    priority: 0,
    schedules: [],
    conditions: { kind: "all" as const, of: [] },
    awards: [
      {
        kind: "amount" as const,
        on: "order" as const,
        amounts: { [facts.currency]: chance.whole(1, 2_000) },
      },
    ],
  };
  const { lines, totals } = decide({
    ...priced,
    rules: { ...rules, lanes: [{ id: "only", mode: "all" }], promotions: [promotion], codes: [] },
    options: { ...options, left_out: [], granted: [] },
  });
  const targets = facts.lines.filter((line) => line.discountable && line.gift_of === undefined);
  const base = targets.reduce((sum, line) => sum + BigInt(line.catalog * line.quantity), 0n);
  const isTarget = (line: LineFacts) => targets.includes(line);
  for (const [index, facts_] of facts.lines.entries()) {
    for (const { net } of lines[index]?.units ?? []) {
      const share = BigInt(facts_.catalog - net);
      if (!isTarget(facts_)) expect(share).toBe(0n);
      // |share − saved × price / base| < 1, multiplied by base.
      const error = share * base - BigInt(totals.saved) * BigInt(isTarget(facts_) ? facts_.catalog : 0);
      expect(error === 0n || (error < base && -error < base)).toBe(true);
    }
  }
}
