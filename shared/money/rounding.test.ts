import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideRounded, mulDivRounded, type RoundingMode } from "./rounding.ts";

const modes: RoundingMode[] = ["half_up", "half_down", "half_even", "floor", "ceiling"];

const table: [number, Record<RoundingMode, number>][] = [
  [20, { half_up: 2, half_down: 2, half_even: 2, floor: 2, ceiling: 2 }],
  [24, { half_up: 2, half_down: 2, half_even: 2, floor: 2, ceiling: 3 }],
  [25, { half_up: 3, half_down: 2, half_even: 2, floor: 2, ceiling: 3 }],
  [26, { half_up: 3, half_down: 3, half_even: 3, floor: 2, ceiling: 3 }],
  [35, { half_up: 4, half_down: 3, half_even: 4, floor: 3, ceiling: 4 }],
  [-24, { half_up: -2, half_down: -2, half_even: -2, floor: -3, ceiling: -2 }],
  [-25, { half_up: -3, half_down: -2, half_even: -2, floor: -3, ceiling: -2 }],
  [-35, { half_up: -4, half_down: -3, half_even: -4, floor: -4, ceiling: -3 }],
  [0, { half_up: 0, half_down: 0, half_even: 0, floor: 0, ceiling: 0 }],
];
const cases = table.flatMap(([tenths, results]) =>
  modes.map((mode) => [tenths, mode, results[mode]] as const),
);

/**
 * The whole number that a mode asks for, said by distances: the two neighbours, the nearer one, and at a tie the one that the
 * name names. Shares no step with the code under test.
 */
function oracle(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  let lower = numerator / denominator;
  while (lower * denominator > numerator) lower -= 1n;
  const upper = lower * denominator === numerator ? lower : lower + 1n;
  if (mode === "floor") return lower;
  if (mode === "ceiling") return upper;
  const down = numerator - lower * denominator;
  const up = upper * denominator - numerator;
  if (down !== up) return down < up ? lower : upper;
  if (mode === "half_even") return lower % 2n === 0n ? lower : upper;
  const [nearZero, farFromZero] = numerator < 0n ? [upper, lower] : [lower, upper];
  return mode === "half_up" ? farFromZero : nearZero;
}

const anyMode = fc.constantFrom(...modes);
const nearTie = fc
  .record({
    divisor: fc.integer({ min: 1, max: 2 ** 26 }),
    times: fc.nat({ max: 2 ** 26 }),
    off: fc.integer({ min: -1, max: 1 }),
  })
  .map(
    ({ divisor, times, off }) =>
      [Math.max(0, divisor * times + Math.floor(divisor / 2) + off), divisor] as const,
  );

describe("rounding a quotient", () => {
  test.each(cases)("[MNY-4] %i tenths by %s is %i", (tenths, mode, result) => {
    expect(divideRounded(BigInt(tenths), 10n, mode)).toBe(BigInt(result));
    expect(mulDivRounded(tenths, 1, 10, mode)).toBe(result);
  });

  test("[MNY-4] any quotient is what its two neighbours say", () => {
    const wide = fc.bigInt({ min: -(2n ** 120n), max: 2n ** 120n });
    fc.assert(
      fc.property(wide, fc.bigInt({ min: 1n, max: 2n ** 70n }), anyMode, (numerator, denominator, mode) => {
        expect(divideRounded(numerator, denominator, mode)).toBe(oracle(numerator, denominator, mode));
      }),
    );
  });

  test.each([0n, -3n])("[MNY-4] a denominator of %i is a bug", (denominator) => {
    expect(() => divideRounded(5n, denominator, "floor")).toThrow(RangeError);
  });
});

describe("multiplying and dividing", () => {
  test("[MNY-5] 10 % of 0.95 rounds to 0.10 a unit but to 0.29 for three together", () => {
    expect(mulDivRounded(95, 1_000, 10_000, "half_up") * 3).toBe(30);
    expect(mulDivRounded(95 * 3, 1_000, 10_000, "half_up")).toBe(29);
  });

  test.each([
    ["5 yen", 5, "half_up", 1],
    ["5 yen", 5, "half_even", 0],
    ["0.005 KWD", 5, "half_up", 1],
    ["0.015 KWD", 15, "half_even", 2],
    ["0.015 KWD", 15, "half_down", 1],
  ] as const)("[MNY-5] 10 %% of %s (%i) by %s is %i", (_name, amount, mode, result) => {
    expect(mulDivRounded(amount, 1_000, 10_000, mode)).toBe(result);
  });

  test("[MNY-5] agrees with the exact quotient on every side of 2^53", () => {
    const factor = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: 0, max: 10_000 }),
      fc.nat({ max: 2 ** 27 }),
    );
    const divisor = fc.oneof(
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(factor, factor, divisor, anyMode, (amount, multiplier, by, mode) => {
        const exact = oracle(BigInt(amount) * BigInt(multiplier), BigInt(by), mode);
        if (exact > BigInt(Number.MAX_SAFE_INTEGER) || exact < BigInt(Number.MIN_SAFE_INTEGER)) {
          expect(() => mulDivRounded(amount, multiplier, by, mode)).toThrow(RangeError);
        } else {
          expect(mulDivRounded(amount, multiplier, by, mode)).toBe(Number(exact));
        }
      }),
    );
  });

  test("[MNY-5] agrees one minor unit around every tie", () => {
    fc.assert(
      fc.property(nearTie, anyMode, ([amount, divisor], mode) => {
        expect(mulDivRounded(amount, 1, divisor, mode)).toBe(
          Number(oracle(BigInt(amount), BigInt(divisor), mode)),
        );
      }),
    );
  });

  test.each([
    [Number.MAX_SAFE_INTEGER, 1, 2],
    [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER - 1, 1, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER, 3, 4],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [94_906_267, 94_906_267, 3],
    [94_906_265, 94_906_265, 2],
  ])("[MNY-1] %i × %i / %i is exact in every mode", (amount, multiplier, divisor) => {
    for (const mode of modes) {
      const exact = oracle(BigInt(amount) * BigInt(multiplier), BigInt(divisor), mode);
      expect(mulDivRounded(amount, multiplier, divisor, mode)).toBe(Number(exact));
    }
  });

  test.each([
    [0.5, 2, 1],
    [1, 0.5, 1],
    [1, 1, 0.5],
    [1, 1, 0],
    [1, 1, -2],
    [Number.NaN, 1, 1],
    [Number.POSITIVE_INFINITY, 1, 1],
    [Number.MAX_SAFE_INTEGER, 2, 1],
  ])("[MNY-1] %d × %d / %d is a bug, not a price", (amount, multiplier, divisor) => {
    expect(() => mulDivRounded(amount, multiplier, divisor, "half_up")).toThrow(RangeError);
  });
});
