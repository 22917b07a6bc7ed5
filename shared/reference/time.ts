/**
 * Time in the reference evaluator: schedules over the offsets of a zone (TIM-n), and the text of an instant. Local times are
 * wall clocks written as the milliseconds that the same wall clock has in UTC. Nothing is assumed about the order or number of
 * offsets beyond what ZoneFacts says, and every range of the week is resolved for every week around the instant.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { RuleSchedule } from "../rules/rule-set.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;

export type ScheduleState = "holds" | "not_started" | "expired" | "outside_timetable";

/** Whether a schedule holds at an instant, and how it fails if not. */
export function scheduleState(schedule: RuleSchedule, zone: ZoneFacts, atMs: number): ScheduleState {
  const { start_local_ms: start, end_local_ms: end } = schedule;
  if (start !== null && atMs < instantOfLocal(zone, start, "start")) return "not_started";
  if (end !== null && atMs >= instantOfLocal(zone, end, "end")) return "expired";
  if (schedule.weekly.length > 0 && !isInWeek(schedule, zone, atMs)) return "outside_timetable";
  return "holds";
}

/** A range belongs to the week in which it starts, so the weeks before and after are tried too. */
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

/**
 * The instant of a wall clock. One that occurs twice is the first of the two for a start and the last for an end; one that does
 * not exist moves forward by what the clock skips, that is, it is read with the offset before the change.
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

/** ISO 8601 in UTC with milliseconds, for the years 0 to 9999. */
export function isoText(atMs: number): string {
  const day = Math.floor(atMs / DAY);
  const inDay = atMs - day * DAY;
  const { year, month, date } = civilDate(day);
  const hours = Math.floor(inDay / 3_600_000);
  const minutes = Math.floor(inDay / MINUTE) % 60;
  const seconds = Math.floor(inDay / 1_000) % 60;
  const clock = `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(inDay % 1_000, 3)}`;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}T${clock}Z`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** Counts years and months off one by one; slow and plain. */
function civilDate(daysSince1970: number): { year: number; month: number; date: number } {
  let left = daysSince1970;
  let year = 1970;
  while (left < 0) {
    year -= 1;
    left += daysOfYear(year);
  }
  while (left >= daysOfYear(year)) {
    left -= daysOfYear(year);
    year += 1;
  }
  let month = 1;
  while (left >= daysOfMonth(year, month)) {
    left -= daysOfMonth(year, month);
    month += 1;
  }
  return { year, month, date: left + 1 };
}

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

function daysOfYear(year: number): number {
  return isLeap(year) ? 366 : 365;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
