/**
 * What the benchmark asks of every engine that it compares: bytes as they would be published, a matcher made of them, and for those that
 * price at all the full decision. An engine answers with the promotions that are eligible for a cart, in any order.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Workload } from "../workload/workload.ts";

export type Task = "match" | "decide";

export interface Engine {
  readonly name: string;
  /** Version of the package; null for what is part of this repository. */
  readonly version: string | null;
  /** Whether it can run inside a Worker: no native code, no code generation after start-up. */
  readonly runsOnWorkers: boolean;
  /** Native code works on threads of its own, which the CPU clock of ours does not see: there it is wall time. */
  readonly clock: "cpu" | "wall";
  /** What it is timed for; one that does not price is timed for matching alone. */
  readonly tasks: readonly Task[];
  /** The rules in the form that this engine would be given; never timed. */
  publish(workload: Workload): Uint8Array;
  load(bytes: Uint8Array): Matcher | Promise<Matcher>;
}

export interface Matcher {
  /** Ids of the eligible promotions. */
  match(cart: CartFacts, atMs: number): string[] | Promise<string[]>;
  /** The full decision, if the engine prices. */
  readonly decide?: (cart: CartFacts, atMs: number) => Decided;
  /** Only ours counts it. */
  readonly effort?: (cart: CartFacts, atMs: number) => Effort;
}

/** What a decision took. */
export interface Effort {
  /** Steps of the bounded work of one evaluation (SEL-23). */
  readonly fuel: number;
  readonly isProven: boolean;
}

export interface Decided {
  readonly toPay: number;
  /** What two engines must agree on; made on request, so that nobody is timed for it. */
  sums(): DecisionSums;
}

export interface DecisionSums {
  readonly toPay: number;
  readonly shipping: number;
  /** Total of each line, by its id. */
  readonly lines: readonly (readonly [line: string, total: number])[];
  /** What each promotion took off, in the order of application. */
  readonly saved: readonly (readonly [promotion: string, amount: number])[];
}
