/**
 * When the cron expressions of the control Worker are due, and the driver that calls them. workerd does not fire them by itself.
 * Expressions have the five fields of the platform, in UTC: numbers, lists, ranges, steps; no names of months or days.
 */
const minuteMs = 60_000;
const lookBackMinutesMax = 366 * 24 * 60;

/** Whether the expression names the minute that holds `atMs`. */
export function cronMatches(expression: string, atMs: number): boolean {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`\`${expression}\` does not have five fields`);
  const at = new Date(atMs);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  return (
    fieldMatches(minute, at.getUTCMinutes(), 0) &&
    fieldMatches(hour, at.getUTCHours(), 0) &&
    fieldMatches(day, at.getUTCDate(), 1) &&
    fieldMatches(month, at.getUTCMonth() + 1, 1) &&
    fieldMatches(weekday, at.getUTCDay() + 1, 1)
  );
}

/** The latest minute after `afterMs` and not after `nowMs` that the expression names; null if there is none. */
export function latestDue(expression: string, afterMs: number, nowMs: number): number | null {
  let minute = Math.floor(nowMs / minuteMs) * minuteMs;
  for (let looked = 0; looked < lookBackMinutesMax && minute > afterMs; looked += 1) {
    if (cronMatches(expression, minute)) return minute;
    minute -= minuteMs;
  }
  return null;
}

export interface CronDriver {
  /** Calls each expression once with its latest due time; says how many were due. */
  run(nowMs: number): Promise<number>;
}

/** Remembers in memory what ran: after a restart an expression may run once more, which every handler bears. */
export function makeCronDriver(
  expressions: readonly string[],
  call: (cron: string, dueMs: number) => Promise<void>,
): CronDriver {
  const lastRunMs = new Map<string, number>();
  return {
    async run(nowMs) {
      let ran = 0;
      for (const expression of expressions) {
        const dueMs = latestDue(expression, lastRunMs.get(expression) ?? Number.NEGATIVE_INFINITY, nowMs);
        if (dueMs === null) continue;
        lastRunMs.set(expression, dueMs);
        await call(expression, dueMs);
        ran += 1;
      }
      return ran;
    },
  };
}

/** `least` is where the field's values begin: steps count from there. Sunday is 1. */
function fieldMatches(field: string, value: number, least: number): boolean {
  return field.split(",").some((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`\`${part}\` is not a cron field`);
    const step = Number(match[3] ?? 1);
    const from = Number(match[1] ?? least);
    const open = match[1] === undefined || match[3] !== undefined;
    const to = Number(match[2] ?? (open ? Number.POSITIVE_INFINITY : from));
    return value >= from && value <= to && (value - from) % step === 0;
  });
}
