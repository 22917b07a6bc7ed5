/**
 * Everything that prices a cart, as the publisher gathers it: the input of validation, compilation and the reference evaluator.
 * Limits, budgets and stops are not here: they are live settings of the ledger.
 *
 * INVARIANT: ids are unique; every promotion's lane exists; codes are normalised and unique; instants are milliseconds UTC.
 */

import type { ZoneFacts } from "../model/cart-facts.ts";
import type { DiscountCaps } from "../model/discount-caps.ts";
import type { Experiment } from "../model/experiment.ts";
import type { Policies, PromotionPolicies } from "../model/policies.ts";
import type { Award } from "./award.ts";
import type { CartCondition } from "./cart-condition.ts";
import type { Exclusive, HintWish, Reduced } from "./promotion.ts";

/** In this order lanes choose; the mode says what each maximises (docs/spec/selection.md). */
export interface Lane {
  id: string;
  mode: "best_combination" | "best_each" | "best_one" | "first" | "lowest" | "all";
}

/** Minutes of the week from Monday 00:00 local; `to_min` may pass 10,080 for a range over Sunday midnight. */
export interface WeeklyRange {
  from_min: number;
  to_min: number;
}

/** A schedule made ready: local wall-clock milliseconds (as if UTC) with the zone that gives them their instant. */
export interface RuleSchedule {
  /** Zone whose offsets are in `RuleSet.zones`, or "store". */
  zone: string;
  /** Local wall-clock as milliseconds of the same wall-clock in UTC; null is open. */
  start_local_ms: number | null;
  end_local_ms: number | null;
  /** Empty: the whole week. */
  weekly: WeeklyRange[];
  /** Days of the month, −1 the last; empty or absent: every day. */
  month_days?: number[];
  /** Holds for so many minutes, again every so many days from the start on. */
  repeat?: { every_days: number; lasts_min: number };
  /** After the end and before this it still holds for those who typed a code of it (TIM-13). */
  cool_down_local_ms?: number;
  /** From here up to the start it is announced (TIM-13). */
  teaser_local_ms?: number;
}

export interface RulePromotion {
  id: string;
  version: number;
  campaign: string | null;
  label: string;
  lane: string;
  priority: number;
  /** The campaign's and its own: all must hold. */
  schedules: RuleSchedule[];
  /** The campaign's links to stores and its own conditions, joined by `all`. */
  conditions: CartCondition;
  awards: Award[];
  /** Absent: "cart". */
  stage?: "cart" | "catalogue";
  exclusive?: Exclusive;
  class?: string;
  combines_with?: string[];
  excludes_reduced?: Reduced[];
  /** Policies that it chooses for itself. */
  policies?: PromotionPolicies;
  /** Present: shoppers may hear what they lack of it. */
  hint?: HintWish;
}

export interface RuleCode {
  /** Normalised text. */
  code: string;
  promotion: string;
  /** Half-open window of the code, instants in milliseconds; null is open. */
  start_ms: number | null;
  end_ms: number | null;
}

export interface RuleSet {
  company: string;
  policies: Policies;
  lanes: Lane[];
  promotions: RulePromotion[];
  codes: RuleCode[];
  caps?: DiscountCaps;
  /** Whose variants the condition `variant` reads. */
  experiments?: Experiment[];
  /** Offsets of every zone named by a schedule, over the span that matters. */
  zones: ZoneFacts[];
}
