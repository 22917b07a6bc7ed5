/**
 * Zones as snapshots carry them: offsets over one fixed span, so that the same stores and rules give the same bytes on any day. The
 * span covers every date that a schedule can reasonably name; beyond it the last offset holds.
 */
import type { ZoneFacts } from "../../shared/model/cart-facts.ts";
import { compareText } from "../../shared/model/identifier.ts";
import { zoneOffsets } from "../../shared/time/zone.ts";

const FROM_MS = Date.UTC(2000, 0, 1);
const TO_MS = Date.UTC(2050, 0, 1);

/** A zone's offsets are the same whoever asks; there are a few hundred zones in all. */
const known = new Map<string, ZoneFacts>();

/** Offsets of one zone over the span. */
export function snapshotZone(name: string): ZoneFacts {
  const before = known.get(name);
  if (before !== undefined) return before;
  const zone = zoneOffsets(name, FROM_MS, TO_MS);
  known.set(name, zone);
  return zone;
}

/** Offsets of several zones, without repeats, in order of their names. */
export function snapshotZones(names: Iterable<string>): ZoneFacts[] {
  return [...new Set(names)].sort(compareText).map(snapshotZone);
}
