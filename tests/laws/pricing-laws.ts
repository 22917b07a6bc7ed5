/** Laws of amounts that hold of every decision, whatever the rules and the cart. One suite for any evaluator. */
import { describe, expect, test } from "vitest";
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionLine, DecisionResult } from "../../shared/model/decision.ts";
import type { Chance } from "../differential/chance.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { type Decide, decideBy, holdsFor, type Judged, sumOf } from "./law.ts";
import { inForeignCurrency } from "./variations.ts";

export function pricingLaws(judged: Judged): void {
  const decide = decideBy(judged);
  describe(`laws of pricing: ${judged.name}`, { timeout: 120_000 }, () => {
    test("[AWD-14] amounts are whole minor units, never below zero, and no net is above its price", () =>
      holdsFor(judged, (priced) => checkBounds(decide(priced))));

    test("[AWD-14] no unit goes below its floor", () =>
      holdsFor(judged, (priced) => checkFloors(decide(priced), priced)));

    test("[AWD-16, CAT-6] net, parts and what lowered it make the price of each unit and charge", () =>
      holdsFor(judged, (priced) => checkParts(decide(priced), priced)));

    test("[SEL-12] lines, charges and totals add up", () =>
      holdsFor(judged, (priced) => checkTotals(decide(priced))));

    test("[SEL-13] what was applied, the trace and the parts save the same", () =>
      holdsFor(judged, (priced) => checkSavings(decide(priced))));

    test("[CND-17] amounts of another currency are never used", () =>
      holdsFor(judged, (priced) => checkForeign(decide, priced)));

    test("[AWD-4] one discount on the order is shared within one minor unit of the exact share", () =>
      holdsFor(judged, (priced, chance) => checkFairness(decide, priced, chance)));
  });
}

function priceOf(line: DecisionLine): number {
  return line.catalog / line.quantity;
}

function checkBounds(decision: DecisionResult): void {
  for (const line of decision.lines) {
    for (const { net, parts } of line.units) {
      checkAmount(net);
      expect(net).toBeLessThanOrEqual(priceOf(line));
      for (const { amount } of parts) checkAmount(amount - 1);
    }
    checkAmount(line.total);
    expect(line.total).toBeLessThanOrEqual(line.catalog);
  }
  for (const charge of decision.shipping) {
    checkAmount(charge.total);
    expect(charge.total).toBeLessThanOrEqual(charge.amount);
  }
  for (const { saved } of decision.applied) checkAmount(saved);
  for (const { base, saved } of decision.explain?.trace ?? []) {
    checkAmount(saved - 1);
    expect(saved).toBeLessThanOrEqual(base);
  }
  for (const total of Object.values(decision.totals)) checkAmount(total);
}

function checkAmount(amount: number): void {
  expect(Number.isSafeInteger(amount) && amount >= 0 && !Object.is(amount, -0)).toBe(true);
}

/** Gifts are given for nothing, and catalogue promotions stop at the floor as well. */
function checkFloors(decision: DecisionResult, { facts }: PricingCase): void {
  for (const [index, { floor, catalog, gift_of }] of facts.lines.entries()) {
    if (floor === undefined || gift_of !== undefined) continue;
    for (const { net } of decision.lines[index]?.units ?? []) {
      expect(net).toBeGreaterThanOrEqual(Math.min(floor, catalog));
    }
  }
}

function checkParts(decision: DecisionResult, { facts }: PricingCase): void {
  expect(decision.lines.map(({ id }) => id)).toEqual(facts.lines.map(({ id }) => id));
  for (const [index, line] of decision.lines.entries()) {
    expect(sumOf(line.units.map(({ count }) => count))).toBe(line.quantity);
    const lowered = sumOf((line.lowered ?? []).map(({ amount }) => amount));
    expect(priceOf(line) + lowered).toBe(facts.lines[index]?.catalog);
    for (const { net, parts } of line.units) {
      expect(net + sumOf(parts.map(({ amount }) => amount))).toBe(priceOf(line));
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

function checkSavings(decision: DecisionResult): void {
  const { totals, applied, explain } = decision;
  const trace = explain?.trace ?? [];
  expect(sumOf(applied.map(({ saved }) => saved))).toBe(totals.saved);
  expect(sumOf(trace.map(({ saved }) => saved))).toBe(totals.saved);
  const parts = partsOf(decision);
  for (const { promotion, saved } of applied) {
    const own = parts.filter((part) => part.promotion === promotion);
    const steps = trace.filter((step) => step.promotion === promotion);
    expect(sumOf(own.map(({ amount }) => amount))).toBe(saved);
    expect(sumOf(steps.map((step) => step.saved))).toBe(saved);
  }
}

/** Every part of every unit and charge, with its amount over all units of its run. */
function partsOf({ lines, shipping }: DecisionResult) {
  return [
    ...lines.flatMap(({ units }) =>
      units.flatMap((run) => run.parts.map((part) => ({ ...part, amount: part.amount * run.count }))),
    ),
    ...shipping.flatMap((charge) => charge.parts),
  ];
}

function checkForeign(decide: Decide, priced: PricingCase): void {
  const { foreign, tabled } = inForeignCurrency(priced);
  const decision = decide(foreign);
  const { currency } = foreign.facts;
  expect(decision.applied.filter(({ promotion }) => tabled.has(promotion))).toEqual([]);
  const leftOut = new Set(foreign.options.left_out.map(({ promotion }) => promotion));
  for (const { promotion, reasons } of decision.explain?.promotions ?? []) {
    const isRefused = reasons.some(({ code, by }) => code === "wrong_currency" && by === currency);
    if (!leftOut.has(promotion)) expect(isRefused).toBe(tabled.has(promotion));
  }
}

function checkFairness(decide: Decide, priced: PricingCase, chance: Chance): void {
  const { rules, options } = priced;
  const facts = { ...priced.facts, lines: priced.facts.lines.map(({ floor: _, ...line }) => line) };
  const { caps: _, ...uncapped } = rules;
  const amounts = { [facts.currency]: chance.whole(1, 2_000) };
  const promotion = {
    id: "only",
    version: 1,
    campaign: null,
    label: "only",
    lane: "only",
    priority: 0,
    schedules: [],
    conditions: { kind: "all" as const, of: [] },
    awards: [{ kind: "amount" as const, on: "order" as const, amounts }],
  };
  const { lines, totals } = decide({
    ...priced,
    facts,
    rules: { ...uncapped, lanes: [{ id: "only", mode: "all" }], promotions: [promotion], codes: [] },
    options: { ...options, left_out: [], granted: [] },
  });
  const targets = facts.lines.filter((line) => line.discountable && line.gift_of === undefined);
  const base = targets.reduce((sum, line) => sum + BigInt(line.catalog * line.quantity), 0n);
  const isTarget = (line: LineFacts) => targets.includes(line);
  for (const [index, line] of facts.lines.entries()) {
    for (const { net } of lines[index]?.units ?? []) {
      const share = BigInt(line.catalog - net);
      if (!isTarget(line)) expect(share).toBe(0n);
      // |share − saved × price / base| < 1, multiplied by base.
      const error = share * base - BigInt(totals.saved) * BigInt(isTarget(line) ? line.catalog : 0);
      expect(error === 0n || (error < base && -error < base)).toBe(true);
    }
  }
}
