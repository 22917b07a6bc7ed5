/**
 * Counting conditions as words: one word of flags, the line tree if there is one, bounds. Lines on which the tree ends unknown make the
 * measure a range (CND-4).
 */

import type { Basis } from "./basis.ts";
import { asksForSome } from "./bounds.ts";
import type { CartView, ContentRun, ItemRuns } from "./cart-view.ts";
import type { IndexKey, KeySource } from "./condition-kind.ts";
import type { LineCondition } from "./line-condition.ts";
import { nodeEnd, type Program, type ProgramWriter, wordAt } from "./program.ts";

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

/** The runs that are measured, and those that may be. */
export function measuredRuns(program: Program, at: number, end: number, cart: CartView): ItemRuns {
  return hasItems(program, at) ? cart.itemRuns(program, at + 1, boundsPlace(program, at, end)) : cart.all;
}

/** What content runs weigh. */
export interface Weight {
  ofRun(run: ContentRun, index: number, flags: number, cart: CartView): number;
  /** Sum over all of them; null where it is not known beforehand. */
  ofAll(flags: number, cart: CartView): number | null;
}

/** The sum of a weight over the runs that are measured, into the cart's `low` and `high`. */
export function measure(program: Program, at: number, end: number, cart: CartView, weight: Weight): void {
  const flags = wordAt(program, at);
  const { sure, possible } = measuredRuns(program, at, end, cart);
  cart.low = (sure === cart.all.sure ? weight.ofAll(flags, cart) : null) ?? sumOf(sure, flags, cart, weight);
  cart.high = possible === sure ? cart.low : sumOf(possible, flags, cart, weight);
}

function sumOf(runs: readonly number[], flags: number, cart: CartView, weight: Weight): number {
  let sum = 0;
  for (const index of runs) {
    const run = cart.runs[index];
    if (run !== undefined) sum += weight.ofRun(run, index, flags, cart);
  }
  return sum;
}

/** The greatest weight of one of them, likewise. */
export function measureGreatest(
  program: Program,
  at: number,
  end: number,
  cart: CartView,
  weight: Weight,
): void {
  const flags = wordAt(program, at);
  const { sure, possible } = measuredRuns(program, at, end, cart);
  cart.low = greatestOf(sure, flags, cart, weight);
  cart.high = possible === sure ? cart.low : greatestOf(possible, flags, cart, weight);
}

function greatestOf(runs: readonly number[], flags: number, cart: CartView, weight: Weight): number {
  let greatest = 0;
  for (const index of runs) {
    const run = cart.runs[index];
    if (run !== undefined) greatest = Math.max(greatest, weight.ofRun(run, index, flags, cart));
  }
  return greatest;
}

/** Units. */
export const UNITS: Weight = {
  ofRun: ({ count }) => count,
  ofAll: (_flags, { whole }) => whole.units,
};

/** What units cost by the basis; before an application the catalogue price stands for what is left (CND-24). */
export const AMOUNT: Weight = {
  ofRun(run, index, flags, cart) {
    if ((flags & AT_LIST) !== 0) return run.count * run.list;
    if ((flags & AT_CURRENT) !== 0 && cart.current !== null) return cart.current.ofRun(index);
    return run.count * run.catalog;
  },
  ofAll(flags, { whole, current }) {
    if ((flags & AT_LIST) !== 0) return whole.list;
    return (flags & AT_CURRENT) !== 0 && current !== null ? null : whole.catalog;
  },
};

/** A counting condition that asks for something needs one of the items it counts. */
export function measureKeys(
  condition: { items?: LineCondition | undefined } & Parameters<typeof asksForSome>[0],
  source: KeySource,
): readonly IndexKey[] | null {
  return condition.items !== undefined && asksForSome(condition) ? source.ofItems(condition.items) : null;
}
