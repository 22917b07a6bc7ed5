import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ZoneFacts } from "../model/cart-facts.ts";
import { sliceZone } from "./offsets.ts";
import { type ScheduleState, scheduleState, ZONE_REACH_MS } from "./schedule.ts";
import { type TimetableRange, weeklyRanges } from "./timetable.ts";
import { parseLocal, zoneOffsets } from "./zone.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

interface Written {
  start?: string;
  end?: string;
  timetable?: TimetableRange[];
}

function stateAt(written: Written, zone: ZoneFacts, nowMs: number): ScheduleState {
  const ready = {
    start_local_ms: written.start === undefined ? null : parseLocal(written.start),
    end_local_ms: written.end === undefined ? null : parseLocal(written.end),
    weekly: weeklyRanges(written.timetable ?? []),
  };
  const state = scheduleState(ready, zone, nowMs, false);
  const near = scheduleState(ready, sliceZone(zone, nowMs, ZONE_REACH_MS), nowMs, false);
  if (near !== state) throw new Error(`the slice says ${near} and the zone ${state} at ${nowMs}`);
  return state;
}

const berlin = zoneOffsets("Europe/Berlin", Date.UTC(2020, 0, 1), Date.UTC(2036, 0, 1));
const newYork = zoneOffsets("America/New_York", Date.UTC(2020, 0, 1), Date.UTC(2036, 0, 1));

describe("windows", () => {
  const summer: Written = { start: "2026-03-29T02:30", end: "2026-10-25T02:30" };
  test.each<[ZoneFacts, string, ScheduleState]>([
    [berlin, "2026-03-29T01:29:59.999Z", "not_started"],
    [berlin, "2026-03-29T01:30:00.000Z", "holds"],
    [berlin, "2026-10-25T00:30:00.000Z", "holds"],
    [berlin, "2026-10-25T01:29:59.999Z", "holds"],
    [berlin, "2026-10-25T01:30:00.000Z", "expired"],
    [newYork, "2026-03-29T06:29:59.999Z", "not_started"],
    [newYork, "2026-03-29T06:30:00.000Z", "holds"],
  ])("[TIM-7] in $zone at %s it is %s", (zone, at, state) => {
    expect(stateAt(summer, zone, Date.parse(at))).toBe(state);
  });

  test("[TIM-7] a missing edge is open", () => {
    const at = Date.UTC(2026, 5, 1);
    expect(stateAt({}, berlin, at)).toBe("holds");
    expect(stateAt({ start: "2027-01-01T00:00" }, berlin, at)).toBe("not_started");
    expect(stateAt({ start: "2026-01-01T00:00" }, berlin, at)).toBe("holds");
    expect(stateAt({ end: "2027-01-01T00:00" }, berlin, at)).toBe("holds");
    expect(stateAt({ end: "2026-01-01T00:00" }, berlin, at)).toBe("expired");
  });

  test("[TIM-1] a window that ends where it starts holds never", () => {
    const empty = { start: "2026-06-01T12:00", end: "2026-06-01T12:00" };
    const edge = Date.parse("2026-06-01T10:00Z");
    expect([edge - 1, edge].map((at) => stateAt(empty, berlin, at))).toEqual(["not_started", "expired"]);
  });

  test("[TIM-10] outside the window the timetable is not asked", () => {
    const written: Written = {
      start: "2026-06-01T00:00",
      end: "2026-06-08T00:00",
      timetable: [{ weekdays: [1], from: "09:00", to: "17:00" }],
    };
    const at = (text: string) => stateAt(written, berlin, Date.parse(text));
    expect(at("2026-05-25T10:00Z")).toBe("not_started");
    expect(at("2026-05-25T20:00Z")).toBe("not_started");
    expect(at("2026-06-01T10:00Z")).toBe("holds");
    expect(at("2026-06-02T10:00Z")).toBe("outside_timetable");
    expect(at("2026-06-08T10:00Z")).toBe("expired");
  });
});

describe("timetables", () => {
  test.each<[string, TimetableRange, string, string]>([
    [
      "[TIM-8] a range over midnight",
      { weekdays: [5], from: "22:00", to: "02:00" },
      "2026-06-05T20:00Z",
      "2026-06-06T00:00Z",
    ],
    [
      "[TIM-8] a range over Sunday midnight",
      { weekdays: [7], from: "22:00", to: "02:00" },
      "2026-06-07T20:00Z",
      "2026-06-08T00:00Z",
    ],
    [
      "[TIM-8] a whole day",
      { weekdays: [3], from: "00:00", to: "24:00" },
      "2026-06-02T22:00Z",
      "2026-06-03T22:00Z",
    ],
    [
      "[TIM-9] an ordinary night",
      { weekdays: [6], from: "22:00", to: "02:30" },
      "2026-06-06T20:00Z",
      "2026-06-07T00:30Z",
    ],
    [
      "[TIM-9] the night of the change in spring",
      { weekdays: [6], from: "22:00", to: "02:30" },
      "2026-03-28T21:00Z",
      "2026-03-29T01:30Z",
    ],
    [
      "[TIM-9] the night of the change in autumn",
      { weekdays: [6], from: "22:00", to: "02:30" },
      "2026-10-24T20:00Z",
      "2026-10-25T01:30Z",
    ],
    [
      "[TIM-9] from inside the doubled hour",
      { weekdays: [7], from: "02:30", to: "04:00" },
      "2026-10-25T00:30Z",
      "2026-10-25T03:00Z",
    ],
    [
      "[TIM-9] a range inside the skipped hour",
      { weekdays: [7], from: "02:00", to: "02:30" },
      "2026-03-29T01:00Z",
      "2026-03-29T01:30Z",
    ],
  ])("%s holds from its first to its last instant and not beside them", (_title, range, from, to) => {
    const at = (ms: number) => stateAt({ timetable: [range] }, berlin, ms);
    const [first, end] = [Date.parse(from), Date.parse(to)];
    expect([first - 1, first, end - 1, end].map(at)).toEqual([
      "outside_timetable",
      "holds",
      "holds",
      "outside_timetable",
    ]);
  });

  test("[TIM-8] Friday night is not the night to Friday", () => {
    const timetable = [{ weekdays: [5], from: "22:00", to: "02:00" }];
    expect(stateAt({ timetable }, berlin, Date.parse("2026-06-05T23:00Z"))).toBe("holds");
    expect(stateAt({ timetable }, berlin, Date.parse("2026-06-04T23:00Z"))).toBe("outside_timetable");
  });

  test("[TIM-9] a range that would end before it starts does not hold on that day", () => {
    const timetable = [{ weekdays: [7], from: "02:30", to: "03:15" }];
    for (let at = Date.parse("2026-03-28T23:00Z"); at < Date.parse("2026-03-29T22:00Z"); at += 5 * MINUTE) {
      expect(stateAt({ timetable }, berlin, at)).toBe("outside_timetable");
    }
    expect(stateAt({ timetable }, berlin, Date.parse("2026-04-05T01:00Z"))).toBe("holds");
  });

  test("[TIM-9] the Friday that Apia skipped is given on the Saturday", () => {
    const apia = zoneOffsets("Pacific/Apia", Date.UTC(2010, 0, 1), Date.UTC(2013, 0, 1));
    const timetable = [{ weekdays: [5], from: "09:00", to: "17:00" }];
    const states = ["30T18:59", "30T19:00", "31T02:59", "31T03:00"].map((time) =>
      stateAt({ timetable }, apia, Date.parse(`2011-12-${time}Z`)),
    );
    expect(states).toEqual(["outside_timetable", "holds", "holds", "outside_timetable"]);
  });

  test("[TIM-9] Monday has begun once its clock showed it, though the clock went back to Sunday", () => {
    const change = Date.parse("2026-06-07T22:30Z");
    const zone = {
      zone: "Europe/Berlin",
      offsets: [
        { from_ms: 0, offset_min: 120 },
        { from_ms: change, offset_min: 60 },
      ],
    };
    const timetable = [{ weekdays: [1], from: "00:15", to: "09:00" }];
    const states = ["22:14", "22:15", "22:30", "23:14"].map((time) =>
      stateAt({ timetable }, zone, Date.parse(`2026-06-07T${time}Z`)),
    );
    expect(states).toEqual(["outside_timetable", "holds", "holds", "holds"]);
  });
});

/** Every fifth minute of some days with what the clock shows, found by reading the list of offsets from the front. */
class WrittenOutClock {
  readonly instants: number[] = [];
  readonly readings: number[] = [];

  constructor(zone: ZoneFacts, fromMs: number, toMs: number) {
    for (let ms = fromMs; ms < toMs; ms += 5 * MINUTE) {
      let minutes = zone.offsets[0]?.offset_min ?? 0;
      for (const { from_ms, offset_min } of zone.offsets.slice(1)) if (from_ms <= ms) minutes = offset_min;
      this.instants.push(ms);
      this.readings.push(ms + minutes * MINUTE);
    }
  }

  instantOf(reading: number, edge: "start" | "end"): number {
    const place = edge === "start" ? this.readings.indexOf(reading) : this.readings.lastIndexOf(reading);
    const found = this.instants[place];
    if (found !== undefined) return found;
    // Skipped: as many minutes after the last reading before it as the clock would have gone on.
    const before = this.readings.findLastIndex((other) => other < reading);
    return (this.instants[before] ?? Number.NaN) + reading - (this.readings[before] ?? Number.NaN);
  }
}

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Apia",
  "Africa/Casablanca",
  "Africa/Cairo",
  "America/Sao_Paulo",
  "America/Havana",
  "Antarctica/Troll",
].map((name) => zoneOffsets(name, Date.UTC(2005, 0, 1), Date.UTC(2036, 0, 1)));

const clockTime = fc
  .nat({ max: 288 })
  .map((fives) => fives * 5)
  .map((min) => `${String(Math.floor(min / 60)).padStart(2, "0")}:${String(min % 60).padStart(2, "0")}`);
const nightTime = fc.constantFrom(
  "00:00",
  "00:30",
  "01:00",
  "01:30",
  "01:45",
  "02:00",
  "02:15",
  "02:30",
  "03:00",
  "23:30",
  "24:00",
);
const timetables = fc.array(
  fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    from: fc.oneof(clockTime, nightTime).filter((time) => time !== "24:00"),
    to: fc.oneof(clockTime, nightTime),
  }),
  { minLength: 0, maxLength: 3 },
);
/** A change of a zone, or any day where a zone has none. */
const places = fc.constantFrom(...zones).chain((zone) =>
  fc.record({
    zone: fc.constant(zone),
    around: fc
      .oneof(
        fc.constantFrom(...zone.offsets.map(({ from_ms }) => from_ms)),
        fc.integer({ min: Date.UTC(2006, 0, 1), max: Date.UTC(2035, 0, 1) }),
      )
      .map((ms) => Math.floor(ms / DAY) * DAY),
  }),
);
const edge = fc.option(fc.integer({ min: -288 * 2, max: 288 * 2 }).map((fives) => fives * 5 * MINUTE));

describe("laws", () => {
  test("[TIM-10] at every instant around a change as a written-out clock says", () => {
    fc.assert(
      fc.property(places, timetables, edge, edge, ({ zone, around }, timetable, startOff, endOff) => {
        const clock = new WrittenOutClock(zone, around - 6 * DAY, around + 6 * DAY);
        const start = startOff === null ? null : around + startOff;
        const end = endOff === null ? null : around + endOff;
        const startsAt = start === null ? Number.NEGATIVE_INFINITY : clock.instantOf(start, "start");
        const endsAt = end === null ? Number.POSITIVE_INFINITY : clock.instantOf(end, "end");
        const periods: [number, number][] = [];
        for (let midnight = around - 4 * DAY; midnight <= around + 4 * DAY; midnight += DAY) {
          const weekday = ((((midnight / DAY + 3) % 7) + 7) % 7) + 1;
          for (const { weekdays, from, to } of timetable) {
            if (!weekdays.includes(weekday)) continue;
            const minutes = (text: string) =>
              (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE;
            const lastDay = minutes(to) > minutes(from) ? midnight : midnight + DAY;
            periods.push([
              clock.instantOf(midnight + minutes(from), "start"),
              clock.instantOf(lastDay + minutes(to), "end"),
            ]);
          }
        }
        const ready = { start_local_ms: start, end_local_ms: end, weekly: weeklyRanges(timetable) };
        for (let now = around - 2 * DAY; now <= around + 2 * DAY; now += 5 * MINUTE) {
          for (const at of [now, now - 1]) {
            const inTimetable = timetable.length === 0 || periods.some(([from, to]) => from <= at && at < to);
            const expected =
              at < startsAt
                ? "not_started"
                : at >= endsAt
                  ? "expired"
                  : inTimetable
                    ? "holds"
                    : "outside_timetable";
            const got = scheduleState(ready, zone, at, false);
            if (got !== expected) expect([zone.zone, at, got]).toEqual([zone.zone, at, expected]);
          }
        }
      }),
    );
  });

  test("[TIM-10] a slice of nine days says the same as the whole zone", () => {
    fc.assert(
      fc.property(
        places,
        timetables,
        fc.option(fc.integer({ min: -400, max: 400 })),
        fc.option(fc.integer({ min: -400, max: 400 })),
        fc.integer({ min: -3 * DAY, max: 3 * DAY }),
        ({ zone, around }, timetable, startDays, endDays, off) => {
          const now = around + off;
          const ready = {
            start_local_ms: startDays === null ? null : around + startDays * DAY,
            end_local_ms: endDays === null ? null : around + endDays * DAY,
            weekly: weeklyRanges(timetable),
          };
          const slice = sliceZone(zone, now, ZONE_REACH_MS);
          expect(scheduleState(ready, slice, now, false)).toBe(scheduleState(ready, zone, now, false));
        },
      ),
    );
  });
});
