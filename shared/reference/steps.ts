/**
 * The smallest steps of the reference evaluator, gathered in one record: rounding, sharing out, bounding, comparing, ordering. They
 * stand apart so that the differential test can put a wrong step in their place and see that the mistake is found.
 * Amounts are BigInt minor units, fractions are an integer over an integer.
 */
import type { Policies } from "../model/policies.ts";

export interface Steps {
  /** MNY-4: `over / under` (neither negative) as an integer by the rounding mode. */
  round: (over: bigint, under: bigint, mode: Policies["rounding"]) => bigint;
  /** MNY-6: `total` in proportion to the weights by largest remainder; ties by the order given. */
  shareOut: (total: bigint, weights: bigint[]) => bigint[];
  /** AWD-8: a sum under its bound; null is no bound. */
  capped: (sum: bigint, bound: bigint | null) => bigint;
  /** CND-4: `at_least`; every other bound follows from it. */
  reaches: (have: number, bound: number) => boolean;
  /** SEL-1: which of two ids comes first when lane and priority are equal. */
  precedes: (id: string, other: string) => boolean;
  /** AWD-3: how much may be taken of a unit. */
  room: (current: bigint, floor: bigint) => bigint;
  /** AWD-2: whether a catalogue price stands before another, cheapest first. */
  cheaper: (price: bigint, other: bigint) => boolean;
  /** AWD-25: a step of a table holds for this measure. */
  stepHolds: (measure: bigint, from: bigint) => boolean;
  /** AWD-18: whether an award closes its units, by what it took. */
  closes: (taken: bigint) => boolean;
  /** SEL-3: whether a promotion's turn comes before another's in one stage, by their places in SEL-1. */
  actsBefore: (place: number, other: number) => boolean;
  /** SEL-5: the lanes in the order in which they choose. */
  laneOrder: <T>(lanes: T[]) => T[];
  /** SEL-15: whether a set of so many members goes before one of that many, all else being equal. */
  fuller: (members: number, other: number) => boolean;
  /** CND-24: whether what a late condition reads is the current amount, not the catalogue price. */
  readsCurrent: boolean;
}

/** The steps as the specification means them. */
export const STEPS: Steps = {
  round: roundFraction,
  shareOut: shareByLargestRemainder,
  capped: (sum, bound) => (bound !== null && sum > bound ? bound : sum),
  reaches: (have, bound) => have >= bound,
  precedes: (id, other) => id < other,
  room: (current, floor) => (current > floor ? current - floor : 0n),
  cheaper: (price, other) => price < other,
  stepHolds: (measure, from) => measure >= from,
  closes: (taken) => taken > 0n,
  actsBefore: (place, other) => place < other,
  laneOrder: (lanes) => lanes,
  fuller: (members, other) => members > other,
  readsCurrent: true,
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
  let left = total - sumOf(shares);
  if (left === 0n) return shares;
  const fractions = weights.map((weight, index) => ({ index, rest: (total * weight) % sum }));
  fractions.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
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

/** What is left of an amount less another, never below zero. */
export function less(amount: bigint, taken: bigint): bigint {
  return amount > taken ? amount - taken : 0n;
}
