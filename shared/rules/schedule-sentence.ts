/** When a promotion holds, in words (TXT-7): its window, timetable, days of the month and repetition, by the clock of its zone. */
import type { Language } from "../model/language.ts";
import { dateOfDay, dayOfDate } from "../time/civil.ts";
import type { Schedule } from "./schedule.ts";
import { SCHEDULE_WORDS, type ScheduleWords } from "./schedule-words.ts";
import { listed } from "./wording.ts";

/** One sentence of when it holds and one of when it still does with a code, each only if there is something to say. */
export function scheduleSentences(schedule: Schedule, language: Language): string[] {
  const words = SCHEDULE_WORDS[language];
  const { zone, timetable, month_days, repeat, cool_down_end } = schedule;
  const parts = [
    windowPhrase(schedule, words),
    timetable === undefined ? "" : timetablePhrase(timetable, words),
    month_days === undefined ? "" : monthDaysPhrase(month_days, words),
    repeat === undefined ? "" : repeatPhrase(repeat, words),
  ].filter((part) => part !== "");
  const where = zone === "store" ? words.storeZone : words.zone(zone);
  const whole = parts.length === 0 ? [] : [words.valid(parts.join(words.separator)) + where];
  return cool_down_end === undefined
    ? whole
    : [...whole, words.withCode(endPhrase(cool_down_end, words)) + where];
}

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: string;
  readonly seconds: string;
}

/** Of "2027-03-01T10:00" or "2027-03-01T10:00:30". */
function partsOf(local: string): LocalTime {
  return {
    year: Number(local.slice(0, 4)),
    month: Number(local.slice(5, 7)),
    day: Number(local.slice(8, 10)),
    hours: Number(local.slice(11, 13)),
    minutes: local.slice(14, 16),
    seconds: local.slice(17, 19) || "00",
  };
}

function isMidnight({ hours, minutes, seconds }: LocalTime): boolean {
  return hours === 0 && minutes === "00" && seconds === "00";
}

function datePhrase({ day, month, year }: Pick<LocalTime, "day" | "month" | "year">, words: ScheduleWords) {
  return words.date(day, words.months[month - 1] ?? "", year);
}

/** A date, with its time unless that is midnight, when the day begins. */
function startPhrase(local: string, words: ScheduleWords): string {
  const parts = partsOf(local);
  const date = datePhrase(parts, words);
  const { hours, minutes, seconds } = parts;
  return isMidnight(parts) ? date : words.at(date, words.time(hours, minutes, seconds));
}

/** An end at midnight is the end of the day before. */
function endPhrase(local: string, words: ScheduleWords): string {
  const parts = partsOf(local);
  if (!isMidnight(parts)) return words.until(startPhrase(local, words));
  const before = dateOfDay(dayOfDate(parts.year, parts.month, parts.day) - 1);
  return words.through(datePhrase(before, words));
}

function windowPhrase({ start, end }: Schedule, words: ScheduleWords): string {
  if (end === undefined) return start === undefined ? "" : words.from(startPhrase(start, words));
  const until = endPhrase(end, words);
  return start === undefined ? until : words.between(startPhrase(start, words), until);
}

const ALL_DAY = { from: "00:00", to: "24:00" };

function timetablePhrase(timetable: NonNullable<Schedule["timetable"]>, words: ScheduleWords): string {
  const ranges = timetable.map(({ weekdays, from, to }) => {
    const isAllDay = from === ALL_DAY.from && to === ALL_DAY.to;
    const hours = isAllDay
      ? words.allDay
      : words.hours(timePhrase(from, words), timePhrase(to, words), to <= from);
    return `${weekdaysPhrase(weekdays, words)} ${hours}`;
  });
  return listed(ranges, words.and);
}

function timePhrase(time: string, words: ScheduleWords): string {
  return words.time(Number(time.slice(0, 2)), time.slice(3, 5), "00");
}

const WEEK_DAYS = 7;
/** So many days in a row are said by the first and the last. */
const ROW_MIN = 3;

function weekdaysPhrase(weekdays: readonly number[], words: ScheduleWords): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === WEEK_DAYS) return words.daily;
  const name = (day: number | undefined) => words.weekdays[(day ?? 1) - 1] ?? "";
  const texts: string[] = [];
  for (let from = 0; from < days.length; ) {
    let to = from + 1;
    while (days[to] !== undefined && days[to] === (days[to - 1] ?? 0) + 1) to++;
    if (to - from >= ROW_MIN) texts.push(words.weekdaysBetween(name(days[from]), name(days[to - 1])));
    else texts.push(...days.slice(from, to).map((day) => words.weekday(name(day))));
    from = to;
  }
  return listed(texts, words.and);
}

function monthDaysPhrase(monthDays: readonly number[], words: ScheduleWords): string {
  const fromFirst = monthDays.filter((day) => day > 0).sort((a, b) => a - b);
  const fromLast = monthDays.filter((day) => day < 0).sort((a, b) => a - b);
  const days = [
    ...fromFirst.map((day) => words.monthDay(day)),
    ...fromLast.map((day) =>
      day === -1 ? words.lastDay : words.beforeLastDay(countPhrase(-day - 1, "days", words)),
    ),
  ];
  return words.eachMonth(listed(days, words.and));
}

const HOUR_MIN = 60;
const DAY_MIN = 1_440;

function repeatPhrase({ every_days, lasts_minutes }: NonNullable<Schedule["repeat"]>, words: ScheduleWords) {
  const [length, unit] =
    lasts_minutes % DAY_MIN === 0
      ? ([lasts_minutes / DAY_MIN, "days"] as const)
      : lasts_minutes % HOUR_MIN === 0
        ? ([lasts_minutes / HOUR_MIN, "hours"] as const)
        : ([lasts_minutes, "minutes"] as const);
  return words.repeated(every_days, countPhrase(length, unit, words));
}

function countPhrase(count: number, unit: "minutes" | "hours" | "days", { units }: ScheduleWords): string {
  return `${count} ${units[unit][count === 1 ? 0 : 1]}`;
}
