/**
 * The cart as kinds test it: texts as the numbers of the plan (-1: no rule mentions it), lines as content runs. Made by evaluate/ once
 * a cart; the fields that change from promotion to promotion are set before its tree is judged.
 */
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { Policies } from "../model/policies.ts";
import type { Program } from "./program.ts";

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

/** A text that is known to be none: no brand, no seller, no tier. No list holds it. */
export const KNOWN_NONE = -2;

/** Units of equal content over all lines but gifts (AWD-1). */
export interface ContentRun {
  readonly sku: number;
  readonly product: number;
  /** KNOWN_NONE where the shop itself sells. */
  readonly seller: number;
  /** null: nobody knows. */
  readonly categories: readonly number[] | null;
  readonly tags: readonly number[] | null;
  readonly attributes: readonly AttributeView[] | null;
  /** null: nobody knows; KNOWN_NONE: known to have none. */
  readonly brand: number | null;
  /** null: the line has none. */
  readonly metadata: readonly AttributeView[] | null;
  /** Units in stock; null: nobody knows. */
  readonly stock: number | null;
  /** Prices of a unit, minor units. */
  readonly list: number;
  /** After the catalogue stage. */
  readonly catalog: number;
  /** The shop sent `catalog` as the price. */
  readonly sentPrice: boolean;
  /** No discount takes a unit below this, minor units; 0 where none is said. */
  readonly floor: number;
  readonly count: number;
  readonly discountable: boolean;
  /** A line of the run: what all of them share. */
  readonly line: LineFacts;
  /** Its lines are the places from `from` up to `to`, in unit order. */
  readonly from: number;
  readonly to: number;
}

/** The customer's subscription: texts by number, KNOWN_NONE for none. */
export interface SubscriptionView {
  readonly state: number;
  readonly plan: number;
  readonly nextPlan: number;
  /** End of the paid period; null: it has none. */
  readonly endsMs: number | null;
}

/** What units and charges cost at one moment of an application: late conditions read it (CND-24). */
export interface CurrentAmounts {
  /** Sum over the units of a content run, by its place in `runs`, minor units. */
  ofRun(run: number): number;
  /** Sum over all charges. */
  charges(): number;
}

/** A measure of an award or a late condition that is taken to come to so much: what a hint would be worth is found so (HNT-6). */
export interface Supposed {
  /** First field of its node. */
  readonly at: number;
  readonly need: number;
}

/** What a line tree says of the content runs, which are known by their index in `runs`, ascending. */
export interface ItemRuns {
  /** On these it is true. */
  readonly sure: readonly number[];
  /** On these it is true, or nobody knows. */
  readonly possible: readonly number[];
}

/** So many first units of lines, by their places, which ascend. */
export interface LineUnits {
  readonly places: readonly number[];
  readonly counts: readonly number[];
}

/** Sums over all units of a cart. */
export interface WholeSums {
  readonly units: number;
  readonly list: number;
  readonly catalog: number;
}

export interface CartView {
  /** What reasons show as `have`. */
  readonly facts: CartFacts;
  readonly atMs: number;
  /** Those of the promotion that is judged. */
  readonly policies: Policies;
  /** Senses in which the promotion at work excludes reduced units (AWD-24). */
  readonly reduced: number;
  readonly currency: number;
  readonly channel: number;
  readonly store: number;
  readonly storeGroups: readonly number[];
  /** null: nobody said. */
  readonly country: number | null;
  readonly region: number | null;
  readonly paymentMethod: number | null;
  /** Beginnings of the postcode, itself among them, that some rule mentions; null: nobody said. */
  readonly postcode: readonly number[] | null;
  readonly metadata: readonly AttributeView[];
  /** Experiments by name, the shopper's variant as a text. */
  readonly variants: readonly AttributeView[];
  readonly segments: readonly number[];
  readonly customerAttributes: readonly AttributeView[];
  /** null: nobody knows; KNOWN_NONE: known to be none. */
  readonly customerGroup: number | null;
  readonly tier: number | null;
  readonly lifecycle: number | null;
  /** undefined: nobody knows; null: known to have none. */
  readonly subscription: SubscriptionView | null | undefined;
  /** null: nobody knows. */
  readonly behaviour: readonly AttributeView[] | null;
  /** In unit order (AWD-2). */
  readonly runs: readonly ContentRun[];
  /** Units of the line at each place. */
  readonly quantities: readonly number[];
  /** Methods of the charges, which are ordered by id, and their sellers (KNOWN_NONE: the shop itself). */
  readonly methods: readonly number[];
  readonly chargeSellers: readonly number[];
  /** Result of the latest `measure`: without and with the lines on which `items` ended unknown (CND-4). */
  low: number;
  high: number;
  /** Whether `first_order` may be true; cleared to ask what holds without it (CND-18). */
  readonly firstOrder: boolean;
  /** Whether a code that counts belongs to the promotion that is judged (CND-11). */
  readonly codeCounts: boolean;
  /** Which order of the customer this one is; null for a guest who never matches (CND-8, POL-4). */
  readonly orderNumber: number | null;
  /** Set while late conditions are judged in an application; null: catalogue prices stand for it (CND-24). */
  readonly current: CurrentAmounts | null;
  /** Null but while a hint is weighed. */
  readonly supposed: Supposed | null;
  /** All of them. */
  readonly all: ItemRuns;
  /** What all units together are and cost, minor units. */
  readonly whole: WholeSums;
  /** All units that may be rewarded by the promotion at work. */
  readonly openUnits: LineUnits;
  /** Judges the line tree at a place on all content runs. */
  itemRuns(program: Program, at: number, end: number): ItemRuns;
}
