/** What the benchmark asks of its child processes, one request at a time, and what they answer. */
import type { DecisionSums, Task } from "../adapters/engine.ts";
import type { EngineName } from "../adapters/engines.ts";
import type { WorkloadSpec } from "../workload/workload.ts";

/** Makes a workload and writes its carts and, for each engine, its rules as files. */
export interface BuildRequest {
  readonly ask: "build";
  readonly folder: string;
  readonly spec: WorkloadSpec;
  readonly engines: readonly EngineName[];
}

export interface Built {
  readonly cartsPath: string;
  readonly rules: readonly BuiltRules[];
  /** Mean over the carts. */
  readonly matchesPerCart: number;
}

export interface BuiltRules {
  readonly engine: EngineName;
  /** Empty if it could not be made. */
  readonly path: string;
  readonly bytes: number;
  readonly problem: string | null;
}

/** Loads an engine from its bytes; every later request to the same child is about it. */
export interface OpenRequest {
  readonly ask: "open";
  readonly engine: EngineName;
  readonly rulesPath: string;
  readonly cartsPath: string;
}

export interface OpenedEngine {
  readonly name: string;
  readonly version: string | null;
  readonly runsOnWorkers: boolean;
  readonly clock: "cpu" | "wall";
  readonly tasks: readonly Task[];
  /**
   * Wall time from bytes to a matcher, and on to the first decision (without prices: the first match), in a process that has done
   * nothing yet.
   */
  readonly loadMs: number;
  readonly firstDecisionMs: number;
  readonly sha256Ms: number;
  /** What stays on the heap and beside it once the rules are loaded. */
  readonly memoryBytes: number;
}

/** Answers of the first carts, to be compared. */
export interface AnswersRequest {
  readonly ask: "answers";
  readonly carts: number;
}

export interface CartAnswer {
  /** Sorted. */
  readonly eligible: readonly string[];
  readonly sums: DecisionSums | null;
}

/** Fuel and proof of the decisions of the first carts, for an engine that counts them. */
export interface EffortRequest {
  readonly ask: "effort";
  readonly carts: number;
}

export interface EffortOfCarts {
  readonly carts: number;
  readonly fuelPerCart: number;
  /** Decisions that are proven to be the best. */
  readonly proven: number;
}

/** Whole passes over the first carts until some time has gone. */
export interface BatchRequest {
  readonly ask: "batch";
  readonly task: Task;
  readonly carts: number;
  readonly leastMs: number;
}

export interface Batch {
  /** By the engine's clock. */
  readonly microsPerCart: number;
  readonly passes: number;
}

/** Loads the same bytes again and again in the process that is warm by now; then again, each time on to a first decision. */
export interface ReloadRequest {
  readonly ask: "reload";
  readonly leastMs: number;
}

/** Median microseconds of a decision for each cart on its own. */
export interface PerCartRequest {
  readonly ask: "per_cart";
  readonly leastMs: number;
}

/** What a quote costs, part by part, from request bytes to response bytes. */
export interface QuoteRequest {
  readonly ask: "quote";
  /** Null: the demo's snapshot. */
  readonly spec: WorkloadSpec | null;
  readonly rounds: number;
  readonly roundMs: number;
}

export interface QuoteParts {
  readonly what: string;
  readonly parts: readonly { readonly part: string; readonly micros: number }[];
}

/** Requests over HTTP beside those to a trivial route of the same process. */
export interface HttpRequest {
  readonly ask: "http";
  readonly rounds: number;
  readonly roundMs: number;
}

export interface HttpRates {
  readonly callers: number;
  readonly quotesPerSecond: number;
  readonly healthPerSecond: number;
}

export type Request =
  | BuildRequest
  | OpenRequest
  | AnswersRequest
  | EffortRequest
  | BatchRequest
  | ReloadRequest
  | PerCartRequest
  | QuoteRequest
  | HttpRequest;

export interface Answers {
  build: Built;
  open: OpenedEngine;
  answers: CartAnswer[];
  effort: EffortOfCarts | null;
  batch: Batch;
  reload: { readonly loadMs: number; readonly firstDecisionMs: number };
  per_cart: number[];
  quote: QuoteParts;
  http: HttpRates;
}

export type Reply =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly why: string };
