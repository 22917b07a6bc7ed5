import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RunBounds } from "./run-bounds.ts";
import { newSlice, roomOf, runOfCharge, type Slice } from "./slice.ts";
import { spread, takeEach, trim } from "./spread.ts";

interface Units {
  readonly run: number;
  readonly count: number;
  readonly current: number;
  readonly floor?: number;
}

function slicesOf(units: readonly Units[]): Slice[] {
  return units.map(({ run, count, current, floor = 0 }, place) => {
    return newSlice(place, run, count, { list: current, catalog: current, floor });
  });
}

/** What is taken of each unit, one by one. */
function unitwise(slices: readonly Slice[]): number[] {
  return slices.flatMap(({ count, taken }) => Array.from({ length: count }, () => taken));
}

function shares(units: readonly Units[], total: number, bounds: number[] | null = null): number[] {
  return unitwise(spread(slicesOf(units), total, bounds === null ? null : new RunBounds(bounds)));
}

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);

interface Unit {
  readonly run: number;
  readonly current: number;
  readonly room: number;
}

/** MNY-6 unit by unit. */
function largestRemainder(total: number, weights: readonly number[]): number[] {
  const all = BigInt(sum(weights));
  if (all === 0n) return weights.map(() => 0);
  const products = weights.map((weight) => BigInt(total) * BigInt(weight));
  const given = products.map((product) => Number(product / all));
  const order = products
    .map((product, index) => ({ rest: product % all, index }))
    .sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.index - b.index));
  for (const { index } of order.slice(0, total - sum(given))) given[index] = (given[index] ?? 0) + 1;
  return given;
}

/** AWD-4 as it is written, on single units. */
function literalSpread(units: readonly Unit[], total: number, bounds: readonly number[] | null): number[] {
  const indexesOf = (run: number) => units.flatMap((unit, index) => (unit.run === run ? [index] : []));
  const runs = [...new Set(units.map(({ run }) => run))];
  const boundOf = (run: number) => bounds?.[run] ?? Number.POSITIVE_INFINITY;
  const bearable = runs.map((run) =>
    Math.min(boundOf(run), sum(indexesOf(run).map((index) => units[index]?.room ?? 0))),
  );
  const amount = Math.min(total, sum(bearable));
  const taken = units.map(() => 0);
  const settledUnits = new Set<number>();
  const settledRuns = new Set<number>();
  for (;;) {
    const isSettled = (index: number) => settledUnits.has(index) || settledRuns.has(units[index]?.run ?? -1);
    const open = units.flatMap((_, index) => (isSettled(index) ? [] : [index]));
    const left = amount - sum(taken.filter((_, index) => isSettled(index)));
    const given = largestRemainder(
      left,
      open.map((index) => units[index]?.current ?? 0),
    );
    for (const [place, index] of open.entries()) taken[index] = given[place] ?? 0;
    const over = open.filter((index) => (taken[index] ?? 0) > (units[index]?.room ?? 0));
    for (const index of over) {
      taken[index] = units[index]?.room ?? 0;
      settledUnits.add(index);
    }
    if (over.length > 0) continue;
    const gotOf = (run: number) => sum(indexesOf(run).map((index) => taken[index] ?? 0));
    const overRuns = runs.filter((run) => !settledRuns.has(run) && gotOf(run) > boundOf(run));
    if (overRuns.length === 0) return taken;
    for (const run of overRuns) {
      settledRuns.add(run);
      const indexes = indexesOf(run);
      const own = literalSpread(
        indexes.flatMap((index) => units[index] ?? []),
        boundOf(run),
        null,
      );
      for (const [place, index] of indexes.entries()) taken[index] = own[place] ?? 0;
    }
  }
}

const someUnits = fc
  .array(
    fc.record({
      gap: fc.nat({ max: 1 }),
      count: fc.integer({ min: 1, max: 4 }),
      current: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 3_000 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((list) =>
    fc.array(fc.option(fc.nat({ max: 2_000 })), { minLength: 7, maxLength: 7 }).map((floors): Units[] => {
      let run = 0;
      return list.map(({ gap, count, current }, index) => {
        run += index === 0 ? 0 : gap;
        return { run, count, current, floor: floors[run] ?? 0 };
      });
    }),
  );
const someBounds = fc.option(fc.array(fc.nat({ max: 4_000 }), { minLength: 7, maxLength: 7 }));

function expanded(units: readonly Units[]): Unit[] {
  return units.flatMap(({ run, count, current, floor = 0 }) => {
    return Array.from({ length: count }, () => ({ run, current, room: Math.max(0, current - floor) }));
  });
}

describe("spreading", () => {
  const table: [string, Units[], number, number[] | null, number[]][] = [
    [
      "in proportion",
      [1_999, 501, 100].map((current, run) => ({ run, count: 1, current })),
      1_000,
      null,
      [769, 193, 38],
    ],
    [
      "who reaches its floor is settled there, the rest is shared anew",
      [
        { run: 0, count: 1, current: 1_000, floor: 900 },
        { run: 1, count: 1, current: 3_000 },
      ],
      1_000,
      null,
      [100, 900],
    ],
    ["at most what all can bear", [{ run: 0, count: 2, current: 500, floor: 450 }], 1_000, null, [50, 50]],
    ["below its floor nothing", [{ run: 0, count: 1, current: 500, floor: 600 }], 100, null, [0]],
    [
      "a content run is settled at what the line cap leaves it",
      [
        { run: 0, count: 2, current: 1_000, floor: 500 },
        { run: 1, count: 1, current: 3_000 },
      ],
      2_000,
      [300, 9_999],
      [150, 150, 1_700],
    ],
    [
      "units that were settled before are spread again with their run",
      [
        { run: 0, count: 2, current: 1_000, floor: 500 },
        { run: 1, count: 1, current: 3_000 },
      ],
      4_000,
      [300, 9_999],
      [150, 150, 3_000],
    ],
    ["an odd unit goes to the first", [{ run: 0, count: 3, current: 100 }], 100, null, [34, 33, 33]],
    ["nothing of nothing", [{ run: 0, count: 3, current: 0 }], 100, null, [0, 0, 0]],
  ];
  test.each(table)("[AWD-4, AWD-26] %s", (_name, units, total, bounds, expected) => {
    expect(shares(units, total, bounds)).toEqual(expected);
  });

  test("[AWD-4] a charge has neither floor nor line cap", () => {
    const goods = slicesOf([{ run: 0, count: 1, current: 1_000 }]);
    const charge = newSlice(0, runOfCharge(0), 1, { list: 500, catalog: 500, floor: 0 });
    expect(unitwise(spread([...goods, charge], 900, new RunBounds([400])))).toEqual([400, 500]);
  });

  test("[AWD-4] is what the rule says, unit by unit", () => {
    fc.assert(
      fc.property(someUnits, fc.nat({ max: 9_000 }), someBounds, (units, total, bounds) => {
        expect(shares(units, total, bounds)).toEqual(literalSpread(expanded(units), total, bounds));
      }),
      { numRuns: 2_000 },
    );
  });

  test("[AWD-4, AWD-14] adds up to what can be borne, and no unit and no run gives more than it may", () => {
    fc.assert(
      fc.property(someUnits, fc.nat({ max: 9_000 }), someBounds, (units, total, bounds) => {
        const all = expanded(units);
        const taken = shares(units, total, bounds);
        const runs = [...new Set(all.map(({ run }) => run))];
        const ofRun = (run: number, amounts: readonly number[]) =>
          sum(amounts.filter((_, index) => all[index]?.run === run));
        const borne = runs.map((run) => {
          return Math.min(
            bounds?.[run] ?? Number.POSITIVE_INFINITY,
            ofRun(
              run,
              all.map(({ room }) => room),
            ),
          );
        });
        expect(sum(taken)).toBe(Math.min(total, sum(borne)));
        for (const [index, amount] of taken.entries())
          expect(amount).toBeLessThanOrEqual(all[index]?.room ?? 0);
        for (const [index, run] of runs.entries())
          expect(ofRun(run, taken)).toBeLessThanOrEqual(borne[index] ?? 0);
      }),
    );
  });

  test("[AWD-1, MNY-7] splitting a slice changes nothing", () => {
    fc.assert(
      fc.property(someUnits, fc.nat({ max: 9_000 }), someBounds, (units, total, bounds) => {
        const split = units.flatMap((each) =>
          each.count === 1
            ? [each]
            : [
                { ...each, count: 1 },
                { ...each, count: each.count - 1 },
              ],
        );
        expect(shares(split, total, bounds)).toEqual(shares(units, total, bounds));
      }),
    );
  });
});

describe("taking and trimming", () => {
  test("[AWD-19] of each what is said, at most its room", () => {
    const slices = slicesOf([
      { run: 0, count: 2, current: 500, floor: 450 },
      { run: 1, count: 1, current: 50 },
    ]);
    expect(unitwise(takeEach(slices, () => 100, null))).toEqual([50, 50, 50]);
    expect(unitwise(takeEach(slices, () => -1, null))).toEqual([0, 0, 0]);
  });

  test("[AWD-19, AWD-8] a run that gives too much is trimmed to its bound", () => {
    const slices = slicesOf([
      { run: 0, count: 3, current: 500 },
      { run: 1, count: 1, current: 500 },
    ]);
    const bounds = new RunBounds([100, 500]);
    expect(unitwise(takeEach(slices, () => 100, bounds))).toEqual([34, 33, 33, 100]);
    expect(bounds.of(0)).toBe(0);
  });

  test("[AWD-8] a cap is shared in proportion to what each gives", () => {
    const slices = slicesOf([
      { run: 0, count: 1, current: 300 },
      { run: 1, count: 2, current: 100 },
    ]);
    const taken = takeEach(slices, roomOf, null);
    expect(unitwise(trim(taken, 600))).toEqual([300, 100, 100]);
    expect(unitwise(trim(taken, 251))).toEqual([151, 50, 50]);
    expect(unitwise(trim(taken, 0))).toEqual([0, 0, 0]);
  });

  test("[AWD-26] what an award took in the end counts, not what it asked for", () => {
    const bounds = new RunBounds([1_000]);
    const slices = slicesOf([{ run: 0, count: 1, current: 2_000 }]);
    const parts = trim(spread(slices, 800, bounds), 300);
    expect(bounds.of(0)).toBe(200);
    bounds.settle(parts);
    expect(bounds.of(0)).toBe(700);
  });
});
