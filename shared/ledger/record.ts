/**
 * One reservation as the ledger keeps it, and what its state means for what is kept beside it: what falls due when, and whether its
 * document is still wanted.
 */
import { LIMITS } from "../model/limits.ts";
import type { CommitOrder } from "../model/order.ts";
import type { OverGrant, ReservationState } from "../model/reservation.ts";
import type { ReservationFacts } from "./entry.ts";

export interface ReservationRecord {
  facts: ReservationFacts;
  requestHash: string;
  /** Every key it counts for, sorted. */
  customerKeys: string[];
  state: ReservationState;
  /** Number of its first entry and of its latest; 0 before they are stored. */
  heldSeq: number;
  lastSeq: number;
  heldAtMs: number;
  /** The hold stands before this instant. */
  expiresAtMs: number;
  /** When it was resolved; for an expired hold its end. Null while it is held. */
  resolvedAtMs: number | null;
  order: CommitOrder | null;
  overGrants: OverGrant[];
  /** Handle of what took its place: then no late commit is possible. */
  replacedBy: string | null;
}

/** `expire` ends a hold, `drop` its document once no late commit is possible, `forget` its id. */
export type DueKind = "expire" | "drop" | "forget";

export interface Due {
  kind: DueKind;
  dueAtMs: number;
}

/** What falls due for a reservation in its present state. */
export function dueOf(record: ReservationRecord): Due[] {
  if (record.resolvedAtMs === null) return [{ kind: "expire", dueAtMs: record.expiresAtMs }];
  const forget: Due = { kind: "forget", dueAtMs: record.resolvedAtMs + LIMITS.rememberMs };
  if (record.state !== "expired" || record.replacedBy !== null) return [forget];
  return [{ kind: "drop", dueAtMs: lateCommitEndMs(record) }, forget];
}

/** Whether cart and decision are still wanted: while a commit is possible, and after it until the mirror confirmed them. */
export function keepsDocument(record: ReservationRecord): boolean {
  if (record.state === "expired") return record.replacedBy === null;
  return record.state === "held" || record.state === "committed";
}

/** A late commit is possible before this instant. */
export function lateCommitEndMs(record: ReservationRecord): number {
  return record.expiresAtMs + LIMITS.lateCommitMs;
}
