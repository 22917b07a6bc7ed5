/**
 * Lanes `best_each` (SEL-7): at each target the promotion that saves most there, compared exactly before rounding. Units and content runs
 * are settled first, then the order, then shipping charges, each on what is left so far. Here alone a promotion wins target by target.
 */

import type { Contest, Found, Target } from "../rules/award-kind.ts";
import { addWorth, type ExactWorth } from "../rules/exact-worth.ts";
import { REDUCED_BEFORE } from "../rules/reduced.ts";
import { roomOf, type Slice } from "../rules/slice.ts";
import { awardFields, awardKind, hasUnit, refuses, targetOf } from "./award-targets.ts";
import { enter, type Inputs } from "./inputs.ts";
import { hasReduced, isReducedBefore } from "./present-slices.ts";
import { type Applied, applySet, type Chosen } from "./pricing.ts";

/** A promotion that competes, with its single award that takes money off. */
interface Contestant {
  readonly promotion: number;
  readonly award: number;
  readonly contest: Contest;
  readonly target: Target;
  /** It leaves units alone that an earlier promotion reduced. */
  readonly excludesReduced: boolean;
  /** What it won, by place; null until it won something. */
  won: Map<number, [number, number][]> | null;
  /** It won the order: all its units. */
  hasWonAll: boolean;
  /** It was worth something somewhere. */
  isWorthy: boolean;
}

export interface EachOutcome {
  readonly chosen: Chosen[];
  /** Worth something at a target and without any (CND-23). */
  readonly lost: number[];
}

/** Chooses among the candidates of a lane, on what earlier lanes chose. */
export function chooseEach(
  inputs: Inputs,
  candidates: readonly number[],
  before: readonly Chosen[],
): EachOutcome {
  const all = candidates.flatMap((promotion) => contestantOf(inputs, promotion) ?? []);
  const entered = all.filter(({ target }) => target.missing === null);
  let applied = applySet(inputs, before);
  const ofGoods = competing(inputs, entered, ["unit", "run"], applied);
  if (ofGoods.length > 0) {
    contestGoods(inputs, ofGoods, applied);
    applied = applySet(inputs, [...before, ...winners(entered)]);
  }
  const ofOrder = competing(inputs, entered, ["order"], applied);
  if (ofOrder.length > 0) {
    contestOrder(inputs, ofOrder, applied);
    applied = applySet(inputs, [...before, ...winners(entered)]);
  }
  contestCharges(inputs, competing(inputs, entered, ["charge"], applied), applied);
  const lost = entered.filter((each) => each.isWorthy && !hasWon(each));
  return {
    chosen: chosenOf(inputs, candidates, winners(entered)),
    lost: lost.map(({ promotion }) => promotion),
  };
}

/** Null for a promotion that only gives or grants. */
function contestantOf(inputs: Inputs, promotion: number): Contestant | null {
  const { plan } = inputs;
  for (let award = plan.firstAward(promotion); award < plan.awardsEnd(promotion); award++) {
    const contest = plan.contest(award);
    if (contest === "none") continue;
    return {
      promotion,
      award,
      contest,
      target: targetOf(inputs, award),
      excludesReduced: (plan.reducedOf(promotion) & REDUCED_BEFORE) !== 0,
      won: null,
      hasWonAll: false,
      isWorthy: false,
    };
  }
  return null;
}

/** Those of some contests, but for the ones that refuse what is reduced by now (AWD-24). */
function competing(
  inputs: Inputs,
  entered: readonly Contestant[],
  contests: readonly Contest[],
  { goods }: Applied,
): Contestant[] {
  return entered.filter(({ contest, promotion, excludesReduced }) => {
    if (!contests.includes(contest)) return false;
    if (!excludesReduced || !refuses(inputs, promotion)) return true;
    return !hasUnit(inputs, promotion, ({ from, to }) => goods.slice(from, to).some(hasReduced));
  });
}

function hasWon({ won, hasWonAll }: Contestant): boolean {
  return hasWonAll || won !== null;
}

function winners(entered: readonly Contestant[]): Chosen[] {
  return entered.filter(hasWon).map(({ promotion, won }) => ({ promotion, won }));
}

/** Winners, and what gives or grants something beside: that acts on what it won, be it nothing. */
function chosenOf({ plan }: Inputs, candidates: readonly number[], won: readonly Chosen[]): Chosen[] {
  const byPromotion = new Map(won.map((each) => [each.promotion, each]));
  return candidates.flatMap((promotion) => {
    const winner = byPromotion.get(promotion);
    if (winner !== undefined) return winner;
    return plan.hasGrants(promotion) ? { promotion, won: new Map() } : [];
  });
}

/** Worth of an award where it finds so much; marks who was worth something at all. */
function worthAt(inputs: Inputs, contestant: Contestant, found: Found): ExactWorth {
  const kind = awardKind(inputs, contestant.award)?.kind;
  if (kind?.does !== "money") return 0;
  const { at, end } = awardFields(inputs.plan, contestant.award);
  enter(inputs, contestant.promotion);
  const worth = kind.worth(inputs.plan, at, end, found, inputs.cart);
  if (worth > 0) contestant.isWorthy = true;
  return worth;
}

interface Best {
  readonly winner: Contestant | null;
  readonly worth: ExactWorth;
}

/** The one worth most of what it finds, the first of equals; null if all are worth nothing. */
function bestOf(
  inputs: Inputs,
  contestants: readonly Contestant[],
  found: (contestant: Contestant) => Found,
): Best {
  let winner: Contestant | null = null;
  let best: ExactWorth = 0;
  inputs.burn(contestants.length);
  for (const contestant of contestants) {
    const worth = worthAt(inputs, contestant, found(contestant));
    if (worth > best) {
      winner = contestant;
      best = worth;
    }
  }
  return { winner, worth: best };
}

/** AWD-3: whether units are there for a promotion. */
function isPresent(slice: Slice, { excludesReduced }: Contestant): boolean {
  return !slice.isClosed && !(excludesReduced && isReducedBefore(slice));
}

/** What a contestant finds at all its present units of some lines. */
function foundIn(contestant: Contestant, heads: readonly Slice[]): Found {
  const sum = { current: 0, catalog: 0, list: 0, room: 0 };
  for (const head of heads) {
    for (let slice: Slice | null = head; slice !== null; slice = slice.next) {
      if (!isPresent(slice, contestant)) continue;
      sum.current += slice.current * slice.count;
      sum.catalog += slice.prices.catalog * slice.count;
      sum.list += slice.prices.list * slice.count;
      sum.room += roomOf(slice) * slice.count;
    }
  }
  return sum;
}

/** Who takes part at a place, and with how many first units. */
interface Claim {
  readonly contestant: Contestant;
  readonly count: number;
}

function claimsByPlace(contestants: readonly Contestant[]): Map<number, Claim[]> {
  const claims = new Map<number, Claim[]>();
  const claim = (contestant: Contestant, place: number, count: number) => {
    const atPlace = claims.get(place);
    if (atPlace === undefined) claims.set(place, [{ contestant, count }]);
    else atPlace.push({ contestant, count });
  };
  for (const contestant of contestants) {
    const { places, counts, charges } = contestant.target;
    for (const [index, place] of places.entries()) claim(contestant, place, counts[index] ?? 0);
    for (const place of charges) claim(contestant, place, 1);
  }
  return claims;
}

interface UnitWin {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly winner: Contestant;
}

function contestGoods(inputs: Inputs, contestants: readonly Contestant[], { goods }: Applied): void {
  const unitClaims = claimsByPlace(contestants.filter(({ contest }) => contest === "unit"));
  const runClaims = claimsByPlace(contestants.filter(({ contest }) => contest === "run"));
  for (const { from, to } of inputs.cart.runs) {
    const heads = goods.slice(from, to);
    let unitWorth: ExactWorth = 0;
    const wins: UnitWin[] = [];
    for (const head of heads) {
      const claims = unitClaims.get(head.place);
      if (claims !== undefined) unitWorth = contestUnits(inputs, claims, head, unitWorth, wins);
    }
    const onRun = (runClaims.get(from) ?? []).map(({ contestant }) => contestant);
    const { winner, worth } = bestOf(inputs, onRun, (contestant) => foundIn(contestant, heads));
    if (winner !== null && worth > unitWorth) {
      for (let place = from; place < to; place++) win(winner, place, 0, inputs.cart.quantities[place] ?? 0);
    } else {
      for (const each of wins) win(each.winner, each.place, each.from, each.to);
    }
  }
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
  for (let slice: Slice | null = head; slice !== null; slice = slice.next) {
    const unit = slice;
    const { catalog, list } = unit.prices;
    const found = { current: unit.current, catalog, list, room: roomOf(unit) };
    const sliceEnd = unit.start + unit.count;
    let from = unit.start;
    for (const end of [...ends.filter((each) => each > from && each < sliceEnd), sliceEnd]) {
      const present = claims.filter(({ contestant, count }) => count > from && isPresent(unit, contestant));
      const { winner, worth } = bestOf(
        inputs,
        present.map(({ contestant }) => contestant),
        () => found,
      );
      if (winner !== null) {
        wins.push({ place: unit.place, from, to: end, winner });
        total = addWorth(total, worth, end - from);
      }
      from = end;
    }
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

function contestOrder(inputs: Inputs, contestants: readonly Contestant[], { goods }: Applied): void {
  const { winner } = bestOf(inputs, contestants, (contestant) => {
    return foundIn(
      contestant,
      contestant.target.places.flatMap((place) => goods[place] ?? []),
    );
  });
  if (winner !== null) winner.hasWonAll = true;
}

function contestCharges(inputs: Inputs, contestants: readonly Contestant[], { charges }: Applied): void {
  for (const [place, claims] of claimsByPlace(contestants)) {
    const head = charges[place];
    if (head === undefined) continue;
    const present = claims.map(({ contestant }) => contestant);
    const { winner } = bestOf(inputs, present, (contestant) => foundIn(contestant, [head]));
    if (winner !== null) win(winner, place, 0, 1);
  }
}
