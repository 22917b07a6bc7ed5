/**
 * D1 through drizzle. Statements go out in one `batch()`, which is the only transaction there is; a statement takes at most 100 bound
 * parameters, so that bulk goes in as JSON through one of them.
 */
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Env } from "../env.ts";
import { guards } from "./schema/idempotency.ts";

export type Database = DrizzleD1Database<Record<string, never>> & { $client: D1Database };
export type Statement = BatchItem<"sqlite">;

/** Opens the database of the control Worker. */
export function openDatabase(env: Pick<Env, "DB">): Database {
  return drizzle(env.DB, { casing: "snake_case" });
}

/** What every statement of drizzle can do, though its type does not say so. */
interface Preparable {
  _prepare(): { getQuery(): { sql: string; params: unknown[] } };
}

/**
 * Runs statements as one transaction: all of them or none. They go to D1's own batch, since drizzle's fails on raw statements that have
 * parameters.
 */
export async function runBatch(db: Database, statements: readonly Statement[]): Promise<void> {
  const client: D1Database = db.$client;
  const bound = statements.map((statement) => {
    const { sql: text, params } = (statement as unknown as Preparable)._prepare().getQuery();
    return client.prepare(text).bind(...params);
  });
  if (bound.length > 0) await client.batch(bound);
}

/** Whether the database refused a batch because something moved since it was read: then the call decides again. */
export function isLostRace(error: unknown): boolean {
  const texts = [String(error), error instanceof Error ? String(error.cause) : ""];
  return texts.some((text) => /UNIQUE constraint failed|CHECK constraint failed: guards_hold/.test(text));
}

/** A statement that aborts its batch unless the condition holds at that place of it. */
export function guard(db: Database, condition: SQL): Statement {
  return db
    .insert(guards)
    .select(sql`SELECT (${condition}) AS holds WHERE true`)
    .onConflictDoNothing({ target: guards.holds });
}

/** Bytes of one bound value: D1 takes 2 MB. */
const PARAMETER_BYTES = 1_000_000;

/** JSON arrays of the rows, each small enough to be one bound value. */
export function jsonChunks(rows: readonly unknown[]): string[] {
  const chunks: string[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    // A UTF-16 unit is at most three bytes of UTF-8.
    const bytes = part.length * 3;
    if (parts.length > 0 && length + bytes > PARAMETER_BYTES) {
      chunks.push(`[${parts.join(",")}]`);
      parts = [];
      length = 0;
    }
    parts.push(part);
    length += bytes + 1;
  }
  if (parts.length > 0) chunks.push(`[${parts.join(",")}]`);
  return chunks;
}

/** `column IN (…)` over any number of texts with one bound value. */
export function inTexts(column: SQL | { getSQL(): SQL }, texts: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`;
}

/** Name of a column in the database; the schema's keys are camel case. */
export function databaseName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * A column with its table's name, for a sub-query in the columns of a select. Drizzle writes columns of a select from one table bare, and
 * a sub-query would take a bare name for its own column: `x.company = company` is then true of every company.
 */
export function outerColumn(column: SQLiteColumn): SQL {
  const { table, name } = column;
  return sql`${sql.identifier(getTableName(table))}.${sql.identifier(databaseName(name))}`;
}
