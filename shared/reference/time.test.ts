/** The reference evaluator's own time, against the examples of docs/spec/time.md. */
import { describe, expect, test } from "vitest";
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { RuleSchedule } from "../rules/rule-set.ts";
import { isoText } from "./calendar.ts";
import { instantOfLocal, localDay, scheduleState } from "./time.ts";

const at = (text: string) => Date.parse(text);
/** A wall clock as the milliseconds it has in UTC. */
const clock = (text: string) => Date.parse(`${text}Z`);

const berlin: ZoneFacts = {
  zone: "Europe/Berlin",
  offsets: [
    { from_ms: at("2025-10-26T01:00Z"), offset_min: 60 },
    { from_ms: at("2026-03-29T01:00Z"), offset_min: 120 },
    { from_ms: at("2026-10-25T01:00Z"), offset_min: 60 },
  ],
};
const lordHowe: ZoneFacts = {
  zone: "Australia/Lord_Howe",
  offsets: [
    { from_ms: at("2025-10-04T15:30Z"), offset_min: 660 },
    { from_ms: at("2026-04-04T15:00Z"), offset_min: 630 },
    { from_ms: at("2026-10-03T15:30Z"), offset_min: 660 },
  ],
};
const newYork: ZoneFacts = {
  zone: "America/New_York",
  offsets: [
    { from_ms: at("2025-11-02T06:00Z"), offset_min: -300 },
    { from_ms: at("2026-03-08T07:00Z"), offset_min: -240 },
  ],
};
const apia: ZoneFacts = {
  zone: "Pacific/Apia",
  offsets: [
    { from_ms: at("2011-09-24T14:00Z"), offset_min: -600 },
    { from_ms: at("2011-12-30T10:00Z"), offset_min: 840 },
  ],
};

test.each<[string, ZoneFacts, string, string, string]>([
  ["[TIM-4] twice, Berlin", berlin, "2026-10-25T02:30", "2026-10-25T00:30Z", "2026-10-25T01:30Z"],
  ["[TIM-4] just before", berlin, "2026-10-25T01:59", "2026-10-24T23:59Z", "2026-10-24T23:59Z"],
  ["[TIM-4] just after", berlin, "2026-10-25T03:00", "2026-10-25T02:00Z", "2026-10-25T02:00Z"],
  ["[TIM-4] twice, by half an hour", lordHowe, "2026-04-05T01:45", "2026-04-04T14:45Z", "2026-04-04T15:15Z"],
  ["[TIM-5] skipped, Berlin", berlin, "2026-03-29T02:30", "2026-03-29T01:30Z", "2026-03-29T01:30Z"],
  ["[TIM-5] the first reading skipped", berlin, "2026-03-29T02:00", "2026-03-29T01:00Z", "2026-03-29T01:00Z"],
  ["[TIM-5] skipped, New York", newYork, "2026-03-08T02:30", "2026-03-08T07:30Z", "2026-03-08T07:30Z"],
  [
    "[TIM-5] skipped, by half an hour",
    lordHowe,
    "2026-10-04T02:15",
    "2026-10-03T15:45Z",
    "2026-10-03T15:45Z",
  ],
  ["[TIM-5] a skipped day", apia, "2011-12-30T12:00", "2011-12-30T22:00Z", "2011-12-30T22:00Z"],
])("%s: %s %s", (_, zone, reading, start, end) => {
  expect(instantOfLocal(zone, clock(reading), "start")).toBe(at(start));
  expect(instantOfLocal(zone, clock(reading), "end")).toBe(at(end));
});

const MONDAY_MIN = 0;
const SATURDAY_MIN = 5 * 1440;
const SUNDAY_MIN = 6 * 1440;

function weekly(from_min: number, to_min: number) {
  return { zone: "Europe/Berlin", start_local_ms: null, end_local_ms: null, weekly: [{ from_min, to_min }] };
}

describe("timetables", () => {
  test.each<[string, number, number, string, boolean]>([
    ["[TIM-8] over the end of the week", SUNDAY_MIN + 1320, SUNDAY_MIN + 1560, "2026-07-05T23:59:59Z", true],
    ["[TIM-8] until its end", SUNDAY_MIN + 1320, SUNDAY_MIN + 1560, "2026-07-06T00:00:00Z", false],
    ["[TIM-8] not on the evening after", SUNDAY_MIN + 1320, SUNDAY_MIN + 1560, "2026-07-06T20:00:00Z", false],
    ["[TIM-8] from the first minute of Monday", MONDAY_MIN, 60, "2026-07-05T22:00:00Z", true],
    [
      "[TIM-9] spring: until the clock shows 03:30",
      SATURDAY_MIN + 1320,
      SUNDAY_MIN + 150,
      "2026-03-29T01:29:59Z",
      true,
    ],
    ["[TIM-9] and no longer", SATURDAY_MIN + 1320, SUNDAY_MIN + 150, "2026-03-29T01:30:00Z", false],
    ["[TIM-9] autumn: an hour more", SATURDAY_MIN + 1320, SUNDAY_MIN + 150, "2026-10-25T01:29:59Z", true],
    ["[TIM-9] and no longer than that", SATURDAY_MIN + 1320, SUNDAY_MIN + 150, "2026-10-25T01:30:00Z", false],
    [
      "[TIM-9] a range that would end before it starts",
      SUNDAY_MIN + 150,
      SUNDAY_MIN + 195,
      "2026-03-29T01:20:00Z",
      false,
    ],
  ])("%s", (_, from, to, instant, holds) => {
    expect(scheduleState(weekly(from, to), berlin, at(instant), false)).toBe(
      holds ? "holds" : "outside_timetable",
    );
  });
});

describe("windows", () => {
  const summer = {
    zone: "Europe/Berlin",
    start_local_ms: clock("2026-03-29T02:30"),
    end_local_ms: clock("2026-10-25T02:30"),
    weekly: [],
  };

  test.each([
    ["[TIM-7] before the start", "2026-03-29T01:29:59.999Z", "not_started"],
    ["[TIM-7] at the start", "2026-03-29T01:30:00.000Z", "holds"],
    ["[TIM-7] in the last millisecond", "2026-10-25T01:29:59.999Z", "holds"],
    ["[TIM-7] at the end", "2026-10-25T01:30:00.000Z", "expired"],
  ])("%s", (_, instant, state) => {
    expect(scheduleState(summer, berlin, at(instant), false)).toBe(state);
  });
});

const always: RuleSchedule = { zone: "Europe/Berlin", start_local_ms: null, end_local_ms: null, weekly: [] };

describe("repetitions", () => {
  const weeklySale: RuleSchedule = {
    ...always,
    start_local_ms: clock("2026-03-01T10:00"),
    repeat: { every_days: 7, lasts_min: 120 },
  };
  const overlapping: RuleSchedule = { ...weeklySale, repeat: { every_days: 1, lasts_min: 3 * 1440 } };

  test.each<[string, RuleSchedule, string, string]>([
    ["[TIM-11] the first period is that of the start", weeklySale, "2026-03-01T09:00Z", "holds"],
    ["[TIM-11] before it", weeklySale, "2026-03-01T08:59:59.999Z", "not_started"],
    ["[TIM-11] its end is exclusive", weeklySale, "2026-03-01T11:00Z", "outside_timetable"],
    ["[TIM-11] in winter time", weeklySale, "2026-03-22T09:00Z", "holds"],
    ["[TIM-11] not an hour earlier", weeklySale, "2026-03-22T08:59Z", "outside_timetable"],
    ["[TIM-11] by the wall clock in summer time", weeklySale, "2026-03-29T08:00Z", "holds"],
    ["[TIM-11] and its last millisecond", weeklySale, "2026-03-29T09:59:59.999Z", "holds"],
    ["[TIM-11] on a day between", weeklySale, "2026-03-24T09:30Z", "outside_timetable"],
    ["[TIM-11] a period from days before", overlapping, "2026-06-03T07:59Z", "holds"],
    ["[TIM-11] none before the first", overlapping, "2026-02-28T12:00Z", "not_started"],
  ])("%s", (_, schedule, instant, state) => {
    expect(scheduleState(schedule, berlin, at(instant), false)).toBe(state);
  });
});

describe("days of the month", () => {
  const days = (...month_days: number[]): RuleSchedule => ({ ...always, month_days });
  const evening = [{ from_min: 4 * 1440 + 1320, to_min: 4 * 1440 + 1560 }];

  test.each<[string, RuleSchedule, string, boolean]>([
    ["[TIM-12] the day by the zone's clock", days(2), "2026-07-01T22:00Z", true],
    ["[TIM-12] not by UTC", days(1), "2026-07-01T22:00Z", false],
    ["[TIM-12] the last day of February", days(-1), "2026-02-28T12:00Z", true],
    ["[TIM-12] the last of a leap year", days(-1), "2028-02-28T12:00Z", false],
    ["[TIM-12] the one before the last", days(-2), "2028-02-28T12:00Z", true],
    ["[TIM-12] a day that the month lacks is skipped", days(31), "2026-06-30T12:00Z", false],
    ["[TIM-12] one of several", days(15, -1), "2026-06-30T12:00Z", true],
    [
      "[TIM-12] with a timetable on the day of the instant",
      { ...days(4), weekly: evening },
      "2026-07-03T22:30Z",
      true,
    ],
    [
      "[TIM-12] not on the day on which the range starts",
      { ...days(3), weekly: evening },
      "2026-07-03T22:30Z",
      false,
    ],
  ])("%s", (_, schedule, instant, holds) => {
    expect(scheduleState(schedule, berlin, at(instant), false)).toBe(holds ? "holds" : "outside_timetable");
  });
});

describe("cool-down", () => {
  const ending: RuleSchedule = {
    ...always,
    end_local_ms: clock("2026-07-01T00:00"),
    cool_down_local_ms: clock("2026-07-08T00:00"),
  };
  const onWednesdays = { ...ending, weekly: [{ from_min: 2 * 1440, to_min: 3 * 1440 }] };

  test.each<[string, RuleSchedule, string, boolean, string]>([
    ["[TIM-13] over for all others", ending, "2026-06-30T22:00Z", false, "expired"],
    ["[TIM-13] not yet for those with a code", ending, "2026-06-30T22:00Z", true, "holds"],
    ["[TIM-13] and over for them too", ending, "2026-07-07T22:00Z", true, "expired"],
    ["[TIM-13] the timetable is still asked", onWednesdays, "2026-07-02T12:00Z", true, "outside_timetable"],
    ["[TIM-13] and holds", onWednesdays, "2026-07-01T12:00Z", true, "holds"],
  ])("%s", (_, schedule, instant, codeCounts, state) => {
    expect(scheduleState(schedule, berlin, at(instant), codeCounts)).toBe(state);
  });
});

test("[TIM-6] the calendar day is that of the zone's clock", () => {
  const dayOf = (instant: string, zone: ZoneFacts) => localDay(zone, at(instant));
  expect(dayOf("2026-03-28T23:00Z", berlin)).toBe(at("2026-03-29T00:00Z") / 86_400_000);
  expect(dayOf("2026-03-28T23:00Z", newYork)).toBe(at("2026-03-28T00:00Z") / 86_400_000);
});

test("an instant is told as the platform tells it", () => {
  for (const text of [
    "1970-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.999Z",
    "2000-02-29T12:34:56.789Z",
    "2100-03-01T00:00:00.001Z",
    "2026-12-31T23:59:59.050Z",
  ]) {
    expect(isoText(at(text))).toBe(text);
  }
});
