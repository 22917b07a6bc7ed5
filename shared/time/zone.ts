/**
 * The border to the tz database: names of zones, their offsets for a snapshot, and calendar dates as text. Only compile and the
 * control plane come here (TIM-1, TIM-2, TIM-3); whatever decides about a cart reads the offsets that were written here.
 */
import { Temporal } from "temporal-polyfill";
import type { ZoneFacts } from "../model/cart-facts.ts";

const MINUTE_NS = 60_000_000_000;

/** A change may be looked for this far ahead in one step: the library promises no more than three years from its start. */
const STEP_MS = 1_000 * 86_400_000;

/** Whether the name is a zone of the tz database, spelt as there. A bare offset like "+01:00" is none. */
export function isZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId === name;
  } catch {
    return false;
  }
}

/**
 * The offset at `fromMs` and every change after it, up to and including `toMs`. The first entry carries `fromMs`. The same name,
 * span and tz database give the same answer whenever it is asked.
 */
export function zoneOffsets(name: string, fromMs: number, toMs: number): ZoneFacts {
  let cursor = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(name);
  const offsets = [{ from_ms: fromMs, offset_min: offsetMinutes(cursor) }];
  while (cursor.epochMilliseconds < toMs) {
    // The library looks ahead as far as today's date says, so a change beyond the step is left to the step that reaches it.
    const limit = Math.min(cursor.epochMilliseconds + STEP_MS, toMs);
    const next = cursor.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds > limit) {
      cursor = Temporal.Instant.fromEpochMilliseconds(limit).toZonedDateTimeISO(name);
      continue;
    }
    const minutes = offsetMinutes(next);
    if (minutes !== offsets.at(-1)?.offset_min) {
      offsets.push({ from_ms: next.epochMilliseconds, offset_min: minutes });
    }
    cursor = next;
  }
  return { zone: name, offsets };
}

/**
 * A local date and time, "2026-03-29T02:30" with or without seconds, as the milliseconds of the same reading in UTC; null if the
 * calendar has no such day or the clock no such time.
 */
export function parseLocal(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:[0-5]\d(?::[0-5]\d)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime("UTC").epochMilliseconds;
  } catch {
    return null;
  }
}

/** Whole minutes: every zone has had them since 1972. */
function offsetMinutes(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / MINUTE_NS);
}
