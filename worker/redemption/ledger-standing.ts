/** The rows against which an order is judged: counters, live settings of promotions, revoked keys. */
import { type Counter, type CounterChange, type CounterKey, counterId } from "../../shared/ledger/counter.ts";
import type { EntryBody } from "../../shared/ledger/entry.ts";
import type { PromotionSettings } from "../../shared/ledger/judge.ts";
import type { PromotionUsage } from "../../shared/ledger/rpc.ts";
import type { Budget, UsageLimit } from "../../shared/model/limit.ts";
import { LIMITS } from "../../shared/model/limits.ts";

type Columns = Record<string, SqlStorageValue>;

interface CounterRow extends Columns {
  owner: string;
  counted: string;
  member: string;
  held: number;
  committed: number;
}

interface PromotionRow extends Columns {
  promotion: string;
  revision: number;
  limits: string;
  budget: string | null;
  stopped: number;
  void_seq: number;
}

export class LedgerStanding {
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  keyRevoked(keyId: string): boolean {
    return [...this.sql.exec("SELECT 1 FROM revoked_key WHERE key_id = ?", keyId)].length > 0;
  }

  /** Settings of those of these promotions that have any, by id. */
  settings(promotions: readonly string[]): Map<string, PromotionSettings> {
    const rows = this.sql.exec<PromotionRow>(
      "SELECT * FROM promotion WHERE promotion IN (SELECT value FROM json_each(?))",
      JSON.stringify(promotions),
    );
    return new Map([...rows].map((row) => [row.promotion, parseSettings(row)]));
  }

  /** Those of these counters that were ever counted, by counterId. */
  counters(keys: readonly CounterKey[]): Map<string, Counter> {
    const wanted = JSON.stringify(keys.map(({ owner, counted, member }) => [owner, counted, member]));
    const rows = this.sql.exec<CounterRow>(
      `SELECT c.* FROM json_each(?) k CROSS JOIN counter c
       ON c.owner = k.value ->> 0 AND c.counted = k.value ->> 1 AND c.member = k.value ->> 2`,
      wanted,
    );
    return new Map([...rows].map((row) => [counterId(parseCounter(row)), parseCounter(row)]));
  }

  /** Adds to counters. INVARIANT: none goes below zero, the table refuses it. */
  change(changes: readonly CounterChange[]): void {
    for (const { owner, counted, member, held, committed } of changes) {
      const { rowsWritten } = this.sql.exec(
        `UPDATE counter SET held = held + ?, committed = committed + ?
         WHERE owner = ? AND counted = ? AND member = ?`,
        held,
        committed,
        owner,
        counted,
        member,
      );
      if (rowsWritten > 0) continue;
      this.sql.exec("INSERT INTO counter VALUES (?, ?, ?, ?, ?)", owner, counted, member, held, committed);
    }
  }

  /** Promotions of which nothing is left: a total limit, or the budget in this currency, is spent. */
  exhausted(currency: string): string[] {
    const rows = this.sql.exec<{ promotion: string }>(
      `SELECT p.promotion FROM promotion p
       LEFT JOIN counter t ON t.owner = p.promotion AND t.counted = 'total' AND t.member = ''
       LEFT JOIN counter b ON b.owner = p.promotion AND b.counted = 'budget' AND b.member = ?1
       WHERE coalesce(t.held + t.committed, 0) >= p.total_max
          OR coalesce(b.held + b.committed, 0) >= json_extract(p.budget, '$.amounts.' || ?1)
       ORDER BY p.promotion LIMIT ?2`,
      currency,
      LIMITS.exhaustedListed,
    );
    return [...rows].map((row) => row.promotion);
  }

  /** Null for a promotion that has no settings and was never counted. */
  usage(promotion: string): PromotionUsage | null {
    const settings = this.settings([promotion]).get(promotion);
    const rows = this.sql.exec<CounterRow>(
      "SELECT * FROM counter WHERE owner = ? AND counted IN ('total', 'budget') ORDER BY member",
      promotion,
    );
    const counters = [...rows].map(parseCounter);
    if (!settings && counters.length === 0) return null;
    const total = counters.find(({ counted }) => counted === "total");
    const spent = new Map(
      counters.flatMap((counter) =>
        counter.counted === "budget" ? [[counter.member, counter] as const] : [],
      ),
    );
    const amounts = settings?.budget?.amounts ?? {};
    const currencies = [...new Set([...Object.keys(amounts), ...spent.keys()])].sort();
    return {
      promotion,
      revision: settings?.revision ?? 0,
      stopped: settings?.stopped ?? false,
      total: { held: total?.held ?? 0, committed: total?.committed ?? 0 },
      budget: currencies.map((currency) => ({
        currency,
        held: spent.get(currency)?.held ?? 0,
        committed: spent.get(currency)?.committed ?? 0,
        amount: amounts[currency] ?? null,
      })),
    };
  }

  /** Brings the settings rows in line with an entry that changes them. */
  follow(entry: EntryBody, seq: number): void {
    if (entry.kind === "limits_set") {
      const totals = entry.limits.flatMap((limit) => (limit.per === "total" ? [limit.uses_max] : []));
      this.sql.exec(
        `INSERT INTO promotion (promotion, revision, limits, budget, total_max) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET revision = excluded.revision, limits = excluded.limits,
           budget = excluded.budget, total_max = excluded.total_max`,
        entry.promotion,
        entry.revision,
        JSON.stringify(entry.limits),
        entry.budget === null ? null : JSON.stringify(entry.budget),
        totals.length === 0 ? null : Math.min(...totals),
      );
    }
    if (entry.kind === "stopped") {
      this.sql.exec(
        `INSERT INTO promotion (promotion, stopped, void_seq) SELECT value, 1, ?2 FROM json_each(?1) WHERE true
         ON CONFLICT DO UPDATE SET stopped = 1, void_seq = max(void_seq, excluded.void_seq)`,
        JSON.stringify(entry.promotions),
        entry.void_holds ? seq : 0,
      );
    }
    if (entry.kind === "resumed") {
      this.sql.exec(
        "UPDATE promotion SET stopped = 0 WHERE promotion IN (SELECT value FROM json_each(?))",
        JSON.stringify(entry.promotions),
      );
    }
    if (entry.kind === "key_revoked") {
      this.sql.exec("INSERT INTO revoked_key VALUES (?)", entry.key_id);
    }
  }
}

function parseCounter({ owner, counted, member, held, committed }: CounterRow): Counter {
  return { owner, counted: counted as Counter["counted"], member, held, committed };
}

function parseSettings(row: PromotionRow): PromotionSettings {
  return {
    promotion: row.promotion,
    revision: row.revision,
    limits: JSON.parse(row.limits) as UsageLimit[],
    budget: row.budget === null ? null : (JSON.parse(row.budget) as Budget),
    stopped: row.stopped === 1,
    voidSeq: row.void_seq,
  };
}
