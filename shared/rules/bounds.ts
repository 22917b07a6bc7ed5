/**
 * Bounds on sums, counts and prices as words: one word of flags, then for each bound that is there, in the order of BOUNDS, an amount
 * table. A measure is a range when some lines are unknown: low without them, high with them (CND-4, CND-5).
 */
import type { Amounts } from "../model/amount.ts";
import type { Reason } from "../model/reason.ts";
import type { CartView } from "./cart-view.ts";
import {
  amountAt,
  amountsLength,
  type Program,
  type ProgramWriter,
  wordAt,
  writeAmounts,
  writeForAnyCurrency,
} from "./program.ts";
import { FALSE, TRUE, type Truth, truthOf, UNKNOWN } from "./truth.ts";

/** Lower bounds first: reasons are said in this order. */
export const BOUNDS = ["at_least", "above", "at_most", "below"] as const;
export type BoundName = (typeof BOUNDS)[number];
type AmountBounds = { readonly [Name in BoundName]?: Amounts | undefined };
type NumberBounds = { readonly [Name in BoundName]?: number | undefined };

const AT_LEAST = 0;
const ABOVE = 1;
const AT_MOST = 2;

/** The tables of a condition, for the check of currencies. */
export function boundTables(bounds: AmountBounds): Amounts[] {
  return BOUNDS.map((name) => bounds[name]).filter((table) => table !== undefined);
}

/** Whether a bound asks for something above zero, so that an empty measure cannot be true. */
export function asksForSome(bounds: AmountBounds | NumberBounds): boolean {
  const least = bounds.at_least;
  return bounds.above !== undefined || (typeof least === "number" ? least > 0 : least !== undefined);
}

export function writeAmountBounds(out: ProgramWriter, bounds: AmountBounds): void {
  out.word(flagsOf(bounds));
  for (const table of boundTables(bounds)) writeAmounts(out, table);
}

export function writeNumberBounds(out: ProgramWriter, bounds: NumberBounds): void {
  out.word(flagsOf(bounds));
  for (const name of BOUNDS) {
    const bound = bounds[name];
    if (bound !== undefined) writeForAnyCurrency(out, bound);
  }
}

function flagsOf(bounds: AmountBounds | NumberBounds): number {
  return BOUNDS.reduce(
    (flags, name, index) => (bounds[name] === undefined ? flags : flags | (1 << index)),
    0,
  );
}

/** All bounds at once, as by `all`. */
export function testBounds(
  program: Program,
  at: number,
  end: number,
  currency: number,
  low: number,
  high: number,
): Truth {
  const flags = wordAt(program, at);
  let place = at + 1;
  let truth: Truth = TRUE;
  for (let which = 0; which < BOUNDS.length; which++) {
    if ((flags & (1 << which)) === 0) continue;
    const bound = amountAt(program, place, end, currency);
    const single = testBound(which, bound, low, high);
    if (single < truth) truth = single;
    place += amountsLength(program, place);
  }
  return truth;
}

/** The lower bound that fails even at the most that the measure may be; null if none does. */
export function failedLowerBound(
  program: Program,
  at: number,
  end: number,
  currency: number,
  high: number,
): number | null {
  const flags = wordAt(program, at);
  let place = at + 1;
  for (let which = 0; which < AT_MOST; which++) {
    if ((flags & (1 << which)) === 0) continue;
    const bound = amountAt(program, place, end, currency);
    if (testBound(which, bound, high, high) === FALSE) return bound;
    place += amountsLength(program, place);
  }
  return null;
}

/** The least that a measure must come to, so that its lower bound ends true or, not wanted, its upper one false; null without that bound. */
export function leastWanted(
  program: Program,
  at: number,
  end: number,
  currency: number,
  wanted: boolean,
): number | null {
  const flags = wordAt(program, at);
  let place = at + 1;
  for (let which = 0; which < BOUNDS.length; which++) {
    if ((flags & (1 << which)) === 0) continue;
    if (which < AT_MOST === wanted) {
      const isPassed = which === (wanted ? ABOVE : AT_MOST);
      return amountAt(program, place, end, currency) + (isPassed ? 1 : 0);
    }
    place += amountsLength(program, place);
  }
  return null;
}

function testBound(which: number, bound: number, low: number, high: number): Truth {
  if (which === AT_LEAST) return low >= bound ? TRUE : high < bound ? FALSE : UNKNOWN;
  if (which === ABOVE) return low > bound ? TRUE : high <= bound ? FALSE : UNKNOWN;
  if (which === AT_MOST) return high <= bound ? TRUE : low > bound ? FALSE : UNKNOWN;
  return high < bound ? TRUE : low >= bound ? FALSE : UNKNOWN;
}

/** Reasons of a counting condition, CND-21: which bound speaks depends on what was wanted. */
export function boundReasons(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  ask: { wanted: boolean; by: string; hasItems: boolean },
  out: Reason[],
): void {
  const have = cart.low;
  if (!ask.wanted && ask.hasItems) {
    out.push({ code: "items_excluded", by: ask.by });
    return;
  }
  const flags = wordAt(program, at);
  let place = at + 1;
  for (let which = 0; which < BOUNDS.length; which++) {
    if ((flags & (1 << which)) === 0) continue;
    const need = amountAt(program, place, end, cart.currency);
    place += amountsLength(program, place);
    const isLower = which < AT_MOST;
    if (ask.wanted) {
      if (testBound(which, need, cart.low, cart.high) !== FALSE) continue;
      out.push({ code: isLower ? "minimum_not_reached" : "maximum_exceeded", need, have, by: ask.by });
    } else {
      out.push({ code: isLower ? "maximum_exceeded" : "minimum_not_reached", need, have, by: ask.by });
      return;
    }
  }
}

/** Truth of a single known amount. */
export function testPrice(program: Program, at: number, end: number, currency: number, price: number): Truth {
  return truthOf(testBounds(program, at, end, currency, price, price) === TRUE);
}
