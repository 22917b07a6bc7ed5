/** The typed codes: which are known, which hold now, to which promotions they belong (CND-16, SEL-9). */
import type { Plan } from "./plan.ts";

/** A code that holds now and belongs to a promotion *stands*. */
export interface CodeEntry {
  readonly code: string;
  /** -1 for a code that nobody knows. */
  readonly promotion: number;
  readonly state: "unknown" | "not_started" | "expired" | "stands";
}

/** Looks the codes up; the facts hold them sorted and without repeats. */
export function readCodes(plan: Plan, codes: readonly string[], atMs: number): CodeEntry[] {
  return codes.map((code) => {
    const row = plan.code(code);
    if (row < 0) return { code, promotion: -1, state: "unknown" };
    const { code_promotion, code_window } = plan.sections;
    const promotion = code_promotion[row] ?? -1;
    const start = code_window[2 * row] ?? Number.NEGATIVE_INFINITY;
    const end = code_window[2 * row + 1] ?? Number.POSITIVE_INFINITY;
    return { code, promotion, state: atMs < start ? "not_started" : atMs >= end ? "expired" : "stands" };
  });
}

/** The smallest of some codes that belongs to a promotion. */
export function codeOf(promotion: number, codes: readonly CodeEntry[]): CodeEntry | null {
  for (const entry of codes) if (entry.promotion === promotion) return entry;
  return null;
}
