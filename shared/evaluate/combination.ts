/**
 * Lanes `best_combination` (SEL-15, SEL-16): the free candidates outright, and of all sets of the others the allowed one that saves most beside
 * them. What another set would come to is always found by applying it.
 */
import { LIMITS } from "../model/limits.ts";
import { combines } from "./combine.ts";
import { isAlwaysAdmitted, whole, yieldsTo } from "./exclusivity.ts";
import { freeOf } from "./free.ts";
import type { Inputs } from "./inputs.ts";
import { type LaneOutcome, Verdicts } from "./lane-outcome.ts";
import type { Plan } from "./plan.ts";
import { compareOutcomes, comparePriorities, type Outcome, outcomeOf, prioritiesOf } from "./preference.ts";
import { applySet, type Chosen } from "./pricing.ts";
import { SavingBound } from "./saving-bound.ts";
import { type SearchResult, search } from "./search.ts";

export function chooseCombination(
  inputs: Inputs,
  candidates: readonly number[],
  before: readonly Chosen[],
): LaneOutcome {
  const earlier = before.map(({ promotion }) => promotion);
  const free = freeOf(inputs, candidates, earlier);
  if (free.length === candidates.length) {
    return { chosen: candidates.map(whole), verdicts: new Verdicts(), couldBeBetterBy: null };
  }
  const lane = new Combination(inputs, before, candidates, new Set(free));
  const { members, couldBeBetterBy } = lane.search();
  const taken = lane.withIdle(members);
  return { chosen: lane.added(taken), verdicts: lane.verdicts(taken), couldBeBetterBy };
}

/** One lane whose candidates are either free or searched; the searched ones are known by their index among the candidates. */
class Combination {
  readonly #inputs: Inputs;
  readonly #before: readonly Chosen[];
  readonly #candidates: readonly Chosen[];
  readonly #searched: readonly number[];
  readonly #bound: SavingBound;
  /** Which promotions are in: 1 for what earlier lanes chose and for the free ones, then as a set of the others wants. */
  readonly #isIn: Uint8Array;
  /** Of each searched candidate those of the others with which it may not have an effect together, found when first asked for. */
  readonly #conflicts = new Map<number, ReadonlySet<number>>();
  /** Of each candidate the places in `before` of those that keep it out if they have an effect. */
  readonly #keptOutBy: readonly (readonly number[])[];

  constructor(
    inputs: Inputs,
    before: readonly Chosen[],
    candidates: readonly number[],
    free: ReadonlySet<number>,
  ) {
    const { plan } = inputs;
    this.#inputs = inputs;
    this.#before = before;
    this.#candidates = candidates.map(whole);
    this.#searched = [...candidates.keys()].filter((index) => !free.has(candidates[index] ?? -1));
    this.#bound = new SavingBound(inputs, [...before.map(({ promotion }) => promotion), ...candidates]);
    this.#isIn = new Uint8Array(before.length + candidates.length).fill(1);
    this.#keptOutBy = candidates.map((candidate) => {
      if (isAlwaysAdmitted(plan, candidate)) return [];
      return [...before.keys()].filter((place) => keepsOut(plan, candidate, before[place]?.promotion ?? -1));
    });
  }

  /** Up to so many others the search may use all the fuel that is left; above that a share of it. */
  search(): SearchResult<Outcome> {
    const { plan } = this.#inputs;
    const fuelAtStart = this.#inputs.fuel;
    const fuelMax = this.#searched.length <= LIMITS.searchAll ? Number.POSITIVE_INFINITY : LIMITS.searchFuel;
    return search<Outcome>({
      order: this.#byWeight(),
      conflicts: (a, b) => this.#conflictsOf(a).has(b),
      evaluate: (members) => this.#evaluate(members),
      isBetter: (a, b) => compareOutcomes(plan, a, b) < 0,
      savingOf: ({ saving }) => saving,
      bound: (members, undecided) => this.#boundOf(members, undecided),
      mayWinTie: (members, undecided, best) => this.#mayWinTie([...members, ...undecided], best),
      isOut: () => this.#inputs.fuel <= 0 || fuelAtStart - this.#inputs.fuel > fuelMax,
    });
  }

  /** What the lane chooses with a set of the others, in order. */
  added(members: readonly number[]): readonly Chosen[] {
    this.#enter(members);
    return this.#candidates.filter((_, index) => this.#isIn[this.#before.length + index] === 1);
  }

  /** With the others that have no effect beside them: they change nothing, and the larger set is the better one (SEL-15). */
  withIdle(members: readonly number[]): readonly number[] {
    const idle = this.#searched.filter((other) => {
      if (members.includes(other) || this.#inputs.fuel <= 0) return false;
      const chosen = this.#with([...members, other]);
      const { effects } = applySet(this.#inputs, chosen);
      return chosen.some((each, place) => each === this.#candidates[other] && effects[place] !== true);
    });
    return [...members, ...idle];
  }

  /** SEL-16: why others are not in the set. */
  verdicts(members: readonly number[]): Verdicts {
    const { plan } = this.#inputs;
    const verdicts = new Verdicts();
    const chosen = this.#with(members);
    const { effective } = outcomeOf(chosen, applySet(this.#inputs, chosen));
    for (const other of this.#searched) {
      if (members.includes(other)) continue;
      const promotion = this.#candidates[other]?.promotion ?? -1;
      const by = effective.find((each) => {
        const isOfLane = this.#candidates.some((candidate) => candidate.promotion === each);
        return keepsOut(plan, promotion, each) || (isOfLane && yieldsTo(plan, each, promotion));
      });
      if (by === undefined) verdicts.left(promotion);
      else verdicts.excluded(promotion, by);
    }
    return verdicts;
  }

  #enter(members: readonly number[], more: readonly number[] = []): void {
    const first = this.#before.length;
    for (const other of this.#searched) this.#isIn[first + other] = 0;
    for (const member of members) this.#isIn[first + member] = 1;
    for (const member of more) this.#isIn[first + member] = 1;
  }

  #with(members: readonly number[]): readonly Chosen[] {
    return [...this.#before, ...this.added(members)];
  }

  #conflictsOf(index: number): ReadonlySet<number> {
    const known = this.#conflicts.get(index);
    if (known !== undefined) return known;
    const { plan } = this.#inputs;
    const own = this.#candidates[index]?.promotion ?? -1;
    const found = this.#searched.filter((other) => {
      const promotion = this.#candidates[other]?.promotion ?? -1;
      return other !== index && (keepsOut(plan, own, promotion) || yieldsTo(plan, promotion, own));
    });
    this.#inputs.burn(this.#searched.length);
    const conflicts = new Set(found);
    this.#conflicts.set(index, conflicts);
    return conflicts;
  }

  /** Null for a set that is not allowed beside what earlier lanes chose; its members do not conflict with one another. */
  #evaluate(members: readonly number[]): Outcome | null {
    const chosen = this.#with(members);
    const applied = applySet(this.#inputs, chosen);
    const isKeptOut = members.some((member) => {
      return this.#keptOutBy[member]?.some((other) => applied.effects[other] === true);
    });
    return isKeptOut ? null : outcomeOf(chosen, applied);
  }

  #boundOf(members: readonly number[], undecided: readonly number[]): number {
    this.#enter(members, undecided);
    return this.#bound.of(this.#isIn);
  }

  /** The more promotions have an effect, the better the list of their priorities. */
  #mayWinTie(members: readonly number[], { effective }: Outcome): boolean {
    const { plan } = this.#inputs;
    const most = this.#with(members).map(({ promotion }) => promotion);
    return comparePriorities(prioritiesOf(plan, most), prioritiesOf(plan, effective)) <= 0;
  }

  /** The others by what each alone could take, most first. */
  #byWeight(): number[] {
    const weights = new Map(this.#searched.map((other) => [other, this.#boundOf([other], [])]));
    return this.#searched.toSorted(
      (a, b) =>
        this.#conflictsOf(b).size - this.#conflictsOf(a).size ||
        (weights.get(b) ?? 0) - (weights.get(a) ?? 0) ||
        a - b,
    );
  }
}

/** Whether one that has an effect keeps a candidate out, as far as the candidate says. */
function keepsOut(plan: Plan, candidate: number, other: number): boolean {
  return !combines(plan, candidate, other) || yieldsTo(plan, candidate, other);
}
