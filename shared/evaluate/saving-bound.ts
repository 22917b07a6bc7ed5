/**
 * At least what any set of some promotions saves, for branch and bound (SEL-16). Awards are gone through in the order of application, and of
 * each is assumed the most that it could take then. What is taken so far only grows by every step, and grows with what was taken before, so
 * a promotion more never makes the bound smaller, whatever awards read of each other.
 *
 * Shares of what items cost are followed run by run. What is bounded by an amount may fall on any of its runs, so it is added to their
 * sum. The order goes on with the sum, and charges come last.
 */
import { STAGES, type Stage } from "../rules/award-kind.ts";
import { nodeEnd } from "../rules/program.ts";
import { currentSum, type Slice } from "../rules/slice.ts";
import { awardKind, targetOf } from "./award-targets.ts";
import { enter, type Inputs } from "./inputs.ts";
import type { Applied } from "./pricing.ts";

const RATE_WHOLE = 10_000;
/** Products of a rate and a sum up to this are exact. */
const EXACT_SUM = Number.MAX_SAFE_INTEGER / RATE_WHOLE;

/** What one award takes at most. */
interface AwardBound {
  /** Place of its promotion among those of the bound. */
  readonly member: number;
  /** Of what its places cost at its turn, basis points. */
  readonly rateBps: number;
  /** In all, minor units. */
  readonly mostMinor: number;
  /** Only the rate bounds it. */
  readonly isShare: boolean;
  readonly runs: readonly RunShare[];
  /** By so much may roundings lift it above its rate, where its places are rounded together. */
  readonly roundings: number;
}

interface RunShare {
  readonly run: number;
  /** What its units there cost at catalogue prices. */
  readonly costMinor: number;
  readonly roundings: number;
}

/** 1 at the place of each promotion that is in. */
type IsIn = Uint8Array;

export class SavingBound {
  readonly #inputs: Inputs;
  readonly #awards = new Map<Stage, readonly AwardBound[]>();
  readonly #worths: readonly number[];
  readonly #costs: readonly number[];
  /** What may be taken of each run. */
  readonly #rooms: readonly number[];
  readonly #costMinor: number;
  readonly #roomMinor: number;
  readonly #chargesMinor: number;
  readonly #taken: Float64Array;

  constructor(inputs: Inputs, promotions: readonly number[]) {
    const { cart, lineCapBps } = inputs;
    this.#inputs = inputs;
    this.#costs = cart.runs.map(({ catalog, count }) => catalog * count);
    this.#rooms = cart.runs.map(({ catalog, floor, count }) => {
      const room = Math.max(0, catalog - floor) * count;
      return lineCapBps === 0 ? room : Math.min(room, shareUp(catalog * count, lineCapBps));
    });
    this.#costMinor = sumOf(this.#costs);
    this.#roomMinor = sumOf(this.#rooms);
    this.#chargesMinor = sumOf(cart.facts.shipping.map(({ amount }) => amount));
    this.#taken = new Float64Array(cart.runs.length);
    for (const stage of STAGES) {
      this.#awards.set(
        stage,
        promotions.flatMap((promotion, member) => boundsOf(inputs, promotion, member, stage)),
      );
    }
    this.#worths = promotions.map((promotion) => worthBound(inputs, promotion));
  }

  /** The bound of all sets of promotions that are in. */
  of(isIn: IsIn): number {
    const taken = this.#shipping(isIn, this.#order(isIn, this.#goods(isIn)));
    let worth = 0;
    for (const [member, most] of this.#worths.entries()) if (isIn[member] === 1) worth += most;
    return Math.min(taken, this.#inputs.orderCapMinor) + worth;
  }

  #bounds(stage: Stage): readonly AwardBound[] {
    return this.#awards.get(stage) ?? [];
  }

  #goods(isIn: IsIn): number {
    const taken = this.#taken.fill(0);
    let afloat = 0;
    for (const { member, isShare, mostMinor, runs, rateBps } of this.#bounds("items")) {
      if (isIn[member] !== 1) continue;
      this.#inputs.burn(1 + runs.length);
      if (!isShare) {
        afloat += mostMinor;
        continue;
      }
      for (const { run, costMinor, roundings } of runs) {
        const before = taken[run] ?? 0;
        const left = (this.#costs[run] ?? 0) - before;
        const more = shareUp(Math.min(left, costMinor), rateBps) + roundings;
        taken[run] = Math.min(before + more, this.#rooms[run] ?? 0);
      }
    }
    return Math.min(sumOf(taken) + afloat, this.#roomMinor);
  }

  #order(isIn: IsIn, takenOfGoods: number): number {
    let taken = takenOfGoods;
    for (const { member, rateBps, mostMinor, roundings } of this.#bounds("order")) {
      if (isIn[member] !== 1) continue;
      taken += Math.min(mostMinor, shareUp(this.#costMinor - taken, rateBps) + roundings);
    }
    return Math.min(taken, this.#roomMinor);
  }

  /** What acts on charges alone is added last, at most all charges: added before, it would leave less for the others. */
  #shipping(isIn: IsIn, takenOfOrder: number): number {
    const cost = this.#costMinor + this.#chargesMinor;
    let taken = takenOfOrder;
    let ofCharges = 0;
    for (const { member, rateBps, mostMinor, roundings, runs } of this.#bounds("shipping")) {
      if (isIn[member] !== 1) continue;
      if (runs.length === 0) ofCharges += mostMinor;
      else taken += Math.min(mostMinor, shareUp(cost - taken, rateBps) + roundings);
    }
    taken += Math.min(ofCharges, this.#chargesMinor);
    return Math.min(taken, this.#roomMinor + this.#chargesMinor);
  }
}

/** Bounds of the awards of a promotion in one stage. */
function boundsOf(inputs: Inputs, promotion: number, member: number, stage: Stage): AwardBound[] {
  const { plan } = inputs;
  const bounds: AwardBound[] = [];
  for (let award = plan.firstAward(promotion); award < plan.awardsEnd(promotion); award++) {
    const bound = plan.stage(award) === stage ? boundOf(inputs, promotion, member, award) : null;
    if (bound !== null) bounds.push(bound);
  }
  return bounds;
}

/** Null for an award that takes nothing. */
function boundOf(inputs: Inputs, promotion: number, member: number, award: number): AwardBound | null {
  const { plan, cart, granted } = inputs;
  const kind = awardKind(inputs, award)?.kind;
  if (kind?.does !== "money") return null;
  const target = targetOf(inputs, award);
  const at = plan.sections.award_place[award] ?? 0;
  const end = nodeEnd(plan, at, plan.words.length);
  enter(inputs, promotion);
  const { rateBps, amountMinor } = kind.most(plan, at + 1, end, target, cart);
  const grant = granted.get(promotion) ?? Number.POSITIVE_INFINITY;
  const amount = Math.min(amountMinor, kind.cap(plan, at + 1, end, cart), grant);
  const runs = sharesOf(inputs, target.places, target.counts);
  const charges = sumOf(target.charges.map((charge) => cart.facts.shipping[charge]?.amount ?? 0));
  const parts = sumOf(runs.map((share) => share.roundings + 1));
  const roundings = cart.policies.rounding_place === "run" ? 0 : parts;
  const share = shareUp(sumOf(runs.map(({ costMinor }) => costMinor)) + charges, rateBps);
  const most = share + parts + target.charges.length;
  return { member, rateBps, mostMinor: Math.min(most, amount), isShare: most <= amount, runs, roundings };
}

/** Content runs of a target; the promotion at work says where it rounds (POL-8). */
function sharesOf({ cart }: Inputs, places: readonly number[], counts: readonly number[]): RunShare[] {
  const { runs, policies } = cart;
  const shares: RunShare[] = [];
  let next = 0;
  for (const [run, { to, catalog }] of runs.entries()) {
    let [units, lines] = [0, 0];
    for (; (places[next] ?? Number.POSITIVE_INFINITY) < to; next++) {
      units += counts[next] ?? 0;
      lines += 1;
    }
    if (lines === 0) continue;
    const parts = { run: 1, line: lines, unit: units }[policies.rounding_place];
    shares.push({ run, costMinor: catalog * units, roundings: parts - 1 });
  }
  return shares;
}

/** What could be saved beyond an application at most, if some promotions were added to it. */
export function couldStillSave(inputs: Inputs, applied: Applied, more: readonly number[]): number {
  const worth = sumOf(more.map((promotion) => worthBound(inputs, promotion)));
  const left = applied.goods.reduce((sum, head) => sum + leftOf(head), 0);
  return left + currentSum(applied.charges) + worth;
}

function leftOf(head: Slice): number {
  let sum = 0;
  for (let slice: Slice | null = head; slice !== null; slice = slice.next) sum += slice.current * slice.count;
  return sum;
}

/** What a promotion counts for beside money at most (AWD-29). */
function worthBound(inputs: Inputs, promotion: number): number {
  const { plan, cart } = inputs;
  if (!plan.hasGrants(promotion)) return 0;
  let worth = 0;
  enter(inputs, promotion);
  for (let award = plan.firstAward(promotion); award < plan.awardsEnd(promotion); award++) {
    const kind = awardKind(inputs, award)?.kind;
    const at = plan.sections.award_place[award] ?? 0;
    const end = nodeEnd(plan, at, plan.words.length);
    if (kind?.does === "grant") worth += kind.worth(plan, at + 1, end, cart);
    if (kind?.does === "gift") {
      const { units, worthMinor } = kind.gift(plan, at + 1, end, cart);
      worth += units * worthMinor;
    }
  }
  return worth;
}

/** A share rounded up: at least what any rounding gives. */
function shareUp(sumMinor: number, rateBps: number): number {
  return Math.ceil((sumMinor * rateBps) / RATE_WHOLE) + (sumMinor > EXACT_SUM ? 1 : 0);
}

function sumOf(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
