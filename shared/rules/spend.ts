/** What some content runs come to, in units or in money at a basis: the measure of tiers, "every full" and gifts (AWD-25, AWD-27). */
import type { Missing } from "./award-kind.ts";
import type { CartView } from "./cart-view.ts";
import { AMOUNT, basisFlags } from "./measure.ts";

/** Measures units; any other flags are those of a basis (`basisFlags`). */
export const IN_UNITS = 64;
/** Measures at the catalogue price. */
export const AT_CATALOG = basisFlags("catalog");

/** The measure of some runs. */
export function measureOf(cart: CartView, runs: readonly number[], flags: number): number {
  let sum = 0;
  for (const index of runs) {
    const run = cart.runs[index];
    if (run === undefined) continue;
    sum += flags === IN_UNITS ? run.count : AMOUNT.ofRun(run, index, flags, cart);
  }
  return sum;
}

/** A measure, or what it is taken to come to (HNT-6); `at` is the first field of the node whose measure it is. */
export function supposedAt({ supposed }: CartView, at: number, measured: number): number {
  return supposed?.at === at ? Math.max(measured, supposed.need) : measured;
}

/** What a measure lacks of a minimum; null if nothing. */
export function lackOf(have: number, need: number): Missing | null {
  return have >= need ? null : { code: "minimum_not_reached", need, have };
}
