/** Schedules and windows of codes in whole decisions. */
import type { Reason } from "../../shared/model/reason.ts";
import type { RuleSchedule } from "../../shared/rules/rule-set.ts";
import { local, saturdayNight, schedule, ten } from "./condition-rows.ts";
import { golden, type Row } from "./golden.ts";

function at(title: string, instant: string, schedules: RuleSchedule[], codes: Reason["code"][]): Row {
  return {
    title,
    promotions: [{ schedules }],
    at: instant,
    cart: { lines: ten },
    expected: { reasons: codes.length === 0 ? {} : { p: codes.map((code) => ({ code })) } },
  };
}

const july = schedule({ start_local_ms: local("2026-07-01T00:00"), end_local_ms: local("2026-08-01T00:00") });
const julyOfStore = { ...july, zone: "store" };
const julyInNewYork = { ...july, zone: "America/New_York" };
const doubledHour = schedule({
  start_local_ms: local("2026-10-25T02:30"),
  end_local_ms: local("2026-10-25T02:45"),
});

golden("time", [
  at("[CND-15] the last millisecond before the start", "2026-06-30T21:59:59.999Z", [july], ["not_started"]),
  at("[CND-15] the first millisecond", "2026-06-30T22:00:00Z", [july], []),
  at("[CND-15] the last millisecond", "2026-07-31T21:59:59.999Z", [july], []),
  at("[CND-15] the end is outside", "2026-07-31T22:00:00Z", [july], ["expired"]),
  at("[CND-15] in the zone of the store", "2026-06-30T22:00:00Z", [julyOfStore], []),
  at("[CND-15] in a zone of its own", "2026-06-30T22:00:00Z", [julyInNewYork], ["not_started"]),
  at(
    "[CND-15] two schedules must hold",
    "2026-07-01T12:00:00Z",
    [july, saturdayNight],
    ["outside_timetable"],
  ),
  at("[CND-15] a night over the change of clocks", "2026-10-25T01:29:59.999Z", [saturdayNight], []),
  at("[CND-15] and its end, the last of two", "2026-10-25T01:30:00Z", [saturdayNight], ["outside_timetable"]),
  at("[CND-15] a start that comes twice is the first", "2026-10-25T00:30:00Z", [doubledHour], []),
  at("[CND-15] an end that comes twice is the last", "2026-10-25T01:45:00Z", [doubledHour], ["expired"]),
  ...(
    [
      ["2026-07-01T11:59:59.999Z", "refused: not_started"],
      ["2026-07-01T12:00:00.000Z", "applied"],
      ["2026-07-01T12:59:59.999Z", "applied"],
      ["2026-07-01T13:00:00.000Z", "refused: expired"],
    ] as const
  ).map(
    ([instant, status]): Row => ({
      title: `[CND-16] a code from 12:00 to 13:00 at ${instant}`,
      promotions: [{ conditions: { kind: "code" } }],
      codes: [
        { code: "A", start_ms: Date.parse("2026-07-01T12:00Z"), end_ms: Date.parse("2026-07-01T13:00Z") },
      ],
      at: instant,
      cart: { lines: ten, codes: ["A"] },
      expected: { codes: { A: status } },
    }),
  ),
]);
