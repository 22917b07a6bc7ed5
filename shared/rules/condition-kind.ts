/**
 * What one kind of condition declares: all that validation, compilation, evaluation and explanation ask of it. Nothing else switches on
 * a kind's name. A new kind is one file, its line in condition-kinds.ts and in its union, one rule in the specification.
 */
import type * as z from "zod";
import type { Amounts } from "../model/amount.ts";
import type { Reason } from "../model/reason.ts";
import type { CartView, ContentRun } from "./cart-view.ts";
import type { LineCondition } from "./line-condition.ts";
import type { Program, ProgramWriter } from "./program.ts";
import type { Truth } from "./truth.ts";

/** Facts that a kind reads: what the edge must have at hand before it can judge. */
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
] as const;
export type Fact = (typeof FACTS)[number];

/** What a promotion can be filed under, the most selective first; the order is part of the blob format. */
export const KEY_FACTS = [
  "code",
  "sku",
  "product",
  "tag",
  "brand",
  "store",
  "store_group",
  "segment",
  "category",
  "channel",
  "country",
] as const;
export type KeyFact = (typeof KEY_FACTS)[number];

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

/** How a kind says the parts of its sentence that it does not know itself. */
export interface Wording {
  items(tree: LineCondition): string;
}

interface ConditionKind<C> {
  /** Number in compiled programs: never changed, never used again. */
  readonly opcode: number;
  readonly schema: z.ZodType;
  readonly facts: readonly Fact[];
  /** The condition in plain English, fit to stand after "if". */
  sentence(condition: C, wording: Wording): string;
  /** null: nothing in the cart tells beforehand that it cannot be true. */
  keys(condition: C, source: KeySource): readonly IndexKey[] | null;
  /** Amount tables that must name the cart's currency (CND-17). */
  amounts(condition: C): readonly Amounts[];
  /** Line tree inside it. */
  items(condition: C): LineCondition | undefined;
  /** Writes the fields of its node. */
  write(condition: C, out: ProgramWriter): void;
}

/** A condition on cart, customer or context. `at` is the first field of its node. */
export interface CartKind<C> extends ConditionKind<C> {
  test(program: Program, at: number, end: number, cart: CartView): Truth;
  /** Why it ended as it did and not as wanted (CND-21); asked only when it did not end unknown. */
  reasons(program: Program, at: number, end: number, cart: CartView, wanted: boolean, out: Reason[]): void;
  /** What may not be done with it: a code stands under no `not` (CND-11). */
  readonly negatable: boolean;
}

/** A condition on one line. */
export interface LineKind<C> extends ConditionKind<C> {
  test(program: Program, at: number, end: number, run: ContentRun, cart: CartView): Truth;
}

/** Parts of a kind that has neither amounts nor line trees. */
export const PLAIN = { amounts: () => [], items: () => undefined } as const;

/** Keys of a list of texts of one fact. */
export function keysOf(fact: KeyFact, texts: readonly string[]): IndexKey[] {
  return texts.map((text) => ({ fact, text }));
}

/** "a", "a or b", "a, b or 7 more": lists in sentences stay short. */
export function oneOf(texts: readonly (string | number | boolean)[]): string {
  const shown = texts.slice(0, 3).map(String);
  if (texts.length > 3) return `${shown.join(", ")} or ${texts.length - 3} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}
