/**
 * The median that the demo uses for prices and coupon values: of an even number of values the lower of the two in the
 * middle, so that the result is always one that was really recorded and never a half cent.
 */

/** The value in the middle of `sorted`, which is in ascending order already; undefined of nothing. */
export function middle<Value>(sorted: readonly Value[]): Value | undefined {
  return sorted[(sorted.length - 1) >> 1];
}

/** The lower median of numbers in any order. */
export function lowerMedian(values: readonly number[]): number | undefined {
  return middle([...values].sort((a, b) => a - b));
}
