/**
 * What one kind of condition declares: all that validation, compilation, evaluation and explanation ask of it; its sentence stands beside it
 * (wording.ts). Nothing else switches on a kind's name. A new kind is one file, its line in condition-kinds.ts, in condition-sentences.ts and
 * in its union, one rule in the specification.
 */
import type * as z from "zod";
import type { Amounts } from "../model/amount.ts";
import type { Reason } from "../model/reason.ts";
import type { Basis } from "./basis.ts";
import type { CartView, ContentRun } from "./cart-view.ts";
import type { Lack } from "./lack.ts";
import type { LineCondition } from "./line-condition.ts";
import type { Program, ProgramWriter } from "./program.ts";
import type { Truth } from "./truth.ts";

/** Facts that a kind reads: what the edge must have at hand before it can judge. At most 31, as they are bits of a word. */
export const FACTS = [
  "lines",
  "catalogue",
  "segments",
  "customer_attributes",
  "order_count",
  "customer",
  "channel",
  "store",
  "country",
  "codes",
  "customer_group",
  "tier",
  "lifecycle",
  "points",
  "lifetime_spend",
  "last_order",
  "birthday",
  "subscription",
  "behaviour",
  "currency",
  "region",
  "postcode",
  "payment_method",
  "shipping",
  "metadata",
  "variants",
  "stock",
  "line_metadata",
] as const;
export type Fact = (typeof FACTS)[number];

/** What a promotion can be filed under, the most selective first; the order is part of the blob format. */
export const KEY_FACTS = [
  "code",
  "sku",
  "product",
  "tag",
  "brand",
  "seller",
  "store",
  "store_group",
  "segment",
  "variant",
  "customer_group",
  "tier",
  "lifecycle",
  "category",
  "region",
  "shipping_method",
  "payment_method",
  "channel",
  "country",
  "currency",
] as const;
export type KeyFact = (typeof KEY_FACTS)[number];

/** Those that the cart shows as a whole, and not by its lines or codes. */
export const HEAD_FACTS: ReadonlySet<KeyFact> = new Set<KeyFact>([
  "store",
  "store_group",
  "segment",
  "variant",
  "customer_group",
  "tier",
  "lifecycle",
  "region",
  "shipping_method",
  "payment_method",
  "channel",
  "country",
  "currency",
]);

/** A condition that has keys cannot be true on a cart that shows none of them. */
export interface IndexKey {
  readonly fact: KeyFact;
  readonly text: string;
}

/** What a kind's keys depend on beside itself. */
export interface KeySource {
  /** Codes of the promotion. */
  readonly codes: readonly string[];
  /** Keys of a line tree. */
  ofItems(tree: LineCondition): readonly IndexKey[] | null;
}

/** A line tree inside a condition, with its path from there. */
export interface LineTree {
  readonly path: string;
  readonly tree: LineCondition;
}

interface ConditionKind<C> {
  /** Number in compiled programs: never changed, never used again. */
  readonly opcode: number;
  readonly schema: z.ZodType;
  readonly facts: readonly Fact[];
  /** null: nothing in the cart tells beforehand that it cannot be true. */
  keys(condition: C, source: KeySource): readonly IndexKey[] | null;
  /** Amount tables that must name the cart's currency (CND-17). */
  amounts(condition: C): readonly Amounts[];
  lineTrees(condition: C): readonly LineTree[];
  /** Writes the fields of its node. */
  write(condition: C, out: ProgramWriter): void;
}

/** A condition on cart, customer or context. `at` is the first field of its node. */
export interface CartKind<C> extends ConditionKind<C> {
  test(program: Program, at: number, end: number, cart: CartView): Truth;
  /** Why it ended as it did and not as wanted (CND-21); asked only when it did not end unknown. */
  reasons(program: Program, at: number, end: number, cart: CartView, wanted: boolean, out: Reason[]): void;
  /** What is missing where its reason is that a minimum is not reached; a kind that never says so has none (HNT-2). */
  lack?(program: Program, at: number, end: number, cart: CartView, wanted: boolean): Lack | null;
  /** What may not be done with it: a code stands under no `not` (CND-11). */
  readonly negatable: boolean;
  /** Whether it is judged again in each application (CND-24); `threshold` is the basis where it names none (POL-7). */
  isLate(condition: C, threshold: Basis): boolean;
  /** The same of a compiled one. */
  isLateAt(program: Program, at: number): boolean;
}

/** A condition on one line. How it ends depends on the run and the currency alone, so that it is judged once in a cart. */
export interface LineKind<C> extends ConditionKind<C> {
  test(program: Program, at: number, end: number, run: ContentRun, currency: number): Truth;
  /** Of a kind whose one field is a set of texts: those of a run, one of which must be in it; null: nobody knows. */
  texts?(run: ContentRun): number | readonly number[] | null;
}

/** Parts of a kind that has neither amounts nor line trees and is never late. */
export const PLAIN = {
  amounts: () => [],
  lineTrees: () => [],
  isLate: () => false,
  isLateAt: () => false,
} as const;

/** The line tree of a field that may be absent. */
export function lineTreeAt(path: string, tree: LineCondition | undefined): readonly LineTree[] {
  return tree === undefined ? [] : [{ path, tree }];
}

/** Keys of a list of texts of one fact. */
export function keysOf(fact: KeyFact, texts: readonly string[]): IndexKey[] {
  return texts.map((text) => ({ fact, text }));
}
