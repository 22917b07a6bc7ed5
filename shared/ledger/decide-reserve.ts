/** Reserve, alone or with its commit (LDG-7 to LDG-13): everything that the order takes is held, or nothing is. */

import { countedKeys, heldChanges, usesOf } from "./counter.ts";
import { committedStep } from "./decide-commit.ts";
import { releasedStep } from "./decide-release.ts";
import { type Decided, type Step, unchanged } from "./decided.ts";
import { judge, type Standing } from "./judge.ts";
import type { ReservationRecord } from "./record.ts";
import type { ReserveCommand, Shortage } from "./rpc.ts";

/** What is stored about everything that the command names. Holds that have ended are settled before. */
export interface ReserveState {
  keyRevoked: boolean;
  /** The reservation of the command's id. */
  known: ReservationRecord | null;
  /** Whether the command's order belongs to a reservation already. */
  orderTaken: boolean;
  /** The reservation that the command replaces. */
  replaced: ReservationRecord | null;
  standing: Standing;
}

export type ReserveOutcome =
  | { code: "held" | "committed" | "known"; record: ReservationRecord }
  | { code: "id_conflict" | "key_revoked" | "order_exists" | "replaces_unknown" | "replaces_committed" }
  | { code: "customer_required"; promotions: string[] }
  | { code: "short"; shortages: Shortage[]; stopped: string[] }
  | { code: "quote_changed" };

/** The first code that applies, in the order of LDG-7. */
export function decideReserve(
  state: ReserveState,
  command: ReserveCommand,
  nowMs: number,
): Decided<ReserveOutcome> {
  if (state.keyRevoked) return unchanged({ code: "key_revoked" });
  if (state.known !== null) {
    if (state.known.requestHash !== command.request_hash) return unchanged({ code: "id_conflict" });
    return unchanged({ code: "known", record: state.known });
  }
  if (state.orderTaken) return unchanged({ code: "order_exists" });
  if (command.replaces !== null) {
    if (state.replaced === null) return unchanged({ code: "replaces_unknown" });
    if (state.replaced.state === "committed") return unchanged({ code: "replaces_committed" });
  }
  const keys = countedKeys(command.reservation.customer, command.customer_keys);
  const old = state.replaced;
  const gone = old?.state === "held" ? usesOf(old.facts, old.customerKeys) : [];
  const { stopped, shortages, customerRequired } = judge(command.reservation, keys, state.standing, gone);
  if (stopped.length > 0 || shortages.length > 0) return unchanged({ code: "short", shortages, stopped });
  if (customerRequired.length > 0) {
    return unchanged({ code: "customer_required", promotions: customerRequired });
  }
  if (!stands(command)) return unchanged({ code: "quote_changed" });

  const record = newRecord(command, keys, nowMs);
  const steps = old === null ? [] : replacedSteps(old, command.reservation.handle, nowMs);
  steps.push(heldStep(record, command.replaces));
  if (command.order === null) return { answer: { code: "held", record }, steps };
  const commit = committedStep(record, command.order, [], nowMs);
  steps.push(commit.step);
  return { answer: { code: "committed", record: commit.record }, steps };
}

/** Whether the decision is what the caller agreed to (LDG-11). */
function stands(command: ReserveCommand): boolean {
  if (command.expect_to_pay !== null) return command.expect_to_pay === command.reservation.to_pay;
  return !command.cut || command.accept_partial;
}

function newRecord(command: ReserveCommand, customerKeys: string[], nowMs: number): ReservationRecord {
  return {
    facts: command.reservation,
    requestHash: command.request_hash,
    customerKeys,
    state: "held",
    heldSeq: 0,
    lastSeq: 0,
    heldAtMs: nowMs,
    expiresAtMs: nowMs + command.ttl_ms,
    resolvedAtMs: null,
    order: null,
    overGrants: [],
    replacedBy: null,
  };
}

function heldStep(record: ReservationRecord, replaces: string | null): Step {
  return {
    entry: {
      kind: "held",
      reservation: record.facts,
      customer_keys: record.customerKeys,
      expires_at_ms: record.expiresAtMs,
      replaces,
    },
    record,
    counters: heldChanges(usesOf(record.facts, record.customerKeys), 1),
  };
}

/** A hold is released; what has ended already only loses its late commit. */
function replacedSteps(old: ReservationRecord, by: string, nowMs: number): Step[] {
  if (old.state === "held") return [releasedStep(old, by, nowMs).step];
  if (old.state !== "expired") return [];
  return [{ entry: null, record: { ...old, replacedBy: by }, counters: [] }];
}
