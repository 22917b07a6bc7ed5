/**
 * Rows in bulk: each chunk of rows is one bound JSON value that the database unfolds, so that thousands of rows need one statement and
 * no more than one parameter.
 */
import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Database, databaseName, jsonChunks, type Statement } from "./database.ts";

function jsonField(key: string, column: Column): SQL {
  const path = sql.raw(`'$.${key}'`);
  return column.dataType === "json" ? sql`nullif(value -> ${path}, 'null')` : sql`value ->> ${path}`;
}

export interface OnRepeat<Table extends SQLiteTable> {
  /** Columns of the unique index. */
  target: (Table["_"]["columns"][string] & SQLiteColumn)[];
  /** Columns that stay as they are, besides those of the index. */
  keep?: (keyof Table["$inferSelect"])[];
  /** Columns that get an expression in place of the new value. */
  set?: Partial<Record<keyof Table["$inferSelect"], SQL>>;
}

/** Statements that insert all rows; a row that is there is replaced, or left alone without `onRepeat`. */
export function insertRows<Table extends SQLiteTable>(
  db: Database,
  table: Table,
  rows: readonly Table["$inferSelect"][],
  onRepeat?: OnRepeat<Table>,
): Statement[] {
  const columns = Object.entries(getTableColumns(table));
  const values = sql.join(
    columns.map(([key, column]) => jsonField(key, column)),
    sql`, `,
  );
  const set: Record<string, SQL> = {};
  const fixed = new Set<unknown>([...(onRepeat?.target ?? [])]);
  for (const [key, column] of columns) {
    if (fixed.has(column) || onRepeat?.keep?.includes(key as never)) continue;
    set[key] =
      onRepeat?.set?.[key as keyof Table["$inferSelect"]] ?? sql.raw(`excluded.${databaseName(key)}`);
  }
  return jsonChunks(rows).map((chunk) => {
    // `WHERE true` keeps the parser from reading ON CONFLICT as part of a join.
    const insert = db.insert(table).select(sql`SELECT ${values} FROM json_each(${chunk}) WHERE true`);
    if (onRepeat === undefined) return insert.onConflictDoNothing();
    return insert.onConflictDoUpdate({ target: onRepeat.target, set: set as never });
  });
}
