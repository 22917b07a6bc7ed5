/** Live settings (LDG-31 to LDG-35): definitions of limits by revision, stops, resumptions, revoked keys. */

import type { LimitDefinition } from "../model/limit.ts";
import { LIMITS } from "../model/limits.ts";
import { type Decided, type Step, unchanged } from "./decided.ts";
import type { EntryBody } from "./entry.ts";
import type { PromotionSettings } from "./judge.ts";
import { sameContent } from "./same-content.ts";

type Settings = ReadonlyMap<string, PromotionSettings>;

/** The higher revision wins; the same one again is acknowledged without effect. */
export function decideSetLimits(
  settings: PromotionSettings | null,
  definition: LimitDefinition,
): Decided<{ code: "stored" | "older"; revision: number }> {
  const { promotion, revision, limits, budget } = definition;
  const known = settings?.revision ?? 0;
  if (revision < known) return unchanged({ code: "older", revision: known });
  if (revision === known) {
    const same = sameContent({ limits, budget }, { limits: settings?.limits, budget: settings?.budget });
    return unchanged({ code: same ? "stored" : "older", revision: known });
  }
  const entry: EntryBody = { kind: "limits_set", promotion, revision, limits, budget };
  return { answer: { code: "stored", revision }, steps: [settingsStep(entry)] };
}

/** Stops what is not stopped yet; a stop that voids holds is recorded each time, since it fences what is held by then. */
export function decideStop(settings: Settings, promotions: readonly string[], voidHolds: boolean): Step[] {
  const fresh = [...new Set(promotions)].filter(
    (promotion) => voidHolds || settings.get(promotion)?.stopped !== true,
  );
  return inEntries(fresh, (part) => ({ kind: "stopped", promotions: part, void_holds: voidHolds }));
}

/** Resumes what is stopped. Holds that a stop voided stay voided. */
export function decideResume(settings: Settings, promotions: readonly string[]): Step[] {
  const stopped = [...new Set(promotions)].filter((promotion) => settings.get(promotion)?.stopped === true);
  return inEntries(stopped, (part) => ({ kind: "resumed", promotions: part }));
}

/** A revoked key stays revoked. */
export function decideRevokeKey(revoked: boolean, keyId: string): Step[] {
  return revoked ? [] : [settingsStep({ kind: "key_revoked", key_id: keyId })];
}

function inEntries(promotions: string[], entryOf: (part: string[]) => EntryBody): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < promotions.length; at += LIMITS.stopEntryPromotions) {
    steps.push(settingsStep(entryOf(promotions.slice(at, at + LIMITS.stopEntryPromotions))));
  }
  return steps;
}

function settingsStep(entry: EntryBody): Step {
  return { entry, record: null, counters: [] };
}
