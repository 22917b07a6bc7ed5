/**
 * The one allocator: shares an amount out over units by largest remainder (MNY-6 to MNY-9). Equal units come as groups with
 * a count, so that 1,000 screws cost as much as one. 1000 over units of 1999, 501 and 100 gives 769, 193 and 38.
 *
 * INVARIANT: the shares add up to the total, each is within one minor unit of the exact fraction, and none is above
 * its unit's weight.
 */

/** `count` units of equal weight, in minor units. */
export interface WeightedGroup {
  readonly weight: number;
  readonly count: number;
}

/** What the units of a group get: each `share`, and the first `extra` of them one more. */
export interface GroupShare {
  share: number;
  extra: number;
}

/**
 * Shares `total` out in proportion to the weights. Ties of the fraction go by the order of the groups as given, so callers
 * sort them by content key, line id and unit index first. A total above the sum of the weights is a bug and throws.
 */
export function allocate(total: number, groups: readonly WeightedGroup[]): GroupShare[] {
  let sum = 0;
  let greatest = 0;
  let whole = Number.isSafeInteger(total) && total >= 0;
  for (const { weight, count } of groups) {
    if (!Number.isSafeInteger(weight) || !Number.isSafeInteger(count) || weight < 0 || count < 0)
      whole = false;
    sum += weight * count;
    if (weight > greatest) greatest = weight;
  }
  if (!whole) throw new RangeError("expected a total, weights and counts that are whole and not negative");
  // A sum that is no longer exact is above every safe integer, the total and all products with it included.
  if (total > sum) throw new RangeError("expected a total of at most the sum of the weights");
  return total * greatest <= Number.MAX_SAFE_INTEGER
    ? allocatePlain(total, groups, sum)
    : allocateBeyondSafe(total, groups);
}

/** Every product is a safe integer here; rounding.ts says why flooring a quotient of doubles is then exact. */
function allocatePlain(total: number, groups: readonly WeightedGroup[], sum: number): GroupShare[] {
  const shares: GroupShare[] = [];
  const fractions: number[] = [];
  let left = total;
  for (const { weight, count } of groups) {
    const product = total * weight;
    const share = product === 0 ? 0 : Math.floor(product / sum);
    shares.push({ share, extra: 0 });
    fractions.push(product - share * sum);
    left -= share * count;
  }
  return left === 0 ? shares : giveLeftover(left, shares, groups, fractions);
}

function allocateBeyondSafe(total: number, groups: readonly WeightedGroup[]): GroupShare[] {
  const sum = groups.reduce((acc, { weight, count }) => acc + BigInt(weight) * BigInt(count), 0n);
  const exactTotal = BigInt(total);
  const shares: GroupShare[] = [];
  const fractions: bigint[] = [];
  let left = total;
  for (const { weight, count } of groups) {
    const product = exactTotal * BigInt(weight);
    const share = product / sum;
    shares.push({ share: Number(share), extra: 0 });
    fractions.push(product - share * sum);
    left -= Number(share) * count;
  }
  return left === 0 ? shares : giveLeftover(left, shares, groups, fractions);
}

/**
 * One minor unit each to the units with the largest fractions. There are always fewer left over than units with a fraction
 * above zero: the fractions of all units add up to what is left.
 */
function giveLeftover<Fraction extends number | bigint>(
  left: number,
  shares: GroupShare[],
  groups: readonly WeightedGroup[],
  fractions: readonly Fraction[],
): GroupShare[] {
  const ranked = shares.map((share, index) => ({
    share,
    count: groups[index]?.count ?? 0,
    fraction: fractions[index] ?? 0,
  }));
  ranked.sort((a, b) => (a.fraction < b.fraction ? 1 : a.fraction > b.fraction ? -1 : 0));
  let rest = left;
  for (const { share, count } of ranked) {
    if (rest === 0) break;
    share.extra = Math.min(count, rest);
    rest -= share.extra;
  }
  return shares;
}
