/**
 * Instants and wall clocks of one zone, by the offsets that were compiled for it (TIM-1 to TIM-6). Pure arithmetic over
 * `ZoneFacts`: no zone rules are known here, so that every runtime that reads the same offsets gives the same answer.
 *
 * Wall-clock times travel as the milliseconds of the same reading in UTC: 09:30 in Berlin is what `Date.UTC` makes of 09:30.
 *
 * INVARIANT: a zone has at least one offset; its changes are in ascending order; the first offset holds before all of them.
 */

import type { ZoneFacts } from "../model/cart-facts.ts";
import { dayText } from "./instant-text.ts";

/** Which edge of a period a local time is: decides which of two equal wall-clock readings is meant. */
export type Edge = "start" | "end";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** No zone is or was further than this from UTC. */
const FURTHEST_OFFSET_MS = 16 * 3_600_000;

/** Minutes east of UTC at an instant. */
export function offsetAt(zone: ZoneFacts, ms: number): number {
  return offsetMinutes(zone, placeAt(zone, ms));
}

/** The reading of the zone's wall clock at an instant. */
export function localMs(zone: ZoneFacts, ms: number): number {
  return ms + offsetAt(zone, ms) * MINUTE_MS;
}

/**
 * The instant of a wall-clock reading (TIM-4, TIM-5). A reading that occurs twice is the first for a start and the last for
 * an end. One that the clock skips is read with the offset before the skip, so that it moves forward by what was skipped:
 * 02:30 on the last Sunday of March in Berlin is 03:30.
 */
export function instantOfLocal(zone: ZoneFacts, local: number, edge: Edge): number {
  const last = placeAt(zone, local + FURTHEST_OFFSET_MS);
  let place = placeAt(zone, local - FURTHEST_OFFSET_MS);
  let instant = local - offsetMinutes(zone, place) * MINUTE_MS;
  while (place < last) {
    const change = changeMs(zone, place + 1);
    const occursBefore = instant < change;
    if (occursBefore && edge === "start") break;
    const after = local - offsetMinutes(zone, place + 1) * MINUTE_MS;
    // A reading that is past the change by the old offset and before it by the new one was skipped.
    if (after < change) break;
    place += 1;
    instant = after;
  }
  return instant;
}

/** The same zone with only the offsets that hold within `spanMs` of an instant, either side included. */
export function sliceZone(zone: ZoneFacts, aroundMs: number, spanMs: number): ZoneFacts {
  const first = placeAt(zone, aroundMs - spanMs);
  const last = placeAt(zone, aroundMs + spanMs);
  return { zone: zone.zone, offsets: zone.offsets.slice(first, last + 1) };
}

/** The zone's calendar day at an instant, "2026-03-29". */
export function localDay(zone: ZoneFacts, ms: number): string {
  return dayText(Math.floor(localMs(zone, ms) / DAY_MS));
}

/** Which offset holds at an instant; the first one also before its own beginning. */
function placeAt(zone: ZoneFacts, ms: number): number {
  let low = 0;
  let high = zone.offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (changeMs(zone, middle) <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

function changeMs(zone: ZoneFacts, place: number): number {
  return zone.offsets[place]?.from_ms ?? Number.POSITIVE_INFINITY;
}

function offsetMinutes(zone: ZoneFacts, place: number): number {
  return zone.offsets[place]?.offset_min ?? 0;
}
