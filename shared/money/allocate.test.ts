import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate as allocateShares, Groups } from "./allocate.ts";

interface WeightedGroup {
  readonly weight: number;
  readonly count: number;
}

/** What the units of a group get: each `share`, and the first `extra` of them one more. */
interface GroupShare {
  readonly share: number;
  readonly extra: number;
}

function allocate(total: number, groups: readonly WeightedGroup[]): GroupShare[] {
  const shared = new Groups();
  for (const { weight, count } of groups) shared.add(weight, count);
  allocateShares(total, shared);
  return shared.shares.map((share, index) => ({ share, extra: shared.extras[index] ?? Number.NaN }));
}

/** The amount of every single unit, in order. */
function amounts(total: number, groups: readonly WeightedGroup[]): number[] {
  return allocate(total, groups).flatMap(({ share, extra }, index) =>
    Array.from({ length: groups[index]?.count ?? 0 }, (_, unit) => share + (unit < extra ? 1 : 0)),
  );
}

function units(...weights: number[]): WeightedGroup[] {
  return weights.map((weight) => ({ weight, count: 1 }));
}

function sumOf(groups: readonly WeightedGroup[]): bigint {
  return groups.reduce((acc, { weight, count }) => acc + BigInt(weight) * BigInt(count), 0n);
}

/** Total paid out, in BigInt so that it is exact at any size. */
function paid(shares: readonly GroupShare[], groups: readonly WeightedGroup[]): bigint {
  return shares.reduce(
    (acc, { share, extra }, index) => acc + BigInt(share) * BigInt(groups[index]?.count ?? 0) + BigInt(extra),
    0n,
  );
}

const smallGroup = fc.record({ weight: fc.nat({ max: 60 }), count: fc.nat({ max: 5 }) });
const priceGroup = fc.record({
  weight: fc.nat({ max: 2_000_000 }),
  count: fc.integer({ min: 1, max: 1_000 }),
});
const hugeGroup = fc.record({
  weight: fc.nat({ max: 1_000_000_000_000 }),
  count: fc.integer({ min: 1, max: 100_000 }),
});
const groupLists = fc.oneof(
  fc.array(smallGroup, { maxLength: 8 }),
  fc.array(priceGroup, { minLength: 1, maxLength: 12 }),
  fc.array(hugeGroup, { minLength: 1, maxLength: 6 }),
);
/** Groups with a total that fits. */
const jobs = groupLists.chain((groups) => {
  const sum = sumOf(groups);
  const most = sum > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(sum);
  const totals = fc.oneof(
    fc.integer({ min: 0, max: most }),
    fc.constant(most),
    fc.integer({ min: 0, max: Math.min(most, 50) }),
  );
  return totals.map((total) => ({ total, groups }));
});

describe("examples", () => {
  test("[MNY-6] 1000 over 1999, 501 and 100 is 769, 193 and 38", () => {
    expect(amounts(1000, units(1999, 501, 100))).toEqual([769, 193, 38]);
  });

  test("[MNY-7] 2000 over six equal units is 334 twice and 333 four times, as lines and as one group", () => {
    expect(amounts(2000, units(500, 500, 500, 500, 500, 500))).toEqual([334, 334, 333, 333, 333, 333]);
    expect(allocate(2000, [{ weight: 500, count: 6 }])).toEqual([{ share: 333, extra: 2 }]);
  });

  test("[MNY-7] equal fractions of unequal weights go by order", () => {
    expect(amounts(1, units(2, 2))).toEqual([1, 0]);
    expect(amounts(2, units(1, 3))).toEqual([1, 1]);
    expect(amounts(2, units(3, 1))).toEqual([2, 0]);
  });

  test("[MNY-9] 100 yen and 1.000 KWD over three equal units", () => {
    expect(amounts(100, units(400, 400, 400))).toEqual([34, 33, 33]);
    expect(amounts(1000, units(4000, 4000, 4000))).toEqual([334, 333, 333]);
  });

  test("[MNY-8] a weight of 0 gets nothing, and nothing over nothing is nothing", () => {
    expect(
      amounts(7, [
        { weight: 0, count: 3 },
        { weight: 7, count: 1 },
      ]),
    ).toEqual([0, 0, 0, 7]);
    expect(allocate(0, [{ weight: 0, count: 3 }])).toEqual([{ share: 0, extra: 0 }]);
    expect(allocate(0, [])).toEqual([]);
    expect(allocate(0, units(5, 6))).toEqual([
      { share: 0, extra: 0 },
      { share: 0, extra: 0 },
    ]);
  });

  test("[MNY-8] a group without units changes nothing", () => {
    expect(
      allocate(1, [
        { weight: 9, count: 0 },
        { weight: 3, count: 2 },
      ]),
    ).toEqual([
      { share: expect.any(Number), extra: 0 },
      { share: 0, extra: 1 },
    ]);
  });

  test("[MNY-1] 2^53 - 1 over three units of the greatest weight", () => {
    const weight = Number.MAX_SAFE_INTEGER;
    expect(amounts(Number.MAX_SAFE_INTEGER, units(weight, weight, weight))).toEqual([
      3002399751580331, 3002399751580330, 3002399751580330,
    ]);
  });

  test.each([
    [2e15, units(1e15, 5e14)],
    [11, units(5, 5)],
    [1, []],
    [1, units(0)],
    [-1, units(5)],
    [0.5, units(5)],
    [Number.NaN, units(5)],
    [
      1,
      [
        { weight: -1, count: 1 },
        { weight: 9, count: 1 },
      ],
    ],
    [1, [{ weight: 1.5, count: 2 }]],
    [1, [{ weight: 5, count: 0.5 }]],
    [
      1,
      [
        { weight: 5, count: -1 },
        { weight: 9, count: 1 },
      ],
    ],
  ])("[MNY-8] %d over %j is a bug", (total, groups) => {
    expect(() => allocate(total, groups)).toThrow(RangeError);
  });
});

describe("laws", () => {
  test("[MNY-8] the shares add up to the total, and `extra` is at most the count", () => {
    fc.assert(
      fc.property(jobs, ({ total, groups }) => {
        const shares = allocate(total, groups);
        expect(paid(shares, groups)).toBe(BigInt(total));
        shares.forEach(({ share, extra }, index) => {
          expect(Number.isSafeInteger(share) && share >= 0).toBe(true);
          expect(extra).toBeGreaterThanOrEqual(0);
          expect(extra).toBeLessThanOrEqual(groups[index]?.count ?? 0);
        });
      }),
    );
  });

  test("[MNY-8] each unit is within one of the exact fraction and never above its weight", () => {
    fc.assert(
      fc.property(jobs, ({ total, groups }) => {
        const sum = sumOf(groups);
        fc.pre(sum > 0n);
        allocate(total, groups).forEach(({ share, extra }, index) => {
          const { weight = 0, count = 0 } = groups[index] ?? {};
          const fair = BigInt(total) * BigInt(weight);
          const units = [...(extra > 0 ? [share + 1] : []), ...(extra < count ? [share] : [])];
          for (const unit of units) {
            const distance = BigInt(unit) * sum - fair;
            expect(distance < sum && -distance < sum).toBe(true);
            expect(unit).toBeLessThanOrEqual(weight);
          }
        });
      }),
    );
  });

  test("[MNY-6] nobody with a smaller fraction is preferred", () => {
    fc.assert(
      fc.property(jobs, ({ total, groups }) => {
        const sum = sumOf(groups);
        const fraction = groups.map(({ weight }) =>
          sum === 0n ? 0n : (BigInt(total) * BigInt(weight)) % sum,
        );
        const shares = allocate(total, groups);
        shares.forEach((winner, i) => {
          shares.forEach((loser, j) => {
            if (winner.extra === 0 || loser.extra === (groups[j]?.count ?? 0)) return;
            const [won = 0n, lost = 0n] = [fraction[i], fraction[j]];
            expect(won > lost || (won === lost && i <= j)).toBe(true);
          });
        });
      }),
    );
  });

  test("[MNY-7] two adjacent groups say the same as the one they were split from", () => {
    const split = fc.tuple(jobs, fc.nat(), fc.nat());
    fc.assert(
      fc.property(split, ([{ total, groups }, at, cut]) => {
        const index = groups.length === 0 ? 0 : at % groups.length;
        const parts = groups.flatMap((group, i) => {
          if (i !== index) return [group];
          const first = cut % (group.count + 1);
          return [
            { weight: group.weight, count: first },
            { weight: group.weight, count: group.count - first },
          ];
        });
        const whole = allocate(total, groups);
        const divided = allocate(total, parts);
        if (groups.length === 0) return;
        const joined = {
          ...divided[index],
          extra: (divided[index]?.extra ?? 0) + (divided[index + 1]?.extra ?? 0),
        };
        expect(divided[index]?.share).toBe(divided[index + 1]?.share);
        expect([...divided.slice(0, index), joined, ...divided.slice(index + 2)]).toEqual(whole);
        expect((divided[index + 1]?.extra ?? 0) === 0 || divided[index]?.extra === parts[index]?.count).toBe(
          true,
        );
      }),
    );
  });

  test("[MNY-7] reordering groups without equal fractions moves the shares along", () => {
    const ordered = jobs.chain(({ total, groups }) =>
      fc.record({
        total: fc.constant(total),
        groups: fc.constant(groups),
        order: fc.shuffledSubarray([...groups.keys()], { minLength: groups.length }),
      }),
    );
    fc.assert(
      fc.property(ordered, ({ total, groups, order }) => {
        const sum = sumOf(groups);
        const fractions = groups.map(({ weight }) =>
          sum === 0n ? 0n : (BigInt(total) * BigInt(weight)) % sum,
        );
        fc.pre(new Set(fractions).size === groups.length);
        const straight = allocate(total, groups);
        const shuffled = allocate(
          total,
          order.flatMap((index) => groups[index] ?? []),
        );
        expect(shuffled).toEqual(order.map((index) => straight[index]));
      }),
    );
  });

  test("[MNY-8] a total of the whole sum gives every unit its weight", () => {
    fc.assert(
      fc.property(fc.array(priceGroup, { maxLength: 12 }), (groups) => {
        expect(allocate(Number(sumOf(groups)), groups)).toEqual(
          groups.map(({ weight }) => ({ share: weight, extra: 0 })),
        );
      }),
    );
  });

  test("[MNY-1] scaling total and weights beyond 2^53 scales the shares", () => {
    const small = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 9 }), count: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(small, fc.nat({ max: 100 }), (groups, percent) => {
        const scale = 1_000_000_000_000;
        const sum = Number(sumOf(groups));
        const total = Math.floor((sum * percent) / 100);
        const scaled = groups.map(({ weight, count }) => ({ weight: weight * scale, count }));
        // total × weight / W is unchanged when all weights grow alike.
        expect(allocate(total, scaled)).toEqual(allocate(total, groups));
      }),
    );
  });
});
