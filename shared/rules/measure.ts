/**
 * Counting conditions as words: one word of flags, the line tree if there is one, bounds. Lines on which the tree ends unknown make the
 * measure a range (CND-4).
 */

import type { Basis } from "./basis.ts";
import { asksForSome } from "./bounds.ts";
import type { CartView, ContentRun } from "./cart-view.ts";
import type { IndexKey, KeySource } from "./condition-kind.ts";
import type { LineCondition } from "./line-condition.ts";
import { nodeEnd, type Program, type ProgramWriter, wordAt } from "./program.ts";
import { FALSE, TRUE } from "./truth.ts";

const HAS_ITEMS = 1;
const AT_LIST = 2;
const AT_CURRENT = 4;

/** Flags that say at which price a measure is taken. */
export function basisFlags(basis: Basis): number {
  return basis === "list" ? AT_LIST : basis === "current" ? AT_CURRENT : 0;
}

/** Whether a compiled measure is one of what is left to pay. */
export function isAtCurrent(program: Program, at: number): boolean {
  return (wordAt(program, at) & AT_CURRENT) !== 0;
}

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

/** Whether a run may be among those that are measured: whether it matches or nobody knows. */
export function isMeasured(
  program: Program,
  at: number,
  end: number,
  run: ContentRun,
  cart: CartView,
): boolean {
  if (!hasItems(program, at)) return true;
  return cart.itemTruth(program, at + 1, boundsPlace(program, at, end), run) !== FALSE;
}

export type Weigh = (run: ContentRun, place: number, flags: number, cart: CartView) => number;

/** The sum (or the greatest) of a weight over the matching runs, into the cart's `low` and `high`. */
export function measure(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  weigh: Weigh,
  isGreatest = false,
): void {
  const flags = wordAt(program, at);
  const treeEnd = boundsPlace(program, at, end);
  let low = 0;
  let high = 0;
  for (let place = 0; place < cart.runs.length; place++) {
    const run = cart.runs[place];
    if (run === undefined) continue;
    const truth = (flags & HAS_ITEMS) === 0 ? TRUE : cart.itemTruth(program, at + 1, treeEnd, run);
    if (truth === FALSE) continue;
    const weight = weigh(run, place, flags, cart);
    high = isGreatest ? Math.max(high, weight) : high + weight;
    if (truth === TRUE) low = isGreatest ? Math.max(low, weight) : low + weight;
  }
  cart.low = low;
  cart.high = high;
}

/** What all units of a run cost by the basis; before an application the catalogue price stands for what is left (CND-24). */
export function amountOfRun(run: ContentRun, place: number, flags: number, cart: CartView): number {
  if ((flags & AT_LIST) !== 0) return run.count * run.list;
  if ((flags & AT_CURRENT) !== 0 && cart.current !== null) return cart.current.ofRun(place);
  return run.count * run.catalog;
}

/** A counting condition that asks for something needs one of the items it counts. */
export function measureKeys(
  condition: { items?: LineCondition | undefined } & Parameters<typeof asksForSome>[0],
  source: KeySource,
): readonly IndexKey[] | null {
  return condition.items !== undefined && asksForSome(condition) ? source.ofItems(condition.items) : null;
}
