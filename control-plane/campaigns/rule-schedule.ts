/** A schedule made ready for the rule set, and its window as instants for lists and labels. */

import type { RuleSchedule } from "../../shared/rules/rule-set.ts";
import type { Schedule } from "../../shared/rules/schedule.ts";
import { instantOfLocal } from "../../shared/time/offsets.ts";
import { weeklyRanges } from "../../shared/time/timetable.ts";
import { parseLocal } from "../../shared/time/zone.ts";
import { snapshotZone } from "../publish/zones.ts";
import type { CampaignWindow } from "./campaign-state.ts";

/** The zone of a schedule that follows each store. */
export const STORE_ZONE = "store";

function localOf(text: string | undefined): number | null {
  return text === undefined ? null : parseLocal(text);
}

/** The schedule as the evaluators take it. */
export function ruleSchedule(schedule: Schedule): RuleSchedule {
  const { month_days, repeat } = schedule;
  const coolDown = localOf(schedule.cool_down_end);
  const teaser = localOf(schedule.teaser_start);
  return {
    zone: schedule.zone,
    start_local_ms: localOf(schedule.start),
    end_local_ms: localOf(schedule.end),
    weekly: schedule.timetable === undefined ? [] : weeklyRanges(schedule.timetable),
    ...(month_days === undefined ? {} : { month_days }),
    ...(repeat === undefined
      ? {}
      : { repeat: { every_days: repeat.every_days, lasts_min: repeat.lasts_minutes } }),
    ...(coolDown === null ? {} : { cool_down_local_ms: coolDown }),
    ...(teaser === null ? {} : { teaser_local_ms: teaser }),
  };
}

/** First and last instant of a schedule; one that follows each store is read in the company's zone. */
export function windowOf(schedule: Schedule | undefined, companyZone: string): CampaignWindow {
  if (schedule === undefined) return { startMs: null, endMs: null };
  const zone = snapshotZone(schedule.zone === STORE_ZONE ? companyZone : schedule.zone);
  const start = localOf(schedule.start);
  const end = localOf(schedule.end);
  return {
    startMs: start === null ? null : instantOfLocal(zone, start, "start"),
    endMs: end === null ? null : instantOfLocal(zone, end, "end"),
  };
}
