/**
 * What an award is worth at a target before rounding, for lanes `best_each` (SEL-7): minor units times 10,000, so that rates in basis
 * points stay whole. A plain number while it is a safe integer, BigInt beyond; the two compare exactly with each other.
 */
export type ExactWorth = number | bigint;

/** A factor in basis points of an amount. */
export function worthOf(amountMinor: number, rateBps: number): ExactWorth {
  const product = amountMinor * rateBps;
  return Number.isSafeInteger(product) ? product : BigInt(amountMinor) * BigInt(rateBps);
}

/** So many units of one worth, added to a sum. */
export function addWorth(sum: ExactWorth, worth: ExactWorth, count: number): ExactWorth {
  if (typeof sum === "number" && typeof worth === "number") {
    const total = sum + worth * count;
    if (Number.isSafeInteger(total) && Number.isSafeInteger(worth * count)) return total;
  }
  return BigInt(sum) + BigInt(worth) * BigInt(count);
}
