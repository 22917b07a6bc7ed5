/**
 * Bundles as places that units are to fill (AWD-23). Units fall into classes by the set of components that they fit, as bits. By Hall's
 * theorem chosen units fit into the places together exactly if, for every set of components, the chosen ones that fit nothing outside it are
 * at most its places; so sets of units are formed run by run, with counts, and never place by place.
 */
import type { ContentRun } from "./cart-view.ts";
import type { RunUnits } from "./pick.ts";

/** So many units and the components that they fit, as bits. */
interface Fitting {
  readonly count: number;
  readonly fits: number;
}

/** Units of one content run. */
export interface FittingUnits extends Fitting {
  readonly run: ContentRun;
}

/** Places of some components: how many each of them has in one bundle. */
export class Places {
  /** All components, as bits. */
  readonly all: number;
  /** Places in one bundle of each set of components. */
  readonly #ofSet: readonly number[];
  /** Every set of components that is not empty. */
  readonly #sets: readonly number[];
  readonly #above = new Map<number, readonly number[]>();

  /** `units` has one entry a component; 0 for one that has no places here. */
  constructor(units: readonly number[]) {
    this.all = units.reduce((bits, count, index) => (count > 0 ? bits | (1 << index) : bits), 0);
    this.#ofSet = Array.from({ length: 1 << units.length }, (_, set) => {
      return units.reduce((sum, count, index) => ((set & (1 << index)) === 0 ? sum : sum + count), 0);
    });
    this.#sets = this.#ofSet.flatMap((_, set) => (set > 0 && (set & ~this.all) === 0 ? [set] : []));
  }

  /** Places of all components in one bundle. */
  get perBundle(): number {
    return this.#ofSet[this.all] ?? 0;
  }

  /** How many bundles can be filled. */
  possible(units: readonly FittingUnits[]): number {
    let most = Number.POSITIVE_INFINITY;
    for (const set of this.#sets) {
      most = Math.min(most, Math.floor(unitsOf(units, set) / (this.#ofSet[set] ?? 1)));
    }
    return Number.isFinite(most) ? most : 0;
  }

  /** How many places of one bundle can be filled at most. */
  fillable(units: readonly Fitting[]): number {
    let most = this.perBundle;
    for (const set of this.#sets) {
      most = Math.min(most, this.perBundle - (this.#ofSet[set] ?? 0) + unitsOf(units, set));
    }
    return most;
  }

  /** The units, in the order in which they come, that fit into the places of so many bundles together with those before them. */
  fill(units: readonly FittingUnits[], bundles: number): RunUnits[] {
    const slack = this.#ofSet.map((places) => places * bundles);
    const filled: RunUnits[] = [];
    for (const { run, count, fits } of units) {
      if (slack[this.all] === 0) break;
      const fitting = fits & this.all;
      if (fitting === 0) continue;
      const above = this.#setsAbove(fitting);
      let most = count;
      for (const set of above) most = Math.min(most, slack[set] ?? 0);
      if (most <= 0) continue;
      for (const set of above) slack[set] = (slack[set] ?? 0) - most;
      filled.push({ run, count: most });
    }
    return filled;
  }

  /** The sets that hold all of some components. */
  #setsAbove(components: number): readonly number[] {
    const known = this.#above.get(components);
    if (known !== undefined) return known;
    const made = this.#sets.filter((set) => (components & ~set) === 0);
    this.#above.set(components, made);
    return made;
  }
}

/** Units that fit a component of a set. */
function unitsOf(units: readonly Fitting[], set: number): number {
  let sum = 0;
  for (const { fits, count } of units) if ((fits & set) !== 0) sum += count;
  return sum;
}
