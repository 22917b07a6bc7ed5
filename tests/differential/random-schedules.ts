/** Random schedules about an instant: windows, timetables, days of the month, repetitions and cool-downs whose edges lie near it. */
import type { RuleSchedule } from "../../shared/rules/rule-set.ts";
import type { Chance } from "./chance.ts";
import type { Meeting } from "./random-bounds.ts";
import { offsetAt, ZONES } from "./words.ts";

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function randomSchedule({ chance, facts, atMs }: Meeting): RuleSchedule {
  const zone = chance.one([...ZONES, { ...facts.zone, zone: "store" }]);
  // About the wall clock of the instant, in the zone or another one: whole and half hours around it, to the millisecond sometimes.
  const offset = chance.once(3) ? chance.one([-240, -300, 60, 120, 540, 630, 660]) : offsetAt(zone, atMs);
  const about = atMs + offset * MINUTE;
  const near = () => about + chance.whole(-4, 4) * (HOUR / 2) + chance.one([0, 0, 0, -1, 1, DAY]);
  const start = chance.once(2) ? null : near() - chance.one([0, 0, HOUR, 60 * DAY]);
  const end = chance.once(2) ? null : near() + chance.one([0, 0, HOUR, 60 * DAY]);
  const lastMs = start !== null && end !== null && start >= end ? start + HOUR : end;
  return {
    zone: zone.zone,
    start_local_ms: start,
    end_local_ms: lastMs,
    weekly: chance.once(2) ? [] : chance.many(chance.whole(1, 3), () => randomRange(chance, about)),
    ...(chance.once(5) ? { month_days: randomMonthDays(chance, about) } : {}),
    ...(start !== null && chance.once(3) ? { repeat: randomRepeat(chance) } : {}),
    ...(lastMs !== null && chance.once(3)
      ? { cool_down_local_ms: lastMs + chance.one([1, HOUR, 2 * DAY]) }
      : {}),
  };
}

function randomRange(chance: Chance, aboutMs: number) {
  const week = 10_080;
  const monday = 4 * 1_440;
  const minuteOfWeek = (((Math.floor(aboutMs / MINUTE) - monday) % week) + week) % week;
  const from = chance.once(4) ? chance.whole(0, 6) * 1_440 : minuteOfWeek + chance.whole(-6, 6) * 30;
  const from_min = ((from % week) + week) % week;
  const length = chance.one([30, 60, 120, 240, 1_440]);
  return { from_min, to_min: from_min + length };
}

function randomMonthDays(chance: Chance, aboutMs: number): number[] {
  const day = new Date(aboutMs).getUTCDate();
  const days = [day, Math.max(1, day - 1), Math.min(31, day + 1), -1, -2, 1, 29, 31, day - 32];
  return [...new Set(chance.some(days, 1, 3))];
}

function randomRepeat(chance: Chance): { every_days: number; lasts_min: number } {
  return {
    every_days: chance.one([1, 1, 2, 7, 30]),
    lasts_min: chance.one([30, 60, 120, 1_440, 1_500, 4_320]),
  };
}
