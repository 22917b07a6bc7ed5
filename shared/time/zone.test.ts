import { describe, expect, test, vi } from "vitest";
import { offsetAt } from "./offsets.ts";
import { isZone, parseLocal, zoneOffsets } from "./zone.ts";

/** Minutes east of UTC as the platform's own date formatting shows them. */
function offsetByFormat(format: Intl.DateTimeFormat, ms: number): number {
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return (Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1_000) * 1_000) / 60_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}

describe("names", () => {
  test.each([
    ["Europe/Berlin", true],
    ["America/Argentina/Buenos_Aires", true],
    ["Asia/Kolkata", true],
    ["UTC", true],
    ["Europe/Kiev", true],
    ["europe/berlin", false],
    ["EUROPE/BERLIN", false],
    ["Europe/Nowhere", false],
    ["+01:00", false],
    ["-05:00", false],
    ["Z", false],
    ["utc", false],
    ["store", false],
    ["", false],
    [" Europe/Berlin", false],
    ["Europe/Berlin[u-ca=iso8601]", false],
    ["2026-03-29T02:30+02:00[Europe/Berlin]", false],
  ])("[TIM-2] `%s` as a zone: %s", (name, is) => {
    expect(isZone(name)).toBe(is);
  });
});

describe("offsets for a snapshot", () => {
  test("[TIM-2] Berlin in 2026", () => {
    const from = Date.UTC(2026, 0, 1);
    expect(zoneOffsets("Europe/Berlin", from, Date.UTC(2027, 0, 1))).toEqual({
      zone: "Europe/Berlin",
      offsets: [
        { from_ms: from, offset_min: 60 },
        { from_ms: Date.parse("2026-03-29T01:00Z"), offset_min: 120 },
        { from_ms: Date.parse("2026-10-25T01:00Z"), offset_min: 60 },
      ],
    });
  });

  test("[TIM-2] a change at the last instant is in, one at the first is the first entry", () => {
    const change = Date.parse("2026-03-29T01:00Z");
    const until = zoneOffsets("Europe/Berlin", change - 1, change).offsets;
    expect(until.map(({ offset_min }) => offset_min)).toEqual([60, 120]);
    expect(zoneOffsets("Europe/Berlin", change - 2, change - 1).offsets).toHaveLength(1);
    expect(zoneOffsets("Europe/Berlin", change, change + 1).offsets).toEqual([
      { from_ms: change, offset_min: 120 },
    ]);
  });

  test("[TIM-2] a zone whose clock stood still for decades still shows its next change", () => {
    // Samoa kept one offset from 1950 to 2010; each look ahead of the library is far shorter.
    const { offsets } = zoneOffsets("Pacific/Apia", Date.UTC(1975, 0, 1), Date.UTC(2012, 0, 1));
    expect(offsets.map(({ offset_min }) => offset_min)).toEqual([-660, -600, -660, -600, 840]);
  });

  test("[TIM-2] what today is does not matter, though the library looks ahead from today", () => {
    const ask = () => zoneOffsets("Pacific/Apia", Date.UTC(1975, 0, 1), Date.UTC(2012, 0, 1));
    const now = ask();
    vi.useFakeTimers({ now: Date.UTC(1976, 0, 1) });
    try {
      expect(ask()).toEqual(now);
    } finally {
      vi.useRealTimers();
    }
  });

  test("[TIM-2] until 1972 Liberia was 44.5 minutes behind; that is rounded up", () => {
    const { offsets } = zoneOffsets("Africa/Monrovia", Date.UTC(1971, 0, 1), Date.UTC(1973, 0, 1));
    expect(offsets.map(({ offset_min }) => offset_min)).toEqual([-44, 0]);
  });

  test("[TIM-2] a part of the span has the changes of that part", () => {
    for (const name of ["Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe"]) {
      const whole = zoneOffsets(name, Date.UTC(2010, 0, 1), Date.UTC(2040, 0, 1));
      const from = Date.UTC(2016, 5, 15);
      const to = Date.UTC(2031, 1, 3);
      const inside = whole.offsets.filter(({ from_ms }) => from_ms > from && from_ms <= to);
      const first = { from_ms: from, offset_min: offsetAt(whole, from) };
      expect(zoneOffsets(name, from, to).offsets).toEqual([first, ...inside]);
    }
  });

  test.each([
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Gaza",
    "Pacific/Apia",
    "Africa/Casablanca",
  ])("[TIM-2] %s on every day of 2005 to 2034 as the platform formats it", (name) => {
    const from = Date.UTC(2005, 0, 1);
    const to = Date.UTC(2035, 0, 1);
    const zone = zoneOffsets(name, from, to);
    const format = formatOf(name);
    for (let ms = from; ms < to; ms += 86_400_000) {
      if (offsetAt(zone, ms) !== offsetByFormat(format, ms)) expect([ms, offsetAt(zone, ms)]).toEqual([]);
    }
  });

  test("[TIM-2] every zone of the platform is a zone, and each change of 2025 to 2029 is to the second", () => {
    const from = Date.UTC(2025, 0, 1);
    const to = Date.UTC(2030, 0, 1);
    for (const name of Intl.supportedValuesOf("timeZone")) {
      expect([name, isZone(name)]).toEqual([name, true]);
      const format = formatOf(name);
      const { offsets } = zoneOffsets(name, from, to);
      offsets.forEach(({ from_ms, offset_min }, place) => {
        expect([name, from_ms, offsetByFormat(format, from_ms)]).toEqual([name, from_ms, offset_min]);
        const before = offsets[place - 1];
        if (before === undefined) return;
        expect([name, from_ms - 1, offsetByFormat(format, from_ms - 1)]).toEqual([
          name,
          from_ms - 1,
          before.offset_min,
        ]);
      });
      expect([name, offsetByFormat(format, to)]).toEqual([name, offsets.at(-1)?.offset_min]);
    }
  });
});

describe("local times as text", () => {
  test.each([
    ["2026-03-01T09:30", Date.UTC(2026, 2, 1, 9, 30)],
    ["2026-03-01T09:30:15", Date.UTC(2026, 2, 1, 9, 30, 15)],
    ["2028-02-29T10:00", Date.UTC(2028, 1, 29, 10)],
    ["2026-03-29T02:30", Date.UTC(2026, 2, 29, 2, 30)],
    ["1969-12-31T23:59:59", -1_000],
    ["9999-12-31T23:59:59", Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])("[TIM-3] %s is read", (text, ms) => {
    expect(parseLocal(text)).toBe(ms);
  });

  test.each([
    "2026-02-29T10:00",
    "2026-13-01T10:00",
    "2026-00-01T10:00",
    "2026-04-31T10:00",
    "2026-03-01T24:00",
    "2026-03-01T23:60",
    "2026-03-01T23:59:60",
    "2026-03-01",
    "2026-03-01T09:30Z",
    "2026-03-01T09:30+01:00",
    "2026-03-01 09:30",
    "2026-03-01T09:30[Europe/Berlin]",
    "26-03-01T09:30",
    "",
  ])("[TIM-3] `%s` is refused", (text) => {
    expect(parseLocal(text)).toBeNull();
  });
});
