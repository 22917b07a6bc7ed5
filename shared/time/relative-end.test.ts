import { describe, expect, test } from "vitest";
import { dateOfDay, dayOfDate, daysOfMonth } from "./civil.ts";
import { dayText } from "./instant-text.ts";
import { endAfterGrant, type RelativeEnd } from "./relative-end.ts";
import { zoneOffsets } from "./zone.ts";

const reach = [Date.UTC(2020, 0, 1), Date.UTC(2036, 0, 1)] as const;
const berlin = zoneOffsets("Europe/Berlin", ...reach);
const newYork = zoneOffsets("America/New_York", ...reach);

const days = (count: number, endOfDay = false): RelativeEnd => ({ unit: "day", count, endOfDay });
const months = (count: number, endOfDay = false): RelativeEnd => ({ unit: "month", count, endOfDay });

describe("ends after a grant", () => {
  test.each<[string, RelativeEnd, string, string]>([
    ["31 January and a month", months(1), "2026-01-31T09:00Z", "2026-02-28T09:00Z"],
    ["the end of that day", months(1, true), "2026-01-31T09:00Z", "2026-02-28T23:00Z"],
    ["31 January and a month of a leap year", months(1), "2028-01-31T09:00Z", "2028-02-29T09:00Z"],
    ["two months are not a month twice", months(2), "2026-01-31T09:00Z", "2026-03-31T08:00Z"],
    ["29 February and a year", months(12), "2028-02-29T09:00Z", "2029-02-28T09:00Z"],
    ["over the turn of the year", months(1), "2026-12-31T09:00Z", "2027-01-31T09:00Z"],
    ["into a December", months(11), "2026-01-15T09:00Z", "2026-12-15T09:00Z"],
    ["fourteen months", months(14), "2026-12-15T09:00Z", "2028-02-15T09:00Z"],
    ["31 March and a month", months(1), "2026-03-31T08:00Z", "2026-04-30T08:00Z"],
    [
      "days that pass the change in spring keep the time of day",
      days(2),
      "2026-03-28T09:00Z",
      "2026-03-30T08:00Z",
    ],
    ["a time of day that is skipped there", days(30), "2026-02-27T01:30Z", "2026-03-29T01:30Z"],
    ["the end of the day of 23 hours", days(30, true), "2026-02-27T01:30Z", "2026-03-29T22:00Z"],
    ["a time of day that comes twice ends at the last", months(1), "2026-09-25T00:30Z", "2026-10-25T01:30Z"],
    ["the end of the day of 25 hours", months(1, true), "2026-09-25T00:30Z", "2026-10-25T23:00Z"],
    ["the end of the day of the grant", days(0, true), "2026-06-15T12:00Z", "2026-06-15T22:00Z"],
    [
      "a grant after local midnight is of the next day",
      days(1, true),
      "2026-06-15T22:30Z",
      "2026-06-17T22:00Z",
    ],
  ])("[TIM-14] %s", (_title, end, grant, expected) => {
    expect(new Date(endAfterGrant(end, berlin, Date.parse(grant))).toISOString()).toBe(
      new Date(Date.parse(expected)).toISOString(),
    );
  });

  test("[TIM-14] the zone says which day it is", () => {
    const grant = Date.parse("2026-02-01T03:00Z");
    expect(endAfterGrant(months(1, true), newYork, grant)).toBe(Date.parse("2026-03-01T05:00Z"));
    expect(endAfterGrant(months(1, true), berlin, grant)).toBe(Date.parse("2026-03-01T23:00Z"));
  });

  test("[TIM-6] dates and days are each other's inverse, and months are as long as their days are many", () => {
    for (let day = dayOfDate(1899, 1, 1); day < dayOfDate(2105, 1, 1); day++) {
      const date = dateOfDay(day);
      expect(dayOfDate(date.year, date.month, date.day)).toBe(day);
      if (date.day === 1) {
        const last = dateOfDay(day - 1);
        expect(last.day).toBe(daysOfMonth(last.year, last.month));
      }
    }
    expect(dayText(dayOfDate(2000, 2, 29))).toBe("2000-02-29");
  });
});
