/**
 * The rules linked for evaluation: views over the snapshot's own bytes with what is worth keeping between carts. Nothing is parsed; the
 * scratch belongs to the plan, so one evaluation runs at a time, which is how isolates work.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { Experiment } from "../model/experiment.ts";
import { LIMITS } from "../model/limits.ts";
import { type Policies, policiesApart } from "../model/policies.ts";
import { CONTESTS, type Contest, type Reads, STAGES, type Stage } from "../rules/award-kind.ts";
import { FACTS, type Fact } from "../rules/condition-kind.ts";
import type { Program } from "../rules/program.ts";
import type { Exclusive } from "../rules/promotion.ts";
import type { Lane, RuleSchedule } from "../rules/rule-set.ts";
import { readExperiments } from "../snapshot/experiment-columns.ts";
import { daysOfMasks } from "../snapshot/month-days.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import {
  AWARD_CLOSES,
  AWARD_JOINS,
  AWARD_PICKS_AT_MOST,
  AWARD_READS_MEASURED,
  AWARD_READS_PLACES,
  CLOSES,
  EXCLUSIVE_CART,
  EXCLUSIVE_READINGS,
  HAS_CODE,
  HAS_COOL_DOWN,
  HAS_FIRST_ORDER,
  HAS_GRANTS,
  HAS_HINT,
  HAS_LATE,
  IS_SENSITIVE,
  LANE_MODES,
  NODES_SHIFT,
  NONE,
  type RulesSections,
  type RulesView,
} from "../snapshot/rules-blob.ts";
import type { StringTable } from "../snapshot/string-table.ts";
import { readZone } from "../snapshot/zone-columns.ts";
import { GateScratch } from "./gates.ts";
import { ScheduleStates } from "./schedule-states.ts";

/** A schedule with the offsets that it is read in; null: those of the cart's store. */
export interface PlanSchedule {
  readonly schedule: RuleSchedule;
  readonly zone: ZoneFacts | null;
}

/** One of the two inverted indexes: keys ascending, the promotions under each, and those under nothing. */
export interface PlanIndex {
  readonly keys: Uint32Array;
  /** Keys of text t stand from place t up to place t + 1. */
  readonly ofText: Uint32Array;
  readonly starts: Uint32Array;
  readonly promotions: Uint32Array;
  readonly loose: Uint32Array;
}

export class Plan implements Program {
  readonly sections: RulesSections;
  readonly texts: StringTable;
  /** The company's. */
  readonly policies: Policies;
  /** Promotions of the catalogue stage are those before this one. */
  readonly catalogueCount: number;
  /** Leads to promotions of the cart. */
  readonly index: PlanIndex;
  /** Leads to those of the catalogue stage. */
  readonly catalogueIndex: PlanIndex;
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
  readonly laneModes: readonly Lane["mode"][];
  readonly promotionCount: number;
  /** Facts that some rule reads; what is not among them need not be fetched. */
  readonly facts: ReadonlySet<Fact>;
  readonly gates: GateScratch;
  /** Whoever makes a cart's facts assigns its shopper by them (EXP-4). */
  readonly experiments: readonly Experiment[];
  readonly #policySets: readonly Policies[];
  readonly #states = new Map<string, ScheduleStates>();
  readonly #schedules: (PlanSchedule | undefined)[] = [];
  readonly #texts: (string | undefined)[] = [];
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(view: RulesView) {
    const { sections } = view;
    this.sections = sections;
    this.texts = view.texts;
    this.policies = view.policies[0];
    this.#policySets = view.policies;
    this.index = {
      keys: sections.key,
      ofText: sections.key_of_text,
      starts: sections.key_at,
      promotions: sections.key_promotions,
      loose: sections.loose,
    };
    this.catalogueIndex = {
      keys: sections.catalogue_key,
      ofText: sections.catalogue_key_of_text,
      starts: sections.catalogue_key_at,
      promotions: sections.catalogue_key_promotions,
      loose: sections.catalogue_loose,
    };
    this.words = sections.words;
    this.numbers = sections.numbers;
    this.laneModes = Array.from(sections.lane_mode, (mode) => LANE_MODES[mode] ?? "all");
    this.promotionCount = sections.promotion_id.length;
    this.catalogueCount = Math.min(sections.catalogue_count[0] ?? 0, this.promotionCount);
    const bits = sections.facts[0] ?? 0;
    this.facts = new Set(FACTS.filter((_, index) => (bits & (1 << index)) !== 0));
    this.experiments = readExperiments(sections, (number) => view.texts.text(number));
    this.#seen = new Uint32Array(this.promotionCount);
    this.gates = new GateScratch(sections);
  }

  /** Text of a number, made at its first use: decisions name the same few promotions again and again. */
  text(number: number): string {
    const known = this.#texts[number];
    if (known !== undefined) return known;
    const made = this.texts.text(number);
    if (number < this.texts.size) this.#texts[number] = made;
    return made;
  }

  /** Begins to collect promotions without repeats: from here on each is `isNew` once. */
  startRound(): void {
    this.#round = (this.#round + 1) >>> 0;
    if (this.#round === 0) {
      this.#seen.fill(0);
      this.#round = 1;
    }
  }

  isNew(promotion: number): boolean {
    if (promotion >= this.promotionCount || this.#seen[promotion] === this.#round) return false;
    this.#seen[promotion] = this.#round;
    return true;
  }

  /** Place of a promotion in the order of SEL-1; -1 for one that is not in the rules. */
  promotion(id: string): number {
    const place = placeIn(this.sections.by_id_text, this.texts.find(id));
    return place < 0 ? -1 : (this.sections.by_id_promotion[place] ?? -1);
  }

  promotionId(promotion: number): string {
    return this.text(this.sections.promotion_id[promotion] ?? NONE);
  }

  priority(promotion: number): number {
    return (this.sections.promotion_priority[promotion] ?? 0) | 0;
  }

  laneOf(promotion: number): number {
    return this.sections.promotion_lane[promotion] ?? 0;
  }

  /** CAT. */
  isCatalogue(promotion: number): boolean {
    return promotion < this.catalogueCount;
  }

  hasCode(promotion: number): boolean {
    return this.#is(promotion, HAS_CODE);
  }

  /** Whether a code that counts may change that it is eligible (CND-11, TIM-13). */
  dependsOnCodes(promotion: number): boolean {
    return this.#is(promotion, HAS_CODE | HAS_COOL_DOWN);
  }

  hasFirstOrder(promotion: number): boolean {
    return this.#is(promotion, HAS_FIRST_ORDER);
  }

  /** CND-24. */
  hasLate(promotion: number): boolean {
    return this.#is(promotion, HAS_LATE);
  }

  /** Whether one of its awards is a gift or a grant. */
  hasGrants(promotion: number): boolean {
    return this.#is(promotion, HAS_GRANTS);
  }

  /** Whether something of it reads what other awards leave, even if nothing is granted (SEL-20). */
  isSensitive(promotion: number): boolean {
    return this.#is(promotion, IS_SENSITIVE);
  }

  /** Whether one of its awards closes units (AWD-18). */
  closesSome(promotion: number): boolean {
    return this.#is(promotion, CLOSES);
  }

  /** Whether its author wants shoppers to hear what they lack of it (HNT-1). */
  hasHint(promotion: number): boolean {
    return this.#is(promotion, HAS_HINT);
  }

  #is(promotion: number, bits: number): boolean {
    return ((this.sections.promotion_flags[promotion] ?? 0) & bits) !== 0;
  }

  /** Those it is judged and applied by: the company's, or with what it chose for itself. */
  policiesOf(promotion: number): Policies {
    return this.#policySets[this.sections.promotion_policies[promotion] ?? 0] ?? this.policies;
  }

  /** Those of them that differ from the company's; null: none. */
  ownPolicies(promotion: number): Partial<Policies> | null {
    const own = this.policiesOf(promotion);
    return own === this.policies ? null : policiesApart(own, this.policies);
  }

  /** Bits of what it excludes as reduced (AWD-24). */
  reducedOf(promotion: number): number {
    return this.sections.promotion_reduced[promotion] ?? 0;
  }

  /** SEL-17. */
  exclusive(promotion: number): Exclusive | null {
    const value = this.sections.promotion_exclusive[promotion] ?? 0;
    const reading = EXCLUSIVE_READINGS[(value & (EXCLUSIVE_CART - 1)) - 1];
    return reading === undefined ? null : { reading, reach: value >= EXCLUSIVE_CART ? "cart" : "lane" };
  }

  /** Place of its class and what it combines with in the table of profiles; 0: no class and all. */
  profileOf(promotion: number): number {
    return this.sections.promotion_profile[promotion] ?? 0;
  }

  /** Steps that judging it costs on so many content runs. */
  costOf(promotion: number, runs: number): number {
    const nodes = this.sections.promotion_nodes[promotion] ?? 0;
    return 1 + (nodes & (2 ** NODES_SHIFT - 1)) + (nodes >>> NODES_SHIFT) * runs;
  }

  /** Row of a code in the code columns; -1 for one that is not in the rules. */
  code(text: string): number {
    return placeIn(this.sections.code_text, this.texts.find(text));
  }

  /** Awards of a promotion are those from `firstAward` up to `awardsEnd`. */
  firstAward(promotion: number): number {
    return rangeStart(this.sections.award_list_at, promotion, this.sections.award_place.length);
  }

  awardsEnd(promotion: number): number {
    return rangeEnd(this.sections.award_list_at, promotion, this.sections.award_place.length);
  }

  stage(award: number): Stage {
    return STAGES[this.sections.award_stage[award] ?? 0] ?? "items";
  }

  /** AWD-18. */
  closesUnits(award: number): boolean {
    return this.#hasAward(award, AWARD_CLOSES);
  }

  /** SEL-21, as far as its kind and its pick say. */
  joins(award: number): boolean {
    return this.#hasAward(award, AWARD_JOINS);
  }

  /** SEL-20, as far as its kind, its pick and the policies say. */
  reads(award: number): Reads {
    if (this.#hasAward(award, AWARD_READS_PLACES)) return "places";
    return this.#hasAward(award, AWARD_READS_MEASURED) ? "measured" : "none";
  }

  /** AWD-17. */
  picksAtMost(award: number): boolean {
    return this.#hasAward(award, AWARD_PICKS_AT_MOST);
  }

  #hasAward(award: number, bit: number): boolean {
    return ((this.sections.award_flags[award] ?? 0) & bit) !== 0;
  }

  contest(award: number): Contest {
    return CONTESTS[this.sections.award_contest[award] ?? 0] ?? "none";
  }

  /** A schedule of the table, made at its first use. */
  readonly readSchedule = (index: number): PlanSchedule => {
    const known = this.#schedules[index];
    if (known !== undefined) return known;
    const made = readSchedule(this.sections, index, this.texts);
    this.#schedules[index] = made;
    return made;
  };

  /** States of the schedules for carts of a zone, kept from cart to cart. */
  scheduleStates(zone: ZoneFacts): ScheduleStates {
    const known = this.#states.get(zone.zone);
    if (known?.isFor(zone)) return known;
    if (this.#states.size >= LIMITS.planZones) this.#states.clear();
    const { schedule_list_at, schedule_list, schedule_zone } = this.sections;
    const table = { lists: schedule_list_at, places: schedule_list, read: this.readSchedule };
    const made = new ScheduleStates(table, zone, schedule_zone.length);
    this.#states.set(zone.zone, made);
    return made;
  }
}

/** Links opened rules. */
export function linkPlan(view: RulesView): Plan {
  return new Plan(view);
}

/** Place of a number in an ascending column; -1 if it is not there. */
export function placeIn(column: Uint32Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return column[low] === value ? low : -1;
}

function readSchedule(sections: RulesSections, index: number, texts: StringTable): PlanSchedule {
  const { schedule_zone, weekly_at, weekly } = sections;
  const place = schedule_zone[index] ?? NONE;
  const zone = place === NONE ? null : readZone(sections, place, (number) => texts.text(number));
  const ranges: RuleSchedule["weekly"] = [];
  const end = rangeEnd(weekly_at, index, weekly.length);
  for (let at = rangeStart(weekly_at, index, weekly.length); at + 1 < end; at += 2) {
    ranges.push({ from_min: weekly[at] ?? 0, to_min: weekly[at + 1] ?? 0 });
  }
  return {
    schedule: {
      zone: zone === null ? "store" : zone.zone,
      ...readWindow(sections, index),
      weekly: ranges,
      ...readRecurrence(sections, index),
    },
    zone,
  };
}

function readWindow({ schedule_window, schedule_cool_down, schedule_teaser }: RulesSections, index: number) {
  const [start = null, end = null] = [schedule_window[2 * index], schedule_window[2 * index + 1]];
  const coolDown = schedule_cool_down[index] ?? Number.POSITIVE_INFINITY;
  const teaser = schedule_teaser[index] ?? Number.POSITIVE_INFINITY;
  return {
    start_local_ms: Number.isFinite(start) ? start : null,
    end_local_ms: Number.isFinite(end) ? end : null,
    ...(Number.isFinite(coolDown) ? { cool_down_local_ms: coolDown } : {}),
    ...(Number.isFinite(teaser) ? { teaser_local_ms: teaser } : {}),
  };
}

/** A repetition that damaged bytes say, every 0 days, is none. */
function readRecurrence({ schedule_month_days, schedule_repeat }: RulesSections, index: number) {
  const every_days = schedule_repeat[2 * index] ?? 0;
  const lasts_min = schedule_repeat[2 * index + 1] ?? 0;
  const month_days = daysOfMasks(
    schedule_month_days[2 * index] ?? 0,
    schedule_month_days[2 * index + 1] ?? 0,
  );
  return {
    ...(month_days.length === 0 ? {} : { month_days }),
    ...(every_days === 0 ? {} : { repeat: { every_days, lasts_min } }),
  };
}
