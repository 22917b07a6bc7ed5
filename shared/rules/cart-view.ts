/**
 * The cart as kinds test it: texts as the numbers of the plan (-1: no rule mentions it), lines as content runs. Made by evaluate/ once
 * a cart; the fields that change from promotion to promotion are set before its tree is judged.
 */
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { Policies } from "../model/policies.ts";
import type { Program } from "./program.ts";
import type { Truth } from "./truth.ts";

/** Types of an attribute's value; part of the blob format. */
export const ATTRIBUTE_TEXT = 0;
export const ATTRIBUTE_NUMBER = 1;
export const ATTRIBUTE_BOOLEAN = 2;

/** A typed value: a text by number, a number as it is, a boolean as 0 or 1. */
export interface AttributeView {
  readonly name: number;
  readonly type: number;
  readonly value: number;
}

/** Units of equal content over all lines but gifts (AWD-1). */
export interface ContentRun {
  readonly sku: number;
  readonly product: number;
  /** null: nobody knows. */
  readonly categories: readonly number[] | null;
  readonly tags: readonly number[] | null;
  readonly attributes: readonly AttributeView[] | null;
  /** null: nobody knows; NO_BRAND: known to have none. */
  readonly brand: number | null;
  /** Prices of a unit, minor units. */
  readonly list: number;
  readonly catalog: number;
  readonly count: number;
  readonly discountable: boolean;
  /** A line of the run: what all of them share. */
  readonly line: LineFacts;
  /** Its lines are the places from `from` up to `to`, in unit order. */
  readonly from: number;
  readonly to: number;
}

/** Brand of an article that is known to have none. */
export const NO_BRAND = -2;

export interface CartView {
  /** What reasons show as `have`. */
  readonly facts: CartFacts;
  readonly policies: Policies;
  readonly currency: number;
  readonly channel: number;
  readonly store: number;
  readonly storeGroups: readonly number[];
  /** null: nobody said. */
  readonly country: number | null;
  readonly segments: readonly number[];
  readonly customerAttributes: readonly AttributeView[];
  /** In unit order (AWD-2). */
  readonly runs: readonly ContentRun[];
  /** Units of the line at each place. */
  readonly quantities: readonly number[];
  /** Methods of the charges, which are ordered by id. */
  readonly methods: readonly number[];
  /** Result of the latest `measure`: without and with the lines on which `items` ended unknown (CND-4). */
  low: number;
  high: number;
  /** Whether `first_order` may be true; cleared to ask what holds without it (CND-18). */
  readonly firstOrder: boolean;
  /** Whether a code that counts belongs to the promotion that is judged (CND-11). */
  readonly codeCounts: boolean;
  /** Judges the line tree at a place on one content run. */
  itemTruth(program: Program, at: number, end: number, run: ContentRun): Truth;
}
