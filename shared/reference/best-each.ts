/**
 * The lane mode best_each (SEL-7): at each target the promotion that saves most there. Values are compared exactly, before
 * rounding, so they are kept in ten-thousandths of a minor unit.
 */
import type { Award } from "../rules/award.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { apply, type Choice } from "./apply.ts";
import { contentRuns, costOf, type Left, stageOf, sumLeft, targetsOf } from "./awards.ts";
import { amountIn, type Piece, type Scene } from "./scene.ts";
import { least, sumOf } from "./steps.ts";

const WHOLE_BPS = 10_000n;

/** What a best_each lane decided: who won what, and who had a value somewhere but won nothing (CND-23). */
export interface EachWon {
  choices: Choice[];
  outbid: RulePromotion[];
}

interface Candidate {
  promotion: RulePromotion;
  award: Award;
  won: Set<Piece>;
  hadValue: boolean;
}

/** `chosen` is what earlier lanes chose, `eligible` the lane's eligible promotions in the order of SEL-1. */
export function bestEach(scene: Scene, chosen: Choice[], eligible: RulePromotion[]): EachWon {
  const candidates = eligible.map((promotion): Candidate => {
    const award = promotion.awards[0];
    if (award === undefined || promotion.awards.length > 1) {
      throw new Error("a lane best_each takes promotions of a single award");
    }
    return { promotion, award, won: new Set(), hadValue: false };
  });
  const leftNow = () => apply(scene, [...chosen, ...choicesOf(candidates)]).left;
  settleUnits(scene, candidates, leftNow());
  settleOrder(scene, candidates, leftNow());
  settleCharges(scene, candidates, leftNow());
  const outbid = candidates.filter(({ hadValue, won }) => hadValue && won.size === 0);
  return { choices: choicesOf(candidates), outbid: outbid.map(({ promotion }) => promotion) };
}

function choicesOf(candidates: Candidate[]): Choice[] {
  return candidates.filter(({ won }) => won.size > 0).map(({ promotion, won }) => ({ promotion, won }));
}

/** Units first, then whole content runs against their unit winners. */
function settleUnits(scene: Scene, candidates: Candidate[], left: Left): void {
  const onItems = candidates.filter(({ award }) => stageOf(award) === "items");
  const byUnit = onItems.filter(({ award }) => !isPerLine(award));
  const byRun = onItems.filter(({ award }) => isPerLine(award));
  for (const run of contentRuns(scene.units)) {
    const winners = run.map((unit) => ({
      unit,
      best: best(byUnit, (candidate) => unitValue(scene, candidate.award, unit, left)),
    }));
    const bestOfRun = best(byRun, (candidate) => runValue(scene, candidate.award, run, left));
    const sumOfUnits = sumOf(winners.map(({ best }) => best?.value ?? 0n));
    if (bestOfRun !== null && bestOfRun.value > sumOfUnits) {
      for (const piece of targetsIn(scene, bestOfRun.candidate.award, run))
        bestOfRun.candidate.won.add(piece);
      continue;
    }
    for (const { unit, best } of winners) best?.candidate.won.add(unit);
  }
}

/** On what everything chosen so far and the unit winners leave, applied and rounded. */
function settleOrder(scene: Scene, candidates: Candidate[], left: Left): void {
  const onOrder = candidates.filter(({ award }) => stageOf(award) === "order");
  const winner = best(onOrder, ({ award }) => {
    const base = sumLeft(left, targetsOf(scene, award));
    if (award.kind === "percent") return base * BigInt(award.rate_bps);
    if (award.kind === "amount") return least(amountOf(scene, award.amounts), base) * WHOLE_BPS;
    return notHere(award);
  });
  if (winner === null) return;
  for (const piece of targetsOf(scene, winner.candidate.award)) winner.candidate.won.add(piece);
}

function settleCharges(scene: Scene, candidates: Candidate[], left: Left): void {
  const onShipping = candidates.filter(({ award }) => stageOf(award) === "shipping");
  for (const charge of scene.charges) {
    const winner = best(onShipping, ({ award }) => {
      if (!targetsOf(scene, award).includes(charge)) return 0n;
      if (award.kind === "percent") return costOf(left, charge) * BigInt(award.rate_bps);
      if (award.kind === "free_shipping") return costOf(left, charge) * WHOLE_BPS;
      return notHere(award);
    });
    winner?.candidate.won.add(charge);
  }
}

/** The greatest value above zero; the first of equal ones, so ties go by SEL-1. */
function best(
  candidates: Candidate[],
  valuation: (candidate: Candidate) => bigint,
): { candidate: Candidate; value: bigint } | null {
  let winner: { candidate: Candidate; value: bigint } | null = null;
  for (const candidate of candidates) {
    const value = valuation(candidate);
    if (value <= 0n) continue;
    candidate.hadValue = true;
    if (winner === null || value > winner.value) winner = { candidate, value };
  }
  return winner;
}

function unitValue(scene: Scene, award: Award, unit: Piece, left: Left): bigint {
  if (!targetsOf(scene, award).includes(unit)) return 0n;
  const cost = costOf(left, unit);
  if (award.kind === "percent" || award.kind === "buy_get") return cost * BigInt(award.rate_bps);
  if (award.kind === "amount") return least(amountOf(scene, award.amounts), cost) * WHOLE_BPS;
  return notHere(award);
}

function runValue(scene: Scene, award: Award, run: Piece[], left: Left): bigint {
  if (award.kind !== "amount") return notHere(award);
  const base = sumLeft(left, targetsIn(scene, award, run));
  return least(amountOf(scene, award.amounts), base) * WHOLE_BPS;
}

function targetsIn(scene: Scene, award: Award, run: Piece[]): Piece[] {
  const targets = targetsOf(scene, award);
  return run.filter((piece) => targets.includes(piece));
}

function isPerLine(award: Award): boolean {
  return award.kind === "amount" && award.per === "line";
}

function amountOf(scene: Scene, amounts: Record<string, number>): bigint {
  return BigInt(amountIn(amounts, scene.facts.currency) ?? 0);
}

function notHere(award: Award): never {
  throw new Error(`an award ${award.kind} of this sort does not stand in a lane best_each`);
}
