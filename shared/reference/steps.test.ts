/** The reference evaluator's own arithmetic, against the tables of docs/spec/money.md. */
import { expect, test } from "vitest";
import type { Policies } from "../model/policies.ts";
import { STEPS, sumOf } from "./steps.ts";

test.each<[Policies["rounding"], number[]]>([
  ["half_up", [2, 3, 3, 4]],
  ["half_down", [2, 2, 3, 3]],
  ["half_even", [2, 2, 3, 4]],
  ["floor", [2, 2, 2, 3]],
  ["ceiling", [3, 3, 3, 4]],
])("[MNY-4] %s rounds 2.4, 2.5, 2.6, 3.5 to %j and leaves whole numbers", (mode, rounded) => {
  const tenths = [24n, 25n, 26n, 35n];
  expect(tenths.map((over) => Number(STEPS.round(over, 10n, mode)))).toEqual(rounded);
  expect(STEPS.round(30n, 10n, mode)).toBe(3n);
  expect(STEPS.round(0n, 10n, mode)).toBe(0n);
});

test.each([
  ["1000 over 1999, 501, 100", 1000, [1999, 501, 100], [769, 193, 38]],
  ["2000 over six equal ones", 2000, [500, 500, 500, 500, 500, 500], [334, 334, 333, 333, 333, 333]],
  ["equal fractions in their order", 1, [1, 1], [1, 0]],
  ["zeros get nothing", 2, [0, 1, 0, 1], [0, 1, 0, 1]],
  ["all of it", 7, [3, 0, 4], [3, 0, 4]],
  ["nothing of nothing", 0, [0, 0], [0, 0]],
  ["nothing at all", 0, [], []],
])("[MNY-6] shared out: %s", (_, total, weights, shares) => {
  const out = STEPS.shareOut(BigInt(total), weights.map(BigInt));
  expect(out.map(Number)).toEqual(shares);
  expect(sumOf(out)).toBe(BigInt(total));
});

test("[MNY-8] no share is above its weight, however large", () => {
  const weights = [1_000_000_000_000n, 999_999_999_999n, 1n];
  const total = sumOf(weights) - 1n;
  const shares = STEPS.shareOut(total, weights);
  expect(sumOf(shares)).toBe(total);
  expect(shares.every((share, index) => share <= (weights[index] ?? 0n))).toBe(true);
});
