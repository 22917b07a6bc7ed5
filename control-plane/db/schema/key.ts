/** API keys by the hash of their text; the text itself is shown once and kept nowhere. The edge reads a copy in KV. */
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Mode } from "../../../shared/model/address.ts";
import type { KeyType, Scope } from "../../../shared/model/api-key.ts";

export const apiKeys = sqliteTable(
  "api_keys",
  {
    company: text().notNull(),
    id: text().notNull(),
    keyHash: text().notNull(),
    name: text().notNull(),
    type: text().$type<KeyType>().notNull(),
    mode: text().$type<Mode>().notNull(),
    scopes: text({ mode: "json" }).$type<Scope[]>().notNull(),
    origins: text({ mode: "json" }).$type<string[]>().notNull(),
    /** First characters of the secret, to tell keys apart on a screen. */
    hint: text().notNull(),
    /** The key that made this one; null for the first of a company. */
    createdBy: text(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer(),
    revokedAtMs: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.id] }),
    uniqueIndex("api_keys_by_hash").on(table.company, table.keyHash),
  ],
);
