/**
 * States of schedules, kept between carts: each with the span of instants for which it is known to stay as it is. Edges of timetables and days
 * lie on whole minutes, those of repetitions on whole seconds, so inside one of these nothing changes.
 */
import type { ZoneFacts } from "../model/cart-facts.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { instantOfLocal } from "../time/offsets.ts";
import { type LocalSchedule, type ScheduleState, scheduleState } from "../time/schedule.ts";

const STATES: readonly ScheduleState[] = ["holds", "not_started", "expired", "outside_timetable"];

const HOLDS = 1;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** Where the schedules stand. */
export interface ScheduleTable {
  /** Of each promotion its schedules, as places of the table. */
  readonly lists: Uint32Array;
  readonly places: Uint32Array;
  /** A schedule, and the zone that it names for itself. */
  read(index: number): { readonly schedule: LocalSchedule; readonly zone: ZoneFacts | null };
}

/** States of all schedules in one zone; twice, without and with a code that counts (TIM-13). */
export class ScheduleStates {
  readonly #table: ScheduleTable;
  readonly #zone: ZoneFacts;
  readonly #places: Uint8Array;
  /** Half-open spans, [from, until). */
  readonly #fromMs: Float64Array;
  readonly #untilMs: Float64Array;

  /** Of each promotion whether its schedules all hold without a code, and until when that stays. */
  readonly #known: Uint8Array;
  readonly #knownUntilMs: Float64Array;
  #staysMs = 0;
  /** What is known of promotions was found at this instant or before, so it says nothing of an earlier one. */
  #latestMs = Number.NEGATIVE_INFINITY;

  constructor(table: ScheduleTable, zone: ZoneFacts, schedules: number) {
    this.#table = table;
    this.#zone = zone;
    const promotions = Math.max(0, table.lists.length - 1);
    this.#known = new Uint8Array(promotions);
    this.#knownUntilMs = new Float64Array(promotions).fill(Number.NEGATIVE_INFINITY);
    this.#places = new Uint8Array(2 * schedules);
    this.#fromMs = new Float64Array(2 * schedules).fill(Number.POSITIVE_INFINITY);
    this.#untilMs = new Float64Array(2 * schedules);
  }

  /** Whether the zone is this one, with the same offsets. */
  isFor({ zone, offsets }: ZoneFacts): boolean {
    if (zone !== this.#zone.zone || offsets.length !== this.#zone.offsets.length) return false;
    for (let index = 0; index < offsets.length; index++) {
      const [a, b] = [offsets[index], this.#zone.offsets[index]];
      if (a?.from_ms !== b?.from_ms || a?.offset_min !== b?.offset_min) return false;
    }
    return true;
  }

  /** CND-15: whether all schedules of a promotion hold. */
  hold(promotion: number, atMs: number, codeCounts: boolean): boolean {
    if (codeCounts || atMs < this.#latestMs) return this.#allHold(promotion, atMs, codeCounts);
    if (atMs < (this.#knownUntilMs[promotion] ?? atMs)) return this.#known[promotion] === HOLDS;
    this.#latestMs = atMs;
    const holds = this.#allHold(promotion, atMs, false);
    this.#known[promotion] = holds ? HOLDS : 0;
    this.#knownUntilMs[promotion] = this.#staysMs;
    return holds;
  }

  /** Leaves in `#staysMs` until when the answer stays. */
  #allHold(promotion: number, atMs: number, codeCounts: boolean): boolean {
    const { lists, places } = this.#table;
    this.#staysMs = Number.POSITIVE_INFINITY;
    const end = rangeEnd(lists, promotion, places.length);
    for (let at = rangeStart(lists, promotion, places.length); at < end; at++) {
      const index = places[at] ?? 0;
      const state = this.stateAt(index, atMs, codeCounts);
      const until = this.#untilMs[placeOf(index, codeCounts)] ?? atMs;
      if (state !== "holds") {
        this.#staysMs = until;
        return false;
      }
      this.#staysMs = Math.min(this.#staysMs, until);
    }
    return true;
  }

  stateAt(index: number, atMs: number, codeCounts: boolean): ScheduleState {
    const place = placeOf(index, codeCounts);
    if (atMs >= (this.#fromMs[place] ?? 0) && atMs < (this.#untilMs[place] ?? 0)) {
      return STATES[this.#places[place] ?? 0] ?? "expired";
    }
    const { schedule, zone } = this.#table.read(index);
    const state = scheduleState(schedule, zone ?? this.#zone, atMs, codeCounts);
    this.#places[place] = STATES.indexOf(state);
    this.#keepSpan(place, schedule, zone ?? this.#zone, atMs);
    return state;
  }

  /** A day to either side at most: a cart carries no more of its zone than makes that exact (TIM-10). */
  #keepSpan(place: number, schedule: LocalSchedule, zone: ZoneFacts, atMs: number): void {
    const { start_local_ms: start, end_local_ms: end, cool_down_local_ms: coolDown } = schedule;
    const grainMs = grainOf(schedule);
    let from = atMs - DAY_MS;
    let until = atMs + DAY_MS;
    if (grainMs > 0) {
      from = Math.floor(atMs / grainMs) * grainMs;
      until = from + grainMs;
    }
    for (const edge of [
      start === null ? null : instantOfLocal(zone, start, "start"),
      end === null ? null : instantOfLocal(zone, end, "end"),
      coolDown === undefined ? null : instantOfLocal(zone, coolDown, "end"),
    ]) {
      if (edge === null) continue;
      if (edge <= atMs) from = Math.max(from, edge);
      else until = Math.min(until, edge);
    }
    this.#fromMs[place] = from;
    this.#untilMs[place] = until;
  }
}

function placeOf(index: number, codeCounts: boolean): number {
  return 2 * index + (codeCounts ? 1 : 0);
}

/** 0: only its edges change it. */
function grainOf({ weekly, month_days, repeat }: LocalSchedule): number {
  if (repeat !== undefined) return SECOND_MS;
  return weekly.length > 0 || (month_days?.length ?? 0) > 0 ? MINUTE_MS : 0;
}
