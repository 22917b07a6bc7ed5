/**
 * What one kind of award declares: all that validation, compilation and application ask of it. Nothing else switches on a kind's name.
 * Which award acts when, and on what it won, is not its business (docs/spec/selection.md).
 */
import type * as z from "zod";
import type { Amounts } from "../model/amount.ts";
import type { CartView } from "./cart-view.ts";
import type { IndexKey, KeySource, Wording } from "./condition-kind.ts";
import type { ExactWorth } from "./exact-worth.ts";
import type { LineCondition } from "./line-condition.ts";
import type { Program, ProgramWriter } from "./program.ts";
import type { Slice } from "./slice.ts";

/** In this order stages apply (SEL-3); part of the blob format. */
export const STAGES = ["items", "order", "shipping"] as const;
export type Stage = (typeof STAGES)[number];

/** At what an award competes in a lane `best_each` (SEL-7); part of the blob format. */
export const CONTESTS = ["none", "unit", "run", "order", "charge"] as const;
export type Contest = (typeof CONTESTS)[number];

/** Units or charges that an award acts on, judged by the cart as it came. */
export interface Target {
  /** Lines in unit order, or charges, ascending. */
  readonly places: readonly number[];
  /** How many first units of each. */
  readonly counts: readonly number[];
  /** Set if there is nothing to act on: what `items_missing` says of it (CND-23). */
  readonly missing: { need?: number; have?: number } | null;
}

export interface AwardKind<A> {
  /** Number in compiled programs: never changed, never used again. */
  readonly opcode: number;
  readonly schema: z.ZodType;
  /** The award in plain English. */
  sentence(award: A, wording: Wording): string;
  stage(award: A): Stage;
  contest(award: A): Contest;
  /** null: nothing in the cart tells beforehand that it has no target. */
  keys(award: A, source: KeySource): readonly IndexKey[] | null;
  /** Amount tables that must name the cart's currency (CND-17). */
  amounts(award: A): readonly Amounts[];
  /** Line tree inside it. */
  items(award: A): LineCondition | undefined;
  /** Writes the fields of its node. */
  write(award: A, out: ProgramWriter): void;
  target(program: Program, at: number, end: number, cart: CartView): Target;
  /** Sets what is taken off each slice, before any cap; answers the slices, split where they had to be. */
  take(program: Program, at: number, end: number, slices: readonly Slice[], cart: CartView): readonly Slice[];
  /** The most it takes in one order; Infinity without a cap. */
  cap(program: Program, at: number, end: number, cart: CartView): number;
  /** Worth at one target of its contest that costs `baseMinor` now. */
  worth(program: Program, at: number, end: number, baseMinor: number, cart: CartView): ExactWorth;
}

/** An award that has no cap. */
export function uncapped(): number {
  return Number.POSITIVE_INFINITY;
}
