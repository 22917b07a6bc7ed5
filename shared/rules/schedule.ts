/**
 * When a promotion or campaign holds: a half-open window and a weekly timetable, entered as local times in a named zone, or in
 * the zone of each store. Meaning: docs/spec/time.md (TIM-n).
 */
import * as z from "zod";
import { LIMITS } from "../model/limits.ts";

const LocalDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/, "must be a local date and time, YYYY-MM-DDTHH:MM");
const LocalTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be HH:MM");

export const TimetableRangeSchema = z.strictObject({
  /** 1 is Monday, 7 is Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** A range with `to` at or before `from` runs over midnight and belongs to the day on which it starts. */
  from: LocalTime,
  to: LocalTime,
});

export const ScheduleSchema = z.strictObject({
  /** An IANA zone, or "store": the zone of the store that sells. */
  zone: z.string().min(1).max(64),
  start: LocalDateTime.optional(),
  /** The first instant that no longer belongs. */
  end: LocalDateTime.optional(),
  timetable: z.array(TimetableRangeSchema).min(1).max(LIMITS.timetableRanges).optional(),
  /** Days of the month on which it holds, by the calendar of the zone; −1 is the last day, −2 the one before. */
  month_days: z
    .array(z.union([z.int().min(1).max(31), z.int().min(-31).max(-1)]))
    .min(1)
    .max(31)
    .optional(),
  /** Holds for a while, again and again from `start` on: two hours every seven days. */
  repeat: z
    .strictObject({
      every_days: z.int().min(1).max(366),
      lasts_minutes: z
        .int()
        .min(1)
        .max(366 * 1_440),
    })
    .optional(),
  /** From here on up to `start` it is announced, without effect. */
  teaser_start: LocalDateTime.optional(),
  /** From `end` up to here it still holds for those who typed a code of it. */
  cool_down_end: LocalDateTime.optional(),
});
export type Schedule = z.infer<typeof ScheduleSchema>;
