/**
 * The rules linked for evaluation: views over the snapshot's own bytes with what is worth keeping between carts. Nothing is parsed; the
 * scratch belongs to the plan, so one evaluation runs at a time, which is how isolates work.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { Policies } from "../model/policies.ts";
import { CONTESTS, type Contest, STAGES, type Stage } from "../rules/award-kind.ts";
import { FACTS, type Fact } from "../rules/condition-kind.ts";
import type { Program } from "../rules/program.ts";
import type { Lane, RuleSchedule } from "../rules/rule-set.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import {
  HAS_CODE,
  HAS_FIRST_ORDER,
  LANE_MODES,
  NONE,
  type RulesSections,
  type RulesView,
} from "../snapshot/rules-blob.ts";
import type { StringTable } from "../snapshot/string-table.ts";
import { readZone } from "../snapshot/zone-columns.ts";

/** A schedule with the offsets that it is read in; null: those of the cart's store. */
export interface PlanSchedule {
  readonly schedule: RuleSchedule;
  readonly zone: ZoneFacts | null;
}

export class Plan implements Program {
  readonly sections: RulesSections;
  readonly texts: StringTable;
  readonly policies: Policies;
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
  readonly laneModes: readonly Lane["mode"][];
  readonly promotionCount: number;
  /** Facts that some rule reads; what is not among them need not be fetched. */
  readonly facts: ReadonlySet<Fact>;
  readonly #schedules: (PlanSchedule | undefined)[] = [];
  readonly #texts: (string | undefined)[] = [];
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(view: RulesView) {
    const { sections } = view;
    this.sections = sections;
    this.texts = view.texts;
    this.policies = view.policies;
    this.words = sections.words;
    this.numbers = sections.numbers;
    this.laneModes = Array.from(sections.lane_mode, (mode) => LANE_MODES[mode] ?? "all");
    this.promotionCount = sections.promotion_id.length;
    const bits = sections.facts[0] ?? 0;
    this.facts = new Set(FACTS.filter((_, index) => (bits & (1 << index)) !== 0));
    this.#seen = new Uint32Array(this.promotionCount);
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

  hasCode(promotion: number): boolean {
    return ((this.sections.promotion_flags[promotion] ?? 0) & HAS_CODE) !== 0;
  }

  hasFirstOrder(promotion: number): boolean {
    return ((this.sections.promotion_flags[promotion] ?? 0) & HAS_FIRST_ORDER) !== 0;
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

  contest(award: number): Contest {
    return CONTESTS[this.sections.award_contest[award] ?? 0] ?? "none";
  }

  /** A schedule of the table, made at its first use. */
  schedule(index: number): PlanSchedule {
    const known = this.#schedules[index];
    if (known !== undefined) return known;
    const made = readSchedule(this.sections, index, this.texts);
    this.#schedules[index] = made;
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
  const { schedule_zone, schedule_window, weekly_at, weekly } = sections;
  const place = schedule_zone[index] ?? NONE;
  const zone = place === NONE ? null : readZone(sections, place, (number) => texts.text(number));
  const ranges: RuleSchedule["weekly"] = [];
  const end = rangeEnd(weekly_at, index, weekly.length);
  for (let at = rangeStart(weekly_at, index, weekly.length); at + 1 < end; at += 2) {
    ranges.push({ from_min: weekly[at] ?? 0, to_min: weekly[at + 1] ?? 0 });
  }
  const start = schedule_window[2 * index] ?? Number.NEGATIVE_INFINITY;
  const stop = schedule_window[2 * index + 1] ?? Number.POSITIVE_INFINITY;
  return {
    schedule: {
      zone: zone === null ? "store" : zone.zone,
      start_local_ms: Number.isFinite(start) ? start : null,
      end_local_ms: Number.isFinite(stop) ? stop : null,
      weekly: ranges,
    },
    zone,
  };
}
