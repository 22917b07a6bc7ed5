import { expect, test } from "vitest";
import type { Experiment } from "../model/experiment.ts";
import { assignVariant, assignVariants } from "./assign.ts";
import { murmur3 } from "./murmur3.ts";

const halves: Experiment = {
  id: "e",
  salt: "s1",
  unit: "customer",
  coverage_bps: 10_000,
  variants: [
    { id: "a", weight: 1 },
    { id: "b", weight: 1 },
  ],
};

test("[EXP-1] hash vectors", () => {
  const vectors: [string, number, number][] = [
    ["", 0, 0],
    ["", 1, 0x514e28b7],
    ["a", 0, 1_009_084_850],
    ["abc", 0, 3_017_643_002],
    ["hello", 0, 613_153_351],
    ["hello, world", 0, 0x149bbb7f],
    ["The quick brown fox jumps over the lazy dog", 0, 0x2e4ff723],
    ["aaaa", 0x9747b28c, 0x5a97808a],
    ["ππππππππ", 0x9747b28c, 0xd58063c1],
  ];
  for (const [text, seed, expected] of vectors) expect(murmur3(text, seed)).toBe(expected);
});

test("[EXP-2, EXP-3] assignment vectors stay what they are", () => {
  const experiment = { ...halves, coverage_bps: 5_000, layer: { id: "l", from: 0, to: 6_000 } };
  const assigned = Array.from({ length: 12 }, (_, index) => assignVariant(experiment, `customer-${index}`));
  expect(assigned).toMatchInlineSnapshot(`
    [
      null,
      null,
      null,
      null,
      "a",
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]
  `);
});

/** Counts of 1,000,000 subjects; with k classes χ² stays below the bound in 999 of 1,000 hashes that are fair. */
function chiSquare(counts: number[], expected: number[]): number {
  return counts.reduce(
    (sum, count, index) => sum + (count - (expected[index] ?? 0)) ** 2 / (expected[index] ?? 1),
    0,
  );
}

test("[EXP-3] a million subjects are shared out by weight, and two experiments are independent", () => {
  const other: Experiment = {
    ...halves,
    id: "f",
    salt: "s2",
    variants: [...halves.variants, { id: "c", weight: 2 }],
  };
  const counts = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < 1_000_000; index += 1) {
    const row = assignVariant(halves, `id-${index}`) === "a" ? 0 : 3;
    const column = { a: 0, b: 1, c: 2 }[assignVariant(other, `id-${index}`) ?? ""] ?? 0;
    counts[row + column] = (counts[row + column] ?? 0) + 1;
  }
  const expected = [125_000, 125_000, 250_000, 125_000, 125_000, 250_000];
  expect(chiSquare(counts, expected)).toBeLessThan(20.52);
}, 30_000);

test("[EXP-2] raising the coverage moves nobody; slots that do not meet share nobody", () => {
  const few = { ...halves, coverage_bps: 1_000 };
  const lower = { ...halves, layer: { id: "l", from: 0, to: 5_000 } };
  const upper = { ...halves, salt: "s3", layer: { id: "l", from: 5_000, to: 10_000 } };
  let covered = 0;
  for (let index = 0; index < 20_000; index += 1) {
    const subject = `id-${index}`;
    const before = assignVariant(few, subject);
    if (before !== null) {
      covered += 1;
      expect(assignVariant({ ...few, coverage_bps: 1_001 + (index % 9_000) }, subject)).toBe(before);
    }
    const both = [assignVariant(lower, subject), assignVariant(upper, subject)];
    expect(both.filter((variant) => variant !== null)).toHaveLength(1);
  }
  expect(covered).toBeGreaterThan(1_800);
  expect(covered).toBeLessThan(2_200);
});

test("[EXP-3] a weight of 0 takes nobody in; no weights at all assign nobody", () => {
  const zero = {
    ...halves,
    variants: [
      { id: "a", weight: 0 },
      { id: "b", weight: 1 },
    ],
  };
  expect(assignVariant(zero, "x")).toBe("b");
  expect(assignVariant({ ...halves, variants: [{ id: "a", weight: 0 }] }, "x")).toBe(null);
});

test("[EXP-4] customers are assigned by their key, visitors by their id, and nobody without", () => {
  const b: Experiment = { ...halves, id: "b" };
  const a: Experiment = { ...halves, id: "a", unit: "visitor" };
  const of = (experiment: Experiment, subject: string) => assignVariant(experiment, subject);
  expect(assignVariants([b, a], { customer: "k", visitor: "v" })).toEqual({ a: of(a, "v"), b: of(b, "k") });
  expect(Object.keys(assignVariants([b, a], { customer: "k", visitor: "v" }))).toEqual(["a", "b"]);
  expect(assignVariants([b, a], { customer: "k", visitor: null })).toEqual({ b: of(b, "k") });
  expect(assignVariants([b, a], { customer: null, visitor: "v" })).toEqual({ a: of(a, "v") });
  expect(assignVariants([b, a], { customer: null, visitor: null })).toEqual({});
});

test("[EXP-2] who does not take part has no variant", () => {
  expect(assignVariants([{ ...halves, coverage_bps: 0 }], { customer: "k", visitor: null })).toEqual({});
});
