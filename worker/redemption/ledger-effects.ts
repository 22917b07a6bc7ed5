/**
 * Each call of the ledger as one synchronous effect: gather what is stored, decide, write. Runs inside one transaction of the object;
 * nothing here waits. Holds that have ended are settled when a call meets them, and all of them before anything is refused for want of
 * what they took (LDG-28).
 */
import { countedKeys, counterId, type Spending, usesOf } from "../../shared/ledger/counter.ts";
import { type CommitState, decideCommit } from "../../shared/ledger/decide-commit.ts";
import {
  decideExtend,
  decideRelease,
  expiredStep,
  type HoldState,
  hasEnded,
  voidedStep,
} from "../../shared/ledger/decide-release.ts";
import { decideReserve, type ReserveState } from "../../shared/ledger/decide-reserve.ts";
import { decideStop } from "../../shared/ledger/decide-settings.ts";
import { judge, type Standing } from "../../shared/ledger/judge.ts";
import { keepsDocument, type ReservationRecord } from "../../shared/ledger/record.ts";
import type {
  CommitAnswer,
  ExtendAnswer,
  LimitsCheck,
  ReleaseAnswer,
  ReservationView,
  ReserveAnswer,
  ReserveCommand,
  Shortage,
} from "../../shared/ledger/rpc.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { CommitOrder } from "../../shared/model/order.ts";
import type { LedgerStore } from "./ledger-store.ts";

export function reserve(store: LedgerStore, command: ReserveCommand, nowMs: number): ReserveAnswer {
  if (command.customer_keys.length > LIMITS.customerKeys) throw new RangeError("too many customer keys");
  assertLife(command.ttl_ms);
  let decided = decideReserve(gatherReserve(store, command, nowMs), command, nowMs);
  if (decided.answer.code === "short" && expireEnded(store, nowMs) > 0) {
    decided = decideReserve(gatherReserve(store, command, nowMs), command, nowMs);
  }
  const { answer, steps } = decided;
  if (answer.code === "short") {
    return { ...answer, exhausted: exhaustedBut(store, command) };
  }
  if (!("record" in answer)) return answer;
  store.apply(steps, nowMs);
  if (answer.code !== "known") {
    const { heldSeq } = stored(store, answer.record);
    store.storeDocument(heldSeq, command.document);
  }
  return { code: answer.code, reservation: viewOf(store, stored(store, answer.record)) };
}

/** What is stored about everything that the command names. */
export function gatherReserve(store: LedgerStore, command: ReserveCommand, nowMs: number): ReserveState {
  const { reservation } = command;
  const keys = countedKeys(reservation.customer, command.customer_keys);
  return {
    keyRevoked: store.standing.keyRevoked(command.key_id),
    known: settled(store, store.byId(reservation.id), nowMs),
    orderTaken: command.order !== null && store.orderEntry(command.order.external_id) !== null,
    replaced: command.replaces === null ? null : settled(store, store.byHandle(command.replaces), nowMs),
    standing: gatherStanding(store, reservation, keys),
  };
}

export function commit(
  store: LedgerStore,
  handle: string,
  order: CommitOrder,
  keyId: string,
  nowMs: number,
): CommitAnswer {
  let decided = decideCommit(gatherCommit(store, handle, order, keyId, nowMs), order, nowMs);
  const takesAnew = decided.answer.code === "hold_expired" || decided.steps.some(isOverGranted);
  if (takesAnew && expireEnded(store, nowMs) > 0) {
    decided = decideCommit(gatherCommit(store, handle, order, keyId, nowMs), order, nowMs);
  }
  store.apply(decided.steps, nowMs);
  const { answer } = decided;
  if (answer.code !== "committed") return answer;
  return { code: answer.code, reservation: viewOf(store, stored(store, answer.record)) };
}

function isOverGranted({ entry }: { entry: { kind: string; over_grants?: unknown[] } | null }): boolean {
  return entry?.kind === "committed" && (entry.over_grants?.length ?? 0) > 0;
}

function gatherCommit(
  store: LedgerStore,
  handle: string,
  order: CommitOrder,
  keyId: string,
  nowMs: number,
): CommitState {
  const record = settled(store, store.byHandle(handle), nowMs);
  return {
    keyRevoked: store.standing.keyRevoked(keyId),
    record,
    orderTaken: store.orderEntry(order.external_id) !== null,
    standing:
      record === null
        ? { promotions: new Map(), counters: new Map() }
        : gatherStanding(store, record.facts, record.customerKeys),
  };
}

export function release(store: LedgerStore, handle: string, keyId: string, nowMs: number): ReleaseAnswer {
  const { answer, steps } = decideRelease(gatherHold(store, handle, keyId, nowMs), nowMs);
  store.apply(steps, nowMs);
  if (answer.code !== "released") return answer;
  return { code: answer.code, reservation: viewOf(store, stored(store, answer.record)) };
}

export function extend(
  store: LedgerStore,
  handle: string,
  ttlMs: number,
  keyId: string,
  nowMs: number,
): ExtendAnswer {
  assertLife(ttlMs);
  const { answer, steps } = decideExtend(gatherHold(store, handle, keyId, nowMs), ttlMs, nowMs);
  store.apply(steps, nowMs);
  if (answer.code !== "extended") return answer;
  return { code: answer.code, reservation: viewOf(store, stored(store, answer.record)) };
}

function gatherHold(store: LedgerStore, handle: string, keyId: string, nowMs: number): HoldState {
  return {
    keyRevoked: store.standing.keyRevoked(keyId),
    record: settled(store, store.byHandle(handle), nowMs),
  };
}

/** What an order would be refused for now. Nobody named is no reason yet: that is judged when known. */
export function check(
  store: LedgerStore,
  query: LimitsCheck,
  nowMs: number,
): { shortages: Shortage[]; stopped: string[]; exhausted: string[] } {
  expireEnded(store, nowMs);
  const spending: Spending = {
    currency: query.currency,
    customer: query.customer,
    renews: null,
    effects: query.promotions,
  };
  const keys = countedKeys(query.customer, query.customer_keys);
  const { shortages, stopped } = judge(spending, keys, gatherStanding(store, spending, keys), []);
  return { shortages, stopped, exhausted: store.standing.exhausted(query.currency) };
}

/** Stops, and voids the live holds that name any of the promotions if that was asked for. */
export function stop(
  store: LedgerStore,
  promotions: readonly string[],
  voidHolds: boolean,
  nowMs: number,
): { code: "stopped"; seq: number; voided: number } {
  store.apply(decideStop(store.standing.settings(promotions), promotions, voidHolds), nowMs);
  const { seq } = store.head();
  if (!voidHolds) return { code: "stopped", seq, voided: 0 };
  expireEnded(store, nowMs);
  const handles = store.heldNaming(promotions);
  for (const handle of handles) {
    const record = store.byHandle(handle);
    if (record !== null) store.apply([voidedStep(record, nowMs)], nowMs);
  }
  return { code: "stopped", seq, voided: handles.length };
}

/** A committed order, from its entry once the reservation's id is forgotten. */
export function orderView(store: LedgerStore, externalId: string): ReservationView | null {
  const entry = store.orderEntry(externalId);
  if (entry?.body.kind !== "committed") return null;
  const { reservation, order, over_grants } = entry.body;
  const record = store.byHandle(reservation.handle);
  if (record?.lastSeq === entry.seq) return viewOf(store, record);
  return {
    handle: reservation.handle,
    id: reservation.id,
    state: "committed",
    expires_at_ms: entry.at_ms,
    order,
    over_grants,
    decision_hash: reservation.decision_hash,
    document: null,
  };
}

/** The reservation as it stands now: a hold that has ended is recorded as expired. */
export function settled(
  store: LedgerStore,
  record: ReservationRecord | null,
  nowMs: number,
): ReservationRecord | null {
  if (record === null || !hasEnded(record, nowMs)) return record;
  const expired = expiredStep(record);
  store.apply([expired.step], nowMs);
  return stored(store, expired.record);
}

/** Records every hold that has ended as expired; says how many. */
export function expireEnded(store: LedgerStore, nowMs: number): number {
  let count = 0;
  for (let batch = expireBatch(store, nowMs); batch > 0; batch = expireBatch(store, nowMs)) count += batch;
  return count;
}

/** One bounded batch of it. */
export function expireBatch(store: LedgerStore, nowMs: number): number {
  const due = store.due("expire", nowMs, LIMITS.dueBatch);
  for (const { heldSeq } of due) settled(store, store.byHeldSeq(heldSeq), nowMs);
  return due.length;
}

export function viewOf(store: LedgerStore, record: ReservationRecord): ReservationView {
  return {
    handle: record.facts.handle,
    id: record.facts.id,
    state: record.state,
    expires_at_ms: record.expiresAtMs,
    order: record.order,
    over_grants: record.overGrants,
    decision_hash: record.facts.decision_hash,
    document: keepsDocument(record) ? store.document(record.heldSeq) : null,
  };
}

/** Callers parse what shops send; anything else here is their bug. */
function assertLife(ttlMs: number): void {
  if (Number.isSafeInteger(ttlMs) && ttlMs > 0 && ttlMs <= LIMITS.holdMaxMs) return;
  throw new RangeError(`a hold of ${ttlMs} ms`);
}

/** The row of a record that was decided on, with its numbers. */
function stored(store: LedgerStore, record: ReservationRecord): ReservationRecord {
  const row = store.byHandle(record.facts.handle);
  if (row === null) throw new Error("a decided reservation was not stored");
  return row;
}

function gatherStanding(store: LedgerStore, spending: Spending, customerKeys: readonly string[]): Standing {
  const orders = customerKeys.map((member) => ({ owner: "", counted: "orders" as const, member }));
  const keys = [...usesOf(spending, customerKeys), ...orders];
  return {
    promotions: store.standing.settings(spending.effects.map((effect) => effect.promotion)),
    counters: store.standing.counters(keys.sort((a, b) => (counterId(a) < counterId(b) ? -1 : 1))),
  };
}

/** The company's exhausted promotions, but those that only the replaced hold has used up: they are judged by name. */
function exhaustedBut(store: LedgerStore, command: ReserveCommand): string[] {
  const exhausted = store.standing.exhausted(command.reservation.currency);
  const replaced = command.replaces === null ? null : store.byHandle(command.replaces);
  if (replaced?.state !== "held") return exhausted;
  const named = new Set(replaced.facts.effects.map((effect) => effect.promotion));
  return exhausted.filter((promotion) => !named.has(promotion));
}
