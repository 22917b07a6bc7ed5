/** When and where the workload happens: every window is read in one zone, every decision is made at one instant. */
import { zoneOffsets } from "../../shared/time/zone.ts";

export const ZONE = "Europe/Berlin";
/** A Wednesday, 14:30 in Berlin. */
export const AT_MS = Date.UTC(2026, 5, 10, 12, 30);
export const OFFSETS = zoneOffsets(ZONE, Date.UTC(2020, 0, 1), Date.UTC(2035, 0, 1));
