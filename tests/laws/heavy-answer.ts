/** What pricing the case of a shape came to, in full: whether it may be published, its fuel and its CPU time. */
import { compileRules } from "../../shared/compile/compile-rules.ts";
import { linkPlan } from "../../shared/evaluate/plan.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { openRules } from "../../shared/snapshot/rules-blob.ts";
import { publishingProblems } from "../differential/publishable.ts";
import { brokenBounds, brokenSums } from "./fuel-laws.ts";
import { metered } from "./fuel-meter.ts";
import { heavyCase } from "./heavy-rules.ts";
import type { Shape } from "./heavy-shape.ts";

export interface HeavyAnswer {
  /** Steps in all, and of the greatest single application. */
  readonly spent: number;
  readonly greatest: number;
  readonly cpuMs: number;
  readonly isProven: boolean;
  /** Laws that did not hold, in words. */
  readonly broken: readonly string[];
}

/** Null for a case that could not be published. */
export function heavyAnswer(shape: Shape): HeavyAnswer | null {
  const priced = heavyCase(shape);
  if (publishingProblems(priced.rules).length > 0) return null;
  const bytes = compileRules(priced.rules);
  if (bytes.length > LIMITS.blobBytes) return null;
  const opened = openRules(bytes, priced.rules.company);
  if (!opened.ok) throw new Error(`the compiled rules do not open: ${opened.why}`);
  const plan = linkPlan(opened.view);
  const before = process.threadCpuUsage();
  const told = metered(plan, priced);
  const { user, system } = process.threadCpuUsage(before);
  return {
    spent: told.spent,
    greatest: told.greatest,
    cpuMs: (user + system) / 1_000,
    isProven: told.decision.proven,
    broken: [...brokenBounds(priced, told, LIMITS.fuel), ...brokenSums(told.decision, priced.facts)],
  };
}
