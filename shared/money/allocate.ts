/**
 * The one allocator: shares an amount out over units by largest remainder (MNY-6 to MNY-9). Equal units come as groups with
 * a count, so that 1,000 screws cost as much as one. 1000 over units of 1999, 501 and 100 gives 769, 193 and 38.
 *
 * INVARIANT: the shares add up to the total, each is within one minor unit of the exact fraction, and none is above
 * its unit's weight.
 */

/**
 * Groups of units of equal weight, in minor units, and what they get. One is used again from call to call: an order of many lines is shared
 * out by the hundred, and lists made anew each time would be most of the work.
 */
export class Groups {
  readonly weights: number[] = [];
  readonly counts: number[] = [];
  /** Of each unit of a group. */
  readonly shares: number[] = [];
  /** So many first units of a group get one more. */
  readonly extras: number[] = [];
  /** Entries of the lists beyond it are of earlier calls. */
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** `count` units of one weight. */
  add(weight: number, count: number): void {
    this.weights[this.length] = weight;
    this.counts[this.length] = count;
    this.length++;
  }
}

/**
 * Shares `total` out in proportion to the weights. Ties of the fraction go by the order of the groups as given, so callers
 * sort them by content key, line id and unit index first. A total above the sum of the weights is a bug and throws.
 */
export function allocate(total: number, groups: Groups): void {
  const { weights, counts, length } = groups;
  let sum = 0;
  let greatest = 0;
  let whole = Number.isSafeInteger(total) && total >= 0;
  for (let group = 0; group < length; group++) {
    const weight = weights[group] ?? 0;
    const count = counts[group] ?? 0;
    if (!Number.isSafeInteger(weight) || !Number.isSafeInteger(count) || weight < 0 || count < 0)
      whole = false;
    sum += weight * count;
    if (weight > greatest) greatest = weight;
  }
  if (!whole) throw new RangeError("expected a total, weights and counts that are whole and not negative");
  // A sum that is no longer exact is above every safe integer, the total and all products with it included.
  if (total > sum) throw new RangeError("expected a total of at most the sum of the weights");
  if (total * greatest <= Number.MAX_SAFE_INTEGER) allocatePlain(total, groups, sum);
  else allocateBeyondSafe(total, groups);
}

/** Kept from call to call, as groups are. */
const plainFractions: number[] = [];

/** Every product is a safe integer here; rounding.ts says why flooring a quotient of doubles is then exact. */
function allocatePlain(total: number, groups: Groups, sum: number): void {
  const { weights, counts, shares, length } = groups;
  let left = total;
  for (let group = 0; group < length; group++) {
    const product = total * (weights[group] ?? 0);
    const share = product === 0 ? 0 : Math.floor(product / sum);
    shares[group] = share;
    plainFractions[group] = product - share * sum;
    left -= share * (counts[group] ?? 0);
  }
  giveLeftover(left, groups, plainFractions);
}

function allocateBeyondSafe(total: number, groups: Groups): void {
  const { weights, counts, shares, length } = groups;
  let sum = 0n;
  for (let group = 0; group < length; group++) {
    sum += BigInt(weights[group] ?? 0) * BigInt(counts[group] ?? 0);
  }
  const exactTotal = BigInt(total);
  const fractions: bigint[] = [];
  let left = total;
  for (let group = 0; group < length; group++) {
    const product = exactTotal * BigInt(weights[group] ?? 0);
    const share = product / sum;
    shares[group] = Number(share);
    fractions.push(product - share * sum);
    left -= Number(share) * (counts[group] ?? 0);
  }
  giveLeftover(left, groups, fractions);
}

/**
 * One minor unit each to the units with the largest fractions. There are always fewer left over than units with a fraction
 * above zero: the fractions of all units add up to what is left.
 */
function giveLeftover<Fraction extends number | bigint>(
  left: number,
  groups: Groups,
  fractions: readonly Fraction[],
): void {
  const { counts, extras, length } = groups;
  const last = left === 0 ? null : lastOf(left, groups, fractions);
  let rest = last?.units ?? 0;
  for (let group = 0; group < length; group++) {
    extras[group] = 0;
    const fraction = fractions[group] ?? 0;
    if (last === null || fraction < last.fraction) continue;
    const count = counts[group] ?? 0;
    const extra = fraction > last.fraction ? count : Math.min(count, rest);
    extras[group] = extra;
    if (fraction === last.fraction) rest -= extra;
  }
}

/** Kept from call to call, as groups are. */
const order: number[] = [];

/**
 * The smallest fraction with which a unit still gets one of what is left, and how many units with just that get one. Found without sorting:
 * groups are parted around a fraction out of their middle, and only the part goes on in which the last one lies.
 */
function lastOf<Fraction extends number | bigint>(
  left: number,
  { counts, length }: Groups,
  fractions: readonly Fraction[],
): { readonly fraction: Fraction | 0; readonly units: number } {
  for (let group = 0; group < length; group++) order[group] = group;
  let first = 0;
  let end = length;
  let rest = left;
  while (first < end) {
    const middle = fractions[order[(first + end) >>> 1] ?? 0] ?? 0;
    let above = first;
    let at = first;
    let below = end;
    let unitsAbove = 0;
    let unitsEqual = 0;
    while (at < below) {
      const group = order[at] ?? 0;
      const fraction = fractions[group] ?? 0;
      if (fraction < middle) {
        below--;
        order[at] = order[below] ?? 0;
        order[below] = group;
        continue;
      }
      if (fraction > middle) {
        order[at] = order[above] ?? 0;
        order[above] = group;
        above++;
        unitsAbove += counts[group] ?? 0;
      } else {
        unitsEqual += counts[group] ?? 0;
      }
      at++;
    }
    if (unitsAbove >= rest) {
      end = above;
    } else if (unitsAbove + unitsEqual >= rest) {
      return { fraction: middle, units: rest - unitsAbove };
    } else {
      rest -= unitsAbove + unitsEqual;
      first = below;
    }
  }
  return { fraction: 0, units: 0 };
}
