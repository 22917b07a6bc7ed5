/**
 * A weekly timetable as its author writes it, made into ranges of minutes of the week (TIM-8). A range at or over midnight
 * belongs to the day on which it starts: Friday 22:00 to 02:00 is part of Friday.
 */

/** Weekdays from 1 (Monday) to 7; "HH:MM" up to "24:00". */
export interface TimetableRange {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** Minutes from Monday 00:00 by the wall clock; `to_min` is the first minute outside and may pass the end of the week. */
export interface MinuteRange {
  from_min: number;
  to_min: number;
}

const DAY_MIN = 1_440;

/** The ranges in order, without repeats: the same timetable written in another order gives the same ranges. */
export function weeklyRanges(timetable: readonly TimetableRange[]): MinuteRange[] {
  const ranges = timetable.flatMap(({ weekdays, from, to }) => {
    const fromMin = minuteOfDay(from);
    const length = lengthMin(minuteOfDay(to) - fromMin);
    return weekdays.map((weekday) => {
      const start = (weekday - 1) * DAY_MIN + fromMin;
      return { from_min: start, to_min: start + length };
    });
  });
  ranges.sort((a, b) => a.from_min - b.from_min || a.to_min - b.to_min);
  return ranges.filter(({ from_min, to_min }, index) => {
    const before = ranges[index - 1];
    return before?.from_min !== from_min || before.to_min !== to_min;
  });
}

/** From one minute to a day: an end at or before the start by the clock is on the next day. */
function lengthMin(difference: number): number {
  return ((difference + 2 * DAY_MIN - 1) % DAY_MIN) + 1;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
