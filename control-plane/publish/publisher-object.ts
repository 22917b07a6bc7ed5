/**
 * The publisher of one company: the only writer of its blobs and its pointer. Calls that come while a run is under way share the one
 * after it, so a burst of changes is one pointer. The clock is a port; what exists for the platform's sake (the second between two
 * writes of a key, the minute between two refreshes) is real time always.
 */
import { DurableObject } from "cloudflare:workers";
import { openDatabase } from "../db/database.ts";
import type { Env } from "../env.ts";
import { ledgerOf } from "../ledger.ts";
import type { Clock } from "../ports.ts";
import type { PublisherMemory, PublisherPorts } from "./ports.ts";
import { type Settled, settle } from "./settle.ts";

const POINTER_PUT_MS = 1_000;
const REFRESH_MS = 60_000;
/** After a run that left something open. */
const RETRY_MS = 5_000;

const EMPTY: PublisherMemory = { sequence: 0, pointer: null, facts: null };

export abstract class PublisherObject extends DurableObject<Env> {
  protected abstract readonly clock: Clock;
  /** The run that is under way, or the last one. */
  #running: Promise<unknown> = Promise.resolve();
  /** The run that waits for it; further calls join it. */
  #next: Promise<Settled> | null = null;
  #lastPutMs = 0;

  /** Brings what is published to what D1 asks for; what could not be done stays open and is tried again. */
  async settle(company: string): Promise<Settled> {
    this.ctx.storage.kv.put("company", company);
    return this.#run(company);
  }

  /** Lets stores and catalogue follow their changes within a minute. */
  async requestRefresh(company: string): Promise<void> {
    this.ctx.storage.kv.put("company", company);
    this.ctx.storage.kv.put("refresh", true);
    await this.#armAt(Math.max(Date.now(), this.#refreshDueMs() ?? 0));
  }

  override async alarm(): Promise<void> {
    const company = this.ctx.storage.kv.get<string>("company");
    if (company !== undefined) await this.#run(company);
  }

  #run(company: string): Promise<Settled> {
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      const run = this.#settleNow(company);
      this.#running = run.catch(() => {});
      return run;
    });
    return this.#next;
  }

  async #settleNow(company: string): Promise<Settled> {
    const dueMs = this.#refreshDueMs();
    const refresh = dueMs !== null && Date.now() >= dueMs;
    if (refresh) {
      // Before the run: a change that comes while it reads asks again.
      this.ctx.storage.kv.put("refresh", false);
      this.ctx.storage.kv.put("refreshed_ms", Date.now());
    }
    let open = ["the run broke off"];
    try {
      const settled = await settle(this.#ports(), company, { refresh });
      open = settled.open;
      return settled;
    } finally {
      if (open.length > 0) {
        console.error(JSON.stringify({ company, publisher: open }));
        if (refresh) this.ctx.storage.kv.put("refresh", true);
        await this.#armAt(Date.now() + RETRY_MS);
      }
      const nextMs = this.#refreshDueMs();
      if (nextMs !== null) await this.#armAt(Math.max(Date.now(), nextMs));
    }
  }

  /** When stores and catalogue may follow again; null if nobody asked. */
  #refreshDueMs(): number | null {
    if (this.ctx.storage.kv.get<boolean>("refresh") !== true) return null;
    return (this.ctx.storage.kv.get<number>("refreshed_ms") ?? 0) + REFRESH_MS;
  }

  /** The one alarm stands at the earliest of what it is wanted for. */
  async #armAt(atMs: number): Promise<void> {
    const armedMs = await this.ctx.storage.getAlarm();
    if (armedMs === null || armedMs > atMs) await this.ctx.storage.setAlarm(atMs);
  }

  #ports(): PublisherPorts {
    return {
      db: openDatabase(this.env),
      kv: this.env.KV,
      ledger: (company, mode) => ledgerOf(this.env, company, mode),
      clock: this.clock,
      memory: {
        read: () => this.ctx.storage.kv.get<PublisherMemory>("memory") ?? EMPTY,
        write: (memory) => this.ctx.storage.kv.put("memory", memory),
      },
      beforePointerPut: async () => {
        const waitMs = this.#lastPutMs + POINTER_PUT_MS - Date.now();
        if (waitMs > 0) await scheduler.wait(waitMs);
        this.#lastPutMs = Date.now();
      },
    };
  }
}
