/** Names and phrases of the calendar in each language, for schedules in words (TXT-7). */
import { ordinalText } from "../model/figure-text.ts";
import type { ByLanguage } from "../model/language.ts";

export interface ScheduleWords {
  readonly months: readonly string[];
  /** From Monday. */
  readonly weekdays: readonly string[];
  date(day: number, month: string, year: number): string;
  /** "10:00", with seconds only where there are some. */
  time(hours: number, minutes: string, seconds: string): string;
  at(date: string, time: string): string;
  from(start: string): string;
  /** An end that no longer belongs. */
  until(end: string): string;
  /** A last day that does. */
  through(lastDay: string): string;
  /** A start with what is said of the end. */
  between(start: string, end: string): string;
  readonly daily: string;
  weekday(name: string): string;
  weekdaysBetween(first: string, last: string): string;
  readonly allDay: string;
  hours(from: string, to: string, isNextDay: boolean): string;
  monthDay(day: number): string;
  readonly lastDay: string;
  beforeLastDay(days: string): string;
  eachMonth(days: string): string;
  repeated(every: number, duration: string): string;
  readonly units: Readonly<Record<"minutes" | "hours" | "days", readonly [string, string]>>;
  zone(name: string): string;
  readonly storeZone: string;
  valid(when: string): string;
  withCode(end: string): string;
  readonly and: string;
  readonly separator: string;
}

export const SCHEDULE_WORDS: ByLanguage<ScheduleWords> = {
  en: {
    months: "January February March April May June July August September October November December".split(
      " ",
    ),
    weekdays: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
    date: (day, month, year) => `${day} ${month} ${year}`,
    time: (hours, minutes, seconds) => clock(hours, minutes, seconds),
    at: (date, time) => `${date} at ${time}`,
    from: (start) => `from ${start}`,
    until: (end) => `until ${end}`,
    through: (lastDay) => `up to and including ${lastDay}`,
    between: (start, end) => `from ${start} ${end}`,
    daily: "daily",
    weekday: (name) => name,
    weekdaysBetween: (first, last) => `${first} to ${last}`,
    allDay: "all day",
    hours: (from, to, isNextDay) => `from ${from} to ${to}${isNextDay ? " the next day" : ""}`,
    monthDay: (day) => `on the ${ordinalText(day, "en")}`,
    lastDay: "on the last day",
    beforeLastDay: (days) => `${days} before the last day`,
    eachMonth: (days) => `each month ${days}`,
    repeated: (every, duration) =>
      `${every === 1 ? "every day" : `every ${every} days`} for ${duration}, counted from the start`,
    units: { minutes: ["minute", "minutes"], hours: ["hour", "hours"], days: ["day", "days"] },
    zone: (name) => ` (time zone ${name})`,
    storeZone: " (local time of the store)",
    valid: (when) => `valid ${when}`,
    withCode: (end) => `with a code still valid ${end}`,
    and: "and",
    separator: "; ",
  },
  de: {
    months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
    weekdays: "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(" "),
    date: (day, month, year) => `${day}. ${month} ${year}`,
    time: (hours, minutes, seconds) => clock(hours, minutes, seconds),
    at: (date, time) => `${date} um ${time} Uhr`,
    from: (start) => `ab ${start}`,
    until: (end) => `bis ${end}`,
    through: (lastDay) => `bis einschließlich ${lastDay}`,
    between: (start, end) => `vom ${start} ${end}`,
    daily: "täglich",
    weekday: (name) => name,
    weekdaysBetween: (first, last) => `${first} bis ${last}`,
    allDay: "ganztägig",
    hours: (from, to, isNextDay) => `von ${from} bis ${to} Uhr${isNextDay ? " des Folgetags" : ""}`,
    monthDay: (day) => `am ${day}.`,
    lastDay: "am letzten Tag",
    beforeLastDay: (days) => `${days} vor dem letzten Tag`,
    eachMonth: (days) => `jeden Monat ${days}`,
    repeated: (every, duration) =>
      `${every === 1 ? "jeden Tag" : `alle ${every} Tage`} für ${duration}, ab dem Beginn gezählt`,
    units: { minutes: ["Minute", "Minuten"], hours: ["Stunde", "Stunden"], days: ["Tag", "Tage"] },
    zone: (name) => ` (Zeitzone ${name})`,
    storeZone: " (Ortszeit des Geschäfts)",
    valid: (when) => `gültig ${when}`,
    withCode: (end) => `mit einem Code noch gültig ${end}`,
    and: "und",
    separator: "; ",
  },
  fr: {
    months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
    weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche".split(" "),
    date: (day, month, year) => `${day === 1 ? "1er" : day} ${month} ${year}`,
    time(hours, minutes, seconds) {
      if (seconds !== "00") return `${hours} h ${minutes} min ${seconds} s`;
      return minutes === "00" ? `${hours} h` : `${hours} h ${minutes}`;
    },
    at: (date, time) => `${date} à ${time}`,
    from: (start) => `à partir du ${start}`,
    until: (end) => `jusqu'au ${end}`,
    through: (lastDay) => `jusqu'au ${lastDay} inclus`,
    between: (start, end) => `du ${start} ${end}`,
    daily: "tous les jours",
    weekday: (name) => `le ${name}`,
    weekdaysBetween: (first, last) => `du ${first} au ${last}`,
    allDay: "toute la journée",
    hours: (from, to, isNextDay) => `de ${from} à ${to}${isNextDay ? " le lendemain" : ""}`,
    monthDay: (day) => (day === 1 ? "le 1er" : `le ${day}`),
    lastDay: "le dernier jour",
    beforeLastDay: (days) => `${days} avant le dernier jour`,
    eachMonth: (days) => `chaque mois ${days}`,
    repeated: (every, duration) =>
      `${every === 1 ? "chaque jour" : `tous les ${every} jours`} pendant ${duration}, à compter du début`,
    units: { minutes: ["minute", "minutes"], hours: ["heure", "heures"], days: ["jour", "jours"] },
    zone: (name) => ` (fuseau horaire ${name})`,
    storeZone: " (heure locale du magasin)",
    valid: (when) => `valable ${when}`,
    withCode: (end) => `avec un code encore valable ${end}`,
    and: "et",
    separator: " ; ",
  },
};

function clock(hours: number, minutes: string, seconds: string): string {
  return `${String(hours).padStart(2, "0")}:${minutes}${seconds === "00" ? "" : `:${seconds}`}`;
}
