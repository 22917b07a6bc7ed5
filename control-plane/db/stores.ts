/** Queries and writes of stores and store groups. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { storeGroupMembers, storeGroups, stores } from "./schema/store.ts";

export type StoreRow = typeof stores.$inferSelect;
export type StoreGroupRow = typeof storeGroups.$inferSelect;

export async function storeByCode(db: Database, company: string, code: string): Promise<StoreRow | null> {
  const [row] = await db
    .select()
    .from(stores)
    .where(and(eq(stores.company, company), eq(stores.code, code)));
  return row ?? null;
}

export async function storesAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<StoreRow[]> {
  return db
    .select()
    .from(stores)
    .where(and(eq(stores.company, company), gt(stores.code, after)))
    .orderBy(asc(stores.code))
    .limit(rows);
}

/** Codes among the given ones that are stores of the company. */
export async function knownStores(
  db: Database,
  company: string,
  codes: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ code: stores.code })
    .from(stores)
    .where(and(eq(stores.company, company), inTexts(stores.code, codes)));
  return new Set(rows.map((row) => row.code));
}

/** Groups of each of the given stores. */
export async function groupsOfStores(
  db: Database,
  company: string,
  codes: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ group: storeGroupMembers.group, store: storeGroupMembers.store })
    .from(storeGroupMembers)
    .where(and(eq(storeGroupMembers.company, company), inTexts(storeGroupMembers.store, codes)))
    .orderBy(asc(storeGroupMembers.group));
  const groups = new Map<string, string[]>();
  for (const { group, store } of rows) groups.set(store, [...(groups.get(store) ?? []), group]);
  return groups;
}

/** Makes or replaces a store, if it is still at the version that was read (0: not there). */
export function storeUpsert(db: Database, row: StoreRow, versionBefore: number): Statement[] {
  const isThis = and(eq(stores.company, row.company), eq(stores.code, row.code));
  const { company: _company, code: _code, createdAtMs: _createdAtMs, ...changed } = row;
  return [
    guard(db, sql`COALESCE((SELECT ${stores.version} FROM ${stores} WHERE ${isThis}), 0) = ${versionBefore}`),
    db
      .insert(stores)
      .values(row)
      .onConflictDoUpdate({ target: [stores.company, stores.code], set: changed }),
  ];
}

export async function groupByCode(
  db: Database,
  company: string,
  code: string,
): Promise<StoreGroupRow | null> {
  const [row] = await db
    .select()
    .from(storeGroups)
    .where(and(eq(storeGroups.company, company), eq(storeGroups.code, code)));
  return row ?? null;
}

export async function groupsAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<StoreGroupRow[]> {
  return db
    .select()
    .from(storeGroups)
    .where(and(eq(storeGroups.company, company), gt(storeGroups.code, after)))
    .orderBy(asc(storeGroups.code))
    .limit(rows);
}

/** Stores of each of the given groups. */
export async function storesOfGroups(
  db: Database,
  company: string,
  codes: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ group: storeGroupMembers.group, store: storeGroupMembers.store })
    .from(storeGroupMembers)
    .where(and(eq(storeGroupMembers.company, company), inTexts(storeGroupMembers.group, codes)))
    .orderBy(asc(storeGroupMembers.store));
  const members = new Map<string, string[]>();
  for (const { group, store } of rows) members.set(group, [...(members.get(group) ?? []), store]);
  return members;
}

/** Makes or replaces a group with its stores, if it is still at the version that was read (0: not there). */
export function groupUpsert(
  db: Database,
  row: StoreGroupRow,
  members: readonly string[],
  versionBefore: number,
): Statement[] {
  const { company, code, name, version, updatedAtMs } = row;
  const isThis = and(eq(storeGroups.company, company), eq(storeGroups.code, code));
  return [
    guard(
      db,
      sql`COALESCE((SELECT ${storeGroups.version} FROM ${storeGroups} WHERE ${isThis}), 0) = ${versionBefore}`,
    ),
    db
      .insert(storeGroups)
      .values(row)
      .onConflictDoUpdate({
        target: [storeGroups.company, storeGroups.code],
        set: { name, version, updatedAtMs },
      }),
    ...groupMembersDelete(db, company, code),
    db
      .insert(storeGroupMembers)
      .select(sql`SELECT ${company}, ${code}, value FROM json_each(${JSON.stringify(members)}) WHERE true`),
  ];
}

function groupMembersDelete(db: Database, company: string, code: string): Statement[] {
  const ofGroup = and(eq(storeGroupMembers.company, company), eq(storeGroupMembers.group, code));
  return [db.delete(storeGroupMembers).where(ofGroup)];
}

export function groupDelete(db: Database, company: string, code: string): Statement[] {
  const isThis = and(eq(storeGroups.company, company), eq(storeGroups.code, code));
  return [...groupMembersDelete(db, company, code), db.delete(storeGroups).where(isThis)];
}
