/**
 * Counting conditions as words: one word of flags, the line tree if there is one, bounds. Lines on which the tree ends unknown make the
 * measure a range (CND-4).
 */

import { asksForSome } from "./bounds.ts";
import type { CartView, ContentRun } from "./cart-view.ts";
import type { IndexKey, KeySource } from "./condition-kind.ts";
import type { LineCondition } from "./line-condition.ts";
import { nodeEnd, type Program, type ProgramWriter, wordAt } from "./program.ts";
import { TRUE, UNKNOWN } from "./truth.ts";

const HAS_ITEMS = 1;
/** The measure is taken at list price. */
export const AT_LIST = 2;

export function writeMeasure(out: ProgramWriter, items: LineCondition | undefined, flags: number): void {
  out.word(flags | (items === undefined ? 0 : HAS_ITEMS));
  if (items !== undefined) out.lineTree(items);
}

/** Where the bounds stand. */
export function boundsPlace(program: Program, at: number, end: number): number {
  return hasItems(program, at) ? nodeEnd(program, at + 1, end) : at + 1;
}

export function hasItems(program: Program, at: number): boolean {
  return (wordAt(program, at) & HAS_ITEMS) !== 0;
}

/** Sums a weight over the matching runs into the cart's `low` and `high`. */
export function measure(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  weigh: (run: ContentRun, flags: number) => number,
): void {
  const flags = wordAt(program, at);
  const treeEnd = boundsPlace(program, at, end);
  let low = 0;
  let unsure = 0;
  for (const run of cart.runs) {
    const truth = (flags & HAS_ITEMS) === 0 ? TRUE : cart.itemTruth(program, at + 1, treeEnd, run);
    if (truth === TRUE) low += weigh(run, flags);
    else if (truth === UNKNOWN) unsure += weigh(run, flags);
  }
  cart.low = low;
  cart.high = low + unsure;
}

/** A counting condition that asks for something needs one of the items it counts. */
export function measureKeys(
  condition: { items?: LineCondition | undefined } & Parameters<typeof asksForSome>[0],
  source: KeySource,
): readonly IndexKey[] | null {
  return condition.items !== undefined && asksForSome(condition) ? source.ofItems(condition.items) : null;
}
