/** Commit (LDG-22 to LDG-27): what is held becomes final, whole; after the hold's end what is still free is taken. */
import type { CommitOrder } from "../model/order.ts";
import type { OverGrant } from "../model/reservation.ts";
import { committedChanges, usesOf } from "./counter.ts";
import { type Decided, type Step, unchanged } from "./decided.ts";
import { judge, type Standing } from "./judge.ts";
import { lateCommitEndMs, type ReservationRecord } from "./record.ts";
import { sameContent } from "./same-content.ts";

export interface CommitState {
  keyRevoked: boolean;
  record: ReservationRecord | null;
  /** Whether the order belongs to another reservation. */
  orderTaken: boolean;
  standing: Standing;
}

export type CommitOutcome =
  | { code: "committed"; record: ReservationRecord }
  | {
      code:
        | "not_found"
        | "order_exists"
        | "already_released"
        | "hold_expired"
        | "stopped"
        | "key_revoked"
        | "id_conflict";
    };

/** The first code that applies, in the order of LDG-22. */
export function decideCommit(state: CommitState, order: CommitOrder, nowMs: number): Decided<CommitOutcome> {
  const { record } = state;
  if (state.keyRevoked) return unchanged({ code: "key_revoked" });
  if (record === null) return unchanged({ code: "not_found" });
  if (record.state === "committed") {
    if (!sameContent(record.order, order)) return unchanged({ code: "id_conflict" });
    return unchanged({ code: "committed", record });
  }
  if (record.state === "released" || record.replacedBy !== null) {
    return unchanged({ code: "already_released" });
  }
  if (record.state === "voided" || voidedLate(record, state.standing)) return unchanged({ code: "stopped" });
  if (state.orderTaken) return unchanged({ code: "order_exists" });
  if (record.state === "held") {
    const commit = committedStep(record, order, [], nowMs);
    return { answer: { code: "committed", record: commit.record }, steps: [commit.step] };
  }
  if (nowMs >= lateCommitEndMs(record)) return unchanged({ code: "hold_expired" });
  const { missing } = judge(record.facts, record.customerKeys, state.standing, []);
  if (missing.length > 0 && order.paid_at === undefined) return unchanged({ code: "hold_expired" });
  const commit = committedStep(record, order, missing, nowMs);
  return { answer: { code: "committed", record: commit.record }, steps: [commit.step] };
}

/** An expired hold that stood, or had stood, when a stop voided the holds of one of its promotions. */
function voidedLate(record: ReservationRecord, standing: Standing): boolean {
  return record.facts.effects.some(
    ({ promotion }) => (standing.promotions.get(promotion)?.voidSeq ?? 0) > record.heldSeq,
  );
}

/** The step that commits a held or expired reservation. */
export function committedStep(
  record: ReservationRecord,
  order: CommitOrder,
  overGrants: OverGrant[],
  nowMs: number,
): { step: Step; record: ReservationRecord } {
  const late = record.state === "expired";
  const committed: ReservationRecord = {
    ...record,
    state: "committed",
    resolvedAtMs: nowMs,
    order,
    overGrants,
  };
  const step: Step = {
    entry: { kind: "committed", reservation: record.facts, order, late, over_grants: overGrants },
    record: committed,
    counters: committedChanges(usesOf(record.facts, record.customerKeys), record.customerKeys, !late),
  };
  return { step, record: committed };
}
