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
  /** That of its prices: it is asked for again and again. */
  readonly floor: number;
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
    floor: prices.floor,
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
  const { place, run, prices, floor, start, current, taken, isClosed, parts, next } = slice;
  // Written out field by field, so that all slices have one shape.
  const rest = {
    place,
    run,
    prices,
    floor,
    start: start + count,
    count: slice.count - count,
    current,
    taken,
    isClosed,
    parts,
    next,
  };
  slice.count = count;
  slice.next = rest;
  return rest;
}

/** How much may be taken of each of its units (AWD-14). */
export function roomOf({ current, floor }: Slice): number {
  return current > floor ? current - floor : 0;
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
export function groupedBy(
  slices: readonly Slice[],
  name: (slice: Slice) => number,
): readonly (readonly Slice[])[] {
  const groups: (readonly Slice[])[] = [];
  for (let from = 0; from < slices.length; ) {
    const to = groupEnd(slices, from, name);
    groups.push(slices.slice(from, to));
    from = to;
  }
  return groups;
}

/** Takes of each such group what is said of it; answers the slices that come of it. */
export function takeGrouped(
  slices: readonly Slice[],
  name: (slice: Slice) => number,
  take: (group: readonly Slice[]) => readonly Slice[],
): readonly Slice[] {
  // Most groups come back as they were given: then nothing is listed anew.
  let out: Slice[] | null = null;
  for (let from = 0; from < slices.length; ) {
    const to = groupEnd(slices, from, name);
    const group = from === 0 && to === slices.length ? slices : slices.slice(from, to);
    const taken = take(group);
    if (taken !== group) out ??= slices.slice(0, from);
    if (out !== null) for (const slice of taken) out.push(slice);
    from = to;
  }
  return out ?? slices;
}

function groupEnd(slices: readonly Slice[], from: number, name: (slice: Slice) => number): number {
  const first = slices[from];
  const own = first === undefined ? 0 : name(first);
  let to = from + 1;
  for (let next = slices[to]; next !== undefined && name(next) === own; next = slices[to]) to++;
  return to;
}

export function byRun(slice: Slice): number {
  return slice.run;
}

/** The lines of the cart; charges stay apart. */
export function byLine({ run, place }: Slice): number {
  return run < 0 ? run : place;
}
