/**
 * How an amount is shared out over units and charges (AWD-4, AWD-8) and taken from each of them (AWD-19). No unit gives more than its room,
 * no content run more than the line cap leaves it. All of it works on slices, with MNY-6 as the one way to share.
 */
import { allocate, Groups } from "../money/allocate.ts";
import type { RunBounds } from "./run-bounds.ts";
import { byRun, groupedBy, roomOf, type Slice, splitAfter, takenSum } from "./slice.ts";

/** AWD-4: takes a total off, in proportion to what units cost now, as far as they can bear it. */
export function spread(slices: readonly Slice[], total: number, bounds: RunBounds | null): readonly Slice[] {
  const amount = Math.min(total, bearable(slices, bounds));
  const isBounded = bounds !== null || slices.some(hasFloor);
  const shared = isBounded ? spreadWithin(slices, amount, bounds) : shareOut(slices, amount, current);
  bounds?.note(shared);
  return shared;
}

function hasFloor({ floor }: Slice): boolean {
  return floor > 0;
}

/** AWD-8: trims what is taken to a bound, in proportion to the parts. */
export function trim(slices: readonly Slice[], bound: number): readonly Slice[] {
  if (bound === Number.POSITIVE_INFINITY) return slices;
  return takenSum(slices) <= bound ? slices : shareOut(slices, bound, taken);
}

/** AWD-19: takes from every unit what is said of it, at most its room. */
export function takeEach(
  slices: readonly Slice[],
  amountOf: (slice: Slice) => number,
  bounds: RunBounds | null,
): readonly Slice[] {
  for (const slice of slices) slice.taken = Math.max(0, Math.min(amountOf(slice), roomOf(slice)));
  if (bounds === null) return slices;
  const trimmed = groupedBy(slices, byRun).flatMap((run) => trim(run, bounds.of(run[0]?.run ?? 0)));
  bounds.note(trimmed);
  return trimmed;
}

function current(slice: Slice): number {
  return slice.current;
}

function taken(slice: Slice): number {
  return slice.taken;
}

/** The most that may be taken off all of them together. */
function bearable(slices: readonly Slice[], bounds: RunBounds | null): number {
  let sum = 0;
  if (bounds === null) {
    for (const slice of slices) sum += roomOf(slice) * slice.count;
    return sum;
  }
  for (const run of groupedBy(slices, byRun)) {
    sum += Math.min(bearable(run, null), bounds.of(run[0]?.run ?? 0));
  }
  return sum;
}

/** A slice on its way through the rounds of a bounded spread. */
interface Piece {
  readonly slice: Slice;
  isSettled: boolean;
}

/**
 * Rounds of AWD-4: who got more than its bound is settled at it, units before content runs, and what is left is shared anew among the
 * others. A run that is settled takes its units with it, those that were settled before among them.
 */
function spreadWithin(slices: readonly Slice[], total: number, bounds: RunBounds | null): Slice[] {
  let pieces: Piece[] = slices.map((slice) => ({ slice, isSettled: false }));
  const settledRuns = new Set<number>();
  for (;;) {
    pieces = shareRound(pieces, total);
    if (settleUnits(pieces)) continue;
    const settled = bounds === null ? null : settleRuns(pieces, bounds, settledRuns);
    if (settled === null) return pieces.map(({ slice }) => slice);
    pieces = settled;
  }
}

/** Shares what the settled ones leave among the others. */
function shareRound(pieces: readonly Piece[], total: number): Piece[] {
  let left = total;
  const open: Slice[] = [];
  for (const { slice, isSettled } of pieces) {
    if (isSettled) left -= slice.taken * slice.count;
    else open.push(slice);
  }
  allocateTo(open, left, current);
  const out: Piece[] = [];
  let next = 0;
  for (const piece of pieces) {
    out.push(piece);
    if (piece.isSettled) continue;
    const rest = giveShare(piece.slice, groups.shares[next] ?? 0, groups.extras[next] ?? 0);
    if (rest !== null) out.push({ slice: rest, isSettled: false });
    next++;
  }
  return out;
}

/** Settles at its room whatever got more; answers whether there was any. */
function settleUnits(pieces: readonly Piece[]): boolean {
  let isFound = false;
  for (const piece of pieces) {
    if (piece.isSettled || piece.slice.taken <= roomOf(piece.slice)) continue;
    piece.slice.taken = roomOf(piece.slice);
    piece.isSettled = true;
    isFound = true;
  }
  return isFound;
}

/** Settles at their bound the runs that got more; null if there are none. */
function settleRuns(pieces: readonly Piece[], bounds: RunBounds, settledRuns: Set<number>): Piece[] | null {
  const out: Piece[] = [];
  let isFound = false;
  for (const group of Map.groupBy(pieces, ({ slice }) => slice.run).values()) {
    const run = group[0]?.slice.run ?? 0;
    const slices = group.map(({ slice }) => slice);
    if (settledRuns.has(run) || takenSum(slices) <= bounds.of(run)) {
      out.push(...group);
      continue;
    }
    settledRuns.add(run);
    isFound = true;
    for (const slice of spreadWithin(slices, bounds.of(run), null)) out.push({ slice, isSettled: true });
  }
  return isFound ? out : null;
}

function shareOut(
  slices: readonly Slice[],
  total: number,
  weigh: (slice: Slice) => number,
): readonly Slice[] {
  const only = slices.length === 1 ? slices[0] : undefined;
  if (only !== undefined && only.count > 0) {
    const rest = shareEvenly(only, total);
    return rest === null ? slices : [only, rest];
  }
  allocateTo(slices, total, weigh);
  let out: Slice[] | null = null;
  for (let index = 0; index < slices.length; index++) {
    const slice = slices[index];
    if (slice === undefined) continue;
    const rest = giveShare(slice, groups.shares[index] ?? 0, groups.extras[index] ?? 0);
    if (rest !== null) out ??= slices.slice(0, index);
    out?.push(slice);
    if (rest !== null) out?.push(rest);
  }
  return out ?? slices;
}

/** Used again and again: nothing shares out while shares are given. */
const groups = new Groups();

function allocateTo(slices: readonly Slice[], total: number, weigh: (slice: Slice) => number): void {
  groups.clear();
  for (const slice of slices) groups.add(weigh(slice), slice.count);
  allocate(total, groups);
}

/** What the allocator gives a single group, whatever its weight. */
function shareEvenly(slice: Slice, total: number): Slice | null {
  const share = Math.floor(total / slice.count);
  return giveShare(slice, share, total - share * slice.count);
}

/** Gives a slice its share, splitting it where only its first units get one more; answers the rest. */
function giveShare(slice: Slice, share: number, extra: number): Slice | null {
  const rest = extra > 0 && extra < slice.count ? splitAfter(slice, extra) : null;
  if (rest !== null) rest.taken = share;
  slice.taken = extra > 0 ? share + 1 : share;
  return rest;
}
