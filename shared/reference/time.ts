/**
 * Time in the reference evaluator: schedules over the offsets of a zone (TIM-n). Local times are wall clocks written as the
 * milliseconds that the same wall clock has in UTC. Nothing is assumed about the order or number of offsets beyond what ZoneFacts
 * says, and every range of the week is resolved for every week around the instant.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { RuleSchedule } from "../rules/rule-set.ts";
import { civilDate, DAY, daysOfMonth, MINUTE } from "./calendar.ts";

const WEEK = 7 * DAY;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;

export type ScheduleState = "holds" | "not_started" | "expired" | "outside_timetable";

/** TIM-10: whether a schedule holds at an instant, and how it fails if not. `codeCounts`: a code of the promotion does (TIM-13). */
export function scheduleState(
  schedule: RuleSchedule,
  zone: ZoneFacts,
  atMs: number,
  codeCounts: boolean,
): ScheduleState {
  const start = schedule.start_local_ms;
  if (start !== null && atMs < instantOfLocal(zone, start, "start")) return "not_started";
  const end = endOf(schedule, codeCounts);
  if (end !== null && atMs >= instantOfLocal(zone, end, "end")) return "expired";
  if (schedule.weekly.length > 0 && !isInWeek(schedule, zone, atMs)) return "outside_timetable";
  if (!isOnDay(schedule, zone, atMs)) return "outside_timetable";
  if (!isInPeriod(schedule, zone, atMs)) return "outside_timetable";
  return "holds";
}

/** TIM-13: for those with a code the end is that of the cool-down. */
function endOf(schedule: RuleSchedule, codeCounts: boolean): number | null {
  const { end_local_ms: end, cool_down_local_ms: coolDown } = schedule;
  return end !== null && codeCounts && coolDown !== undefined ? coolDown : end;
}

/** TIM-8, TIM-9: a range belongs to the week in which it starts, so the weeks before and after are tried too. */
function isInWeek(schedule: RuleSchedule, zone: ZoneFacts, atMs: number): boolean {
  const thisMonday = Math.floor((atMs - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  for (const monday of [thisMonday - 2 * WEEK, thisMonday - WEEK, thisMonday, thisMonday + WEEK]) {
    for (const range of schedule.weekly) {
      const from = instantOfLocal(zone, monday + range.from_min * MINUTE, "start");
      const to = instantOfLocal(zone, monday + range.to_min * MINUTE, "end");
      if (from <= atMs && atMs < to) return true;
    }
  }
  return false;
}

/** TIM-12: the number of the calendar day is listed, from the start of the month or from its end. */
function isOnDay(schedule: RuleSchedule, zone: ZoneFacts, atMs: number): boolean {
  const listed = schedule.month_days ?? [];
  if (listed.length === 0) return true;
  const { year, month, date } = civilDate(localDay(zone, atMs));
  return listed.includes(date) || listed.includes(date - daysOfMonth(year, month) - 1);
}

/** TIM-11: periods by the wall clock of the start. No period that began earlier than it lasts, and two days, is still on. */
function isInPeriod(schedule: RuleSchedule, zone: ZoneFacts, atMs: number): boolean {
  const { repeat, start_local_ms: start } = schedule;
  if (repeat === undefined || start === null) return true;
  const step = repeat.every_days * DAY;
  const lasts = repeat.lasts_min * MINUTE;
  const first = Math.max(0, Math.floor((atMs - start - lasts - 2 * DAY) / step));
  for (let local = start + first * step; local <= atMs + 2 * DAY; local += step) {
    const from = instantOfLocal(zone, local, "start");
    const to = instantOfLocal(zone, local + lasts, "end");
    if (from <= atMs && atMs < to) return true;
  }
  return false;
}

/** TIM-6: the calendar day that the zone's clock shows, counted from 1970-01-01. */
export function localDay(zone: ZoneFacts, atMs: number): number {
  let offset = zone.offsets[0]?.offset_min ?? 0;
  for (const [index, { from_ms, offset_min }] of zone.offsets.entries()) {
    if (index > 0 && from_ms <= atMs) offset = offset_min;
  }
  return Math.floor((atMs + offset * MINUTE) / DAY);
}

/**
 * TIM-4, TIM-5: the instant of a wall clock. One that occurs twice is the first of the two for a start and the last for an end; one
 * that does not exist moves forward by what the clock skips, that is, it is read with the offset before the change.
 */
export function instantOfLocal(zone: ZoneFacts, localMs: number, which: "start" | "end"): number {
  const instants: number[] = [];
  for (const [index, { from_ms, offset_min }] of zone.offsets.entries()) {
    const since = index === 0 ? -Infinity : from_ms;
    const until = zone.offsets[index + 1]?.from_ms ?? Infinity;
    const instant = localMs - offset_min * MINUTE;
    if (since <= instant && instant < until) instants.push(instant);
  }
  if (instants.length > 0) return which === "start" ? Math.min(...instants) : Math.max(...instants);
  return skippedInstant(zone, localMs);
}

function skippedInstant(zone: ZoneFacts, localMs: number): number {
  for (const [index, before] of zone.offsets.entries()) {
    const after = zone.offsets[index + 1];
    if (after === undefined) break;
    const readBefore = localMs - before.offset_min * MINUTE;
    const readAfter = localMs - after.offset_min * MINUTE;
    if (readBefore >= after.from_ms && readAfter < after.from_ms) return readBefore;
  }
  throw new Error(`the zone ${zone.zone} has no offset for a local time`);
}
