import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContentRun } from "./cart-view.ts";
import { disjointSets } from "./disjoint-sets.ts";
import { inPriceOrder, type RunUnits } from "./pick.ts";
import { boughtOf, countSets, groupedRewards, rewardsOf, type SetRule } from "./sets.ts";
import { contentRun } from "./testing.ts";

/** Units of each run, by its place. */
function countsOf(runs: readonly ContentRun[], units: readonly RunUnits[]): number[] {
  return runs.map((run) =>
    units.filter((each) => each.run === run).reduce((sum, { count }) => sum + count, 0),
  );
}

function unitsOf(runs: readonly ContentRun[]): ContentRun[] {
  return runs.flatMap((run) => Array.from({ length: run.count }, () => run));
}

const someRuns = fc
  .array(
    fc.record({ catalog: fc.nat({ max: 5 }), count: fc.integer({ min: 1, max: 9 }), is: fc.nat({ max: 3 }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((list) => {
    let from = 0;
    return list.map(({ catalog, count, is }) => ({ run: contentRun({ catalog, count, from: from++ }), is }));
  });
const small = fc.integer({ min: 1, max: 4 });
const setsMax = fc.option(small, { nil: Number.POSITIVE_INFINITY });

describe("sets of one group", () => {
  const rule = (of: Partial<SetRule>): SetRule => ({
    reading: "additive",
    buy: 2,
    get: 1,
    setsMax: Number.POSITIVE_INFINITY,
    isIncompleteGiven: true,
    ...of,
  });
  const table: [string, number, Partial<SetRule>, [number, number, number]][] = [
    ["3 for 2 of 7", 7, { reading: "inclusive", buy: 3 }, [2, 2, 4]],
    ["3 for 2 of 7, at most once", 7, { reading: "inclusive", buy: 3, setsMax: 1 }, [1, 1, 2]],
    ["2 + 1 of 5", 5, {}, [1, 1, 2]],
    ["2 + 2 of 7: a rest of 3 is a further set", 7, { get: 2 }, [1, 3, 4]],
    ["2 + 2 of 7, not given", 7, { get: 2, isIncompleteGiven: false }, [1, 2, 2]],
    ["2 + 2 of 7, at most once", 7, { get: 2, setsMax: 1 }, [1, 2, 2]],
    ["2 + 2 of 3, at most once: the further set is the one", 3, { get: 2, setsMax: 1 }, [0, 1, 2]],
    ["2 + 1 of 2", 2, {}, [0, 0, 0]],
    ["none", 0, {}, [0, 0, 0]],
  ];
  test.each(table)("[AWD-12] %s", (_name, units, of, [sets, rewards, bought]) => {
    const count = countSets(units, rule(of));
    expect([count.sets, rewardsOf(count, rule(of)), boughtOf(count, rule(of))]).toEqual([
      sets,
      rewards,
      bought,
    ]);
  });

  test("[AWD-12, POL-5] grouped: of each set from the dearest down the last rewardable units", () => {
    const runs = [30, 20, 10, 5].map((catalog, from) =>
      contentRun({ catalog, from, count: catalog > 10 ? 1 : 2 }),
    );
    const of = rule({ reading: "inclusive", buy: 3 });
    expect(
      countsOf(
        runs,
        groupedRewards(runs, () => true, countSets(6, of), of),
      ),
    ).toEqual([0, 0, 1, 1]);
  });

  test("[AWD-12, POL-5] grouped is what it is unit by unit", () => {
    fc.assert(
      fc.property(
        someRuns,
        small,
        small,
        setsMax,
        fc.boolean(),
        fc.boolean(),
        (list, buy, get, most, given, isIncl) => {
          const of: SetRule = {
            reading: isIncl && get <= buy ? "inclusive" : "additive",
            buy,
            get,
            setsMax: most,
            isIncompleteGiven: given,
          };
          const runs = list.map(({ run }) => run);
          const isRewardable = (run: ContentRun) => list.some((each) => each.run === run && each.is > 0);
          const units = unitsOf(inPriceOrder(runs, false));
          const count = countSets(units.length, of);
          const size = of.reading === "inclusive" ? buy : buy + get;
          const expected = new Map<ContentRun, number>();
          const reward = (set: ContentRun[], last: number) => {
            for (const run of set.filter(isRewardable).slice(-last || set.length)) {
              expected.set(run, (expected.get(run) ?? 0) + 1);
            }
          };
          for (let set = 0; set < count.sets; set++) reward(units.slice(set * size, (set + 1) * size), get);
          if (count.furtherRewards > 0) reward(units.slice(count.sets * size), count.furtherRewards);
          const found = countsOf(runs, groupedRewards(runs, isRewardable, count, of));
          expect(found).toEqual(runs.map((run) => expected.get(run) ?? 0));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("disjoint sets", () => {
  /** AWD-21 as it is written. */
  function literal(
    buyable: readonly ContentRun[],
    rewardable: readonly ContentRun[],
    of: Parameters<typeof disjointSets>[2],
  ) {
    const all = [...new Set([...buyable, ...rewardable])].sort((a, b) => a.from - b.from);
    const units = unitsOf(all).map((run) => ({ run, is: "free" as "free" | "bought" | "rewarded" }));
    const byPrice = (list: typeof units, isCheapest: boolean) =>
      list.toSorted((a, b) => (isCheapest ? 1 : -1) * (a.run.catalog - b.run.catalog));
    for (let set = 0; set < of.setsMax; set++) {
      const free = units.filter(({ is }) => is === "free");
      const canBuy = free.filter(({ run }) => buyable.includes(run) && (!of.isMoney || run.catalog > 0));
      const order = [
        ...byPrice(
          canBuy.filter(({ run }) => !rewardable.includes(run)),
          false,
        ),
        ...byPrice(
          canBuy.filter(({ run }) => rewardable.includes(run)),
          of.isDearestRewarded,
        ),
      ];
      const bought: typeof units = [];
      let sum = 0;
      for (const unit of order) {
        if (sum >= of.buy) break;
        bought.push(unit);
        sum += of.isMoney ? unit.run.catalog : 1;
      }
      if (sum < of.buy) break;
      const open = byPrice(
        free.filter((unit) => rewardable.includes(unit.run) && !bought.includes(unit)),
        !of.isDearestRewarded,
      ).slice(0, of.get);
      if (open.length === 0 || (open.length < of.get && !of.isIncompleteGiven)) break;
      for (const unit of bought) unit.is = "bought";
      for (const unit of open) unit.is = "rewarded";
      if (open.length < of.get) break;
    }
    const count = (is: string) =>
      all.map((run) => units.filter((unit) => unit.run === run && unit.is === is).length);
    return { rewarded: count("rewarded"), bought: count("bought"), all };
  }

  test("[AWD-21] are what they are unit by unit", () => {
    fc.assert(
      fc.property(
        someRuns,
        fc.record({
          buy: fc.integer({ min: 1, max: 9 }),
          isMoney: fc.boolean(),
          get: small,
          setsMax,
          isIncompleteGiven: fc.boolean(),
          isDearestRewarded: fc.boolean(),
        }),
        (list, of) => {
          const buyable = list.filter(({ is }) => (is & 1) !== 0).map(({ run }) => run);
          const rewardable = list.filter(({ is }) => (is & 2) !== 0).map(({ run }) => run);
          const expected = literal(buyable, rewardable, of);
          const { rewarded, bought } = disjointSets(buyable, rewardable, of);
          expect(countsOf(expected.all, rewarded)).toEqual(expected.rewarded);
          expect(countsOf(expected.all, bought)).toEqual(expected.bought);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("[AWD-21] 500 runs of 100,000 units that serve one another are no matter", () => {
    const runs = Array.from({ length: 500 }, (_, from) =>
      contentRun({ catalog: from + 1, count: 100_000, from }),
    );
    const of = {
      buy: 2,
      isMoney: false,
      get: 1,
      setsMax: Number.POSITIVE_INFINITY,
      isIncompleteGiven: true,
      isDearestRewarded: false,
    };
    const { rewarded } = disjointSets(runs, runs, of);
    expect(rewarded.reduce((sum, { count }) => sum + count, 0)).toBe(Math.floor(50_000_000 / 3));
  });
});
