/**
 * The rules of the hand-written loop: JSON with one flat object a promotion, in the order of application, and what loading makes of it:
 * sets beside lists, so that a test may walk the shorter side. Windows are instants already.
 */
import { compareText } from "../../shared/model/identifier.ts";
import { instantOfLocal } from "../../shared/time/offsets.ts";
import type { Draft } from "../workload/draft.ts";
import type { DraftAward } from "../workload/draft-award.ts";
import { OFFSETS } from "../workload/moment.ts";

/** A promotion as published: fields that ask for nothing are absent. */
export interface LoopRule {
  readonly id: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly weekly?: readonly (readonly [fromMin: number, toMin: number])[];
  readonly codes?: readonly string[];
  readonly channels?: readonly string[];
  readonly countries?: readonly string[];
  readonly stores?: readonly string[];
  readonly segmentsAny?: readonly string[];
  readonly segmentsNone?: readonly string[];
  readonly subtotal?: number;
  readonly skus?: readonly string[];
  readonly categories?: readonly string[];
  readonly brands?: readonly string[];
  readonly excludedBrands?: readonly string[];
  /** Units of the items; absent without items. */
  readonly units?: number;
  readonly amount?: number;
  readonly awards: readonly DraftAward[];
}

export interface TokenList {
  readonly list: readonly string[];
  readonly set: ReadonlySet<string>;
}

/** A promotion made ready; null asks for nothing. Every object has the same shape. */
export interface Prepared {
  readonly rule: LoopRule;
  /** Seconds: small integers stand in the object itself, milliseconds would lie elsewhere on the heap. */
  readonly startS: number;
  readonly endS: number;
  readonly weekly: LoopRule["weekly"] | null;
  readonly codes: TokenList | null;
  readonly channels: ReadonlySet<string> | null;
  readonly countries: ReadonlySet<string> | null;
  readonly stores: ReadonlySet<string> | null;
  readonly segmentsAny: TokenList | null;
  readonly segmentsNone: TokenList | null;
  readonly subtotalMinor: number;
  readonly skus: TokenList | null;
  readonly categories: TokenList | null;
  readonly brands: TokenList | null;
  readonly excludedBrands: ReadonlySet<string> | null;
  readonly units: number;
  readonly amountMinor: number;
}

/** Rules in the order of application: priority, then id. */
export function loopRules(drafts: readonly Draft[]): LoopRule[] {
  return [...drafts].sort((a, b) => b.priority - a.priority || compareText(a.id, b.id)).map(loopRule);
}

export function loopRule(draft: Draft): LoopRule {
  const { items } = draft;
  return {
    id: draft.id,
    label: draft.label,
    start: instantOfLocal(OFFSETS, draft.startLocalMs, "start"),
    end: instantOfLocal(OFFSETS, draft.endLocalMs, "end"),
    ...(draft.weekly.length > 0
      ? { weekly: draft.weekly.map(({ from_min, to_min }) => [from_min, to_min] as const) }
      : {}),
    ...filled("codes", draft.codes),
    ...filled("channels", draft.channels),
    ...filled("countries", draft.countries),
    ...filled("stores", draft.stores),
    ...filled("segmentsAny", draft.segmentsAny),
    ...filled("segmentsNone", draft.segmentsNone),
    ...(draft.subtotalMinor > 0 ? { subtotal: draft.subtotalMinor } : {}),
    ...(items === null
      ? {}
      : {
          ...filled("skus", items.skus),
          ...filled("categories", items.categories),
          ...filled("brands", items.brands),
          ...filled("excludedBrands", items.excludedBrands),
          units: draft.units,
        }),
    ...(draft.amountMinor > 0 ? { amount: draft.amountMinor } : {}),
    awards: draft.awards,
  };
}

function filled<Name extends string>(name: Name, list: readonly string[]) {
  return list.length > 0 ? { [name]: list } : {};
}

export function prepare(rule: LoopRule): Prepared {
  return {
    rule,
    startS: Math.ceil(rule.start / 1_000),
    endS: Math.ceil(rule.end / 1_000),
    weekly: rule.weekly ?? null,
    codes: tokens(rule.codes),
    channels: setOf(rule.channels),
    countries: setOf(rule.countries),
    stores: setOf(rule.stores),
    segmentsAny: tokens(rule.segmentsAny),
    segmentsNone: tokens(rule.segmentsNone),
    subtotalMinor: rule.subtotal ?? 0,
    skus: tokens(rule.skus),
    categories: tokens(rule.categories),
    brands: tokens(rule.brands),
    excludedBrands: setOf(rule.excludedBrands),
    units: rule.units ?? 0,
    amountMinor: rule.amount ?? 0,
  };
}

function tokens(list: readonly string[] | undefined): TokenList | null {
  return list === undefined ? null : { list, set: new Set(list) };
}

function setOf(list: readonly string[] | undefined): ReadonlySet<string> | null {
  return list === undefined ? null : new Set(list);
}

/** What an item is told by. */
interface ItemFacts {
  readonly sku: string;
  readonly brand: string;
  readonly categories: readonly string[];
}

/** Whether a line is among the promotion's items. */
export function isItem(promotion: Prepared, line: ItemFacts): boolean {
  const { skus, brands, categories, excludedBrands } = promotion;
  if (skus !== null && !skus.set.has(line.sku)) return false;
  if (brands !== null && !brands.set.has(line.brand)) return false;
  if (excludedBrands?.has(line.brand) === true) return false;
  return categories === null || line.categories.some((category) => categories.set.has(category));
}
