/**
 * When something that was granted ends: so many calendar days or months after the grant by the wall clock of a zone, at the same time of
 * day or at the end of the day (TIM-14). The zone must reach as far as the end.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import { dateOfDay, dayOfDate, daysOfMonth } from "./civil.ts";
import { instantOfLocal, localMs } from "./offsets.ts";

export interface RelativeEnd {
  readonly unit: "day" | "month";
  /** How many of them after the grant; 0 is the day of the grant. */
  readonly count: number;
  readonly endOfDay: boolean;
}

const DAY_MS = 86_400_000;

/** The first instant that no longer belongs. */
export function endAfterGrant(end: RelativeEnd, zone: ZoneFacts, grantMs: number): number {
  const local = localMs(zone, grantMs);
  const grantDay = Math.floor(local / DAY_MS);
  const lastDay = end.unit === "day" ? grantDay + end.count : monthsAfter(grantDay, end.count);
  const endLocal = end.endOfDay ? (lastDay + 1) * DAY_MS : lastDay * DAY_MS + (local - grantDay * DAY_MS);
  return instantOfLocal(zone, endLocal, "end");
}

/** The same day of a later month; its last day if it has no such day. */
function monthsAfter(day: number, months: number): number {
  const date = dateOfDay(day);
  const monthsFromYear = date.month - 1 + months;
  const year = date.year + Math.floor(monthsFromYear / 12);
  const month = (monthsFromYear % 12) + 1;
  return dayOfDate(year, month, Math.min(date.day, daysOfMonth(year, month)));
}
