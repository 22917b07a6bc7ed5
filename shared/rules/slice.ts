/**
 * What awards work on: consecutive units of one line with one current amount, or a charge. Slices come in unit order and are split into at
 * most two where a spread leaves a minor unit over, never unit by unit.
 */

/** One step of what was taken off a slice, newest first. */
export interface SlicePart {
  readonly promotion: number;
  readonly amount: number;
  readonly before: SlicePart | null;
}

/** Prices of a unit that no award changes, minor units; of a charge its amount and no floor. */
export interface FixedPrices {
  readonly list: number;
  readonly catalog: number;
  readonly floor: number;
}

export interface Slice {
  /** The line in unit order, or the charge. */
  readonly place: number;
  /** Content run of the line; a charge is a run of its own, below zero. */
  readonly run: number;
  readonly prices: FixedPrices;
  /** Index in its line of its first unit. */
  readonly start: number;
  count: number;
  /** What each of its units costs now, minor units. */
  current: number;
  /** What the award at work takes off each of its units. */
  taken: number;
  /** Closed to later awards (AWD-18). */
  isClosed: boolean;
  parts: SlicePart | null;
  next: Slice | null;
}

/** A slice of the units of a whole line, or of a charge. */
export function newSlice(place: number, run: number, count: number, prices: FixedPrices): Slice {
  return {
    place,
    run,
    prices,
    start: 0,
    count,
    current: prices.catalog,
    taken: 0,
    isClosed: false,
    parts: null,
    next: null,
  };
}

/** The run that a charge is. */
export function runOfCharge(place: number): number {
  return -1 - place;
}

/** Splits a slice after some of its units; answers the rest, which follows it. */
export function splitAfter(slice: Slice, count: number): Slice {
  const rest: Slice = { ...slice, start: slice.start + count, count: slice.count - count };
  slice.count = count;
  slice.next = rest;
  return rest;
}

/** How much may be taken of each of its units (AWD-14). */
export function roomOf({ current, prices }: Slice): number {
  return current > prices.floor ? current - prices.floor : 0;
}

/** What all units of some slices cost now. */
export function currentSum(slices: readonly Slice[]): number {
  let sum = 0;
  for (const slice of slices) sum += slice.current * slice.count;
  return sum;
}

/** What the award at work takes off all of them. */
export function takenSum(slices: readonly Slice[]): number {
  let sum = 0;
  for (const slice of slices) sum += slice.taken * slice.count;
  return sum;
}

/** The slices in groups of neighbours with an equal name, in their order. */
export function groupedBy(slices: readonly Slice[], name: (slice: Slice) => number): Slice[][] {
  const groups: Slice[][] = [];
  let last: Slice[] = [];
  let lastName = 0;
  for (const slice of slices) {
    const own = name(slice);
    if (last.length > 0 && own === lastName) {
      last.push(slice);
    } else {
      last = [slice];
      lastName = own;
      groups.push(last);
    }
  }
  return groups;
}

export function byRun(slice: Slice): number {
  return slice.run;
}

/** The lines of the cart; charges stay apart. */
export function byLine({ run, place }: Slice): number {
  return run < 0 ? run : place;
}
