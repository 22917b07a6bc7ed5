/**
 * The smallest steps of the reference evaluator, gathered in one record: rounding, sharing out, bounding, comparing. They stand
 * apart so that the differential test can put a wrong step in their place and see that the mistake is found.
 * Amounts are BigInt minor units, fractions are an integer over an integer.
 */
import type { Policies } from "../model/policies.ts";

export interface Steps {
  /** MNY: `over / under` (neither negative) as an integer by the rounding mode. */
  round: (over: bigint, under: bigint, mode: Policies["rounding"]) => bigint;
  /** MNY: `total` in proportion to the weights by largest remainder; ties by the order given. */
  shareOut: (total: bigint, weights: bigint[]) => bigint[];
  /** AWD-8: a sum under its cap; null is no cap. */
  capped: (sum: bigint, cap: bigint | null) => bigint;
  /** `at_least`: both sides of every other bound follow from it. */
  reaches: (have: number, bound: number) => boolean;
  /** SEL-1: which of two ids comes first when lane and priority are equal. */
  precedes: (id: string, other: string) => boolean;
}

/** The steps as the specification means them. */
export const STEPS: Steps = {
  round: roundFraction,
  shareOut: shareByLargestRemainder,
  capped: (sum, cap) => (cap !== null && sum > cap ? cap : sum),
  reaches: (have, bound) => have >= bound,
  precedes: (id, other) => id < other,
};

function roundFraction(over: bigint, under: bigint, mode: Policies["rounding"]): bigint {
  const whole = over / under;
  const rest = over % under;
  if (rest === 0n) return whole;
  const above = whole + 1n;
  if (mode === "floor") return whole;
  if (mode === "ceiling") return above;
  if (rest * 2n < under) return whole;
  if (rest * 2n > under) return above;
  if (mode === "half_up") return above;
  if (mode === "half_down") return whole;
  return whole % 2n === 0n ? whole : above;
}

function shareByLargestRemainder(total: bigint, weights: bigint[]): bigint[] {
  const sum = sumOf(weights);
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (total * weight) / sum);
  const fractions = weights.map((weight, index) => ({ index, rest: (total * weight) % sum }));
  fractions.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  let left = total - sumOf(shares);
  for (const { index } of fractions) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return shares;
}

export function sumOf(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
