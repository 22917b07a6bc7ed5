/** Seeded chance: the same seed gives the same workload on every machine and in every process. */

const UINT32 = 2 ** 32;

export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1 (mulberry32). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / UINT32;
  }

  /** A whole number at least 0, below `count`. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  is(probability: number): boolean {
    return this.unit() < probability;
  }

  /** A rank at least 0, below `count`, by Zipf with exponent 1. */
  zipf(count: number): number {
    return Math.min(count - 1, Math.floor((count + 1) ** this.unit()) - 1);
  }

  pick<T>(list: readonly T[]): T {
    return at(list, this.below(list.length));
  }

  /** Different ones of a list, in the order in which they were drawn. */
  some<T>(list: readonly T[], count: number): T[] {
    const drawn = new Set<T>();
    while (drawn.size < Math.min(count, list.length)) drawn.add(this.pick(list));
    return [...drawn];
  }

  /** One of some rows, each as likely as its weight says. */
  weighted<T extends { readonly weight: number }>(rows: readonly T[]): T {
    let left = this.unit() * rows.reduce((sum, { weight }) => sum + weight, 0);
    for (const row of rows) {
      left -= row.weight;
      if (left < 0) return row;
    }
    return at(rows, rows.length - 1);
  }
}

/** An entry that is known to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no entry ${index} in a list of ${list.length}`);
  return found;
}
