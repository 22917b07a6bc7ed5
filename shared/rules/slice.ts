/**
 * What awards work on: consecutive units of one line with one current amount, or a charge. Slices come in unit order and are split into at
 * most two where a spread leaves a minor unit over, never unit by unit.
 */
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import { allocate } from "../money/allocate.ts";
import { mulDivRounded } from "../money/rounding.ts";

/** One step of what was taken off a slice, newest first. */
export interface SlicePart {
  readonly promotion: number;
  readonly amount: number;
  readonly before: SlicePart | null;
}

export interface Slice {
  /** The line in unit order, or the charge. */
  readonly place: number;
  /** Content run of the line; a charge is a run of its own. */
  readonly run: number;
  count: number;
  /** What each of its units costs now, minor units. */
  current: number;
  /** What the award at work takes off each of its units. */
  taken: number;
  parts: SlicePart | null;
  next: Slice | null;
}

/** Splits a slice after some of its units; answers the rest, which follows it. */
export function splitAfter(slice: Slice, count: number): Slice {
  const rest: Slice = { ...slice, count: slice.count - count };
  slice.count = count;
  slice.next = rest;
  return rest;
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

/** AWD-4: takes a total off, in proportion to what units cost now. */
export function spread(slices: readonly Slice[], total: number): Slice[] {
  return shareOut(slices, total, (slice) => slice.current);
}

/** AWD-8: trims what is taken to a bound, in proportion to the parts. */
export function trim(slices: Slice[], bound: number): Slice[] {
  return takenSum(slices) <= bound ? slices : shareOut(slices, bound, (slice) => slice.taken);
}

function shareOut(slices: readonly Slice[], total: number, weigh: (slice: Slice) => number): Slice[] {
  const out: Slice[] = [];
  if (total === 0) {
    for (const slice of slices) {
      slice.taken = 0;
      out.push(slice);
    }
    return out;
  }
  const shares = allocate(
    total,
    slices.map((slice) => ({ weight: weigh(slice), count: slice.count })),
  );
  for (const [index, slice] of slices.entries()) {
    const { share, extra } = shares[index] ?? { share: 0, extra: 0 };
    out.push(slice);
    if (extra > 0 && extra < slice.count) {
      const rest = splitAfter(slice, extra);
      rest.taken = share;
      out.push(rest);
    }
    slice.taken = extra > 0 ? share + 1 : share;
  }
  return out;
}

/** Takes of each content run, or of all as one, what `discount` says of its sum. */
export function takeByRun(
  slices: readonly Slice[],
  asOne: boolean,
  discount: (sum: number) => number,
): Slice[] {
  if (asOne) return spread(slices, discount(currentSum(slices)));
  const out: Slice[] = [];
  let from = 0;
  while (from < slices.length) {
    const run = slices[from]?.run;
    let to = from + 1;
    while (to < slices.length && slices[to]?.run === run) to++;
    const part = slices.slice(from, to);
    for (const slice of spread(part, discount(currentSum(part)))) out.push(slice);
    from = to;
  }
  return out;
}

const RATE_WHOLE = 10_000;

/** POL-1, POL-2: a rate of a base, rounded. */
export function discountOf(baseMinor: number, rateBps: number, policies: Policies): number {
  if (policies.rounded === DEFAULT_POLICIES.rounded) {
    return mulDivRounded(baseMinor, rateBps, RATE_WHOLE, policies.rounding);
  }
  return baseMinor - mulDivRounded(baseMinor, RATE_WHOLE - rateBps, RATE_WHOLE, policies.rounding);
}
