/**
 * The decisions over plain maps: a ledger without storage, for simulations of long random histories. It can be told to make one mistake,
 * to show that the laws find it. Only tests use it.
 */
import type { LimitDefinition } from "../model/limit.ts";
import type { CommitOrder } from "../model/order.ts";
import { type Counter, countedKeys, counterId } from "./counter.ts";
import { decideCommit } from "./decide-commit.ts";
import { decideExtend, decideRelease, expiredStep, hasEnded, voidedStep } from "./decide-release.ts";
import { decideReserve } from "./decide-reserve.ts";
import { decideResume, decideRevokeKey, decideSetLimits, decideStop } from "./decide-settings.ts";
import type { Step } from "./decided.ts";
import type { Entry, EntryBody } from "./entry.ts";
import { judge, type PromotionSettings } from "./judge.ts";
import { dueOf, type ReservationRecord } from "./record.ts";
import type { LimitsCheck, ReserveCommand } from "./rpc.ts";

/** Mistakes of ledgers in the field. */
export const PLANTED_FAULTS = [
  "counter_not_incremented",
  "release_gives_nothing_back",
  "release_gives_back_twice",
  "stop_not_looked_at",
  "customer_key_not_counted",
  "ended_holds_still_count",
  "late_commit_takes_anything",
  "time_runs_back",
] as const;
export type PlantedFault = (typeof PLANTED_FAULTS)[number];

export class MemoryLedger {
  readonly entries: Entry[] = [];
  readonly counters = new Map<string, Counter>();
  readonly records = new Map<string, ReservationRecord>();
  private readonly promotions = new Map<string, PromotionSettings>();
  private readonly revokedKeys = new Set<string>();
  private readonly orders = new Set<string>();
  private readonly readClock: () => number;
  private readonly fault: PlantedFault | null;
  /** The latest time at which anything was tidied away. */
  tidiedMs = 0;

  constructor(readClock: () => number, fault: PlantedFault | null) {
    this.readClock = readClock;
    this.fault = fault;
  }

  reserve(command: ReserveCommand) {
    const nowMs = this.nowMs();
    const known = [...this.records.values()].find((record) => record.facts.id === command.reservation.id);
    const decide = () =>
      decideReserve(
        {
          keyRevoked: this.revokedKeys.has(command.key_id),
          known: this.settled(known, nowMs),
          orderTaken: command.order !== null && this.orders.has(command.order.external_id),
          replaced: this.settled(this.records.get(command.replaces ?? ""), nowMs),
          standing: this.standing(),
        },
        this.fault === "customer_key_not_counted" ? { ...command, customer_keys: [] } : command,
        nowMs,
      );
    let decided = decide();
    if (decided.answer.code === "short") {
      this.expireEnded(nowMs);
      decided = decide();
    }
    this.apply(decided.steps, nowMs);
    return this.answered(decided.answer);
  }

  commit(handle: string, order: CommitOrder, keyId: string) {
    const nowMs = this.nowMs();
    this.expireEnded(nowMs);
    const state = {
      ...this.hold(handle, keyId, nowMs),
      orderTaken: this.orders.has(order.external_id),
      standing: this.standing(),
    };
    if (this.fault === "late_commit_takes_anything") state.standing.counters = new Map();
    const decided = decideCommit(state, order, nowMs);
    this.apply(decided.steps, nowMs);
    return this.answered(decided.answer);
  }

  release(handle: string, keyId: string) {
    const nowMs = this.nowMs();
    const decided = decideRelease(this.hold(handle, keyId, nowMs), nowMs);
    this.apply(decided.steps, nowMs);
    return this.answered(decided.answer);
  }

  extend(handle: string, ttlMs: number, keyId: string) {
    const nowMs = this.nowMs();
    const decided = decideExtend(this.hold(handle, keyId, nowMs), ttlMs, nowMs);
    this.apply(decided.steps, nowMs);
    return this.answered(decided.answer);
  }

  check(query: LimitsCheck) {
    this.expireEnded(this.nowMs());
    const keys = countedKeys(query.customer, query.customer_keys);
    const spending = { ...query, renews: null, effects: query.promotions };
    const { shortages, stopped } = judge(spending, keys, this.standing(), []);
    return { shortages, stopped };
  }

  setLimits(definition: LimitDefinition) {
    const decided = decideSetLimits(this.promotions.get(definition.promotion) ?? null, definition);
    this.apply(decided.steps, this.nowMs());
    return decided.answer;
  }

  stop(promotions: string[], voidHolds: boolean): number {
    const nowMs = this.nowMs();
    this.apply(decideStop(this.promotions, promotions, voidHolds), nowMs);
    if (!voidHolds) return 0;
    this.expireEnded(nowMs);
    const voided = [...this.records.values()].filter(
      ({ state, facts }) =>
        state === "held" && facts.effects.some((effect) => promotions.includes(effect.promotion)),
    );
    for (const record of voided) this.apply([voidedStep(record, nowMs)], nowMs);
    return voided.length;
  }

  resume(promotions: string[]): void {
    this.apply(decideResume(this.promotions, promotions), this.nowMs());
  }

  revokeKey(keyId: string): void {
    this.apply(decideRevokeKey(this.revokedKeys.has(keyId), keyId), this.nowMs());
  }

  /** Works off all that is due. */
  tidy(): void {
    const nowMs = this.nowMs();
    this.expireEnded(nowMs);
    for (const [handle, record] of this.records) {
      const due = dueOf(record).filter(({ dueAtMs }) => dueAtMs <= nowMs);
      if (due.length > 0) this.tidiedMs = nowMs;
      if (due.some(({ kind }) => kind === "forget")) this.records.delete(handle);
    }
  }

  private nowMs(): number {
    if (this.fault === "time_runs_back") return this.readClock();
    return Math.max(this.readClock(), this.entries.at(-1)?.at_ms ?? 0, this.tidiedMs);
  }

  private hold(handle: string, keyId: string, nowMs: number) {
    return {
      keyRevoked: this.revokedKeys.has(keyId),
      record: this.settled(this.records.get(handle), nowMs),
    };
  }

  private standing() {
    if (this.fault !== "stop_not_looked_at") return { promotions: this.promotions, counters: this.counters };
    const unstopped = [...this.promotions].map(
      ([id, settings]) => [id, { ...settings, stopped: false }] as const,
    );
    return { promotions: new Map(unstopped), counters: this.counters };
  }

  private settled(record: ReservationRecord | undefined, nowMs: number): ReservationRecord | null {
    if (record === undefined || !hasEnded(record, nowMs)) return record ?? null;
    this.apply([expiredStep(record).step], nowMs);
    return this.records.get(record.facts.handle) ?? null;
  }

  private expireEnded(nowMs: number): void {
    if (this.fault === "ended_holds_still_count") return;
    for (const record of [...this.records.values()]) this.settled(record, nowMs);
  }

  private apply(steps: readonly Step[], nowMs: number): void {
    for (const { entry, record, counters } of steps) {
      const seq = this.entries.length + 1;
      if (entry !== null) this.entries.push({ seq, at_ms: nowMs, body: entry });
      if (record !== null) this.save(record, entry === null ? record.lastSeq : seq);
      for (const change of counters) this.count(change, entry);
      if (entry !== null) this.follow(entry, seq);
    }
  }

  private save(record: ReservationRecord, lastSeq: number): void {
    const heldSeq = this.records.get(record.facts.handle)?.heldSeq ?? lastSeq;
    this.records.set(record.facts.handle, { ...record, heldSeq, lastSeq });
  }

  private count(change: Counter, entry: EntryBody | null): void {
    if (this.fault === "counter_not_incremented" && change.counted === "total") return;
    let times = 1;
    if (entry?.kind === "released" && this.fault === "release_gives_nothing_back") times = 0;
    if (entry?.kind === "released" && this.fault === "release_gives_back_twice") times = 2;
    const before = this.counters.get(counterId(change)) ?? { ...change, held: 0, committed: 0 };
    this.counters.set(counterId(change), {
      ...before,
      held: before.held + times * change.held,
      committed: before.committed + times * change.committed,
    });
  }

  private follow(entry: EntryBody, seq: number): void {
    const settings = (promotion: string): PromotionSettings =>
      this.promotions.get(promotion) ?? {
        promotion,
        revision: 0,
        limits: [],
        budget: null,
        stopped: false,
        voidSeq: 0,
      };
    if (entry.kind === "committed") this.orders.add(entry.order.external_id);
    if (entry.kind === "limits_set") {
      const { promotion, revision, limits, budget } = entry;
      this.promotions.set(promotion, { ...settings(promotion), revision, limits, budget });
    }
    if (entry.kind === "stopped") {
      for (const promotion of entry.promotions) {
        const { voidSeq, ...rest } = settings(promotion);
        this.promotions.set(promotion, { ...rest, stopped: true, voidSeq: entry.void_holds ? seq : voidSeq });
      }
    }
    if (entry.kind === "resumed") {
      for (const promotion of entry.promotions) {
        this.promotions.set(promotion, { ...settings(promotion), stopped: false });
      }
    }
    if (entry.kind === "key_revoked") this.revokedKeys.add(entry.key_id);
  }

  private answered<Answer extends object>(answer: Answer): Answer {
    if (!("record" in answer)) return answer;
    const { facts } = answer.record as ReservationRecord;
    return { ...answer, record: this.records.get(facts.handle) };
  }
}
