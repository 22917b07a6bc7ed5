/**
 * Sets of units of one group, "3 for 2" and "2 + 1" (AWD-12): how many there are, and how many units of each content run they reward and
 * ask to be bought. Runs are handled with their counts, however many sets there are.
 */
import type { ContentRun } from "./cart-view.ts";
import { inPriceOrder, type RunUnits } from "./pick.ts";

export interface SetRule {
  readonly reading: "inclusive" | "additive";
  readonly buy: number;
  readonly get: number;
  /** Infinity without a bound. */
  readonly setsMax: number;
  /** POL-6: whether a last set may lack reward units. */
  readonly isIncompleteGiven: boolean;
}

/** Full sets of a group, and what a further set that lacks reward units gives. */
export interface SetCount {
  readonly sets: number;
  readonly furtherRewards: number;
}

export function countSets(units: number, rule: SetRule): SetCount {
  const possible = Math.floor(units / sizeOf(rule));
  const sets = Math.min(possible, rule.setsMax);
  if (rule.reading === "inclusive" || !rule.isIncompleteGiven || sets >= rule.setsMax) {
    return { sets, furtherRewards: 0 };
  }
  return { sets, furtherRewards: Math.max(0, units - sets * sizeOf(rule) - rule.buy) };
}

/** Units that the sets of a group reward if there are as many. */
export function rewardsOf({ sets, furtherRewards }: SetCount, { get }: SetRule): number {
  return sets * get + furtherRewards;
}

/** Units that the sets of a group ask to be bought. */
export function boughtOf({ sets, furtherRewards }: SetCount, { reading, buy, get }: SetRule): number {
  if (reading === "inclusive") return sets * (buy - get);
  return (sets + (furtherRewards > 0 ? 1 : 0)) * buy;
}

function sizeOf({ reading, buy, get }: SetRule): number {
  return Math.max(1, reading === "inclusive" ? buy : buy + get);
}

/** The first so many units of runs that come in some order. */
export function firstOf(runs: readonly ContentRun[], units: number): RunUnits[] {
  return firstUnitsOf(
    runs.map((run) => ({ run, count: run.count })),
    units,
  );
}

/** The first so many of units of runs. */
export function firstUnitsOf(from: readonly RunUnits[], units: number): RunUnits[] {
  const first: RunUnits[] = [];
  let left = units;
  for (const { run, count } of from) {
    if (left <= 0) break;
    const taken = Math.min(count, left);
    if (taken > 0) first.push({ run, count: taken });
    left -= taken;
  }
  return first;
}

/**
 * POL-5 `grouped`: all units of the group, dearest first, are cut into sets, and of each its last rewardable units are rewarded. Sets that
 * lie in one run go together.
 */
export function groupedRewards(
  group: readonly ContentRun[],
  isRewardable: (run: ContentRun) => boolean,
  count: SetCount,
  rule: SetRule,
): RunUnits[] {
  const rewarded = new Map<ContentRun, number>();
  const reward = (run: ContentRun, units: number) => {
    if (units > 0) rewarded.set(run, (rewarded.get(run) ?? 0) + units);
  };
  const queue = new RunQueue(inPriceOrder(group, false));
  const size = sizeOf(rule);
  let left = count.sets;
  while (left > 0 && !queue.isEmpty()) {
    const { run, count: units } = queue.head();
    const whole = Math.min(left, Math.floor(units / size));
    if (whole > 0) {
      queue.take(whole * size);
      if (isRewardable(run)) reward(run, whole * Math.min(rule.get, size));
    } else {
      rewardLast(queue.take(size), rule.get, isRewardable, reward);
    }
    left -= Math.max(1, whole);
  }
  rewardLast(queue.take(rule.buy + count.furtherRewards), count.furtherRewards, isRewardable, reward);
  return Array.from(rewarded, ([run, units]) => ({ run, count: units }));
}

/** Rewards the last so many rewardable units of a set. */
function rewardLast(
  set: readonly RunUnits[],
  get: number,
  isRewardable: (run: ContentRun) => boolean,
  reward: (run: ContentRun, units: number) => void,
): void {
  let left = get;
  for (const { run, count } of set.toReversed()) {
    if (!isRewardable(run)) continue;
    const units = Math.min(count, left);
    reward(run, units);
    left -= units;
  }
}

/** Runs in an order, taken from the front unit by unit or many at once. */
class RunQueue {
  readonly #runs: readonly ContentRun[];
  #index = 0;
  /** Units of the first run that are gone. */
  #gone = 0;

  constructor(runs: readonly ContentRun[]) {
    this.#runs = runs;
  }

  isEmpty(): boolean {
    return this.#index >= this.#runs.length;
  }

  /** The first run and what is left of it. */
  head(): RunUnits {
    const run = this.#runs[this.#index];
    if (run === undefined) throw new Error("a queue of runs is empty");
    return { run, count: run.count - this.#gone };
  }

  /** Takes so many units off the front, fewer if it ends. */
  take(units: number): RunUnits[] {
    const taken: RunUnits[] = [];
    let left = units;
    while (left > 0 && !this.isEmpty()) {
      const { run, count } = this.head();
      const some = Math.min(count, left);
      taken.push({ run, count: some });
      left -= some;
      this.#gone += some;
      if (some === count) {
        this.#index++;
        this.#gone = 0;
      }
    }
    return taken;
  }
}
