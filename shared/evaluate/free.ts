/**
 * Which candidates of a lane `best_combination` are free (SEL-19 to SEL-21): nothing later reads, through whatever joins its places, what they
 * move, so taking them can only save more. In most carts nothing reads, closes or excludes, and all are free at once.
 *
 * The awards in play are gone through once, from the last back to the first: for each place it is known which promotions read it later on,
 * directly or over places that are joined, and which act on it. Two different promotions are enough to know of one that is not the own.
 */
import { STAGES } from "../rules/award-kind.ts";
import { REDUCED_BEFORE } from "../rules/reduced.ts";
import { measuredRunsOf, openRuns, refuses, targetOf } from "./award-targets.ts";
import { profilesCombine } from "./combine.ts";
import { isOnlyIfFirst } from "./exclusivity.ts";
import type { Inputs } from "./inputs.ts";
import { lateMeasured, lateMeasuresCharges } from "./late.ts";
import type { Plan } from "./plan.ts";

/** The free ones of some candidates; `before` are the promotions that earlier lanes chose. Both ascending, as is the answer. */
export function freeOf(inputs: Inputs, candidates: readonly number[], before: readonly number[]): number[] {
  const { plan } = inputs;
  const inPlay = [...before, ...candidates];
  const lastIfFirst = candidates.findLast((promotion) => isOnlyIfFirst(plan, promotion)) ?? -1;
  const profiles = profilesOf(plan, inPlay);
  const free = candidates.filter((promotion) => {
    return promotion > lastIfFirst && combinesWithAll(plan, promotion, profiles);
  });
  const isAnyMoved = inPlay.some((promotion) => canBeMoved(inputs, promotion));
  if (free.length === 0 || !isAnyMoved) return free;
  const moving = movingOf(inputs, inPlay, new Set(free));
  return free.filter((promotion) => !moving.has(promotion));
}

/** How many promotions have each profile. */
function profilesOf(plan: Plan, promotions: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const promotion of promotions) {
    const profile = plan.profileOf(promotion);
    counts.set(profile, (counts.get(profile) ?? 0) + 1);
  }
  return counts;
}

function combinesWithAll(plan: Plan, promotion: number, profiles: ReadonlyMap<number, number>): boolean {
  const own = plan.profileOf(promotion);
  if (own === 0) return true;
  for (const [profile, count] of profiles) {
    const others = profile === own ? count - 1 : count;
    if (others > 0 && !profilesCombine(plan, own, profile)) return false;
  }
  return true;
}

/** Whether a promotion could be what makes another one not free. */
function canBeMoved(inputs: Inputs, promotion: number): boolean {
  const { plan } = inputs;
  if (plan.isSensitive(promotion) || plan.closesSome(promotion)) return true;
  if (!inputs.granted.has(promotion)) return false;
  for (let award = plan.firstAward(promotion); award < plan.awardsEnd(promotion); award++) {
    if (plan.picksAtMost(award)) return true;
  }
  return false;
}

interface AwardInPlay {
  readonly promotion: number;
  readonly award: number;
  /** It is the first of its promotion to act. */
  readonly isFirst: boolean;
}

/** The awards in the order of application (SEL-3). */
function awardsInOrder({ plan }: Inputs, inPlay: readonly number[]): AwardInPlay[] {
  const awards: AwardInPlay[] = [];
  const begun = new Set<number>();
  for (const stage of STAGES) {
    for (const promotion of inPlay) {
      for (let award = plan.firstAward(promotion); award < plan.awardsEnd(promotion); award++) {
        if (plan.stage(award) !== stage) continue;
        awards.push({ promotion, award, isFirst: !begun.has(promotion) });
        begun.add(promotion);
      }
    }
  }
  return awards;
}

/** Of some promotions those that move what a later award of another one reads, or close units on which one acts. */
function movingOf(inputs: Inputs, inPlay: readonly number[], asked: ReadonlySet<number>): Set<number> {
  const places = new Places(inputs);
  const readers = new TwoByPlace(places.count);
  const actors = new TwoByPlace(places.count);
  const moving = new Set<number>();
  for (const each of awardsInOrder(inputs, inPlay).reverse()) {
    const { promotion, award } = each;
    const own = places.ofAward(award);
    inputs.burn(own.length);
    if (asked.has(promotion) && !moving.has(promotion)) {
      const closes = inputs.plan.closesUnits(award) && actors.hasOther(places.closedBy(award), promotion);
      if (closes || readers.hasOther(own, promotion)) moving.add(promotion);
    }
    readers.join(places.joinedBy(promotion, award));
    readers.add(places.readBy(each), promotion);
    actors.add(own, promotion);
  }
  return moving;
}

/** Content runs by their index, then charges: what awards take, join, read and close. */
class Places {
  readonly count: number;
  readonly #inputs: Inputs;
  readonly #runs: number;
  readonly #runOfPlace: number[] = [];
  readonly #ofAward = new Map<number, readonly number[]>();
  readonly #all: readonly number[];
  readonly #joinsAll: boolean;

  constructor(inputs: Inputs) {
    const { runs, methods } = inputs.cart;
    this.#inputs = inputs;
    this.#runs = runs.length;
    this.count = runs.length + methods.length;
    for (const [index, { from, to }] of runs.entries()) {
      for (let place = from; place < to; place++) this.#runOfPlace[place] = index;
    }
    this.#all = Array.from({ length: this.count }, (_, index) => index);
    this.#joinsAll = inputs.orderCapMinor < Number.POSITIVE_INFINITY;
  }

  /** SEL-19: what an award may take; nothing of gifts and grants. */
  ofAward(award: number): readonly number[] {
    const known = this.#ofAward.get(award);
    if (known !== undefined) return known;
    const { places, charges } = targetOf(this.#inputs, award);
    const found = [...this.#runsAt(places), ...charges.map((charge) => this.#runs + charge)];
    this.#ofAward.set(award, found);
    return found;
  }

  /** What an award with `closes_units` may close. */
  closedBy(award: number): readonly number[] {
    const bought = targetOf(this.#inputs, award).bought.map(({ place }) => place);
    return [...this.ofAward(award), ...this.#runsAt(bought)];
  }

  #runsAt(places: readonly number[]): readonly number[] {
    const runs: number[] = [];
    for (const place of places) {
      const run = this.#runOfPlace[place];
      if (run !== undefined && run !== runs.at(-1)) runs.push(run);
    }
    return runs;
  }

  /** SEL-21. */
  joinedBy(promotion: number, award: number): readonly number[] {
    const { plan, granted, lineCapBps } = this.#inputs;
    if (this.#joinsAll) return this.#all;
    if (granted.has(promotion)) {
      const joined: number[] = [];
      for (let each = plan.firstAward(promotion); each < plan.awardsEnd(promotion); each++) {
        joined.push(...this.ofAward(each));
      }
      return joined;
    }
    return plan.joins(award) || lineCapBps > 0 ? this.ofAward(award) : [];
  }

  /** SEL-20. */
  readBy({ promotion, award, isFirst }: AwardInPlay): readonly number[] {
    const { plan, granted } = this.#inputs;
    const reads = plan.reads(award);
    const excludesEarlier = (plan.reducedOf(promotion) & REDUCED_BEFORE) !== 0;
    const refusesEarlier = excludesEarlier && refuses(this.#inputs, promotion);
    const readsPlaces =
      reads === "places" ||
      plan.closesUnits(award) ||
      excludesEarlier ||
      (plan.picksAtMost(award) && granted.has(promotion));
    return [
      ...(readsPlaces ? this.ofAward(award) : []),
      ...(reads === "measured" ? measuredRunsOf(this.#inputs, award) : []),
      ...(isFirst && plan.hasLate(promotion) ? this.#measuredLate(promotion) : []),
      ...(isFirst && refusesEarlier ? openRuns(this.#inputs, promotion) : []),
    ];
  }

  #measuredLate(promotion: number): readonly number[] {
    const { plan, cart } = this.#inputs;
    const measured = lateMeasured(plan, promotion, cart);
    const withCharges = lateMeasuresCharges(plan, promotion);
    return this.#all.filter((place) => (place < this.#runs ? measured.has(place) : withCharges));
  }
}

const NOBODY = -1;

/** At each place up to two different promotions. */
class TwoByPlace {
  readonly #first: Int32Array;
  readonly #second: Int32Array;

  constructor(count: number) {
    this.#first = new Int32Array(count).fill(NOBODY);
    this.#second = new Int32Array(count).fill(NOBODY);
  }

  add(places: readonly number[], promotion: number): void {
    for (const place of places) this.#addAt(place, promotion);
  }

  #addAt(place: number, promotion: number): void {
    if (promotion === NOBODY) return;
    const first = this.#first[place];
    if (first === NOBODY) this.#first[place] = promotion;
    else if (first !== promotion && this.#second[place] === NOBODY) this.#second[place] = promotion;
  }

  /** Whoever is at one of the places is at all of them. */
  join(places: readonly number[]): void {
    let [one, other] = [NOBODY, NOBODY];
    for (const place of places) {
      for (const promotion of [this.#first[place] ?? NOBODY, this.#second[place] ?? NOBODY]) {
        if (promotion === NOBODY || promotion === one) continue;
        if (one === NOBODY) one = promotion;
        else if (other === NOBODY) other = promotion;
      }
    }
    for (const place of places) {
      this.#addAt(place, one);
      this.#addAt(place, other);
    }
  }

  hasOther(places: readonly number[], than: number): boolean {
    return places.some((place) => {
      const first = this.#first[place] ?? NOBODY;
      return first !== NOBODY && (first !== than || this.#second[place] !== NOBODY);
    });
  }
}
