/** Everything that one run found, as bench/results.json keeps it, and how the report looks things up in it. */
import type { Task } from "../adapters/engine.ts";
import type { EngineName } from "../adapters/engines.ts";
import type { ContestEntry, ContestResult } from "../measure/contest.ts";
import type { LoadResult } from "../measure/loads.ts";
import type { HttpRates, QuoteParts } from "../measure/protocol.ts";
import type { StoresResult } from "../measure/stores-case.ts";
import type { WorkloadSpec } from "../workload/workload.ts";

export interface Results {
  readonly mode: "full" | "quick";
  /** As the caller gave it. */
  readonly date: string | null;
  readonly machine: {
    readonly node: string;
    readonly platform: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
  };
  readonly contests: readonly ContestResult[];
  readonly loads: readonly LoadResult[];
  readonly stores: StoresResult | null;
  readonly quotes: readonly QuoteParts[];
  readonly http: HttpRates | null;
  /** The bound above which the loader refuses a blob, and that of publication. */
  readonly blobLoadBytes: number;
  readonly blobBytes: number;
  /** What could not be measured, and why. */
  readonly problems: readonly string[];
}

/** The contest on a workload. */
export function contestOf(results: Results, spec: WorkloadSpec): ContestResult | null {
  return results.contests.find(({ workload }) => JSON.stringify(workload) === JSON.stringify(spec)) ?? null;
}

export function entryOf(contest: ContestResult | null, engine: EngineName): ContestEntry | null {
  return contest?.entries.find((entry) => entry.engine === engine) ?? null;
}

/** Microseconds a cart; null if it was not timed. */
export function microsOf(contest: ContestResult | null, engine: EngineName, task: Task): number | null {
  const entry = entryOf(contest, engine);
  return entry?.timings.find((timing) => timing.task === task)?.microsPerCart ?? null;
}

/** How many times the second goes into the first; null if one of them is missing. */
export function ratioOf(over: number | null, under: number | null): number | null {
  return over === null || under === null || under === 0 ? null : over / under;
}
