import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ZoneFacts } from "../model/cart-facts.ts";
import { instantOfLocal, sliceZone } from "./offsets.ts";
import {
  announcedStart,
  type LocalSchedule,
  type ScheduleState,
  scheduleState,
  ZONE_REACH_MS,
} from "./schedule.ts";
import { weeklyRanges } from "./timetable.ts";
import { parseLocal, zoneOffsets } from "./zone.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const berlin = zoneOffsets("Europe/Berlin", Date.UTC(2020, 0, 1), Date.UTC(2036, 0, 1));

function local(text: string): number {
  const ms = parseLocal(text);
  if (ms === null) throw new Error(`${text} is not in the calendar`);
  return ms;
}

function stateAt(of: Partial<LocalSchedule>, at: string, codeCounts = false, zone = berlin): ScheduleState {
  const schedule = { start_local_ms: null, end_local_ms: null, weekly: [], ...of };
  const now = Date.parse(at);
  const state = scheduleState(schedule, zone, now, codeCounts);
  const near = scheduleState(schedule, sliceZone(zone, now, ZONE_REACH_MS), now, codeCounts);
  if (near !== state) throw new Error(`the slice says ${near} and the zone ${state} at ${at}`);
  return state;
}

describe("repetitions", () => {
  const weekly = { start_local_ms: local("2026-03-01T10:00"), repeat: { every_days: 7, lasts_min: 120 } };
  const night = { start_local_ms: local("2026-03-01T02:30"), repeat: { every_days: 1, lasts_min: 60 } };
  const long = { start_local_ms: local("2026-03-01T00:00"), repeat: { every_days: 7, lasts_min: 6 * 1_440 } };
  const overlapping = {
    start_local_ms: local("2026-03-01T00:00"),
    repeat: { every_days: 1, lasts_min: 4_320 },
  };
  test.each<[string, Partial<LocalSchedule>, string, ScheduleState]>([
    ["before the first", weekly, "2026-03-01T08:59:59.999Z", "not_started"],
    ["the first", weekly, "2026-03-01T09:00Z", "holds"],
    ["the last instant of the first", weekly, "2026-03-01T10:59:59.999Z", "holds"],
    ["after the first", weekly, "2026-03-01T11:00Z", "outside_timetable"],
    ["before the fourth", weekly, "2026-03-22T08:59:59.999Z", "outside_timetable"],
    ["the fourth", weekly, "2026-03-22T09:00Z", "holds"],
    ["in summer an hour earlier", weekly, "2026-03-29T08:00Z", "holds"],
    ["not before it", weekly, "2026-03-29T07:59:59.999Z", "outside_timetable"],
    ["its end", weekly, "2026-03-29T10:00Z", "outside_timetable"],
    ["a week of the far future", weekly, "2035-03-04T09:00Z", "holds"],
    ["a start that the clock skips", night, "2026-03-29T01:29:59.999Z", "outside_timetable"],
    ["from there to 03:30 there is nothing", night, "2026-03-29T01:30Z", "outside_timetable"],
    ["the doubled hour belongs as a whole", night, "2026-10-25T00:30Z", "holds"],
    ["up to 03:30", night, "2026-10-25T02:29:59.999Z", "holds"],
    ["and no further", night, "2026-10-25T02:30Z", "outside_timetable"],
    ["six days of seven", long, "2026-03-06T22:59:59.999Z", "holds"],
    ["the seventh", long, "2026-03-06T23:00Z", "outside_timetable"],
    ["periods that overlap", overlapping, "2026-04-20T12:00Z", "holds"],
  ])("[TIM-11] %s", (_title, schedule, at, state) => {
    expect(stateAt(schedule, at)).toBe(state);
  });

  test("[TIM-11] the window ends the repetition", () => {
    const schedule = { ...weekly, end_local_ms: local("2026-03-08T11:00") };
    expect(stateAt(schedule, "2026-03-08T09:59:59.999Z")).toBe("holds");
    expect(stateAt(schedule, "2026-03-08T10:00Z")).toBe("expired");
  });
});

describe("days of the month", () => {
  test.each<[string, number[], string, ScheduleState]>([
    ["the first begins by the clock of the zone", [1], "2026-03-31T22:00Z", "holds"],
    ["and not before", [1], "2026-03-31T21:59:59.999Z", "outside_timetable"],
    ["the last of a short month", [-1], "2026-02-28T12:00Z", "holds"],
    ["the last of a leap February", [-1], "2028-02-29T12:00Z", "holds"],
    ["the 28th of a leap February is the one before", [-2], "2028-02-28T12:00Z", "holds"],
    ["the 31st of a month without one is skipped", [31], "2026-04-30T12:00Z", "outside_timetable"],
    ["the 31st from behind is the first of a long month", [-31], "2026-05-01T12:00Z", "holds"],
    ["and of no other", [-31], "2026-06-01T12:00Z", "outside_timetable"],
    ["one of several", [5, 15, -1], "2026-06-15T12:00Z", "holds"],
    ["none of several", [5, 15, -1], "2026-06-16T12:00Z", "outside_timetable"],
    ["no list is every day", [], "2026-06-16T12:00Z", "holds"],
  ])("[TIM-12] %s", (_title, month_days, at, state) => {
    expect(stateAt({ month_days }, at)).toBe(state);
  });

  test("[TIM-12] with a timetable both must hold, on the day of the instant", () => {
    const schedule = {
      month_days: [13],
      weekly: weeklyRanges([{ weekdays: [5], from: "22:00", to: "02:00" }]),
    };
    // Friday, 13 November 2026: the night belongs to Friday, the day of the month ends at midnight.
    expect(stateAt(schedule, "2026-11-13T22:30Z")).toBe("holds");
    expect(stateAt(schedule, "2026-11-13T23:30Z")).toBe("outside_timetable");
    expect(stateAt(schedule, "2026-11-20T22:30Z")).toBe("outside_timetable");
  });
});

describe("cool-down", () => {
  const schedule = {
    start_local_ms: local("2026-06-01T00:00"),
    end_local_ms: local("2026-06-08T00:00"),
    cool_down_local_ms: local("2026-06-10T00:00"),
  };
  test.each<[string, boolean, string, ScheduleState]>([
    ["without a code it ends at the end", false, "2026-06-07T22:00Z", "expired"],
    ["with a code it goes on", true, "2026-06-07T22:00Z", "holds"],
    ["to the end of the cool-down", true, "2026-06-09T21:59:59.999Z", "holds"],
    ["and no further", true, "2026-06-09T22:00Z", "expired"],
    ["a code does not let it begin earlier", true, "2026-05-31T21:59:59.999Z", "not_started"],
  ])("[TIM-13] %s", (_title, codeCounts, at, state) => {
    expect(stateAt(schedule, at, codeCounts)).toBe(state);
  });

  test("[TIM-13] without a cool-down a code changes nothing", () => {
    expect(stateAt({ ...schedule, cool_down_local_ms: undefined }, "2026-06-07T22:00Z", true)).toBe(
      "expired",
    );
  });

  test("[TIM-13] the timetable is asked in the cool-down too", () => {
    const weekly = weeklyRanges([{ weekdays: [2], from: "09:00", to: "10:00" }]);
    expect(stateAt({ ...schedule, weekly }, "2026-06-09T07:30Z", true)).toBe("holds");
    expect(stateAt({ ...schedule, weekly }, "2026-06-09T08:30Z", true)).toBe("outside_timetable");
  });
});

describe("teaser", () => {
  const schedule = {
    start_local_ms: local("2026-03-29T02:30"),
    end_local_ms: null,
    weekly: [],
    teaser_local_ms: local("2026-03-20T00:00"),
  };
  // The clock skips the start, so it is an hour later.
  test.each<[string, string, string | null]>([
    ["not before it begins", "2026-03-19T22:59:59.999Z", null],
    ["from then on", "2026-03-19T23:00Z", "2026-03-29T01:30Z"],
    ["up to the start", "2026-03-29T01:29:59.999Z", "2026-03-29T01:30Z"],
    ["and no further", "2026-03-29T01:30Z", null],
  ])("[TIM-13] announces %s", (_title, at, start) => {
    const startMs = start === null ? null : Date.parse(start);
    expect(announcedStart(schedule, berlin, Date.parse(at))).toBe(startMs);
  });

  test("[TIM-13] without a start or without a teaser nothing is announced", () => {
    const at = Date.parse("2026-03-25T00:00Z");
    expect(announcedStart({ ...schedule, start_local_ms: null }, berlin, at)).toBeNull();
    expect(announcedStart({ ...schedule, teaser_local_ms: undefined }, berlin, at)).toBeNull();
  });
});

const zones = [
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/Havana",
  "Antarctica/Troll",
].map((name) => zoneOffsets(name, Date.UTC(2009, 0, 1), Date.UTC(2020, 0, 1)));

describe("laws", () => {
  test("[TIM-11] at every instant as all periods written out say", () => {
    const zone = fc.constantFrom(...zones);
    const place = zone.chain((of: ZoneFacts) =>
      fc.record({
        zone: fc.constant(of),
        around: fc.constantFrom(...of.offsets.slice(1).map(({ from_ms }) => from_ms)),
      }),
    );
    const repeat = fc.record({
      every_days: fc.integer({ min: 1, max: 5 }),
      lasts_min: fc.oneof(fc.integer({ min: 1, max: 180 }), fc.integer({ min: 1, max: 20_000 })),
    });
    const startDays = fc.integer({ min: -40, max: 1 });
    fc.assert(
      fc.property(place, repeat, startDays, fc.nat({ max: 287 }), ({ zone, around }, of, days, fives) => {
        const start = Math.floor(around / DAY) * DAY + days * DAY + fives * 5 * MINUTE;
        const schedule = { start_local_ms: start, end_local_ms: null, weekly: [], repeat: of };
        const periods = Array.from({ length: 60 }, (_, period) => {
          const from = start + period * of.every_days * DAY;
          const to = from + of.lasts_min * MINUTE;
          return [instantOfLocal(zone, from, "start"), instantOfLocal(zone, to, "end")] as const;
        });
        for (let at = around - 2 * DAY; at < around + 2 * DAY; at += 15 * MINUTE) {
          const first = periods[0]?.[0] ?? 0;
          const holds = periods.some(([from, to]) => from <= at && at < to);
          const expected = at < first ? "not_started" : holds ? "holds" : "outside_timetable";
          const got = scheduleState(schedule, zone, at, false);
          if (got !== expected) expect([zone.zone, at, got]).toEqual([zone.zone, at, expected]);
          const slice = sliceZone(zone, at, ZONE_REACH_MS);
          expect(scheduleState(schedule, slice, at, false)).toBe(got);
        }
      }),
    );
  });
});
