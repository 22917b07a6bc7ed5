/**
 * Lanes `best_each` (SEL-7): at each target the promotion that saves most there, compared exactly before rounding. Units and content runs
 * are settled first, then the order, then shipping charges, each on what is left so far. Here alone a promotion wins target by target.
 */

import type { Contest, Target } from "../rules/award-kind.ts";
import { addWorth, type ExactWorth } from "../rules/exact-worth.ts";
import { nodeEnd } from "../rules/program.ts";
import type { Slice } from "../rules/slice.ts";
import type { Inputs } from "./inputs.ts";
import { type Applied, applySet, awardKind, type Chosen, targetOf } from "./pricing.ts";

/** A promotion that competes, with its single award. */
interface Contestant {
  readonly promotion: number;
  readonly award: number;
  readonly contest: Contest;
  readonly target: Target;
  /** What it won, by place; null until it won something. */
  won: Map<number, [number, number][]> | null;
  /** It was worth something somewhere. */
  isWorthy: boolean;
}

export interface EachOutcome {
  readonly chosen: Chosen[];
  /** Worth something at a target and without any (CND-23). */
  readonly lost: number[];
}

/** Chooses among the eligible promotions of a lane, on what earlier lanes chose. */
export function chooseEach(
  inputs: Inputs,
  eligible: readonly number[],
  before: readonly Chosen[],
): EachOutcome {
  const all = eligible.map((promotion) => contestantOf(inputs, promotion));
  const entered = all.filter((each) => each.contest !== "none" && each.target.missing === null);
  const settleGoods = entered.filter(({ contest }) => contest === "unit" || contest === "run");
  let applied = applySet(inputs, before);
  if (settleGoods.length > 0) {
    contestGoods(inputs, settleGoods, applied);
    applied = applySet(inputs, withWinners(before, entered));
  }
  const settleOrder = entered.filter(({ contest }) => contest === "order");
  if (settleOrder.length > 0) {
    contestOrder(inputs, settleOrder, applied);
    applied = applySet(inputs, withWinners(before, entered));
  }
  contestCharges(
    inputs,
    entered.filter(({ contest }) => contest === "charge"),
    applied,
  );
  return {
    chosen: winners(entered),
    lost: entered.filter(({ won, isWorthy }) => won === null && isWorthy).map(({ promotion }) => promotion),
  };
}

function contestantOf(inputs: Inputs, promotion: number): Contestant {
  const award = inputs.plan.firstAward(promotion);
  const contest = inputs.plan.contest(award);
  return { promotion, award, contest, target: targetOf(inputs, award), won: null, isWorthy: false };
}

function winners(entered: readonly Contestant[]): Chosen[] {
  return entered.filter(({ won }) => won !== null).map(({ promotion, won }) => ({ promotion, won }));
}

function withWinners(before: readonly Chosen[], entered: readonly Contestant[]): Chosen[] {
  return [...before, ...winners(entered)];
}

/** Worth of an award where it finds so much; marks who was worth something at all. */
function worthAt(inputs: Inputs, contestant: Contestant, baseMinor: number): ExactWorth {
  const { plan, cart } = inputs;
  const at = plan.sections.award_place[contestant.award] ?? 0;
  const end = nodeEnd(plan, at, plan.words.length);
  const worth = awardKind(inputs, contestant.award)?.kind.worth(plan, at + 1, end, baseMinor, cart) ?? 0;
  if (worth > 0) contestant.isWorthy = true;
  return worth;
}

/** The one worth most, the first of equals; null if all are worth nothing. */
function bestOf(inputs: Inputs, contestants: readonly Contestant[], baseMinor: number) {
  let best: Contestant | null = null;
  let bestWorth: ExactWorth = 0;
  for (const contestant of contestants) {
    const worth = worthAt(inputs, contestant, baseMinor);
    if (worth > bestWorth) {
      best = contestant;
      bestWorth = worth;
    }
  }
  return { best, worth: bestWorth };
}

/** Who takes part at a place, and with how many first units. */
interface Claim {
  readonly contestant: Contestant;
  readonly count: number;
}

function claimsByPlace(contestants: readonly Contestant[]): Map<number, Claim[]> {
  const claims = new Map<number, Claim[]>();
  for (const contestant of contestants) {
    for (const [index, place] of contestant.target.places.entries()) {
      const claim = { contestant, count: contestant.target.counts[index] ?? 0 };
      const atPlace = claims.get(place);
      if (atPlace === undefined) claims.set(place, [claim]);
      else atPlace.push(claim);
    }
  }
  return claims;
}

interface UnitWin {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly winner: Contestant;
}

function contestGoods(inputs: Inputs, contestants: readonly Contestant[], applied: Applied): void {
  const unitClaims = claimsByPlace(contestants.filter(({ contest }) => contest === "unit"));
  const runClaims = claimsByPlace(contestants.filter(({ contest }) => contest === "run"));
  for (const run of inputs.cart.runs) {
    let sum = 0;
    let unitWorth: ExactWorth = 0;
    const wins: UnitWin[] = [];
    for (let place = run.from; place < run.to; place++) {
      const head = applied.goods[place];
      if (head === undefined) continue;
      sum += sumFrom(head);
      const claims = unitClaims.get(place);
      if (claims !== undefined) unitWorth = contestUnits(inputs, claims, head, unitWorth, wins);
    }
    const onRun = (runClaims.get(run.from) ?? []).map(({ contestant }) => contestant);
    const { best, worth } = bestOf(inputs, onRun, sum);
    if (best !== null && worth > unitWorth) {
      for (let place = run.from; place < run.to; place++)
        win(best, place, 0, inputs.cart.quantities[place] ?? 0);
    } else {
      for (const { winner, place, from, to } of wins) win(winner, place, from, to);
    }
  }
}

function sumFrom(head: Slice): number {
  let sum = 0;
  for (let slice: Slice | null = head; slice !== null; slice = slice.next) sum += slice.current * slice.count;
  return sum;
}

/** Settles the units of one line, stretch by stretch between slice ends and ends of claims; answers the sum of worths. */
function contestUnits(
  inputs: Inputs,
  claims: readonly Claim[],
  head: Slice,
  worthBefore: ExactWorth,
  wins: UnitWin[],
): ExactWorth {
  const ends = [...new Set(claims.map(({ count }) => count))].sort((a, b) => a - b);
  let total = worthBefore;
  let start = 0;
  for (let slice: Slice | null = head; slice !== null; slice = slice.next) {
    const sliceEnd = start + slice.count;
    let from = start;
    for (const end of [...ends.filter((each) => each > start && each < sliceEnd), sliceEnd]) {
      const present = claims.filter(({ count }) => count > from).map(({ contestant }) => contestant);
      const { best, worth } = bestOf(inputs, present, slice.current);
      if (best !== null) {
        wins.push({ place: slice.place, from, to: end, winner: best });
        total = addWorth(total, worth, end - from);
      }
      from = end;
    }
    start = sliceEnd;
  }
  return total;
}

/** Notes a win; stretches that touch become one. */
function win(winner: Contestant, place: number, from: number, to: number): void {
  winner.won ??= new Map();
  const ranges = winner.won.get(place);
  const last = ranges?.at(-1);
  if (ranges === undefined) winner.won.set(place, [[from, to]]);
  else if (last !== undefined && last[1] === from) last[1] = to;
  else ranges.push([from, to]);
}

function contestOrder(inputs: Inputs, contestants: readonly Contestant[], applied: Applied): void {
  const target = contestants[0]?.target;
  if (target === undefined) return;
  let sum = 0;
  for (const place of target.places) {
    const head = applied.goods[place];
    if (head !== undefined) sum += sumFrom(head);
  }
  const { best } = bestOf(inputs, contestants, sum);
  if (best === null) return;
  for (const place of target.places) win(best, place, 0, inputs.cart.quantities[place] ?? 0);
}

function contestCharges(inputs: Inputs, contestants: readonly Contestant[], applied: Applied): void {
  for (const [place, claims] of claimsByPlace(contestants)) {
    const present = claims.map(({ contestant }) => contestant);
    const { best } = bestOf(inputs, present, applied.charges[place]?.current ?? 0);
    if (best !== null) win(best, place, 0, 1);
  }
}
