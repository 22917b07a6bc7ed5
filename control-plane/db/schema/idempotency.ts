/** Answers of mutating calls by their idempotency key, and the guard that aborts a batch. */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const idempotency = sqliteTable(
  "idempotency",
  {
    /** Empty for calls of the operator, which come before any company. */
    company: text().notNull(),
    idempotencyKey: text().notNull(),
    /** Of method, path and body: what "same content" means. */
    requestHash: text().notNull(),
    /** JSON of the answer; encrypted under the caller's key text when it shows a secret. */
    answer: text().notNull(),
    createdAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.idempotencyKey] }),
    index("idempotency_by_created").on(table.createdAtMs),
  ],
);

/** Holds at most one row, 1. Inserting anything else violates the check and so aborts the batch it stands in. */
export const guards = sqliteTable("guards", { holds: integer().primaryKey() }, (table) => [
  check("guards_hold", sql`${table.holds} = 1`),
]);
