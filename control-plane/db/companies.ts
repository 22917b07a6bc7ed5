/** Queries and writes of companies. */
import { and, count, eq, sql } from "drizzle-orm";
import { DEFAULT_LANE } from "../../shared/rules/promotion.ts";
import { type Database, guard, type Statement } from "./database.ts";
import { companies } from "./schema/company.ts";

export type CompanyRow = typeof companies.$inferSelect;

/** The company of an authenticated caller, which therefore exists. */
export async function companyById(db: Database, id: string): Promise<CompanyRow> {
  const [row] = await db.select().from(companies).where(eq(companies.id, id));
  if (row === undefined) throw new Error(`company ${id} has a key but no row`);
  return row;
}

export async function companyCount(db: Database): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(companies);
  return row?.rows ?? 0;
}

export async function companyExists(db: Database, id: string): Promise<boolean> {
  const rows = await db.select({ id: companies.id }).from(companies).where(eq(companies.id, id));
  return rows.length > 0;
}

/** A company as it begins: one lane, the default policies, no store yet. */
export function newCompany(fields: { id: string; name: string; zone: string }, nowMs: number): CompanyRow {
  return {
    ...fields,
    defaultStore: null,
    policies: {},
    lanes: [{ id: DEFAULT_LANE, mode: "best_combination" }],
    caps: null,
    floor: null,
    foldPlusTags: false,
    locationHint: null,
    jurisdiction: null,
    version: 1,
    catalogueRevision: 0,
    categoryRevision: 0,
    segmentNumber: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

export function companyInsert(db: Database, row: CompanyRow): Statement {
  return db.insert(companies).values(row);
}

/** Guard of the set-up: there is no company at all. */
export function guardNoCompany(db: Database): Statement {
  return guard(db, sql`NOT EXISTS (SELECT 1 FROM ${companies})`);
}

/** Writes settings, if the row is still the one that was read. */
export function companyUpdate(db: Database, before: CompanyRow, after: CompanyRow): Statement[] {
  const { name, zone, defaultStore, policies, lanes, caps, floor, foldPlusTags, version, updatedAtMs } =
    after;
  return [
    guard(
      db,
      sql`EXISTS (SELECT 1 FROM ${companies} WHERE ${companies.id} = ${before.id} AND ${companies.version} = ${before.version})`,
    ),
    db
      .update(companies)
      .set({
        name,
        zone,
        defaultStore,
        policies,
        lanes,
        caps,
        floor,
        foldPlusTags,
        version,
        updatedAtMs,
      })
      .where(eq(companies.id, before.id)),
    catalogueChanged(db, before.id),
  ];
}

/** Belongs in the batch of every change of stores, groups, products and categories: the publisher follows this number. */
export function catalogueChanged(db: Database, company: string): Statement {
  return db
    .update(companies)
    .set({ catalogueRevision: sql`${companies.catalogueRevision} + 1` })
    .where(eq(companies.id, company));
}

/** The first store of a company becomes its default. */
export function defaultStoreIfNone(db: Database, company: string, store: string): Statement {
  return db
    .update(companies)
    .set({ defaultStore: store, version: sql`${companies.version} + 1` })
    .where(and(eq(companies.id, company), sql`${companies.defaultStore} IS NULL`));
}
