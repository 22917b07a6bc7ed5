/** Who did what: one row a mutating call, written in the batch of its change and never again. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const auditLog = sqliteTable(
  "audit_log",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    company: text().notNull(),
    atMs: integer().notNull(),
    /** Id of the API key; "operator" for calls with the set-up token. */
    actor: text().notNull(),
    /** Method and route, as in the OpenAPI document. */
    action: text().notNull(),
    /** What was changed, `kind:id`. */
    target: text().notNull(),
    requestId: text().notNull(),
    /** SHA-256 of the request body: what exactly was asked. */
    bodyHash: text().notNull(),
  },
  (table) => [index("audit_log_by_company").on(table.company, table.seq)],
);
