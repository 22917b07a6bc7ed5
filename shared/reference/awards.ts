/**
 * What one award acts on and what it takes from each piece, before the grant of its promotion (AWD-3 to 14). Pieces are single
 * units and charges; `left` says what each costs when the award's turn comes.
 */
import type { Award } from "../rules/award.ts";
import type { AmountAward } from "../rules/awards/amount.ts";
import type { BuyGetAward } from "../rules/awards/buy-get.ts";
import type { PercentAward } from "../rules/awards/percent.ts";
import { lineMatches } from "./line-conditions.ts";
import { amountIn, type Charge, type Piece, type Scene, type Unit } from "./scene.ts";
import { least, sumOf } from "./steps.ts";

export type Stage = "items" | "order" | "shipping";
export type Left = Map<Piece, bigint>;

/** What is taken from one piece. */
export interface Taken {
  piece: Piece;
  amount: bigint;
}

const WHOLE_BPS = 10_000n;

/** SEL-3. */
export function stageOf(award: Award): Stage {
  if (award.kind === "buy_get") return "items";
  if (award.kind === "free_shipping") return "shipping";
  return award.on;
}

/** AWD-3: the pieces an award acts on, in unit order or by id. Those of buy_get are the rewarded ones (AWD-12). */
export function targetsOf(scene: Scene, award: Award): Piece[] {
  if (award.kind === "buy_get") return rewardedUnits(scene, award);
  if (award.kind === "free_shipping") return chargesOf(scene, award.methods);
  if (award.on === "shipping") return chargesOf(scene, award.methods);
  return unitsMatching(scene, award.items).filter((unit) => unit.line.discountable);
}

/** CND-23: an award without target. For buy_get that is one without a set, even if no unit of a set may be reduced. */
export function hasTarget(scene: Scene, award: Award): boolean {
  if (award.kind !== "buy_get") return targetsOf(scene, award).length > 0;
  return groupsOf(scene, award).some((group) => rewardCount(scene, award, group.length) > 0);
}

function chargesOf(scene: Scene, methods: string[] | undefined): Charge[] {
  return scene.charges.filter(({ charge }) => methods === undefined || methods.includes(charge.method));
}

/** CND-3: gift lines are out. */
function unitsMatching(scene: Scene, items: PercentAward["items"]): Unit[] {
  return scene.units.filter(
    ({ line }) => line.gift_of === undefined && lineMatches(items, line, scene.facts.currency, scene.steps),
  );
}

/** What the award takes from its targets or those of them that it won (SEL-7), bounded by its cap (AWD-8). */
export function takenBy(scene: Scene, award: Award, targets: Piece[], left: Left): Taken[] {
  const taken = uncapped(scene, award, targets, left);
  if (award.kind !== "percent" && award.kind !== "free_shipping") return taken;
  const cap = amountIn(award.cap, scene.facts.currency);
  return trimmed(scene, taken, cap === null ? null : BigInt(cap));
}

/** AWD-8: above the bound each part shrinks in proportion. */
export function trimmed(scene: Scene, taken: Taken[], bound: bigint | null): Taken[] {
  const sum = sumOf(taken.map(({ amount }) => amount));
  const kept = scene.steps.capped(sum, bound);
  if (kept === sum) return taken;
  return spread(
    scene,
    kept,
    taken.map(({ piece }) => piece),
    new Map(taken.map((t) => [t.piece, t.amount])),
  );
}

function uncapped(scene: Scene, award: Award, targets: Piece[], left: Left): Taken[] {
  switch (award.kind) {
    case "percent":
      return percentTaken(scene, award, targets, left);
    case "amount":
      return amountTaken(scene, award, targets, left);
    case "buy_get": // AWD-12
      return contentRuns(targets).flatMap((run) => rateOver(scene, award.rate_bps, run, left));
    case "free_shipping": // AWD-13
      return targets.map((piece) => ({ piece, amount: costOf(left, piece) }));
  }
}

function percentTaken(scene: Scene, award: PercentAward, targets: Piece[], left: Left): Taken[] {
  switch (award.on) {
    case "items": // AWD-5
      return contentRuns(targets).flatMap((run) => rateOver(scene, award.rate_bps, run, left));
    case "order": // AWD-6
      return rateOver(scene, award.rate_bps, targets, left);
    case "shipping": // AWD-7
      return targets.flatMap((charge) => rateOver(scene, award.rate_bps, [charge], left));
  }
}

function amountTaken(scene: Scene, award: AmountAward, targets: Piece[], left: Left): Taken[] {
  const amount = BigInt(amountIn(award.amounts, scene.facts.currency) ?? 0);
  if (award.per === "unit") {
    return targets.map((piece) => ({ piece, amount: least(amount, costOf(left, piece)) })); // AWD-9
  }
  const groups = award.per === "line" ? contentRuns(targets) : [targets]; // AWD-10, AWD-11
  return groups.flatMap((group) => spread(scene, least(amount, sumLeft(left, group)), group, left));
}

/** A rate on the sum of some pieces, rounded once and spread over them. */
function rateOver(scene: Scene, rateBps: number, pieces: Piece[], left: Left): Taken[] {
  return spread(scene, discountOn(scene, sumLeft(left, pieces), BigInt(rateBps)), pieces, left);
}

/** POL-1, POL-2. */
function discountOn(scene: Scene, base: bigint, rateBps: bigint): bigint {
  const { rounding, rounded } = scene.rules.policies;
  if (rounded === "discount") return scene.steps.round(base * rateBps, WHOLE_BPS, rounding);
  return base - scene.steps.round(base * WHOLE_BPS - base * rateBps, WHOLE_BPS, rounding);
}

/** AWD-4. */
function spread(scene: Scene, total: bigint, pieces: Piece[], weights: Left): Taken[] {
  const shares = scene.steps.shareOut(
    total,
    pieces.map((piece) => costOf(weights, piece)),
  );
  return pieces.map((piece, index) => ({ piece, amount: shares[index] ?? 0n }));
}

/** AWD-1: the units of each content run. In unit order those of a run stand together, so the order stays. */
export function contentRuns(pieces: Piece[]): Piece[][] {
  return grouped(pieces, (piece) => ("content" in piece ? piece.content : ""));
}

function grouped<T>(things: T[], sameness: (thing: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(sameness(thing));
    if (group === undefined) groups.set(sameness(thing), [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
}

export function costOf(left: Left, piece: Piece): bigint {
  const amount = left.get(piece);
  if (amount === undefined) throw new Error("a piece without an amount");
  return amount;
}

export function sumLeft(left: Left, pieces: Piece[]): bigint {
  return sumOf(pieces.map((piece) => costOf(left, piece)));
}

/** AWD-12: units that are the same, with those that are never rewarded. */
function groupsOf(scene: Scene, award: BuyGetAward): Unit[][] {
  return grouped(unitsMatching(scene, award.items), ({ line }) =>
    award.same === "sku" ? line.sku : line.product,
  );
}

/** AWD-12: how many of n units are rewarded. */
function rewardCount(scene: Scene, award: BuyGetAward, n: number): number {
  const size = award.buy + award.get;
  const setsMax = award.sets_max ?? Infinity;
  let sets = 0;
  let count = 0;
  let rest = n;
  while (rest >= size && sets < setsMax) {
    sets += 1;
    count += award.get;
    rest -= size;
  }
  const isGiven = scene.rules.policies.incomplete_reward === "given"; // POL-6
  if (isGiven && rest > award.buy && sets < setsMax) count += rest - award.buy;
  return count;
}

function rewardedUnits(scene: Scene, award: BuyGetAward): Unit[] {
  const rewarded = new Set<Unit>();
  for (const group of groupsOf(scene, award)) {
    const candidates = group.filter((unit) => unit.line.discountable);
    const cheapestFirst = scene.rules.policies.reward_units === "cheapest"; // POL-5
    candidates.sort((a, b) =>
      cheapestFirst ? a.line.catalog - b.line.catalog : b.line.catalog - a.line.catalog,
    );
    for (const unit of candidates.slice(0, rewardCount(scene, award, group.length))) rewarded.add(unit);
  }
  return scene.units.filter((unit) => rewarded.has(unit));
}

/** CND-23: what a buy_get without target needs and has. */
export function missingUnits(scene: Scene, award: BuyGetAward): { need: number; have: number } {
  const isGiven = scene.rules.policies.incomplete_reward === "given";
  const need = award.buy + (isGiven ? 1 : award.get);
  return { need, have: Math.max(0, ...groupsOf(scene, award).map((group) => group.length)) };
}
