/** Schedules of a rule set, each different one once, with the zones that they use: promotions of one campaign share theirs. */
import type { ZoneFacts } from "../model/cart-facts.ts";
import { compareText } from "../model/identifier.ts";
import type { RuleSchedule } from "../rules/rule-set.ts";
import { masksOfDays } from "../snapshot/month-days.ts";
import { ListCollector } from "../snapshot/ranges.ts";
import { NONE } from "../snapshot/rules-blob.ts";

/** The zone of a schedule that means the store's. */
const STORE_ZONE = "store";

export class ScheduleTable {
  readonly #zones: readonly ZoneFacts[];
  readonly #places = new Map<string, number>();
  readonly #schedules: RuleSchedule[] = [];

  constructor(zones: readonly ZoneFacts[]) {
    this.#zones = zones;
  }

  /** Place of a schedule in the table. */
  add(schedule: RuleSchedule): number {
    const { zone, start_local_ms, end_local_ms, weekly } = schedule;
    const ranges = weekly.map(({ from_min, to_min }) => [from_min, to_min]);
    const recurrence = [masksOfDays(schedule.month_days ?? []), repeatOf(schedule)];
    const edges = [schedule.cool_down_local_ms ?? null, schedule.teaser_local_ms ?? null];
    const name = JSON.stringify([zone, start_local_ms, end_local_ms, ranges, ...recurrence, ...edges]);
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#schedules.length);
    this.#schedules.push(schedule);
    return this.#schedules.length - 1;
  }

  /** The zones that some schedule names, sorted. */
  zones(): ZoneFacts[] {
    const used = new Set(this.#schedules.map((schedule) => schedule.zone));
    return this.#zones.filter(({ zone }) => used.has(zone)).sort((a, b) => compareText(a.zone, b.zone));
  }

  sections() {
    const zones = new Map(this.zones().map(({ zone }, index) => [zone, index]));
    const weekly = new ListCollector();
    for (const schedule of this.#schedules) {
      weekly.add(schedule.weekly.flatMap(({ from_min, to_min }) => [from_min, to_min]));
    }
    return {
      schedule_zone: Uint32Array.from(this.#schedules, ({ zone }) => zonePlace(zones, zone)),
      schedule_window: Float64Array.from(
        this.#schedules.flatMap(({ start_local_ms, end_local_ms }) => [
          start_local_ms ?? Number.NEGATIVE_INFINITY,
          end_local_ms ?? Number.POSITIVE_INFINITY,
        ]),
      ),
      schedule_cool_down: Float64Array.from(
        this.#schedules,
        ({ cool_down_local_ms }) => cool_down_local_ms ?? Number.POSITIVE_INFINITY,
      ),
      schedule_teaser: Float64Array.from(this.#teasers()),
      schedule_month_days: Uint32Array.from(
        this.#schedules.flatMap(({ month_days }) => masksOfDays(month_days ?? [])),
      ),
      schedule_repeat: Uint32Array.from(this.#schedules.flatMap(repeatOf)),
      weekly_at: weekly.starts(),
      weekly: weekly.u32(),
    };
  }

  #teasers(): number[] {
    const isNoneAnnounced = this.#schedules.every(({ teaser_local_ms }) => teaser_local_ms === undefined);
    if (isNoneAnnounced) return [];
    return this.#schedules.map(({ teaser_local_ms }) => teaser_local_ms ?? Number.POSITIVE_INFINITY);
  }
}

function repeatOf({ repeat }: RuleSchedule): [number, number] {
  return repeat === undefined ? [0, 0] : [repeat.every_days, repeat.lasts_min];
}

function zonePlace(zones: ReadonlyMap<string, number>, zone: string): number {
  if (zone === STORE_ZONE) return NONE;
  const place = zones.get(zone);
  if (place === undefined) throw new Error(`the offsets of zone \`${zone}\` are missing`);
  return place;
}
