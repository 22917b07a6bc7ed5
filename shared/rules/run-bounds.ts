/**
 * What the company's cap on a line leaves each content run (AWD-26). An award that spreads several times in one run is held to it spread
 * by spread; what it took in the end, after its other caps, is settled once.
 */
import type { Slice } from "./slice.ts";

export class RunBounds {
  readonly #left: number[];
  /** What is left while the award at work goes on. */
  readonly #draft: number[];

  /** `left` is what each content run may give, minor units. */
  constructor(left: number[]) {
    this.#left = left;
    this.#draft = [...left];
  }

  /** What is left of a content run; a charge has no such bound. */
  of(run: number): number {
    return this.#draft[run] ?? Number.POSITIVE_INFINITY;
  }

  /** Notes what a spread of the award at work takes. */
  note(slices: readonly Slice[]): void {
    subtract(this.#draft, slices);
  }

  /** The award at work is done and takes this of its slices. */
  settle(slices: readonly Slice[]): void {
    subtract(this.#left, slices);
    for (const { run } of slices) if (run >= 0) this.#draft[run] = this.#left[run] ?? 0;
  }
}

function subtract(from: number[], slices: readonly Slice[]): void {
  for (const { run, taken, count } of slices) if (run >= 0) from[run] = (from[run] ?? 0) - taken * count;
}
