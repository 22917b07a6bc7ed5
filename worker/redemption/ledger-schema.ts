/**
 * The tables of a ledger object and their migrations. Written rows are what costs, each index entry counts as one: narrow tables are
 * WITHOUT ROWID, wide ones are found by number, and only what a call must find by text has an index.
 */

/** Applied in order, each once and never edited: a change is a further element. */
const MIGRATIONS = [
  `
  CREATE TABLE entry (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, body TEXT NOT NULL);

  CREATE TABLE reservation (
    held_seq INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    request_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'committed', 'released', 'expired', 'voided')),
    last_seq INTEGER NOT NULL,
    held_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    resolved_at_ms INTEGER CHECK ((resolved_at_ms IS NULL) = (state = 'held')),
    replaced_by TEXT,
    facts TEXT NOT NULL,
    customer_keys TEXT NOT NULL,
    external_order TEXT CHECK ((external_order IS NULL) = (state <> 'committed')),
    over_grants TEXT NOT NULL
  );

  -- held_seq times the greatest number of parts, plus the part.
  CREATE TABLE document (place INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

  CREATE TABLE committed_order (external_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE counter (
    owner TEXT NOT NULL,
    counted TEXT NOT NULL,
    member TEXT NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0),
    committed INTEGER NOT NULL CHECK (committed >= 0),
    PRIMARY KEY (owner, counted, member)
  ) WITHOUT ROWID;

  CREATE TABLE promotion (
    promotion TEXT PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 0,
    limits TEXT NOT NULL DEFAULT '[]',
    budget TEXT,
    total_max INTEGER,
    stopped INTEGER NOT NULL DEFAULT 0,
    void_seq INTEGER NOT NULL DEFAULT 0
  );

  CREATE TABLE revoked_key (key_id TEXT PRIMARY KEY) WITHOUT ROWID;

  CREATE TABLE due (
    kind TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL,
    held_seq INTEGER NOT NULL,
    PRIMARY KEY (kind, due_at_ms, held_seq)
  ) WITHOUT ROWID;

  -- Numbers that only grow: how far the mirror has confirmed, the latest time at which rows were tidied away.
  CREATE TABLE mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  `,
];

/** Brings the tables of an object up to date. Runs in its constructor, before any call. */
export function migrate(storage: DurableObjectStorage): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec("CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY)");
    const { applied } = sql
      .exec<{ applied: number }>("SELECT coalesce(max(version), 0) AS applied FROM migration")
      .one();
    for (const [at, statements] of MIGRATIONS.entries()) {
      if (at < applied) continue;
      sql.exec(statements);
      sql.exec("INSERT INTO migration VALUES (?)", at + 1);
    }
  });
}
