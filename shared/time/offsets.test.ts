import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { ZoneFacts } from "../model/cart-facts.ts";
import { instantOfLocal, localDay, localMs, offsetAt, sliceZone } from "./offsets.ts";
import { parseLocal, zoneOffsets } from "./zone.ts";

const FROM = Date.UTC(2000, 0, 1);
const TO = Date.UTC(2036, 0, 1);
const HOUR = 3_600_000;

const names = [
  "Europe/Berlin",
  "Europe/Dublin",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Havana",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Antarctica/Troll",
  "UTC",
];
const zones = new Map(names.map((name) => [name, zoneOffsets(name, FROM, TO)]));

function zoneNamed(name: string): ZoneFacts {
  const zone = zones.get(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  return zone;
}

function local(text: string): number {
  const ms = parseLocal(text);
  if (ms === null) throw new Error(`no local time ${text}`);
  return ms;
}

/** What the tz library says: its "compatible" is our start, its "later" our end. */
function instantByLibrary(zone: string, localTime: number, edge: "start" | "end"): number {
  const disambiguation = edge === "start" ? "compatible" : "later";
  return Temporal.Instant.fromEpochMilliseconds(localTime)
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime()
    .toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
}

describe("local times", () => {
  test.each([
    // TIM-4: what comes twice, and its neighbours.
    ["[TIM-4]", "Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00Z", "2026-10-25T01:00Z"],
    ["[TIM-4]", "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z", "2026-10-25T01:30Z"],
    ["[TIM-4]", "Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59Z", "2026-10-24T23:59Z"],
    ["[TIM-4]", "Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00Z", "2026-10-25T02:00Z"],
    ["[TIM-4]", "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30Z", "2026-11-01T06:30Z"],
    ["[TIM-4]", "Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z", "2026-04-04T15:15Z"],
    ["[TIM-4]", "Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30Z", "2026-10-29T21:30Z"],
    // TIM-5: what is skipped moves forward.
    ["[TIM-5]", "Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59Z", "2026-03-29T00:59Z"],
    ["[TIM-5]", "Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00Z", "2026-03-29T01:00Z"],
    ["[TIM-5]", "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30Z", "2026-03-29T01:30Z"],
    ["[TIM-5]", "Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00Z", "2026-03-29T01:00Z"],
    ["[TIM-5]", "America/New_York", "2026-03-08T02:30", "2026-03-08T07:30Z", "2026-03-08T07:30Z"],
    ["[TIM-5]", "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45Z", "2026-10-03T15:45Z"],
    ["[TIM-5]", "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00Z", "2011-12-30T22:00Z"],
    ["[TIM-5]", "America/Sao_Paulo", "2018-11-04T00:30", "2018-11-04T03:30Z", "2018-11-04T03:30Z"],
    // Where the clock never changes.
    ["[TIM-1]", "Asia/Kolkata", "2026-03-29T02:30", "2026-03-28T21:00Z", "2026-03-28T21:00Z"],
    ["[TIM-1]", "UTC", "2026-03-29T02:30", "2026-03-29T02:30Z", "2026-03-29T02:30Z"],
  ])("%s %s %s starts at %s and ends at %s", (_rule, name, text, start, end) => {
    const zone = zoneNamed(name);
    expect(instantOfLocal(zone, local(text), "start")).toBe(Date.parse(start));
    expect(instantOfLocal(zone, local(text), "end")).toBe(Date.parse(end));
  });

  test("[TIM-5] noon of the day that Apia skipped is noon of the next", () => {
    const zone = zoneNamed("Pacific/Apia");
    expect(localMs(zone, instantOfLocal(zone, local("2011-12-30T12:00"), "start"))).toBe(
      local("2011-12-31T12:00"),
    );
  });

  test.each(names)("[TIM-4] [TIM-5] around every change of %s as the tz library reads them", (name) => {
    const zone = zoneNamed(name);
    for (const { from_ms } of zone.offsets.slice(1)) {
      for (const offset of [offsetAt(zone, from_ms - 1), offsetAt(zone, from_ms)]) {
        const reading = from_ms + offset * 60_000;
        for (const off of [-90, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61, 119, 120].map(
          (min) => min * 60_000,
        )) {
          for (const edge of ["start", "end"] as const) {
            const expected = instantByLibrary(name, reading + off, edge);
            expect([name, reading + off, edge, instantOfLocal(zone, reading + off, edge)]).toEqual([
              name,
              reading + off,
              edge,
              expected,
            ]);
          }
        }
      }
    }
  });
});

describe("laws", () => {
  const anyInstant = fc.record({
    zone: fc.constantFrom(...names).map(zoneNamed),
    ms: fc.integer({ min: FROM, max: TO }),
  });
  const nearChange = fc
    .constantFrom(...names.map(zoneNamed).filter(({ offsets }) => offsets.length > 1))
    .chain((zone) =>
      fc.record({
        zone: fc.constant(zone),
        ms: fc
          .tuple(fc.constantFrom(...zone.offsets.slice(1)), fc.integer({ min: -30 * HOUR, max: 30 * HOUR }))
          .map(([{ from_ms }, off]) => from_ms + off),
      }),
    );
  const instants = fc.oneof(anyInstant, nearChange);

  test("[TIM-4] an instant lies between the first and the last instant of its own reading", () => {
    fc.assert(
      fc.property(instants, ({ zone, ms }) => {
        const reading = localMs(zone, ms);
        const first = instantOfLocal(zone, reading, "start");
        const last = instantOfLocal(zone, reading, "end");
        expect(first <= ms && ms <= last).toBe(true);
        expect(ms === first || ms === last).toBe(true);
        expect([localMs(zone, first), localMs(zone, last)]).toEqual([reading, reading]);
      }),
    );
  });

  test("[TIM-10] a slice answers as the whole zone near its instant", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -7 * 24, max: 7 * 24 }), ({ zone, ms }, hours) => {
        const slice = sliceZone(zone, ms, 9 * 24 * HOUR);
        const near = ms + hours * HOUR;
        expect(offsetAt(slice, near)).toBe(offsetAt(zone, near));
        for (const edge of ["start", "end"] as const) {
          expect(instantOfLocal(slice, localMs(zone, near), edge)).toBe(
            instantOfLocal(zone, localMs(zone, near), edge),
          );
        }
        expect(slice.offsets.length).toBeLessThanOrEqual(zone.offsets.length);
      }),
    );
  });

  test("[TIM-6] the calendar day is the one that the tz library names", () => {
    const everySpan = fc.record({
      zone: fc.constant(zoneNamed("UTC")),
      ms: fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) }),
    });
    fc.assert(
      fc.property(fc.oneof(instants, everySpan), ({ zone, ms }) => {
        const day = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone.zone).toPlainDate();
        expect(localDay(zone, ms)).toBe(day.toString());
      }),
    );
  });

  test.each([
    "0001-01-01",
    "1969-12-31",
    "1970-01-01",
    "1999-12-31",
    "2000-02-29",
    "2000-03-01",
    "2100-02-28",
    "2100-03-01",
    "2400-02-29",
    "9999-12-31",
  ])("[TIM-6] the first and the last millisecond of %s are in it", (day) => {
    const midnight = Date.parse(`${day}T00:00Z`);
    const utc = zoneNamed("UTC");
    expect([localDay(utc, midnight), localDay(utc, midnight + 86_399_999)]).toEqual([day, day]);
  });
});

describe("offsets as given", () => {
  const zone: ZoneFacts = {
    zone: "Europe/Berlin",
    offsets: [
      { from_ms: 1_000, offset_min: 60 },
      { from_ms: 5_000_000, offset_min: 120 },
      { from_ms: 90_000_000, offset_min: 60 },
    ],
  };

  test.each([
    [-1e15, 60],
    [4_999_999, 60],
    [5_000_000, 120],
    [89_999_999, 120],
    [90_000_000, 60],
    [1e15, 60],
  ])("[TIM-2] at %i the offset is %i minutes", (ms, minutes) => {
    expect(offsetAt(zone, ms)).toBe(minutes);
    expect(localMs(zone, ms)).toBe(ms + minutes * 60_000);
  });

  test("[TIM-2] a slice keeps the offset that held at its beginning and those that begin inside", () => {
    expect(sliceZone(zone, 5_000_000, 10).offsets).toEqual(zone.offsets.slice(0, 2));
    expect(sliceZone(zone, 6_000_000, 1_000_000).offsets).toEqual(zone.offsets.slice(1, 2));
    expect(sliceZone(zone, 6_000_001, 1_000_000).offsets).toEqual(zone.offsets.slice(1, 2));
    expect(sliceZone(zone, 5_000_000, 85_000_000).offsets).toEqual(zone.offsets);
    expect(sliceZone(zone, -1e9, 1).offsets).toEqual(zone.offsets.slice(0, 1));
  });

  test.each([
    ["Europe/Berlin", "2026-03-29"],
    ["America/New_York", "2026-03-28"],
  ])("[TIM-6] 2026-03-28T23:00Z in %s is %s", (name, day) => {
    expect(localDay(zoneNamed(name), Date.parse("2026-03-28T23:00Z"))).toBe(day);
  });
});
