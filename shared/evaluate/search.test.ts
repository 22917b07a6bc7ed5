import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SearchProblem, search } from "./search.ts";

interface Found {
  readonly saving: number;
  readonly rank: string;
}

/** Sets of random worth, at most the sum of their weights; some are not allowed, some pairs conflict, many tie. */
interface Puzzle {
  readonly weights: readonly number[];
  readonly salt: number;
  readonly conflicts: readonly (readonly [number, number])[];
}

const puzzle: fc.Arbitrary<Puzzle> = fc.integer({ min: 0, max: 12 }).chain((size) =>
  fc.record({
    weights: fc.array(fc.nat({ max: 20 }), { minLength: size, maxLength: size }),
    salt: fc.nat(),
    conflicts: fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })), { maxLength: 6 }),
  }),
);

function mixed(salt: number, bits: number): number {
  let hash = Math.imul(salt ^ (bits * 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function evaluate({ weights, salt }: Puzzle, members: readonly number[]): Found | null {
  const bits = members.reduce((sum, member) => sum | (1 << member), 0);
  const chance = mixed(salt, bits);
  if (members.length > 0 && chance % 7 === 0) return null;
  const most = members.reduce((sum, member) => sum + (weights[member] ?? 0), 0);
  return { saving: Math.floor((most * (chance % 4)) / 3), rank: String(bits).padStart(5, "0") };
}

function conflicts(of: Puzzle, a: number, b: number): boolean {
  return of.conflicts.some(([x, y]) => a !== b && ((x === a && y === b) || (x === b && y === a)));
}

function isBetter(a: Found, b: Found): boolean {
  return a.saving > b.saving || (a.saving === b.saving && a.rank > b.rank);
}

function problemOf(of: Puzzle, evaluations: { count: number; max: number }): SearchProblem<Found> {
  const sum = (list: readonly number[]) =>
    list.reduce((total, member) => total + (of.weights[member] ?? 0), 0);
  return {
    order: [...of.weights.keys()].sort((a, b) => (of.weights[b] ?? 0) - (of.weights[a] ?? 0)),
    conflicts: (a, b) => conflicts(of, a, b),
    evaluate(members) {
      evaluations.count++;
      return evaluate(of, members);
    },
    isBetter,
    savingOf: ({ saving }) => saving,
    bound: (members, undecided) => sum(members) + sum(undecided),
    mayWinTie: () => true,
    isOut: () => evaluations.count > evaluations.max,
  };
}

/** Every set, one after another. */
function bestOfAll(of: Puzzle): Found | null {
  let best: Found | null = null;
  for (let bits = 0; bits < 1 << of.weights.length; bits++) {
    const members = [...of.weights.keys()].filter((member) => (bits & (1 << member)) !== 0);
    if (members.some((a) => members.some((b) => conflicts(of, a, b)))) continue;
    const found = evaluate(of, members);
    if (found !== null && (best === null || isBetter(found, best))) best = found;
  }
  return best;
}

describe("branch and bound", () => {
  test("[SEL-16] finds the very set that trying every one finds, ties included", () => {
    fc.assert(
      fc.property(puzzle, (of) => {
        const result = search(problemOf(of, { count: 0, max: Number.POSITIVE_INFINITY }));
        expect(result.outcome).toEqual(bestOfAll(of));
        expect(result.couldBeBetterBy).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test("[SEL-16, SEL-22] out of fuel it says at least what a better set could save more", () => {
    fc.assert(
      fc.property(puzzle, fc.nat({ max: 60 }), (of, max) => {
        const { outcome, couldBeBetterBy } = search(problemOf(of, { count: 0, max }));
        const best = bestOfAll(of);
        if (couldBeBetterBy === null) expect(outcome).toEqual(best);
        else expect((outcome?.saving ?? 0) + couldBeBetterBy).toBeGreaterThanOrEqual(best?.saving ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  test("[SEL-16] sets that cannot be better are not tried", () => {
    const of: Puzzle = { weights: Array.from({ length: 20 }, () => 1), salt: 0, conflicts: [] };
    const evaluations = { count: 0, max: Number.POSITIVE_INFINITY };
    const problem = problemOf(of, evaluations);
    const result = search({
      ...problem,
      evaluate(members) {
        evaluations.count++;
        return { saving: members.length, rank: "" };
      },
    });
    expect(result.members.length).toBe(20);
    expect(evaluations.count).toBeLessThan(100);
  });
});
