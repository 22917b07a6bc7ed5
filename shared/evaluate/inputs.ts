/**
 * What one evaluation is about: plan, cart, instant and what came from outside the rules, with the states that many promotions share.
 * Made once an evaluation.
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { EvaluateOptions, LeftOut } from "../model/decision.ts";
import type { Target } from "../rules/award-kind.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import { type ScheduleState, scheduleState } from "../time/schedule.ts";
import { type CodeEntry, readCodes } from "./codes.ts";
import type { Plan } from "./plan.ts";
import { PreparedCart } from "./prepared-cart.ts";

export class Inputs {
  readonly plan: Plan;
  readonly cart: PreparedCart;
  readonly atMs: number;
  readonly options: EvaluateOptions;
  readonly codes: readonly CodeEntry[];
  readonly leftOut: ReadonlyMap<number, LeftOut>;
  /** What each promotion may give in this order, minor units (AWD-15). */
  readonly granted: ReadonlyMap<number, number>;
  /** Targets of awards, found when first asked for: they depend on the cart as it came alone. */
  readonly targets = new Map<number, Target>();
  readonly #schedules: (ScheduleState | undefined)[] = [];
  readonly #currencies: (boolean | undefined)[] = [];

  constructor(plan: Plan, facts: CartFacts, atMs: number, options: EvaluateOptions) {
    this.plan = plan;
    this.cart = new PreparedCart(plan, facts);
    this.atMs = atMs;
    this.options = options;
    this.codes = readCodes(plan, facts.codes, atMs);
    this.leftOut = new Map(options.left_out.map((left) => [plan.promotion(left.promotion), left]));
    this.granted = new Map(options.granted.map((grant) => [plan.promotion(grant.promotion), grant.amount]));
  }

  /** CND-15. */
  schedulesHold(promotion: number): boolean {
    const { schedule_list_at, schedule_list } = this.plan.sections;
    const end = rangeEnd(schedule_list_at, promotion, schedule_list.length);
    for (let at = rangeStart(schedule_list_at, promotion, schedule_list.length); at < end; at++) {
      if (this.#scheduleState(schedule_list[at] ?? 0) !== "holds") return false;
    }
    return true;
  }

  /** States of a promotion's schedules, in their order. */
  scheduleStates(promotion: number): ScheduleState[] {
    const { schedule_list_at, schedule_list } = this.plan.sections;
    const start = rangeStart(schedule_list_at, promotion, schedule_list.length);
    const end = rangeEnd(schedule_list_at, promotion, schedule_list.length);
    return Array.from(schedule_list.subarray(start, end), (index) => this.#scheduleState(index));
  }

  #scheduleState(index: number): ScheduleState {
    const known = this.#schedules[index];
    if (known !== undefined) return known;
    const { schedule, zone } = this.plan.schedule(index);
    const state = scheduleState(schedule, zone ?? this.cart.facts.zone, this.atMs);
    this.#schedules[index] = state;
    return state;
  }

  /** CND-17: whether every amount table of a promotion names the cart's currency. */
  hasCurrency(promotion: number): boolean {
    const set = this.plan.sections.promotion_currencies[promotion] ?? NONE;
    if (set === NONE) return true;
    const known = this.#currencies[set];
    if (known !== undefined) return known;
    const { currency_set_at, currency_set } = this.plan.sections;
    const start = rangeStart(currency_set_at, set, currency_set.length);
    const end = rangeEnd(currency_set_at, set, currency_set.length);
    const holds = currency_set.subarray(start, end).includes(this.cart.currency);
    this.#currencies[set] = holds;
    return holds;
  }
}
