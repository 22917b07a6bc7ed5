/** What some content runs come to, in units or in money at a basis: the measure of tiers, "every full" and gifts (AWD-25, AWD-27). */
import type { Fits, Missing } from "./award-kind.ts";
import type { CartView } from "./cart-view.ts";
import { amountOfRun, basisFlags } from "./measure.ts";

/** Measures units; any other flags are those of a basis (`basisFlags`). */
export const IN_UNITS = 64;
/** Measures at the catalogue price. */
export const AT_CATALOG = basisFlags("catalog");

/** The measure of the runs that fit; those of which it is unknown do not. */
export function measureOf(cart: CartView, fits: Fits, flags: number): number {
  let sum = 0;
  for (const [place, run] of cart.runs.entries()) {
    if (!fits(run)) continue;
    sum += flags === IN_UNITS ? run.count : amountOfRun(run, place, flags, cart);
  }
  return sum;
}

/** A measure, or what it is taken to come to (HNT-6); `at` is the first field of the node whose measure it is. */
export function supposedAt({ supposed }: CartView, at: number, measured: number): number {
  return supposed?.at === at ? Math.max(measured, supposed.need) : measured;
}

/** Places of the runs that fit. */
export function placesOf(cart: CartView, fits: Fits): number[] {
  return cart.runs.flatMap((run, place) => (fits(run) ? [place] : []));
}

/** What a measure lacks of a minimum; null if nothing. */
export function lackOf(have: number, need: number): Missing | null {
  return have >= need ? null : { code: "minimum_not_reached", need, have };
}
