/** What a condition or an award lacks, as a hint tells it (HNT-1 to HNT-3). */
import type { Missing } from "./award-kind.ts";
import { leastWanted } from "./bounds.ts";
import type { CartView } from "./cart-view.ts";
import { boundsPlace, hasItems } from "./measure.ts";
import type { Program } from "./program.ts";

export interface Lack {
  readonly kind: "amount" | "units" | "orders" | "points";
  readonly need: number;
  /** Below `need`. */
  readonly have: number;
  /** Place of the line tree of what counts; null: everything does. */
  readonly items: number | null;
  /** Place in its table, from 0; null: it is no step of one. */
  readonly step: number | null;
}

/** Units that an award misses, where it says how many. */
export function unitsLack(missing: Missing | null, items: number | null): Lack | null {
  if (missing?.need === undefined || missing.have === undefined) return null;
  return { kind: "units", need: missing.need, have: missing.have, items, step: null };
}

/** What a counting condition that was just measured lacks to end as wanted; null if not more is asked for. */
export function measuredLack(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  { kind, wanted }: { readonly kind: "amount" | "units"; readonly wanted: boolean },
): Lack | null {
  const need = leastWanted(program, boundsPlace(program, at, end), end, cart.currency, wanted);
  const have = cart.low;
  if (need === null || !(need > have)) return null;
  return { kind, need, have, items: hasItems(program, at) ? at + 1 : null, step: null };
}
