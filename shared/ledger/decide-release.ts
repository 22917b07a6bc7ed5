/** How a hold ends without an order (LDG-28 to LDG-30, LDG-33): released by the shop, extended, run out, voided by a stop. */
import { LIMITS } from "../model/limits.ts";
import { heldChanges, usesOf } from "./counter.ts";
import { type Decided, type Step, unchanged } from "./decided.ts";
import type { EntryBody } from "./entry.ts";
import type { ReservationRecord } from "./record.ts";

export interface HoldState {
  keyRevoked: boolean;
  record: ReservationRecord | null;
}

type EndedCode = "already_committed" | "already_released" | "hold_expired" | "stopped";

const endedCodes = {
  committed: "already_committed",
  released: "already_released",
  expired: "hold_expired",
  voided: "stopped",
} as const;

export type ReleaseOutcome =
  | { code: "released"; record: ReservationRecord }
  | { code: "not_found" | "key_revoked" | Exclude<EndedCode, "already_released"> };

/** A repeated release answers as the first did. */
export function decideRelease({ keyRevoked, record }: HoldState, nowMs: number): Decided<ReleaseOutcome> {
  if (keyRevoked) return unchanged({ code: "key_revoked" });
  if (record === null) return unchanged({ code: "not_found" });
  if (record.state === "released") return unchanged({ code: "released", record });
  if (record.state !== "held") return unchanged({ code: endedCodes[record.state] });
  const released = releasedStep(record, null, nowMs);
  return { answer: { code: "released", record: released.record }, steps: [released.step] };
}

export type ExtendOutcome =
  | { code: "extended"; record: ReservationRecord }
  | { code: "not_found" | "key_revoked" | EndedCode };

/** The new end counts from now, never shortens a hold, and stays within its greatest life. */
export function decideExtend(
  { keyRevoked, record }: HoldState,
  ttlMs: number,
  nowMs: number,
): Decided<ExtendOutcome> {
  if (keyRevoked) return unchanged({ code: "key_revoked" });
  if (record === null) return unchanged({ code: "not_found" });
  if (record.state !== "held") return unchanged({ code: endedCodes[record.state] });
  const expiresAtMs = Math.min(nowMs + ttlMs, record.heldAtMs + LIMITS.holdTotalMs);
  if (expiresAtMs <= record.expiresAtMs) return unchanged({ code: "extended", record });
  const extended = { ...record, expiresAtMs };
  const entry: EntryBody = { kind: "extended", handle: record.facts.handle, expires_at_ms: expiresAtMs };
  return {
    answer: { code: "extended", record: extended },
    steps: [{ entry, record: extended, counters: [] }],
  };
}

/** The step that releases a hold, alone or because `replacedBy` takes its place. */
export function releasedStep(
  record: ReservationRecord,
  replacedBy: string | null,
  nowMs: number,
): { step: Step; record: ReservationRecord } {
  const released: ReservationRecord = { ...record, state: "released", resolvedAtMs: nowMs, replacedBy };
  const entry: EntryBody = { kind: "released", reservation: record.facts, replaced_by: replacedBy };
  return { step: endedStep(released, entry), record: released };
}

/** A hold stands before its end, not at it. */
export function hasEnded(record: ReservationRecord, nowMs: number): boolean {
  return record.state === "held" && nowMs >= record.expiresAtMs;
}

/** The step that records that a hold has run out. */
export function expiredStep(record: ReservationRecord): { step: Step; record: ReservationRecord } {
  const expired: ReservationRecord = { ...record, state: "expired", resolvedAtMs: record.expiresAtMs };
  return {
    step: endedStep(expired, { kind: "expired", reservation: record.facts }),
    record: expired,
  };
}

/** The step that voids a hold because a stop said so. */
export function voidedStep(record: ReservationRecord, nowMs: number): Step {
  const voided: ReservationRecord = { ...record, state: "voided", resolvedAtMs: nowMs };
  return endedStep(voided, { kind: "voided", reservation: record.facts });
}

function endedStep(record: ReservationRecord, entry: EntryBody): Step {
  return { entry, record, counters: heldChanges(usesOf(record.facts, record.customerKeys), -1) };
}
