import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TimetableRange, weeklyRanges } from "./timetable.ts";

const clock = fc
  .nat({ max: 1_440 })
  .map((min) => `${String(Math.floor(min / 60)).padStart(2, "0")}:${String(min % 60).padStart(2, "0")}`);
const range: fc.Arbitrary<TimetableRange> = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  from: clock,
  to: clock,
});

describe("ranges of the week", () => {
  test.each([
    [[1], "09:00", "17:00", [[540, 1_020]]],
    [[5], "22:00", "02:00", [[7_080, 7_320]]],
    [[7], "22:00", "02:00", [[9_960, 10_200]]],
    [[1], "09:00", "09:00", [[540, 1_980]]],
    [[1], "00:00", "24:00", [[0, 1_440]]],
    [[1], "00:00", "00:00", [[0, 1_440]]],
    [[7], "22:00", "24:00", [[9_960, 10_080]]],
    [[1], "24:00", "01:00", [[1_440, 1_500]]],
    [[1], "24:00", "00:00", [[1_440, 2_880]]],
    [
      [3, 1],
      "08:05",
      "08:06",
      [
        [485, 486],
        [3_365, 3_366],
      ],
    ],
  ])("[TIM-8] weekdays %j from %s to %s are %j", (weekdays, from, to, expected) => {
    expect(weeklyRanges([{ weekdays, from, to }]).map(({ from_min, to_min }) => [from_min, to_min])).toEqual(
      expected,
    );
  });

  test("[TIM-8] each lasts between a minute and a day and starts on its weekday", () => {
    fc.assert(
      fc.property(range, (one) => {
        const ranges = weeklyRanges([one]);
        expect(ranges).toHaveLength(one.weekdays.length);
        for (const { from_min, to_min } of ranges) {
          expect(to_min - from_min).toBeGreaterThanOrEqual(1);
          expect(to_min - from_min).toBeLessThanOrEqual(1_440);
          const midnight = from_min - Number(one.from.slice(0, 2)) * 60 - Number(one.from.slice(3));
          expect(one.weekdays).toContain(midnight / 1_440 + 1);
        }
      }),
    );
  });

  test("[TIM-8] order and repetition do not matter", () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), (ranges) => {
        expect(weeklyRanges([...ranges].reverse())).toEqual(weeklyRanges(ranges));
        expect(weeklyRanges([...ranges, ...ranges])).toEqual(weeklyRanges(ranges));
      }),
    );
  });
});
