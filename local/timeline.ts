/**
 * The settable clock of demo and tests: one object that all Workers and objects ask for the time. It moves forward only, when it is
 * told to. Business alarms are not armed in this mode: an object registers when it is due, and `tick` calls what is due by then.
 */
import { DurableObject } from "cloudflare:workers";

interface Env {
  LEDGER: DurableObjectNamespace;
}

/** What a settable object offers; `alarm` itself cannot be called from outside. */
interface Alarmed {
  runAlarm(): Promise<void>;
}

/** Before any recorded business time, so that a replay can begin where its data begin. */
const clockStartMs = Date.UTC(2000, 0, 1);
/** An object that is due again and again at the same instant is a bug. */
const callsPerTickMax = 100_000;

export class Timeline extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY, now_ms INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS due (
        binding TEXT NOT NULL, name TEXT NOT NULL, due_ms INTEGER NOT NULL, PRIMARY KEY (binding, name)
      ) WITHOUT ROWID;
      INSERT OR IGNORE INTO clock VALUES (0, ${clockStartMs})`);
  }

  now(): number {
    return this.ctx.storage.sql.exec<{ now_ms: number }>("SELECT now_ms FROM clock").one().now_ms;
  }

  /** Moves the clock; false if that would turn it back. */
  advance(toMs: number): boolean {
    const { rowsWritten } = this.ctx.storage.sql.exec(
      "UPDATE clock SET now_ms = ?1 WHERE now_ms <= ?1",
      toMs,
    );
    return rowsWritten > 0;
  }

  /** Registers when the object `name` behind `binding` is due; null takes it off. */
  arm(binding: keyof Env, name: string, dueMs: number | null): void {
    if (dueMs === null) {
      this.ctx.storage.sql.exec("DELETE FROM due WHERE binding = ? AND name = ?", binding, name);
      return;
    }
    this.ctx.storage.sql.exec(
      "INSERT INTO due VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET due_ms = excluded.due_ms",
      binding,
      name,
      dueMs,
    );
  }

  /** Calls every object that is due, earliest first, until none is; says how many calls that took. */
  async tick(): Promise<number> {
    for (let calls = 0; calls < callsPerTickMax; calls += 1) {
      const [row] = this.ctx.storage.sql.exec<{ binding: keyof Env; name: string; due_ms: number }>(
        "SELECT * FROM due WHERE due_ms <= ? ORDER BY due_ms, binding, name LIMIT 1",
        this.now(),
      );
      if (!row) return calls;
      this.arm(row.binding, row.name, null);
      const namespace = this.env[row.binding];
      // The class lives in another Worker, so its type is the contract above.
      const object = namespace.get(namespace.idFromName(row.name)) as unknown as Alarmed;
      try {
        await object.runAlarm();
      } catch (error) {
        this.arm(row.binding, row.name, row.due_ms);
        throw error;
      }
    }
    throw new Error("some object is due again and again at the same instant");
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler<Env>;
