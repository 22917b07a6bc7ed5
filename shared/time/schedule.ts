/**
 * Whether a schedule holds at an instant (TIM-7 to TIM-13): a half-open window of local times, a weekly timetable, days of the month and a
 * repetition, read in one zone. Exact on days when the clock changes, and the same on a slice of the zone of nine days around the
 * instant as on the whole zone: a far edge of a window or period is far by any offset, and a range of the timetable lasts a week at most.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import { dateOfDay, daysOfMonth } from "./civil.ts";
import { instantOfLocal, localMs } from "./offsets.ts";
import type { MinuteRange } from "./timetable.ts";

/** A schedule made ready: local times as milliseconds of the same reading in UTC, null for open; no ranges for the whole week. */
export interface LocalSchedule {
  readonly start_local_ms: number | null;
  readonly end_local_ms: number | null;
  readonly weekly: readonly Readonly<MinuteRange>[];
  /** Days of the month, -1 the last; none or absent for all. */
  readonly month_days?: readonly number[] | undefined;
  readonly repeat?: Repeat | undefined;
  /** For those who typed a code it ends here and not at its end. */
  readonly cool_down_local_ms?: number | undefined;
  /** From here up to its start it is announced. */
  readonly teaser_local_ms?: number | undefined;
}

/** Every so many days from the start on, for so many minutes. */
interface Repeat {
  readonly every_days: number;
  readonly lasts_min: number;
}

/** In order of precedence: what is over or has not begun is not also outside its timetable. */
export type ScheduleState = "not_started" | "expired" | "outside_timetable" | "holds";

/** A zone must reach this far to either side of the instant asked about. */
export const ZONE_REACH_MS = 9 * 86_400_000;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** 1969-12-29, the Monday from which weeks are counted. */
const FIRST_MONDAY_MS = -3 * DAY_MS;

/** More than any zone ever moved its clock at once; ranges further off cannot hold, whatever the clock did. */
const GREATEST_CHANGE_MS = 26 * 3_600_000;

/** So many periods of a day the clock may be away from where counting days leads. */
const PERIODS_OFF = 2;

/** The state of a schedule at an instant, for a promotion of which a code counts or not (TIM-13). */
export function scheduleState(
  schedule: LocalSchedule,
  zone: ZoneFacts,
  nowMs: number,
  codeCounts: boolean,
): ScheduleState {
  const { start_local_ms: start, end_local_ms: end, weekly, month_days: monthDays, repeat } = schedule;
  const coolDown = codeCounts ? schedule.cool_down_local_ms : undefined;
  if (start !== null && nowMs < instantOfLocal(zone, start, "start")) return "not_started";
  if (end !== null && nowMs >= instantOfLocal(zone, coolDown ?? end, "end")) return "expired";
  const holds =
    (weekly.length === 0 || timetableHolds(weekly, zone, nowMs)) &&
    (monthDays === undefined || dayHolds(monthDays, zone, nowMs)) &&
    (repeat === undefined || repeatHolds(start ?? 0, repeat, zone, nowMs));
  return holds ? "holds" : "outside_timetable";
}

/**
 * TIM-13: the start of a schedule that is announced at an instant; null if it is not. On a slice of the zone a start that lies beyond it is
 * read with the last offset of the slice.
 */
export function announcedStart(schedule: LocalSchedule, zone: ZoneFacts, nowMs: number): number | null {
  const { start_local_ms: start, teaser_local_ms: teaser } = schedule;
  if (start === null || teaser === undefined) return null;
  const startMs = instantOfLocal(zone, start, "start");
  return nowMs < startMs && nowMs >= instantOfLocal(zone, teaser, "start") ? startMs : null;
}

/** TIM-12. */
function dayHolds(days: readonly number[], zone: ZoneFacts, nowMs: number): boolean {
  if (days.length === 0) return true;
  const { year, month, day } = dateOfDay(Math.floor(localMs(zone, nowMs) / DAY_MS));
  return days.includes(day) || days.includes(day - daysOfMonth(year, month) - 1);
}

/**
 * TIM-11. Of the periods that have begun the last one ends last, so it alone decides: periods begin at least a day apart, and no clock was
 * ever moved by more.
 */
function repeatHolds(start: number, repeat: Repeat, zone: ZoneFacts, nowMs: number): boolean {
  const every = repeat.every_days * DAY_MS;
  const near = Math.floor((localMs(zone, nowMs) - start) / every);
  for (let period = near + PERIODS_OFF; period >= Math.max(0, near - PERIODS_OFF); period--) {
    const from = start + period * every;
    if (nowMs < instantOfLocal(zone, from, "start")) continue;
    return nowMs < instantOfLocal(zone, from + repeat.lasts_min * MINUTE_MS, "end");
  }
  return false;
}

/** Ranges of the week before reach over Sunday midnight; those of the week after count when a clock was put back there. */
function timetableHolds(weekly: LocalSchedule["weekly"], zone: ZoneFacts, nowMs: number): boolean {
  const local = localMs(zone, nowMs);
  const monday = Math.floor((local - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
  for (const range of weekly) {
    for (let week = monday - WEEK_MS; week <= monday + WEEK_MS; week += WEEK_MS) {
      const from = week + range.from_min * MINUTE_MS;
      const to = week + range.to_min * MINUTE_MS;
      if (local < from - GREATEST_CHANGE_MS || local >= to + GREATEST_CHANGE_MS) continue;
      if (nowMs >= instantOfLocal(zone, from, "start") && nowMs < instantOfLocal(zone, to, "end"))
        return true;
    }
  }
  return false;
}
