/** What one run measures: every section with its workloads, in full or in short. */
import type { EngineName } from "../adapters/engines.ts";
import type { WorkloadSpec } from "../workload/workload.ts";
import type { ContestSpec, Pace } from "./contest.ts";

export interface Schedule {
  readonly mode: "full" | "quick";
  readonly pace: Pace;
  readonly contests: readonly ContestSpec[];
  readonly loads: readonly { readonly spec: WorkloadSpec; readonly engines: readonly EngineName[] }[];
  readonly loadRounds: number;
  /** Rounds of each part of a quote. */
  readonly quote: { readonly rounds: number; readonly roundMs: number };
  readonly storesPerCartMs: number;
  /** Beside the quote against the workload one against the demo's snapshot. */
  readonly quotesDemo: boolean;
  /** Null: not over HTTP. */
  readonly http: { readonly rounds: number; readonly roundMs: number } | null;
}

const LINES = 10;
const SEGMENTS = 7;
const OURS: readonly EngineName[] = ["lidia", "loop"];

/** The most promotions that an engine is given: a pass of a slow one must end within a second. */
const PROMOTIONS_MAX: Readonly<Record<EngineName, { readonly full: number; readonly quick: number }>> = {
  lidia: { full: 100_000, quick: 10_000 },
  loop: { full: 100_000, quick: 10_000 },
  reference: { full: 10_000, quick: 100 },
  "json-rules-engine": { full: 10_000, quick: 100 },
  "json-logic-engine": { full: 10_000, quick: 1_000 },
  "cel-js": { full: 10_000, quick: 10_000 },
  "zen-native": { full: 10_000, quick: 1_000 },
  "zen-wasm": { full: 10_000, quick: 100 },
};

export function makeSchedule(mode: Schedule["mode"]): Schedule {
  const isFull = mode === "full";
  const sizes = isFull ? [10, 100, 1_000, 10_000, 100_000] : [10, 100, 1_000, 10_000];
  return {
    mode,
    pace: isFull
      ? { rounds: 5, roundMs: 160, warmUpMs: 300, passMs: 400 }
      : { rounds: 3, roundMs: 60, warmUpMs: 150, passMs: 100 },
    contests: [
      ...sizes.map((size) => everybody(mixed(size), mode)),
      ...(isFull ? [1, 50, 200] : []).map((lines) =>
        oursAndLoop({ ...mixed(10_000), cart: { lines, segments: SEGMENTS } }),
      ),
      oursAndLoop({ ...mixed(10_000), cart: { lines: LINES, segments: 200 } }),
      ...(isFull ? [8, 16] : [8]).map(rivals),
      ...sizes
        .filter((size) => size >= 1_000)
        .map((size) => oursAndLoop({ ...mixed(size), series: "steady" })),
    ],
    loads: isFull
      ? [
          { spec: mixed(10_000), engines: [...OURS, "json-rules-engine", "json-logic-engine", "cel-js"] },
          { spec: mixed(100_000), engines: OURS },
        ]
      : [{ spec: mixed(10_000), engines: OURS }],
    loadRounds: isFull ? 5 : 3,
    quote: isFull ? { rounds: 5, roundMs: 200 } : { rounds: 3, roundMs: 60 },
    quotesDemo: isFull,
    storesPerCartMs: isFull ? 40 : 10,
    http: isFull ? { rounds: 3, roundMs: 2_000 } : null,
  };
}

/** The workload of most sections. */
export function mixed(promotions: number): WorkloadSpec {
  return { series: "mixed", promotions, cart: { lines: LINES, segments: SEGMENTS } };
}

/** The reference tries every set, so it takes part only where there are few. */
export function rivals(promotions: number): ContestSpec {
  const engines: readonly EngineName[] = promotions <= 8 ? ["lidia", "reference"] : ["lidia"];
  return { workload: { ...mixed(promotions), series: "rivals" }, engines, tasks: ["decide"] };
}

function everybody(workload: WorkloadSpec, mode: Schedule["mode"]): ContestSpec {
  const engines = (Object.keys(PROMOTIONS_MAX) as EngineName[]).filter(
    (engine) => workload.promotions <= PROMOTIONS_MAX[engine][mode],
  );
  return { workload, engines, tasks: ["match", "decide"] };
}

function oursAndLoop(workload: WorkloadSpec): ContestSpec {
  return { workload, engines: OURS, tasks: ["match", "decide"] };
}
