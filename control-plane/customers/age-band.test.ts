/** Age bands change on the birthday, for those born on 29 February on 1 March of other years. */
import { describe, expect, it } from "vitest";
import { ageBand, nextBandDay } from "./age-band.ts";

describe("age bands", () => {
  it.each([
    ["2008-02-29", "2026-02-28", "under_18"],
    ["2008-02-29", "2026-03-01", "18_24"],
    ["2000-02-29", "2025-02-28", "18_24"],
    ["2000-02-29", "2025-03-01", "25_34"],
    // 84 years on is a leap year again; 45 after 1979 is one for who was not born in one.
    ["1979-02-28", "2024-02-28", "45_54"],
    ["1979-03-01", "2024-02-29", "35_44"],
    ["1960-02-29", "2024-02-29", "55_64"],
    ["1960-02-29", "2025-02-28", "55_64"],
    ["1960-02-29", "2025-03-01", "65_plus"],
    ["2008-10-15", "2026-10-14", "under_18"],
    ["2008-10-15", "2026-10-15", "18_24"],
    ["2030-01-01", "2026-10-15", null],
  ])("who is born on %s is on %s %s", (birthDate, day, band) => {
    expect(ageBand(birthDate, day)).toBe(band);
  });

  it.each([
    ["2008-02-29", "2026-02-28", "2026-03-01"],
    ["2008-02-29", "2026-03-01", "2033-03-01"],
    ["1961-05-05", "2026-05-04", "2026-05-05"],
    ["1961-05-05", "2026-05-05", null],
    ["2030-01-01", "2026-10-15", "2030-01-01"],
  ])("of who is born on %s the band after %s begins on %s", (birthDate, day, next) => {
    expect(nextBandDay(birthDate, day)).toBe(next);
  });
});
