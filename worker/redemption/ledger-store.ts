/**
 * The rows of a ledger object: entries, reservations, documents, what is due. Every method is one or a few statements and none waits, so
 * that a caller's transaction stays whole. Rows are parsed here and nowhere else.
 */
import type { Step } from "../../shared/ledger/decided.ts";
import type { Entry, EntryBody } from "../../shared/ledger/entry.ts";
import { type DueKind, dueOf, keepsDocument, type ReservationRecord } from "../../shared/ledger/record.ts";
import type { StoredDocument } from "../../shared/ledger/rpc.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { LedgerStanding } from "./ledger-standing.ts";

type Columns = Record<string, SqlStorageValue>;

interface ReservationRow extends Columns {
  held_seq: number;
  request_hash: string;
  state: string;
  last_seq: number;
  held_at_ms: number;
  expires_at_ms: number;
  resolved_at_ms: number | null;
  replaced_by: string | null;
  facts: string;
  customer_keys: string;
  external_order: string | null;
  over_grants: string;
}

interface EntryRow extends Columns {
  seq: number;
  at_ms: number;
  body: string;
}

/** Named numbers that only grow. */
export type Mark = "confirmed" | "tidied_ms";

export class LedgerStore {
  readonly standing: LedgerStanding;
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
    this.standing = new LedgerStanding(sql);
  }

  /** Makes one decision true: entries in their order, each with the rows that follow from it. */
  apply(steps: readonly Step[], nowMs: number): void {
    for (const { entry, record, counters } of steps) {
      const seq = entry === null ? null : this.append(entry, nowMs);
      if (record !== null) this.save(record, seq);
      this.standing.change(counters);
      if (entry !== null && seq !== null) this.standing.follow(entry, seq);
    }
  }

  /** Number and time of the latest entry; zeros before the first. */
  head(): { seq: number; atMs: number } {
    const [row] = this.sql.exec<EntryRow>("SELECT seq, at_ms FROM entry ORDER BY seq DESC LIMIT 1");
    return row ? { seq: row.seq, atMs: row.at_ms } : { seq: 0, atMs: 0 };
  }

  /** The latest time on which anything stored rests. */
  highestMs(): number {
    return Math.max(this.head().atMs, this.mark("tidied_ms"));
  }

  entriesAfter(seq: number, limit: number): Entry[] {
    const rows = this.sql.exec<EntryRow>(
      "SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?",
      seq,
      limit,
    );
    return [...rows].map(parseEntry);
  }

  byHandle(handle: string): ReservationRecord | null {
    return this.reservation("SELECT * FROM reservation WHERE handle = ?", handle);
  }

  byId(id: string): ReservationRecord | null {
    return this.reservation("SELECT * FROM reservation WHERE id = ?", id);
  }

  /** The entry that committed an order; kept when the reservation's id is forgotten. */
  orderEntry(externalId: string): Entry | null {
    const [row] = this.sql.exec<EntryRow>(
      "SELECT * FROM entry WHERE seq = (SELECT seq FROM committed_order WHERE external_id = ?)",
      externalId,
    );
    return row ? parseEntry(row) : null;
  }

  /** Live holds that name one of these promotions. */
  heldNaming(promotions: readonly string[]): string[] {
    const rows = this.sql.exec<{ handle: string }>(
      `SELECT r.handle FROM due d JOIN reservation r ON r.held_seq = d.held_seq
       WHERE d.kind = 'expire' AND EXISTS (
         SELECT 1 FROM json_each(r.facts, '$.effects') e
         WHERE e.value ->> 'promotion' IN (SELECT value FROM json_each(?))
       ) ORDER BY d.held_seq`,
      JSON.stringify(promotions),
    );
    return [...rows].map((row) => row.handle);
  }

  storeDocument(heldSeq: number, document: StoredDocument): void {
    const parts = Math.ceil(document.byteLength / LIMITS.documentRowBytes);
    if (parts > LIMITS.documentParts) throw new RangeError(`a document of ${document.byteLength} bytes`);
    for (let part = 0; part < parts; part += 1) {
      const at = part * LIMITS.documentRowBytes;
      const bytes = document.slice(at, at + LIMITS.documentRowBytes);
      this.sql.exec(
        "INSERT INTO document VALUES (?, ?)",
        heldSeq * LIMITS.documentParts + part,
        bytes.buffer,
      );
    }
  }

  /** Null once it was dropped. */
  document(heldSeq: number): StoredDocument | null {
    const rows = this.sql.exec<{ bytes: ArrayBuffer }>(
      "SELECT bytes FROM document WHERE place >= ? AND place < ? ORDER BY place",
      heldSeq * LIMITS.documentParts,
      (heldSeq + 1) * LIMITS.documentParts,
    );
    const parts = [...rows].map((row) => new Uint8Array(row.bytes));
    if (parts.length === 0) return null;
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.byteLength;
    }
    return whole;
  }

  dropDocument(heldSeq: number): void {
    this.sql.exec(
      "DELETE FROM document WHERE place >= ? AND place < ?",
      heldSeq * LIMITS.documentParts,
      (heldSeq + 1) * LIMITS.documentParts,
    );
  }

  /** Drops the documents of what was committed in entries after `fromSeq` up to `toSeq`. */
  dropConfirmed(fromSeq: number, toSeq: number): void {
    const rows = this.sql.exec<{ held_seq: number }>(
      `SELECT r.held_seq FROM entry e JOIN reservation r ON r.handle = e.body ->> '$.reservation.handle'
       WHERE e.seq > ? AND e.seq <= ? AND e.body ->> 'kind' = 'committed'`,
      fromSeq,
      toSeq,
    );
    for (const { held_seq } of rows.toArray()) this.dropDocument(held_seq);
  }

  /** What is due of one kind, earliest first. */
  due(kind: DueKind, nowMs: number, limit: number): { dueAtMs: number; heldSeq: number }[] {
    const rows = this.sql.exec<{ due_at_ms: number; held_seq: number }>(
      "SELECT due_at_ms, held_seq FROM due WHERE kind = ? AND due_at_ms <= ? ORDER BY due_at_ms, held_seq LIMIT ?",
      kind,
      nowMs,
      limit,
    );
    return [...rows].map((row) => ({ dueAtMs: row.due_at_ms, heldSeq: row.held_seq }));
  }

  /** The least instant at which anything is due. */
  leastDueMs(): number | null {
    const { least } = this.sql
      .exec<{ least: number | null }>(
        `SELECT min(due_at_ms) AS least FROM (
           SELECT (SELECT min(due_at_ms) FROM due WHERE kind = 'expire') AS due_at_ms
           UNION ALL SELECT (SELECT min(due_at_ms) FROM due WHERE kind = 'drop')
           UNION ALL SELECT (SELECT min(due_at_ms) FROM due WHERE kind = 'forget'))`,
      )
      .one();
    return least;
  }

  undue(kind: DueKind, dueAtMs: number, heldSeq: number): void {
    this.sql.exec(
      "DELETE FROM due WHERE kind = ? AND due_at_ms = ? AND held_seq = ?",
      kind,
      dueAtMs,
      heldSeq,
    );
  }

  makeDue(kind: DueKind, dueAtMs: number, heldSeq: number): void {
    this.sql.exec("INSERT INTO due VALUES (?, ?, ?)", kind, dueAtMs, heldSeq);
  }

  byHeldSeq(heldSeq: number): ReservationRecord | null {
    return this.reservation("SELECT * FROM reservation WHERE held_seq = ?", heldSeq);
  }

  /** Removes a reservation's row; its entries and its order stay. */
  forget(heldSeq: number): void {
    this.sql.exec("DELETE FROM reservation WHERE held_seq = ?", heldSeq);
  }

  mark(name: Mark): number {
    const [row] = this.sql.exec<{ value: number }>("SELECT value FROM mark WHERE name = ?", name);
    return row?.value ?? 0;
  }

  raiseMark(name: Mark, value: number): void {
    this.sql.exec(
      "INSERT INTO mark VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
      name,
      value,
    );
  }

  private append(body: EntryBody, atMs: number): number {
    const text = JSON.stringify(body);
    if (text.length > LIMITS.documentRowBytes) throw new RangeError(`an entry of ${text.length} characters`);
    const seq = this.head().seq + 1;
    this.sql.exec("INSERT INTO entry VALUES (?, ?, ?)", seq, atMs, text);
    if (body.kind === "committed") {
      this.sql.exec("INSERT INTO committed_order VALUES (?, ?)", body.order.external_id, seq);
    }
    return seq;
  }

  private save(record: ReservationRecord, seq: number | null): void {
    const before = this.byHandle(record.facts.handle);
    const heldSeq = before === null ? seq : before.heldSeq;
    if (heldSeq === null) throw new Error("a reservation begins with an entry");
    this.sql.exec(
      `INSERT INTO reservation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (held_seq) DO UPDATE SET state = excluded.state, last_seq = excluded.last_seq,
         expires_at_ms = excluded.expires_at_ms, resolved_at_ms = excluded.resolved_at_ms,
         replaced_by = excluded.replaced_by, external_order = excluded.external_order,
         over_grants = excluded.over_grants`,
      heldSeq,
      record.facts.handle,
      record.facts.id,
      record.requestHash,
      record.state,
      seq ?? record.lastSeq,
      record.heldAtMs,
      record.expiresAtMs,
      record.resolvedAtMs,
      record.replacedBy,
      JSON.stringify(record.facts),
      JSON.stringify(record.customerKeys),
      record.order === null ? null : JSON.stringify(record.order),
      JSON.stringify(record.overGrants),
    );
    if (before !== null) for (const { kind, dueAtMs } of dueOf(before)) this.undue(kind, dueAtMs, heldSeq);
    for (const { kind, dueAtMs } of dueOf(record)) this.makeDue(kind, dueAtMs, heldSeq);
    if (!keepsDocument(record)) this.dropDocument(heldSeq);
  }

  private reservation(query: string, by: string | number): ReservationRecord | null {
    const [row] = this.sql.exec<ReservationRow>(query, by);
    return row ? parseReservation(row) : null;
  }
}

function parseEntry(row: EntryRow): Entry {
  return { seq: row.seq, at_ms: row.at_ms, body: JSON.parse(row.body) as EntryBody };
}

function parseReservation(row: ReservationRow): ReservationRecord {
  return {
    facts: JSON.parse(row.facts) as ReservationRecord["facts"],
    requestHash: row.request_hash,
    customerKeys: JSON.parse(row.customer_keys) as string[],
    state: row.state as ReservationRecord["state"],
    heldSeq: row.held_seq,
    lastSeq: row.last_seq,
    heldAtMs: row.held_at_ms,
    expiresAtMs: row.expires_at_ms,
    resolvedAtMs: row.resolved_at_ms,
    order:
      row.external_order === null ? null : (JSON.parse(row.external_order) as ReservationRecord["order"]),
    overGrants: JSON.parse(row.over_grants) as ReservationRecord["overGrants"],
    replacedBy: row.replaced_by,
  };
}
