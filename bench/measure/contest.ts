/**
 * One workload, several engines, side by side: each in a process of its own, first compared, then timed in turns, so that whatever else
 * the machine does falls on all of them alike.
 */
import type { Task } from "../adapters/engine.ts";
import type { EngineName } from "../adapters/engines.ts";
import type { WorkloadSpec } from "../workload/workload.ts";
import { type Agreement, compareAnswers } from "./agreement.ts";
import { askFresh, Child } from "./children.ts";
import { median } from "./clock.ts";
import type { BuiltRules, EffortOfCarts, OpenedEngine } from "./protocol.ts";

export interface ContestSpec {
  readonly workload: WorkloadSpec;
  readonly engines: readonly EngineName[];
  readonly tasks: readonly Task[];
}

export interface Pace {
  readonly rounds: number;
  /** Least time of one batch, and of the first, which is not counted. */
  readonly roundMs: number;
  readonly warmUpMs: number;
  /** A slow engine gets so few carts that one pass stays near this time. */
  readonly passMs: number;
}

export interface ContestResult {
  readonly workload: WorkloadSpec;
  readonly matchesPerCart: number;
  readonly entries: readonly ContestEntry[];
}

export interface ContestEntry {
  readonly engine: EngineName;
  /** Null if it did not open. */
  readonly opened: OpenedEngine | null;
  /** Why it could not take part. */
  readonly problem: string | null;
  readonly agreement: Agreement | null;
  readonly agrees: boolean;
  readonly rulesBytes: number;
  readonly timings: readonly Timing[];
  /** Null for an engine that does not count it. */
  readonly effort: EffortOfCarts | null;
}

export interface Timing {
  readonly task: Task;
  readonly microsPerCart: number;
  /** So many carts were priced, over and over. */
  readonly carts: number;
  readonly rounds: readonly number[];
}

/** An engine that is open. */
export interface Contestant {
  readonly rules: BuiltRules;
  readonly child: Child;
  readonly opened: OpenedEngine;
  /** Carts of its passes. */
  readonly carts: number;
}

const CARTS_MIN = 2;
const CARTS_MAX = 32;

export async function holdContest(spec: ContestSpec, pace: Pace, folder: string): Promise<ContestResult> {
  const built = await askFresh({ ask: "build", folder, spec: spec.workload, engines: spec.engines });
  const contestants: Contestant[] = [];
  const failures: ContestEntry[] = [];
  try {
    for (const rules of built.rules) {
      const entered = await enter(rules, built.cartsPath, pace);
      if (typeof entered === "string") failures.push(failed(rules, entered));
      else contestants.push(entered);
    }
    const agreements = await compareAnswers(contestants);
    const isRight = (index: number) => agreements[index]?.right === agreements[index]?.compared;
    const agreed = contestants.filter((_, index) => isRight(index));
    const timings = await timeInTurns(agreed, spec.tasks, pace);
    const entries: ContestEntry[] = [];
    for (const [index, contestant] of contestants.entries()) {
      const { rules, opened, child, carts } = contestant;
      entries.push({
        engine: rules.engine,
        opened,
        problem: null,
        agreement: agreements[index] ?? null,
        agrees: isRight(index),
        rulesBytes: rules.bytes,
        timings: timings.get(contestant) ?? [],
        effort: await child.ask({ ask: "effort", carts }),
      });
    }
    const { matchesPerCart } = built;
    return { workload: spec.workload, matchesPerCart, entries: [...entries, ...failures] };
  } finally {
    for (const { child } of contestants) child.stop();
  }
}

function failed({ engine, bytes }: BuiltRules, why: string): ContestEntry {
  return {
    engine,
    opened: null,
    problem: why,
    agreement: null,
    agrees: false,
    rulesBytes: bytes,
    timings: [],
    effort: null,
  };
}

/** Opens an engine, warms it and sees how many carts it can do; a text says why it cannot take part. */
async function enter(rules: BuiltRules, cartsPath: string, pace: Pace): Promise<Contestant | string> {
  if (rules.problem !== null) return rules.problem;
  const child = new Child();
  try {
    const { engine, path } = rules;
    const opened = await child.ask({ ask: "open", engine, rulesPath: path, cartsPath });
    const task = opened.tasks.includes("decide") ? "decide" : "match";
    const pass = { ask: "batch", task, carts: CARTS_MIN, leastMs: 0 } as const;
    await child.ask(pass);
    const { microsPerCart } = await child.ask(pass);
    const fitting = Math.floor((pace.passMs * 1_000) / Math.max(1, microsPerCart));
    return { rules, child, opened, carts: Math.min(CARTS_MAX, Math.max(CARTS_MIN, fitting)) };
  } catch (error) {
    child.stop();
    return error instanceof Error ? error.message : String(error);
  }
}

/** Everybody warms up, then round after round everybody once, each round beginning with another one. */
async function timeInTurns(
  contestants: readonly Contestant[],
  tasks: readonly Task[],
  { rounds, roundMs, warmUpMs }: Pace,
): Promise<ReadonlyMap<Contestant, Timing[]>> {
  const timings = new Map<Contestant, Timing[]>(contestants.map((each) => [each, []]));
  for (const task of tasks) {
    const able = contestants.filter(({ opened }) => opened.tasks.includes(task));
    const taken = new Map<Contestant, number[]>(able.map((each) => [each, []]));
    for (let round = 0; round <= rounds; round += 1) {
      const turn = [...able.slice(round % able.length), ...able.slice(0, round % able.length)];
      for (const each of turn) {
        const leastMs = round === 0 ? warmUpMs : roundMs;
        const batch = await each.child.ask({ ask: "batch", task, carts: each.carts, leastMs });
        if (round > 0) taken.get(each)?.push(batch.microsPerCart);
      }
    }
    for (const [each, micros] of taken) {
      timings.get(each)?.push({ task, microsPerCart: median(micros), carts: each.carts, rounds: micros });
    }
  }
  return timings;
}
