/** What a lane made of its candidates: the chosen, and why others are not among them (CND-23). */
import type { Chosen } from "./pricing.ts";

/** Why a candidate was not chosen: it was worth less, another kept it out, or the lane's set is better without it. */
export type Verdict =
  | { readonly why: "lost"; readonly by: number | null }
  | { readonly why: "excluded"; readonly by: number }
  | { readonly why: "left" };

export interface LaneOutcome {
  /** Ascending. */
  readonly chosen: readonly Chosen[];
  readonly verdicts: Verdicts;
  /** What a better choice could save more, where the search did not finish (SEL-16). */
  readonly couldBeBetterBy: number | null;
}

/** Verdicts by promotion. */
export class Verdicts {
  readonly #of = new Map<number, Verdict>();

  /** `by` is null in a lane `best_each`, where it lost to several. */
  lost(promotion: number, by: number | null): void {
    this.#of.set(promotion, { why: "lost", by });
  }

  excluded(promotion: number, by: number): void {
    this.#of.set(promotion, { why: "excluded", by });
  }

  left(promotion: number): void {
    this.#of.set(promotion, { why: "left" });
  }

  of(promotion: number): Verdict | null {
    return this.#of.get(promotion) ?? null;
  }

  addAll(other: Verdicts): void {
    for (const [promotion, verdict] of other.#of) this.#of.set(promotion, verdict);
  }
}
