/**
 * What one evaluation is about: plan, cart, instant and what came from outside the rules, with the states that many promotions share.
 * Made once an evaluation.
 */
import type { CartFacts } from "../model/cart-facts.ts";
import type { EvaluateOptions, LeftOut } from "../model/decision.ts";
import { LIMITS } from "../model/limits.ts";
import type { Target } from "../rules/award-kind.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import { announcedStart, type ScheduleState } from "../time/schedule.ts";
import { type CapsOfCart, capsOfCart } from "./caps.ts";
import { type CodeEntry, readCodes } from "./codes.ts";
import { Gates } from "./gates.ts";
import type { OfferedGift } from "./gift-lines.ts";
import type { Plan } from "./plan.ts";
import { PreparedCart } from "./prepared-cart.ts";
import type { ScheduleStates } from "./schedule-states.ts";

/** Sharing an amount out over a slice takes so much longer than judging a condition on a content run. */
const STEPS_OF_SLICE = 10;

export class Inputs {
  readonly plan: Plan;
  /** With the prices that the catalogue stage left, once it was done. */
  cart: PreparedCart;
  readonly atMs: number;
  readonly options: EvaluateOptions;
  readonly codes: readonly CodeEntry[];
  readonly leftOut: ReadonlyMap<number, LeftOut>;
  /** What each promotion may give in this order, minor units (AWD-15). */
  readonly granted: ReadonlyMap<number, number>;
  /** Targets of awards, found when first asked for: they depend on the cart as it came alone. */
  readonly targets = new Map<number, Target>();
  /** Gifts of awards, likewise. */
  readonly gifts = new Map<number, OfferedGift>();
  /** What a promotion asks of the head of the cart; what it does not admit is not eligible. */
  readonly gates: Gates;
  readonly #schedules: ScheduleStates;
  readonly #currencies: (boolean | undefined)[] = [];
  /** Promotions that were reached when the fuel had run out (SEL-23). */
  readonly notJudged = new Set<number>();
  #fuel: number = LIMITS.fuel;
  #caps: CapsOfCart | null = null;

  constructor(plan: Plan, facts: CartFacts, atMs: number, options: EvaluateOptions) {
    this.plan = plan;
    this.cart = new PreparedCart(plan, facts, atMs);
    this.gates = new Gates(plan.gates, this.cart);
    this.atMs = atMs;
    this.#schedules = plan.scheduleStates(facts.zone);
    this.options = options;
    this.codes = readCodes(plan, facts.codes, atMs);
    this.leftOut = new Map(options.left_out.map((left) => [plan.promotion(left.promotion), left]));
    this.granted = new Map(options.granted.map((grant) => [plan.promotion(grant.promotion), grant.amount]));
  }

  /** Goes on with the prices that the catalogue stage left (CAT-6). */
  lowerTo(catalogs: readonly number[]): void {
    this.cart = new PreparedCart(this.plan, this.cart.facts, this.atMs, catalogs);
  }

  /** Counts work: conditions judged on content runs and the like (SEL-23). */
  burn(steps: number): void {
    this.#fuel -= steps;
  }

  /** Counts slices that an award touches. */
  burnSlices(slices: number): void {
    this.#fuel -= STEPS_OF_SLICE * slices;
  }

  /** What is left of the fuel; below zero once it ran out. */
  get fuel(): number {
    return this.#fuel;
  }

  /** What all awards together may take in this order, minor units; Infinity without such a cap (AWD-26). */
  get orderCapMinor(): number {
    this.#caps ??= capsOfCart(this.plan, this.cart);
    return this.#caps.orderMinor;
  }

  /** Share of each content run that all awards together may take, basis points; 0 without such a cap (AWD-26). */
  get lineCapBps(): number {
    this.#caps ??= capsOfCart(this.plan, this.cart);
    return this.#caps.lineBps;
  }

  /** CND-15; a code that counts carries a promotion through its cool-down (TIM-13). */
  schedulesHold(promotion: number, codeCounts: boolean): boolean {
    return this.#schedules.hold(promotion, this.atMs, codeCounts);
  }

  /** States of a promotion's schedules, in their order. */
  scheduleStates(promotion: number, codeCounts: boolean): ScheduleState[] {
    const { schedule_list_at, schedule_list } = this.plan.sections;
    const start = rangeStart(schedule_list_at, promotion, schedule_list.length);
    const end = rangeEnd(schedule_list_at, promotion, schedule_list.length);
    return Array.from(schedule_list.subarray(start, end), (index) => this.#scheduleState(index, codeCounts));
  }

  #scheduleState(index: number, codeCounts: boolean): ScheduleState {
    return this.#schedules.stateAt(index, this.atMs, codeCounts);
  }

  /** TIM-13: when it begins, if all that keeps its schedules from holding is that it is announced; null otherwise. */
  announcedStart(promotion: number, codeCounts: boolean): number | null {
    const { schedule_list_at, schedule_list } = this.plan.sections;
    const end = rangeEnd(schedule_list_at, promotion, schedule_list.length);
    let last: number | null = null;
    for (let at = rangeStart(schedule_list_at, promotion, schedule_list.length); at < end; at++) {
      const index = schedule_list[at] ?? 0;
      if (this.#scheduleState(index, codeCounts) === "holds") continue;
      const { schedule, zone } = this.plan.readSchedule(index);
      const startMs = announcedStart(schedule, zone ?? this.cart.facts.zone, this.atMs);
      if (startMs === null) return null;
      last = Math.max(last ?? startMs, startMs);
    }
    return last;
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

/** Makes a promotion the one at work: its policies hold, and what it excludes as reduced. Whoever judges or applies one does this first. */
export function enter({ plan, cart }: Inputs, promotion: number): void {
  cart.policies = plan.policiesOf(promotion);
  cart.reduced = plan.reducedOf(promotion);
}
