/** Queries and writes of API keys, in D1 and in their copy for the edge. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Mode } from "../../shared/model/address.ts";
import { kvKey } from "../../shared/model/address.ts";
import type { ApiKeyRecord, KeyType, Scope } from "../../shared/model/api-key.ts";
import { apiKeyHash } from "../../shared/model/identity.ts";
import type { Env } from "../env.ts";
import { identityPort, randomId, randomText } from "../secrets.ts";
import { type Database, guard, type Statement } from "./database.ts";
import { apiKeys } from "./schema/key.ts";

export type KeyRow = typeof apiKeys.$inferSelect;

/** Letters and digits of a key's secret: 256 bits and a little more. */
const SECRET_LENGTH = 44;
const HINT_LENGTH = 4;

export interface NewKey {
  company: string;
  name: string;
  type: KeyType;
  mode: Mode;
  scopes: Scope[];
  origins: string[];
  expiresAtMs: number | null;
  createdBy: string | null;
}

/** A fresh key: the row to store, and the text that is shown once. */
export function makeKey(env: Env, fields: NewKey, nowMs: number): { row: KeyRow; text: string } {
  const secret = randomText(SECRET_LENGTH);
  const text = `${fields.type}_${fields.mode}_${fields.company}_${secret}`;
  const row: KeyRow = {
    ...fields,
    id: randomId("key"),
    keyHash: apiKeyHash(identityPort(env), text),
    hint: secret.slice(0, HINT_LENGTH),
    createdAtMs: nowMs,
    revokedAtMs: null,
  };
  return { row, text };
}

export function keyInsert(db: Database, row: KeyRow): Statement {
  return db.insert(apiKeys).values(row);
}

export async function keyById(db: Database, company: string, id: string): Promise<KeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.company, company), eq(apiKeys.id, id)));
  return row ?? null;
}

/** Up to `rows` keys after an id, in order of ids. */
export async function keysAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<KeyRow[]> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.company, company), gt(apiKeys.id, after)))
    .orderBy(asc(apiKeys.id))
    .limit(rows);
}

/** Ends a key's life, if it still has one. */
export function keyRevocation(db: Database, row: KeyRow, nowMs: number): Statement[] {
  const isThis = and(eq(apiKeys.company, row.company), eq(apiKeys.id, row.id));
  return [db.update(apiKeys).set({ revokedAtMs: nowMs }).where(isThis)];
}

/** Lets a key run out at an instant, guarded: it is not revoked and did not have an earlier end. */
export function keyExpiry(db: Database, row: KeyRow, expiresAtMs: number): Statement[] {
  const isThis = and(eq(apiKeys.company, row.company), eq(apiKeys.id, row.id));
  const alive = sql`EXISTS (SELECT 1 FROM ${apiKeys} WHERE ${isThis} AND ${apiKeys.revokedAtMs} IS NULL)`;
  return [guard(db, alive), db.update(apiKeys).set({ expiresAtMs }).where(isThis)];
}

/** Writes the edge's copy of a key as D1 has it now. */
export async function writeKeyRecord(env: Env, db: Database, company: string, id: string): Promise<void> {
  const row = await keyById(db, company, id);
  if (row === null) return;
  const record: ApiKeyRecord = {
    id: row.id,
    company: row.company,
    type: row.type,
    mode: row.mode,
    scopes: row.scopes,
    origins: row.origins,
    expires_at_ms: row.expiresAtMs,
    revoked: row.revokedAtMs !== null,
  };
  await env.KV.put(kvKey.apiKey(company, row.keyHash), JSON.stringify(record));
}
