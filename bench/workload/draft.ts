/**
 * A promotion of the workload in the plain form from which every engine's own is made: lists that must all hold, at the top without
 * nesting. Beside it stands the same promotion as our rules say it; the agreement check holds the two together.
 */
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import type { RulePromotion, WeeklyRange } from "../../shared/rules/rule-set.ts";
import { authoredAward, type DraftAward } from "./draft-award.ts";
import { ZONE } from "./moment.ts";
import { CURRENCY } from "./shop.ts";

/** Empty lists ask for nothing. */
export interface DraftItems {
  readonly skus: readonly string[];
  readonly categories: readonly string[];
  readonly brands: readonly string[];
  readonly excludedBrands: readonly string[];
}

export interface Draft {
  readonly id: string;
  readonly label: string;
  readonly campaign: string;
  readonly priority: number;
  /** Window in local milliseconds of ZONE. */
  readonly startLocalMs: number;
  readonly endLocalMs: number;
  readonly weekly: readonly WeeklyRange[];
  /** Empty: it needs no code. */
  readonly codes: readonly string[];
  readonly channels: readonly string[];
  readonly countries: readonly string[];
  readonly stores: readonly string[];
  readonly segmentsAny: readonly string[];
  readonly segmentsNone: readonly string[];
  /** The least subtotal of the cart, minor units; 0 asks for nothing. */
  readonly subtotalMinor: number;
  readonly items: DraftItems | null;
  /** So many units of the items at least; 0 without items. */
  readonly units: number;
  /** They cost so much together at least, minor units; 0 asks for nothing. */
  readonly amountMinor: number;
  readonly awards: readonly DraftAward[];
}

/** The items as a line tree. */
export function lineTree(items: DraftItems): LineCondition {
  const of: LineCondition[] = [];
  if (items.skus.length > 0) of.push({ kind: "sku", any_of: [...items.skus] });
  if (items.categories.length > 0) of.push({ kind: "category", any_of: [...items.categories] });
  if (items.brands.length > 0) of.push({ kind: "brand", any_of: [...items.brands] });
  if (items.excludedBrands.length > 0) {
    of.push({ kind: "not", of: { kind: "brand", any_of: [...items.excludedBrands] } });
  }
  const [first] = of;
  return of.length === 1 && first !== undefined ? first : { kind: "all", of };
}

/** The promotion in our own form. */
export function rulePromotion(draft: Draft): RulePromotion {
  const items = draft.items === null ? undefined : lineTree(draft.items);
  return {
    id: draft.id,
    version: 1,
    campaign: draft.campaign,
    label: draft.label,
    lane: "default",
    priority: draft.priority,
    schedules: [
      {
        zone: ZONE,
        start_local_ms: draft.startLocalMs,
        end_local_ms: draft.endLocalMs,
        weekly: [...draft.weekly],
      },
    ],
    conditions: { kind: "all", of: [...contextConditions(draft), ...cartConditions(draft)] },
    awards: draft.awards.map((award) => authoredAward(award, items)),
  };
}

function contextConditions(draft: Draft): CartCondition[] {
  const of: CartCondition[] = [];
  if (draft.codes.length > 0) of.push({ kind: "code" });
  if (draft.channels.length > 0) of.push({ kind: "channel", any_of: [...draft.channels] });
  if (draft.countries.length > 0) of.push({ kind: "country", any_of: [...draft.countries] });
  if (draft.stores.length > 0) of.push({ kind: "store", any_of: [...draft.stores], groups: [] });
  if (draft.segmentsAny.length > 0) of.push({ kind: "segment", any_of: [...draft.segmentsAny] });
  if (draft.segmentsNone.length > 0) {
    of.push({ kind: "not", of: { kind: "segment", any_of: [...draft.segmentsNone] } });
  }
  return of;
}

function cartConditions(draft: Draft): CartCondition[] {
  const of: CartCondition[] = [];
  if (draft.subtotalMinor > 0) {
    of.push({ kind: "subtotal", basis: "catalog", at_least: { [CURRENCY]: draft.subtotalMinor } });
  }
  if (draft.items === null) return of;
  const items = lineTree(draft.items);
  of.push({ kind: "quantity", items, at_least: draft.units });
  if (draft.amountMinor > 0) {
    of.push({ kind: "subtotal", basis: "catalog", items, at_least: { [CURRENCY]: draft.amountMinor } });
  }
  return of;
}
