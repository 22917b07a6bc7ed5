/** Days of reports and ages: the calendar day in a company's zone. */
import { localDay } from "../shared/time/offsets.ts";
import { zoneOffsets } from "../shared/time/zone.ts";

const DAY_MS = 86_400_000;

/** YYYY-MM-DD at an instant in a zone. */
export function localDayIn(zone: string, ms: number): string {
  return localDay(zoneOffsets(zone, ms - DAY_MS, ms + DAY_MS), ms);
}
