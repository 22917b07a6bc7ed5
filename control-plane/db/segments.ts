/** Queries and writes of segments: authored lists, and the memberships that follow from them. */
import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { LIMITS } from "../../shared/model/limits.ts";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { companies } from "./schema/company.ts";
import { customers, segmentListings, segmentMembers, segments } from "./schema/customer.ts";

export type SegmentRow = typeof segments.$inferSelect;

export async function segmentById(db: Database, company: string, id: string): Promise<SegmentRow | null> {
  const [row] = await db
    .select()
    .from(segments)
    .where(and(eq(segments.company, company), eq(segments.id, id)));
  return row ?? null;
}

export async function segmentsAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<SegmentRow[]> {
  return db
    .select()
    .from(segments)
    .where(and(eq(segments.company, company), gt(segments.id, after)))
    .orderBy(asc(segments.id))
    .limit(rows);
}

/** How many are in each of the given segments now. */
export async function memberCounts(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ segment: segmentMembers.segment, members: sql<number>`COUNT(*)` })
    .from(segmentMembers)
    .where(
      and(
        eq(segmentMembers.company, company),
        inTexts(segmentMembers.segment, ids),
        isNull(segmentMembers.leftAtMs),
      ),
    )
    .groupBy(segmentMembers.segment);
  return new Map(rows.map((row) => [row.segment, row.members]));
}

/** Who is in a segment now, in order of ids. */
export async function membersAfter(
  db: Database,
  company: string,
  segment: string,
  after: string,
  rows: number,
): Promise<{ customer: string; enteredAtMs: number }[]> {
  return db
    .select({ customer: segmentMembers.customer, enteredAtMs: segmentMembers.enteredAtMs })
    .from(segmentMembers)
    .where(
      and(
        eq(segmentMembers.company, company),
        eq(segmentMembers.segment, segment),
        isNull(segmentMembers.leftAtMs),
        gt(segmentMembers.customer, after),
      ),
    )
    .orderBy(asc(segmentMembers.customer))
    .limit(rows);
}

/** Makes or replaces a segment, if it is still at the version that was read (0: not there). */
export function segmentUpsert(db: Database, row: SegmentRow, versionBefore: number): Statement[] {
  const { company, id, name, description, version, updatedAtMs } = row;
  const isThis = and(eq(segments.company, company), eq(segments.id, id));
  return [
    guard(
      db,
      sql`COALESCE((SELECT ${segments.version} FROM ${segments} WHERE ${isThis}), 0) = ${versionBefore}`,
    ),
    db
      .insert(segments)
      .values(row)
      .onConflictDoUpdate({
        target: [segments.company, segments.id],
        set: { name, description, version, updatedAtMs },
      }),
  ];
}

/** Takes the next number for a segment that has no id of the caller's. */
export function segmentNumberTaken(db: Database, company: string, number: number): Statement[] {
  const isThat = and(eq(companies.id, company), eq(companies.segmentNumber, number - 1));
  return [
    guard(db, sql`EXISTS (SELECT 1 FROM ${companies} WHERE ${isThat})`),
    db.update(companies).set({ segmentNumber: number }).where(eq(companies.id, company)),
  ];
}

/** Customers that could not enter one more segment: in as many as an edge record holds, not yet in this one. */
export async function fullCustomers(
  db: Database,
  company: string,
  segment: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await db
    .select({ customer: segmentMembers.customer })
    .from(segmentMembers)
    .where(
      and(
        eq(segmentMembers.company, company),
        inTexts(segmentMembers.customer, ids),
        isNull(segmentMembers.leftAtMs),
      ),
    )
    .groupBy(segmentMembers.customer)
    .having(sql`COUNT(*) >= ${LIMITS.customerSegments} AND SUM(${segmentMembers.segment} = ${segment}) = 0`);
  return rows.map((row) => row.customer);
}

export interface ListChange {
  include: readonly string[];
  exclude: readonly string[];
  /** Off both lists. */
  remove: readonly string[];
}

/** Customers whose membership is to be looked at again, as one JSON value. */
function named(change: ListChange): string {
  return JSON.stringify([...new Set([...change.include, ...change.exclude, ...change.remove])]);
}

function listed(company: string, segment: string, customer: SQL, list: "include" | "exclude"): SQL {
  return sql`EXISTS (SELECT 1 FROM ${segmentListings} AS l WHERE l.company = ${company} AND l.segment = ${segment}
    AND l.customer = ${customer} AND l.list = ${list})`;
}

/** Changes the lists of a segment, then lets people enter and leave it. The customers exist. */
export function listStatements(
  db: Database,
  company: string,
  segment: string,
  change: ListChange,
  nowMs: number,
): Statement[] {
  const all = named(change);
  const put = (ids: readonly string[], list: "include" | "exclude") =>
    db
      .insert(segmentListings)
      .select(
        sql`SELECT ${company}, ${segment}, value, ${list} FROM json_each(${JSON.stringify(ids)}) WHERE true`,
      )
      .onConflictDoNothing();
  const isIn = (customer: SQL) =>
    sql`(${listed(company, segment, customer, "include")} AND NOT ${listed(company, segment, customer, "exclude")})`;
  const ofSegment = sql`company = ${company} AND segment = ${segment}`;
  return [
    db
      .delete(segmentListings)
      .where(
        and(
          eq(segmentListings.company, company),
          eq(segmentListings.segment, segment),
          inTexts(segmentListings.customer, change.remove),
        ),
      ),
    put(change.include, "include"),
    put(change.exclude, "exclude"),
    db.run(sql`UPDATE ${segmentMembers} SET left_at_ms = ${nowMs}
      WHERE ${ofSegment} AND left_at_ms IS NULL AND customer IN (SELECT value FROM json_each(${all}))
        AND NOT ${isIn(sql`${segmentMembers.customer}`)}`),
    // Who left and comes back in the same millisecond has not left.
    db.run(sql`INSERT INTO ${segmentMembers} (company, segment, customer, entered_at_ms, left_at_ms)
      SELECT ${company}, ${segment}, value, ${nowMs}, NULL FROM json_each(${all})
      WHERE ${isIn(sql`json_each.value`)} AND NOT EXISTS (SELECT 1 FROM ${segmentMembers} AS m
        WHERE m.company = ${company} AND m.segment = ${segment} AND m.customer = json_each.value AND m.left_at_ms IS NULL)
      ON CONFLICT DO UPDATE SET left_at_ms = NULL`),
    db.run(sql`UPDATE ${customers} SET version = version + 1, edge_due_at_ms = ${nowMs}, updated_at_ms = ${nowMs}
      WHERE company = ${company} AND id IN (SELECT customer FROM ${segmentMembers} AS m
        WHERE m.company = ${company} AND m.segment = ${segment} AND (m.entered_at_ms = ${nowMs} OR m.left_at_ms = ${nowMs})
          AND m.customer IN (SELECT value FROM json_each(${all})))`),
    guard(
      db,
      sql`NOT EXISTS (SELECT 1 FROM ${segmentMembers} AS m WHERE m.company = ${company} AND m.left_at_ms IS NULL
        AND m.customer IN (SELECT value FROM json_each(${all}))
        GROUP BY m.customer HAVING COUNT(*) > ${LIMITS.customerSegments})`,
    ),
  ];
}
