/** Problems of a schedule as entered that its schema cannot see (TIM-2, TIM-3, TIM-11, TIM-13); campaigns have schedules too. */
import type { ProblemDetail } from "../model/problem.ts";
import type { Schedule } from "../rules/schedule.ts";
import { parseLocal } from "../time/zone.ts";

/** In this order they must lie. */
const TIMES = ["teaser_start", "start", "end", "cool_down_end"] as const;
/** What one of them is nothing without. */
const NEEDS = { teaser_start: "start", repeat: "start", cool_down_end: "end" } as const;

export function scheduleProblems(
  schedule: Schedule | undefined,
  isZone: (name: string) => boolean,
): ProblemDetail[] {
  if (schedule === undefined) return [];
  const problems: ProblemDetail[] = [];
  const refuse = (field: string, code: string, message: string) =>
    problems.push({ path: `schedule.${field}`, code, message });
  if (schedule.zone !== "store" && !isZone(schedule.zone)) {
    refuse("zone", "zone_unknown", "is not an IANA zone or `store`");
  }
  for (const [field, needed] of Object.entries(NEEDS)) {
    if (schedule[field as keyof typeof NEEDS] === undefined || schedule[needed] !== undefined) continue;
    refuse(field, "schedule_incomplete", `needs \`${needed}\``);
  }
  let before: { field: string; ms: number } | null = null;
  for (const field of TIMES) {
    const text = schedule[field];
    if (text === undefined) continue;
    const ms = parseLocal(text);
    if (ms === null) {
      refuse(field, "date_invalid", "is not a date and time");
      continue;
    }
    if (before !== null && ms <= before.ms) {
      refuse(field, "schedule_empty", `must be after \`${before.field}\``);
    }
    before = { field, ms };
  }
  return problems;
}
