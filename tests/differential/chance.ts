/** Chance from a seed: the same seed gives the same case on every machine. */

export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
    // The first numbers of neighbouring seeds are alike; a few rounds part them.
    for (let round = 0; round < 4; round += 1) this.#next();
  }

  /** 32 bits (mulberry32). */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** From `from` to `to`, both inclusive. */
  whole(from: number, to: number): number {
    const span = to - from + 1;
    const bits = span > 0x1_0000_0000 ? this.#next() * 0x10_0000 + (this.#next() >>> 12) : this.#next();
    return from + (bits % span);
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.whole(1, times) === 1;
  }

  one<T>(things: readonly T[]): T {
    if (things.length === 0) throw new Error("nothing to choose from");
    return things[this.whole(0, things.length - 1)] as T;
  }

  /** From `least` to `most` different things, in a random order. */
  some<T>(things: readonly T[], least: number, most: number): T[] {
    return this.shuffled(things).slice(0, this.whole(least, most));
  }

  shuffled<T>(things: readonly T[]): T[] {
    const left = [...things];
    const out: T[] = [];
    while (left.length > 0) out.push(...left.splice(this.whole(0, left.length - 1), 1));
    return out;
  }

  /** As many as `count`, each made by `make`. */
  many<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}

/** The object without its undefined fields. */
export function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
