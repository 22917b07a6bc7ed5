/** Days and instants as ISO 8601, in UTC. */
import { dateOfDay } from "./civil.ts";

const DAY_MS = 86_400_000;

/** "2026-03-01T09:30:00.000Z" of milliseconds since 1970, for years 0 to 9999. */
export function instantText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const rest = ms - days * DAY_MS;
  const hours = digits(Math.floor(rest / 3_600_000), 2);
  const minutes = digits(Math.floor(rest / 60_000) % 60, 2);
  const seconds = digits(Math.floor(rest / 1000) % 60, 2);
  return `${dayText(days)}T${hours}:${minutes}:${seconds}.${digits(rest % 1000, 3)}Z`;
}

/** "2026-03-01" of a day counted from 1970-01-01. */
export function dayText(daysSince1970: number): string {
  const { year, month, day } = dateOfDay(daysSince1970);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
