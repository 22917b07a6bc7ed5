/** Laws of what may go together: caps, grants, exclusivity, classes, and that one candidate more is never worth less. */
import { describe, expect, test } from "vitest";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { canonicalJson } from "../../shared/quote/canonical.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { directedCase } from "../differential/random-directed.ts";
import { type Decide, decideBy, holdsFor, type Judged, sumOf } from "./law.ts";

export function stackingLaws(judged: Judged): void {
  const decide = decideBy(judged);
  describe(`laws of what goes together: ${judged.name}`, { timeout: 120_000 }, () => {
    test("[AWD-8] no award gives more than its cap", () =>
      holdsFor(judged, (priced) => checkOwnCaps(decide(priced), priced)));

    test("[AWD-15] no promotion gives more than its grant", () =>
      holdsFor(judged, (priced) => {
        const granted = new Map(priced.options.granted.map(({ promotion, amount }) => [promotion, amount]));
        for (const { promotion, saved } of decide(priced).applied) {
          expect(saved).toBeLessThanOrEqual(granted.get(promotion) ?? Infinity);
        }
      }));

    test("[AWD-26] all together give no more than the caps of the order and of each content run", () =>
      holdsFor(judged, (priced) => checkCaps(decide(priced), priced)));

    test("[SEL-17] what is the whole choice stands alone, and nothing comes after what stops", () =>
      holdsFor(judged, (priced) => checkExclusive(decide, priced)));

    test("[SEL-18] what was applied together may be combined", () =>
      holdsFor(judged, (priced) => checkClasses(decide(priced), priced)));

    test("[SEL-15, SEL-19] no set of the candidates saves more than what was chosen, but for rounding", () =>
      holdsFor(judged, (priced) => checkBestSet(decide, priced), directedCase));
  });
}

function checkOwnCaps({ explain }: DecisionResult, { rules, facts }: PricingCase): void {
  const byId = new Map(rules.promotions.map((promotion) => [promotion.id, promotion]));
  for (const { promotion, award, saved } of explain?.trace ?? []) {
    const given = byId.get(promotion)?.awards[award];
    const cap = given !== undefined && "cap" in given ? given.cap?.[facts.currency] : undefined;
    expect(saved).toBeLessThanOrEqual(cap ?? Infinity);
  }
}

function checkCaps(decision: DecisionResult, { rules, facts }: PricingCase): void {
  const { order, order_bps, line_bps } = rules.caps ?? {};
  const lines = decision.lines.map((line, index) => ({ ...line, facts: facts.lines[index] }));
  const goods = lines.filter((line) => line.facts?.gift_of === undefined);
  const share = (amount: number, bps: number) => Number((BigInt(amount) * BigInt(bps)) / 10_000n);
  const taken = (of: typeof goods) => sumOf(of.map(({ catalog, total }) => catalog - total));
  const charges = sumOf(decision.shipping.map(({ amount, total }) => amount - total));
  const all = taken(goods) + charges;
  expect(all).toBeLessThanOrEqual(order?.[facts.currency] ?? Infinity);
  if (order_bps !== undefined) {
    expect(all).toBeLessThanOrEqual(share(sumOf(goods.map(({ catalog }) => catalog)), order_bps));
  }
  if (line_bps === undefined) return;
  const content = ({ facts: line }: (typeof goods)[number]) =>
    canonicalJson({ ...line, id: "", quantity: 0 });
  for (const run of Map.groupBy(goods, content).values()) {
    expect(taken(run)).toBeLessThanOrEqual(share(sumOf(run.map(({ catalog }) => catalog)), line_bps));
  }
}

/** In the first lane, and over the whole cart, "alone" is: with nothing else. */
function checkExclusive(decide: Decide, priced: PricingCase): void {
  const decision = decide(priced);
  if (readsCurrent(priced.rules)) return;
  const ordered = inOrder(priced.rules);
  const applied = ordered.filter(({ id }) => decision.applied.some(({ promotion }) => promotion === id));
  for (const [index, { exclusive, lane }] of applied.entries()) {
    const reaches = (other: RulePromotion) => exclusive?.reach === "cart" || other.lane === lane;
    const isJudgedAlone = exclusive?.reach === "cart" || priced.rules.lanes[0]?.id === lane;
    if (exclusive === undefined || !isJudgedAlone) continue;
    if (exclusive.reading === "sole") expect(applied.filter(reaches).length).toBe(1);
    if (exclusive.reading === "stop") expect(applied.slice(index + 1).filter(reaches)).toEqual([]);
    if (exclusive.reading === "only_if_first") expect(applied.slice(0, index).filter(reaches)).toEqual([]);
  }
}

function checkClasses(decision: DecisionResult, { rules }: PricingCase): void {
  if (readsCurrent(rules)) return;
  const applied = rules.promotions.filter(({ id }) =>
    decision.applied.some(({ promotion }) => promotion === id),
  );
  for (const one of applied) {
    for (const other of applied) if (one !== other) expect(allows(one, other)).toBe(true);
  }
}

function allows(one: RulePromotion, other: RulePromotion): boolean {
  return (
    one.combines_with === undefined || other.class === undefined || one.combines_with.includes(other.class)
  );
}

/** Whether an award may have an effect only because others took something: then "had an effect alone" and "has one" are two things. */
function readsCurrent(rules: RuleSet): boolean {
  const { promotions, policies } = rules;
  const text = JSON.stringify(promotions);
  return policies.threshold_basis === "current" || /"(?:threshold_)?basis":"current"/.test(text);
}

function inOrder({ lanes, promotions }: RuleSet): RulePromotion[] {
  const place = ({ lane }: RulePromotion) => lanes.findIndex(({ id }) => id === lane);
  return promotions
    .filter(({ stage }) => stage !== "catalogue")
    .sort((a, b) => place(a) - place(b) || b.priority - a.priority || (a.id < b.id ? -1 : 1));
}

/** Directed sets have no classes and no exclusives, so every set is allowed; each is tried with everything else as it is. */
function checkBestSet(decide: Decide, priced: PricingCase): void {
  const { rules } = priced;
  const [lane] = rules.lanes.slice(-1);
  const candidates = rules.promotions.filter((promotion) => promotion.lane === lane?.id);
  const others = rules.promotions.filter((promotion) => promotion.lane !== lane?.id);
  const chosen = savedBy(decide, priced, rules);
  const lanes = rules.lanes.map((each) => (each === lane ? { ...each, mode: "all" as const } : each));
  for (let set = 0; set < 2 ** candidates.length; set += 1) {
    const members = candidates.filter((_, index) => (set & (2 ** index)) !== 0);
    const promotions = [...others, ...members];
    const saved = savedBy(decide, priced, { ...rules, lanes, promotions });
    expect(saved, members.map(({ id }) => id).join(", ")).toBeLessThanOrEqual(chosen + roundings(promotions));
  }
}

/** SEL-4: what is taken off, and what the grants of the applied are worth. */
function savedBy(decide: Decide, priced: PricingCase, rules: RuleSet): number {
  const { totals, applied, currency } = decide({
    ...priced,
    rules,
    options: { ...priced.options, explain: false },
  });
  const worths = rules.promotions
    .filter(({ id }) => applied.some(({ promotion }) => promotion === id))
    .flatMap(({ awards }) => awards.map((award) => ("worth" in award ? (award.worth?.[currency] ?? 0) : 0)));
  return totals.saved + sumOf(worths);
}

/** One minor unit for each content run on which an award may round: there are three articles. */
function roundings(promotions: readonly RulePromotion[]): number {
  return sumOf(promotions.map(({ awards }) => awards.length * 3));
}
