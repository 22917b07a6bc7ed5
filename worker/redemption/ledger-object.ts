/**
 * The ledger of one company and mode: the only place that decides what can run out. The object stores and asks `shared/ledger` to decide;
 * every call is one synchronous transaction, nothing is answered from memory, and time is the object's own (LDG-1 to LDG-3).
 */
import { DurableObject } from "cloudflare:workers";
import { decideResume, decideRevokeKey, decideSetLimits } from "../../shared/ledger/decide-settings.ts";
import type {
  CommitAnswer,
  ExtendAnswer,
  LedgerRpc,
  LimitsCheck,
  PromotionUsage,
  ReleaseAnswer,
  ReservationView,
  ReserveAnswer,
  ReserveCommand,
  StoredDocument,
} from "../../shared/ledger/rpc.ts";
import type { LimitDefinition } from "../../shared/model/limit.ts";
import type { CommitOrder } from "../../shared/model/order.ts";
import type { Alarms, Clock } from "../ports.ts";
import { answerEntries, tidy } from "./ledger-due.ts";
import {
  check,
  commit,
  expireEnded,
  extend,
  orderView,
  release,
  reserve,
  settled,
  stop,
  viewOf,
} from "./ledger-effects.ts";
import { migrate } from "./ledger-schema.ts";
import { LedgerStore } from "./ledger-store.ts";

/** The platform tries a failing alarm this often after the first time, then gives it up. */
const lastAlarmRetry = 5;
const alarmPauseMs = 60_000;

export abstract class LedgerObject<Env = unknown> extends DurableObject<Env> implements LedgerRpc {
  protected abstract readonly clock: Clock;
  protected abstract readonly alarms: Alarms;
  protected readonly store: LedgerStore;
  /** When the alarm is known to be armed: spares a write a call, decides nothing. */
  private armedMs: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage);
    this.store = new LedgerStore(ctx.storage.sql);
  }

  reserve(command: ReserveCommand): Promise<ReserveAnswer> {
    return this.transact((store, nowMs) => reserve(store, command, nowMs));
  }

  outcome(
    id: string,
    requestHash: string,
  ): Promise<{ code: "known"; reservation: ReservationView } | { code: "id_conflict" } | null> {
    return this.transact((store, nowMs) => {
      const record = settled(store, store.byId(id), nowMs);
      if (record === null) return null;
      if (record.requestHash !== requestHash) return { code: "id_conflict" };
      return { code: "known", reservation: viewOf(store, record) };
    });
  }

  reservation(handle: string): Promise<ReservationView | null> {
    return this.transact((store, nowMs) => {
      const record = settled(store, store.byHandle(handle), nowMs);
      return record === null ? null : viewOf(store, record);
    });
  }

  commit(handle: string, order: CommitOrder, keyId: string): Promise<CommitAnswer> {
    return this.transact((store, nowMs) => commit(store, handle, order, keyId, nowMs));
  }

  release(handle: string, keyId: string): Promise<ReleaseAnswer> {
    return this.transact((store, nowMs) => release(store, handle, keyId, nowMs));
  }

  extend(handle: string, ttlMs: number, keyId: string): Promise<ExtendAnswer> {
    return this.transact((store, nowMs) => extend(store, handle, ttlMs, keyId, nowMs));
  }

  order(externalId: string): Promise<ReservationView | null> {
    return this.transact((store) => orderView(store, externalId));
  }

  check(query: LimitsCheck): ReturnType<LedgerRpc["check"]> {
    return this.transact((store, nowMs) => check(store, query, nowMs));
  }

  setLimits(definition: LimitDefinition): ReturnType<LedgerRpc["setLimits"]> {
    return this.transact((store, nowMs) => {
      const settings = store.standing.settings([definition.promotion]).get(definition.promotion) ?? null;
      const { answer, steps } = decideSetLimits(settings, definition);
      store.apply(steps, nowMs);
      return answer;
    });
  }

  stop(promotions: string[], voidHolds: boolean): ReturnType<LedgerRpc["stop"]> {
    return this.transact((store, nowMs) => stop(store, promotions, voidHolds, nowMs));
  }

  resume(promotions: string[]): ReturnType<LedgerRpc["resume"]> {
    return this.transact((store, nowMs) => {
      store.apply(decideResume(store.standing.settings(promotions), promotions), nowMs);
      return { code: "resumed", seq: store.head().seq };
    });
  }

  revokeKey(keyId: string): Promise<{ code: "revoked" }> {
    return this.transact((store, nowMs) => {
      store.apply(decideRevokeKey(store.standing.keyRevoked(keyId), keyId), nowMs);
      return { code: "revoked" };
    });
  }

  usage(promotion: string): Promise<PromotionUsage | null> {
    return this.transact((store, nowMs) => {
      expireEnded(store, nowMs);
      return store.standing.usage(promotion);
    });
  }

  entriesAfter(seq: number, limit: number, confirmed: number): ReturnType<LedgerRpc["entriesAfter"]> {
    return this.transact((store) => answerEntries(store, seq, limit, confirmed));
  }

  document(handle: string): Promise<StoredDocument | null> {
    return this.transact((store) => {
      const record = store.byHandle(handle);
      return record?.state === "committed" ? store.document(record.heldSeq) : null;
    });
  }

  /** Only tidies: what a call needs is settled by the call itself. */
  override async alarm(retry?: AlarmInvocationInfo): Promise<void> {
    if ((retry?.retryCount ?? 0) < lastAlarmRetry) return this.workOffDue();
    try {
      await this.workOffDue();
    } catch (error) {
      console.error("ledger alarm failed again, next try later", error);
      await this.alarms.arm((await this.clock.now()) + alarmPauseMs);
    }
  }

  /** One bounded batch of what is due, then armed for the rest. */
  protected async workOffDue(): Promise<void> {
    const nowMs = await this.clock.now();
    const nextMs = this.ctx.storage.transactionSync(() => {
      tidy(this.store, Math.max(nowMs, this.store.highestMs()));
      return this.store.leastDueMs();
    });
    this.armedMs = nextMs;
    await this.alarms.arm(nextMs);
  }

  /** One call as one transaction. Time is read before it and never runs back inside. */
  private async transact<Answer>(effect: (store: LedgerStore, nowMs: number) => Answer): Promise<Answer> {
    const readMs = await this.clock.now();
    const [answer, nextMs] = this.ctx.storage.transactionSync(() => {
      const effected = effect(this.store, Math.max(readMs, this.store.highestMs()));
      return [effected, this.store.leastDueMs()] as const;
    });
    if (nextMs !== null && (this.armedMs === null || nextMs < this.armedMs)) {
      this.armedMs = nextMs;
      await this.alarms.arm(nextMs);
    }
    return answer;
  }
}
