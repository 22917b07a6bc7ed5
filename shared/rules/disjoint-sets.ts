/**
 * Sets in which what is bought and what is rewarded are different units (AWD-21), formed one after another; equal sets in a row, out of the
 * same two runs, are formed at once.
 */
import type { ContentRun } from "./cart-view.ts";
import { inPriceOrder, type RunUnits } from "./pick.ts";

export interface DisjointRule {
  /** So many units, or units whose catalogue prices add up to so much. */
  readonly buy: number;
  readonly isMoney: boolean;
  readonly get: number;
  /** Infinity without a bound. */
  readonly setsMax: number;
  readonly isIncompleteGiven: boolean;
  /** POL-5: `dearest` turns the order of bought and of rewarded units round. */
  readonly isDearestRewarded: boolean;
}

export interface DisjointSets {
  readonly rewarded: readonly RunUnits[];
  readonly bought: readonly RunUnits[];
}

/** Forms the sets of units that may be bought and units that may be rewarded; a run may be both. */
export function disjointSets(
  buyable: readonly ContentRun[],
  rewardable: readonly ContentRun[],
  rule: DisjointRule,
): DisjointSets {
  return new Forming(buyable, rewardable, rule).form();
}

class Forming {
  readonly #rule: DisjointRule;
  /** In the order in which units are bought, and rewarded. */
  readonly #toBuy: readonly ContentRun[];
  readonly #toReward: readonly ContentRun[];
  readonly #left = new Map<ContentRun, number>();
  readonly #bought = new Map<ContentRun, number>();
  readonly #rewarded = new Map<ContentRun, number>();
  /** Runs before these have nothing left. */
  #buyFrom = 0;
  #rewardFrom = 0;

  constructor(buyable: readonly ContentRun[], rewardable: readonly ContentRun[], rule: DisjointRule) {
    this.#rule = rule;
    const rewards = new Set(rewardable);
    const counted = rule.isMoney ? buyable.filter(({ catalog }) => catalog > 0) : buyable;
    this.#toBuy = [
      ...inPriceOrder(
        counted.filter((run) => !rewards.has(run)),
        false,
      ),
      ...inPriceOrder(
        counted.filter((run) => rewards.has(run)),
        rule.isDearestRewarded,
      ),
    ];
    this.#toReward = inPriceOrder(rewardable, !rule.isDearestRewarded);
    for (const run of [...buyable, ...rewardable]) this.#left.set(run, run.count);
  }

  form(): DisjointSets {
    const { get, setsMax, isIncompleteGiven } = this.#rule;
    let sets = 0;
    while (sets < setsMax) {
      const bought = this.#drawBought();
      if (bought === null) break;
      const rewarded = this.#drawRewarded();
      const units = rewarded.reduce((sum, { count }) => sum + count, 0);
      if (units === 0 || (units < get && !isIncompleteGiven)) break;
      const equal = units < get ? 0 : Math.min(this.#equalSets(bought, rewarded), setsMax - sets - 1);
      this.#note(this.#bought, bought, equal);
      this.#note(this.#rewarded, rewarded, equal);
      if (units < get) break;
      sets += 1 + equal;
    }
    return { rewarded: listed(this.#rewarded), bought: listed(this.#bought) };
  }

  /** Units for one set; null if there are not enough. */
  #drawBought(): RunUnits[] | null {
    const { buy, isMoney } = this.#rule;
    const drawn: RunUnits[] = [];
    let need = buy;
    for (let at = this.#buyFrom; need > 0; at++) {
      const run = this.#toBuy[at];
      if (run === undefined) return null;
      const left = this.#leftOf(run);
      if (left === 0 && at === this.#buyFrom) this.#buyFrom++;
      if (left === 0) continue;
      const worth = isMoney ? run.catalog : 1;
      const count = Math.min(left, Math.ceil(need / worth));
      need -= count * worth;
      this.#draw(drawn, run, count);
    }
    return drawn;
  }

  #drawRewarded(): RunUnits[] {
    const drawn: RunUnits[] = [];
    let need = this.#rule.get;
    for (let at = this.#rewardFrom; need > 0 && at < this.#toReward.length; at++) {
      const run = this.#toReward[at];
      if (run === undefined) break;
      const left = this.#leftOf(run);
      if (left === 0 && at === this.#rewardFrom) this.#rewardFrom++;
      if (left === 0) continue;
      const count = Math.min(left, need);
      need -= count;
      this.#draw(drawn, run, count);
    }
    return drawn;
  }

  /** How many further sets are made of the same runs alone. */
  #equalSets(bought: readonly RunUnits[], rewarded: readonly RunUnits[]): number {
    const [buy, ...otherBought] = bought;
    const [reward, ...otherRewarded] = rewarded;
    if (buy === undefined || reward === undefined || otherBought.length + otherRewarded.length > 0) return 0;
    if (buy.run === reward.run) return Math.floor(this.#leftOf(buy.run) / (buy.count + reward.count));
    return Math.min(
      Math.floor(this.#leftOf(buy.run) / buy.count),
      Math.floor(this.#leftOf(reward.run) / reward.count),
    );
  }

  #draw(drawn: RunUnits[], run: ContentRun, count: number): void {
    drawn.push({ run, count });
    this.#left.set(run, this.#leftOf(run) - count);
  }

  /** Notes the units of a set, and of further equal ones, which have not been drawn yet. */
  #note(noted: Map<ContentRun, number>, set: readonly RunUnits[], equal: number): void {
    for (const { run, count } of set) {
      noted.set(run, (noted.get(run) ?? 0) + count * (1 + equal));
      this.#left.set(run, this.#leftOf(run) - count * equal);
    }
  }

  #leftOf(run: ContentRun): number {
    return this.#left.get(run) ?? 0;
  }
}

function listed(units: ReadonlyMap<ContentRun, number>): RunUnits[] {
  return Array.from(units, ([run, count]) => ({ run, count }));
}
