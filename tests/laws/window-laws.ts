/** Laws of time: a window holds from its first instant to the one before its end, in every zone, and says so on either side. */
import { describe, expect, test } from "vitest";
import type { ZoneFacts } from "../../shared/model/cart-facts.ts";
import type { Reason } from "../../shared/model/reason.ts";
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { offsetAt, sliceAround, ZONES } from "../differential/words.ts";
import { type Decide, decideBy, holdsFor, type Judged } from "./law.ts";

const HOUR_MS = 3_600_000;

export function windowLaws(judged: Judged): void {
  const decide = decideBy(judged);
  describe(`laws of time: ${judged.name}`, { timeout: 120_000 }, () => {
    test("[TIM-1, TIM-7] a window holds from its start to the millisecond before its end", () =>
      holdsFor(judged, (priced, chance) => {
        const zone = chance.one(ZONES);
        const startMs = quietInstant(
          zone,
          Date.parse("2026-01-10T00:00Z") + chance.whole(0, 250) * 24 * HOUR_MS,
        );
        const endMs = quietInstant(zone, startMs + chance.whole(1, 40 * 24) * HOUR_MS);
        if (endMs <= startMs) return;
        const local = (atMs: number) => atMs + offsetAt(zone, atMs) * 60_000;
        const schedule = {
          zone: chance.once(2) ? "store" : zone.zone,
          start: local(startMs),
          end: local(endMs),
        };
        const reasonsAt = (atMs: number) => reasonsIn(decide, priced, { zone, atMs, schedule });
        expect(reasonsAt(startMs - 1)).toEqual([{ code: "not_started" }]);
        expect(reasonsAt(startMs)).toEqual([]);
        expect(reasonsAt(endMs - 1)).toEqual([]);
        expect(reasonsAt(endMs)).toEqual([{ code: "expired" }]);
      }));
  });
}

interface Window {
  zone: ZoneFacts;
  atMs: number;
  schedule: { zone: string; start: number; end: number };
}

/** Why a grant that everybody gets is not given, but for its schedule. */
function reasonsIn(decide: Decide, priced: PricingCase, { zone, atMs, schedule }: Window): Reason[] {
  const only: RulePromotion = {
    id: "only",
    version: 1,
    campaign: null,
    label: "only",
    lane: "only",
    priority: 0,
    schedules: [
      { zone: schedule.zone, start_local_ms: schedule.start, end_local_ms: schedule.end, weekly: [] },
    ],
    conditions: { kind: "all", of: [] },
    awards: [{ kind: "message", message: "hello" }],
  };
  const { explain } = decide({
    rules: { ...priced.rules, lanes: [{ id: "only", mode: "all" }], promotions: [only], codes: [] },
    facts: { ...priced.facts, zone: sliceAround(zone, atMs) },
    atMs,
    options: { left_out: [], granted: [], explain: { promotions: ["only"] } },
  });
  return explain?.promotions[0]?.reasons ?? [];
}

/** The instant, or one some days later, around which no clock changes. */
function quietInstant(zone: ZoneFacts, atMs: number): number {
  const isQuiet = offsetAt(zone, atMs - 6 * HOUR_MS) === offsetAt(zone, atMs + 6 * HOUR_MS);
  return isQuiet ? atMs : quietInstant(zone, atMs + 24 * HOUR_MS);
}
