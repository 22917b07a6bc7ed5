/** Offsets of zones as columns of a blob: shared by the stores blob and the rules blob. */
import type { ZoneFacts } from "../model/cart-facts.ts";
import { ListCollector, rangeEnd, rangeStart } from "./ranges.ts";

export interface ZoneColumns {
  readonly zone_name: Uint32Array;
  readonly zone_at: Uint32Array;
  /** Pairs: from when, in milliseconds; minutes east of UTC. */
  readonly zone_offsets: Float64Array;
}

/** Sections of a form that holds zones. */
export const ZONE_FORM = { zone_name: "u32", zone_at: "u32", zone_offsets: "f64" } as const;

/** Writes zones in the order given; `number` names their texts. */
export function writeZones(zones: readonly ZoneFacts[], number: (text: string) => number): ZoneColumns {
  const offsets = new ListCollector();
  for (const zone of zones) {
    offsets.add(zone.offsets.flatMap((entry) => [entry.from_ms, entry.offset_min]));
  }
  return {
    zone_name: Uint32Array.from(zones, (zone) => number(zone.zone)),
    zone_at: offsets.starts(),
    zone_offsets: offsets.f64(),
  };
}

/** Reads one zone; one without offsets, as only damaged bytes have it, lies at UTC. */
export function readZone(columns: ZoneColumns, index: number, text: (number: number) => string): ZoneFacts {
  const { zone_at, zone_offsets } = columns;
  const offsets: ZoneFacts["offsets"] = [];
  const end = rangeEnd(zone_at, index, zone_offsets.length);
  for (let place = rangeStart(zone_at, index, zone_offsets.length); place + 1 < end; place += 2) {
    offsets.push({ from_ms: zone_offsets[place] ?? 0, offset_min: zone_offsets[place + 1] ?? 0 });
  }
  if (offsets.length === 0) offsets.push({ from_ms: 0, offset_min: 0 });
  return { zone: text(columns.zone_name[index] ?? 0), offsets };
}
