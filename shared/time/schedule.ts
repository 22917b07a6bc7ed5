/**
 * Whether a schedule holds at an instant (TIM-7 to TIM-10): a half-open window of local times and a weekly timetable, read in one
 * zone. Exact on days when the clock changes, and the same on a slice of the zone of nine days around the instant as on the
 * whole zone: a window's far edge is far by any offset, and a range of the timetable lasts a week at most.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import { instantOfLocal, localMs } from "./offsets.ts";
import type { MinuteRange } from "./timetable.ts";

/** A schedule made ready: local times as milliseconds of the same reading in UTC, null for open; no ranges for the whole week. */
export interface LocalSchedule {
  readonly start_local_ms: number | null;
  readonly end_local_ms: number | null;
  readonly weekly: readonly Readonly<MinuteRange>[];
}

/** In order of precedence: what is over or has not begun is not also outside its timetable. */
export type ScheduleState = "not_started" | "expired" | "outside_timetable" | "holds";

/** A zone must reach this far to either side of the instant asked about. */
export const ZONE_REACH_MS = 9 * 86_400_000;

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;

/** 1969-12-29, the Monday from which weeks are counted. */
const FIRST_MONDAY_MS = -3 * 86_400_000;

/** More than any zone ever moved its clock at once; ranges further off cannot hold, whatever the clock did. */
const GREATEST_CHANGE_MS = 26 * 3_600_000;

/** The state of a schedule at an instant. */
export function scheduleState(schedule: LocalSchedule, zone: ZoneFacts, nowMs: number): ScheduleState {
  const { start_local_ms: start, end_local_ms: end, weekly } = schedule;
  if (start !== null && nowMs < instantOfLocal(zone, start, "start")) return "not_started";
  if (end !== null && nowMs >= instantOfLocal(zone, end, "end")) return "expired";
  return weekly.length === 0 || timetableHolds(weekly, zone, nowMs) ? "holds" : "outside_timetable";
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
