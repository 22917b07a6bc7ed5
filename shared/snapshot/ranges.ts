/**
 * Lists of unequal length in columns: list `i` is what lies between place `i` and place `i + 1` of a column of starts. Reading is
 * clipped to the values that are there, so that a damaged start shortens a list and does no more.
 */

/** Collects lists of numbers into one column of starts and one of values. */
export class ListCollector {
  readonly #starts: number[] = [0];
  readonly #values: number[] = [];

  add(list: readonly number[]): void {
    for (const value of list) this.#values.push(value);
    this.#starts.push(this.#values.length);
  }

  starts(): Uint32Array {
    return Uint32Array.from(this.#starts);
  }

  u32(): Uint32Array {
    return Uint32Array.from(this.#values);
  }

  f64(): Float64Array {
    return Float64Array.from(this.#values);
  }
}

/** First place of list `index` among `length` values. */
export function rangeStart(starts: Uint32Array, index: number, length: number): number {
  return Math.min(starts[index] ?? 0, length);
}

/** Place after the last one of list `index`; never before its first. */
export function rangeEnd(starts: Uint32Array, index: number, length: number): number {
  return Math.max(rangeStart(starts, index, length), Math.min(starts[index + 1] ?? 0, length));
}

/** Texts of list `index`. */
export function rangeTexts(
  starts: Uint32Array,
  values: Uint32Array,
  index: number,
  text: (number: number) => string,
): string[] {
  const texts: string[] = [];
  const end = rangeEnd(starts, index, values.length);
  for (let place = rangeStart(starts, index, values.length); place < end; place++) {
    texts.push(text(values[place] ?? 0));
  }
  return texts;
}
