import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planOf, promotion, ruleSet } from "../evaluate/testing.ts";
import type { RuleSchedule } from "../rules/rule-set.ts";

const zones = [{ zone: "Asia/Tokyo", offsets: [{ from_ms: 0, offset_min: 540 }] }];

function planWith(...schedules: RuleSchedule[]) {
  return planOf(ruleSet({ zones, promotions: [promotion({ id: "p", schedules })] }));
}

const open: RuleSchedule = { zone: "store", start_local_ms: null, end_local_ms: null, weekly: [] };

describe("schedules in a blob", () => {
  test("[TIM-7, TIM-11, TIM-12, TIM-13] come back as they were", () => {
    const local = fc.integer({ min: -1e12, max: 4e12 });
    const day = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }));
    const schedules = fc.record(
      {
        zone: fc.constantFrom("store", "Asia/Tokyo"),
        start_local_ms: fc.option(local),
        end_local_ms: fc.option(local),
        weekly: fc.array(fc.record({ from_min: fc.nat({ max: 10_079 }), to_min: fc.nat({ max: 11_520 }) })),
        month_days: fc.uniqueArray(day, { minLength: 1 }),
        repeat: fc.record({
          every_days: fc.integer({ min: 1, max: 366 }),
          lasts_min: fc.integer({ min: 1, max: 527_040 }),
        }),
        cool_down_local_ms: local,
        teaser_local_ms: local,
      },
      { requiredKeys: ["zone", "start_local_ms", "end_local_ms", "weekly"] },
    );
    fc.assert(
      fc.property(schedules, (schedule) => {
        const read = planWith(schedule).readSchedule(0).schedule;
        const sorted = (days: readonly number[] | undefined) => days?.toSorted((a, b) => a - b);
        expect({ ...read, month_days: sorted(read.month_days) }).toEqual({
          ...schedule,
          month_days: sorted(schedule.month_days),
        });
      }),
    );
  });

  test("those that differ in one respect stand apart, equal ones once", () => {
    const repeat = { every_days: 7, lasts_min: 60 };
    const different: RuleSchedule[] = [
      { ...open, start_local_ms: 5 },
      { ...open, start_local_ms: 5, repeat },
      { ...open, start_local_ms: 5, repeat: { ...repeat, every_days: 8 } },
      { ...open, start_local_ms: 5, repeat: { ...repeat, lasts_min: 61 } },
      { ...open, start_local_ms: 5, month_days: [1, -1] },
      { ...open, start_local_ms: 5, month_days: [1] },
      { ...open, end_local_ms: 5 },
      { ...open, end_local_ms: 5, cool_down_local_ms: 6 },
      { ...open, start_local_ms: 5, teaser_local_ms: 4 },
    ];
    const plan = planWith(...different, { ...open, start_local_ms: 5, month_days: [-1, 1] });
    expect(plan.sections.schedule_zone.length).toBe(different.length);
  });

  test("where none is announced no teaser is written", () => {
    expect(planWith(open, { ...open, start_local_ms: 5 }).sections.schedule_teaser.length).toBe(0);
    expect(
      planWith(open, { ...open, start_local_ms: 5, teaser_local_ms: 4 }).sections.schedule_teaser.length,
    ).toBe(2);
  });
});
