import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FittingUnits, Places } from "./places.ts";
import { contentRun } from "./testing.ts";

/** Whether units, each by the components it fits, can be given a place of their own. */
function findsPlaces(masks: readonly number[], places: readonly number[]): boolean {
  const free = [...places];
  const place = (index: number): boolean => {
    const mask = masks[index];
    if (mask === undefined) return true;
    return free.some((count, component) => {
      if (count === 0 || (mask & (1 << component)) === 0) return false;
      free[component] = count - 1;
      const isPlaced = place(index + 1);
      free[component] = count;
      return isPlaced;
    });
  };
  return place(0);
}

function unitsOf(classes: readonly { count: number; fits: number; catalog?: number }[]): FittingUnits[] {
  return classes.map(({ count, fits, catalog = 100 }, from) => ({
    run: contentRun({ from, count, catalog }),
    count,
    fits,
  }));
}

const someUnits = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 3 }), fits: fc.nat({ max: 7 }) }), { maxLength: 4 })
  .filter((list) => list.reduce((sum, { count }) => sum + count, 0) <= 9);
const somePlaces = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });

describe("places", () => {
  test("[AWD-23] so many bundles are possible as have all places filled at once", () => {
    fc.assert(
      fc.property(someUnits, somePlaces, (classes, places) => {
        const masks = classes.flatMap(({ count, fits }) => Array.from({ length: count }, () => fits));
        const all = places.reduce((sum, count) => sum + count, 0);
        const canFill = (bundles: number) => {
          // All places are filled if as many units as there are places fit together.
          const choose = (index: number, chosen: number[]): boolean => {
            if (chosen.length === bundles * all)
              return findsPlaces(
                chosen,
                places.map((count) => count * bundles),
              );
            return (
              index < masks.length &&
              (choose(index + 1, [...chosen, masks[index] ?? 0]) || choose(index + 1, chosen))
            );
          };
          return choose(0, []);
        };
        const possible = new Places(places).possible(unitsOf(classes));
        expect(canFill(possible)).toBe(true);
        expect(canFill(possible + 1)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("[AWD-23] units are taken in their order as long as they fit together", () => {
    fc.assert(
      fc.property(someUnits, somePlaces, fc.integer({ min: 1, max: 2 }), (classes, places, bundles) => {
        const slots = places.map((count) => count * bundles);
        const taken: number[] = [];
        const expected = classes.map(({ count, fits }) => {
          let own = 0;
          for (let unit = 0; unit < count; unit++) {
            if (!findsPlaces([...taken, fits], slots)) continue;
            taken.push(fits);
            own++;
          }
          return own;
        });
        const units = unitsOf(classes);
        const filled = new Places(places).fill(units, bundles);
        const found = units.map(({ run }) => filled.find((each) => each.run === run)?.count ?? 0);
        expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test("[AWD-23] how many places can be filled at most, and components without places", () => {
    const places = new Places([2, 0, 1]);
    expect(places.perBundle).toBe(3);
    expect(places.fillable(unitsOf([{ count: 5, fits: 1 }]))).toBe(2);
    expect(places.fillable(unitsOf([{ count: 1, fits: 5 }]))).toBe(1);
    expect(places.fillable(unitsOf([{ count: 9, fits: 2 }]))).toBe(0);
    expect(places.possible(unitsOf([{ count: 9, fits: 2 }]))).toBe(0);
    expect(new Places([0]).possible(unitsOf([{ count: 9, fits: 1 }]))).toBe(0);
  });
});
