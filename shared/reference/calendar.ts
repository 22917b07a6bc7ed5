/** Civil dates in the reference evaluator: years and months are counted off one by one, slow and plain. */

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export interface CivilDate {
  year: number;
  month: number;
  date: number;
}

/** ISO 8601 in UTC with milliseconds, for the years 0 to 9999. */
export function isoText(atMs: number): string {
  const day = Math.floor(atMs / DAY);
  const inDay = atMs - day * DAY;
  const { year, month, date } = civilDate(day);
  const hours = Math.floor(inDay / (60 * MINUTE));
  const minutes = Math.floor(inDay / MINUTE) % 60;
  const seconds = Math.floor(inDay / 1_000) % 60;
  const clock = `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(inDay % 1_000, 3)}`;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}T${clock}Z`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** The date of a day counted from 1970-01-01. */
export function civilDate(daysSince1970: number): CivilDate {
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

/** The day of a date, counted from 1970-01-01. */
export function dayNumber({ year, month, date }: CivilDate): number {
  let day = 0;
  for (let each = 1970; each < year; each += 1) day += daysOfYear(each);
  for (let each = year; each < 1970; each += 1) day -= daysOfYear(each);
  for (let each = 1; each < month; each += 1) day += daysOfMonth(year, each);
  return day + date - 1;
}

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

function daysOfYear(year: number): number {
  return isLeap(year) ? 366 : 365;
}

export function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
