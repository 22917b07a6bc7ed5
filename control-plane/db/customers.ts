/** Queries and writes of customers. */
import { and, asc, eq, gt, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { type Database, guard, inTexts, outerColumn, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { customerIdentifiers, customers, customerTraits, segmentMembers } from "./schema/customer.ts";
import { orders } from "./schema/order.ts";

export type CustomerRow = typeof customers.$inferSelect;
export type TraitsRow = typeof customerTraits.$inferSelect;
export type IdentifierRow = typeof customerIdentifiers.$inferSelect;

/** A customer with what the edge record needs beside the row. */
export interface CustomerFactsRow {
  customer: CustomerRow;
  segments: string[];
  /** Paid orders that we know of, test orders aside. */
  paidOrders: number;
}

/** A customer of whom only the id is known yet. */
export function newCustomer(company: string, id: string, customerKey: string, nowMs: number): CustomerRow {
  return {
    company,
    id,
    customerKey,
    email: null,
    phone: null,
    birthDate: null,
    gender: null,
    country: null,
    region: null,
    language: null,
    zone: null,
    custom: {},
    profile: {},
    orderCount: 0,
    registeredAtMs: null,
    version: 0,
    edgeDueAtMs: nowMs,
    ageBandChangesOn: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

export async function customersByIds(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<Map<string, CustomerRow>> {
  const rows = await db
    .select()
    .from(customers)
    .where(and(eq(customers.company, company), inTexts(customers.id, ids)));
  return new Map(rows.map((row) => [row.id, row]));
}

const openSegments: SQL<string> = sql`(SELECT json_group_array(segment) FROM (
  SELECT m.segment FROM ${segmentMembers} AS m
  WHERE m.company = ${outerColumn(customers.company)} AND m.customer = ${outerColumn(customers.id)} AND m.left_at_ms IS NULL
  ORDER BY m.segment))`;

const paidOrders: SQL<number> = sql`(SELECT COUNT(*) FROM ${orders} AS o
  WHERE o.company = ${outerColumn(customers.company)} AND o.customer_key = ${outerColumn(customers.customerKey)}
    AND o.mode = 'live' AND o.paid_at_ms IS NOT NULL AND o.cancelled_at_ms IS NULL)`;

const factsColumns = { customer: customers, segments: openSegments, paidOrders };

function factsOf(row: { customer: CustomerRow; segments: string; paidOrders: number }): CustomerFactsRow {
  return { ...row, segments: JSON.parse(row.segments) as string[] };
}

/** The given customers, or those among them whose edge record is due. */
export async function customerFacts(
  db: Database,
  company: string,
  ids: readonly string[],
  which: "due" | "all",
): Promise<CustomerFactsRow[]> {
  const named = and(eq(customers.company, company), inTexts(customers.id, ids));
  const rows = await db
    .select(factsColumns)
    .from(customers)
    .where(which === "due" ? and(named, isNotNull(customers.edgeDueAtMs)) : named);
  return rows.map(factsOf);
}

export async function customerFactsAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<CustomerFactsRow[]> {
  const found = await db
    .select(factsColumns)
    .from(customers)
    .where(and(eq(customers.company, company), gt(customers.id, after)))
    .orderBy(asc(customers.id))
    .limit(rows);
  return found.map(factsOf);
}

/** Shop's ids of the customers with these keys. */
export async function customerIdsByKeys(
  db: Database,
  company: string,
  keys: readonly string[],
): Promise<string[]> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.company, company), inTexts(customers.customerKey, keys)));
  return rows.map((row) => row.id);
}

/** Holds while each customer is at the version that was read (0: not there). */
function guardVersions(
  db: Database,
  company: string,
  read: readonly { id: string; was: number }[],
): Statement {
  return guard(
    db,
    sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(read)}) AS j
      LEFT JOIN ${customers} AS c ON c.company = ${company} AND c.id = j.value ->> 'id'
      WHERE COALESCE(c.version, 0) <> j.value ->> 'was')`,
  );
}

/** Writes merged customers with their history and hashed identifiers, if they are still what was read. */
export function customerUpserts(
  db: Database,
  company: string,
  changed: readonly { row: CustomerRow; was: number }[],
  traits: readonly TraitsRow[],
  identifiers: readonly IdentifierRow[],
): Statement[] {
  const ids = changed.map(({ row }) => row.id);
  return [
    guardVersions(
      db,
      company,
      changed.map(({ row, was }) => ({ id: row.id, was })),
    ),
    ...insertRows(
      db,
      customers,
      changed.map(({ row }) => row),
      { target: [customers.company, customers.id], keep: ["createdAtMs", "customerKey"] },
    ),
    ...insertRows(db, customerTraits, traits),
    db
      .delete(customerIdentifiers)
      .where(and(eq(customerIdentifiers.company, company), inTexts(customerIdentifiers.customer, ids))),
    ...insertRows(db, customerIdentifiers, identifiers),
  ];
}

/** Makes customers of whom only ids are known, where they are not there yet. */
export function customerStubs(db: Database, rows: readonly CustomerRow[]): Statement[] {
  return insertRows(db, customers, rows);
}

/** Belongs in the batch of every change of orders: their customers' records are due, since they count orders. */
export function customersTouched(
  db: Database,
  company: string,
  keys: readonly string[],
  nowMs: number,
): Statement {
  return db
    .update(customers)
    .set({ version: sql`${customers.version} + 1`, edgeDueAtMs: nowMs, updatedAtMs: nowMs })
    .where(and(eq(customers.company, company), inTexts(customers.customerKey, keys)));
}

interface Written {
  id: string;
  version: number;
}

/** Takes the marks back where the written version still is the row's. */
export async function markWritten(db: Database, company: string, written: readonly Written[]): Promise<void> {
  await db.run(sql`UPDATE ${customers} SET edge_due_at_ms = NULL
    WHERE company = ${company} AND (id, version) IN (
      SELECT value ->> 'id', value ->> 'version' FROM json_each(${JSON.stringify(written)}))`);
}

/** Those that have moved on since they were written. */
export async function movedSince(
  db: Database,
  company: string,
  written: readonly Written[],
): Promise<string[]> {
  // CROSS JOIN keeps the order of the loops: the other way round the whole list is read for every customer.
  const rows = await db.all<{
    id: string;
  }>(sql`SELECT c.id AS id FROM json_each(${JSON.stringify(written)}) AS j
    CROSS JOIN ${customers} AS c ON c.company = ${company} AND c.id = j.value ->> 'id'
    WHERE c.version <> j.value ->> 'version'`);
  return rows.map((row) => row.id);
}

function byCompany<Row extends { company: string }, Item>(
  rows: readonly Row[],
  itemOf: (row: Row) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) groups.set(row.company, [...(groups.get(row.company) ?? []), itemOf(row)]);
  return groups;
}

/** Customers of any company whose record has been due since before an instant, by company. */
export async function customersDue(
  db: Database,
  beforeMs: number,
  rows: number,
): Promise<Map<string, string[]>> {
  const due = await db
    .select({ company: customers.company, id: customers.id })
    .from(customers)
    .where(lte(customers.edgeDueAtMs, beforeMs))
    .orderBy(asc(customers.edgeDueAtMs))
    .limit(rows);
  return byCompany(due, (row) => row.id);
}

type BandRow = Pick<CustomerRow, "company" | "id" | "birthDate" | "ageBandChangesOn">;

/** Customers of any company whose age band changes up to a day, by company. */
export async function customersWithBandChange(
  db: Database,
  day: string,
  rows: number,
): Promise<Map<string, BandRow[]>> {
  const found = await db
    .select({
      company: customers.company,
      id: customers.id,
      birthDate: customers.birthDate,
      ageBandChangesOn: customers.ageBandChangesOn,
    })
    .from(customers)
    .where(lte(customers.ageBandChangesOn, day))
    .orderBy(asc(customers.ageBandChangesOn))
    .limit(rows);
  return byCompany(found, (row) => row);
}

/** Notes the next change of band and makes the records due. */
export function rebandStatements(
  db: Database,
  company: string,
  reached: readonly { id: string; changesOn: string | null }[],
  nowMs: number,
): Statement[] {
  // The company stands in each row, so that the rows lead and each customer is found by its key.
  const rows = JSON.stringify(reached.map((row) => ({ ...row, company })));
  return [
    db.run(sql`UPDATE ${customers}
      SET version = version + 1, edge_due_at_ms = ${nowMs}, updated_at_ms = ${nowMs},
        age_band_changes_on = j.value ->> 'changesOn'
      FROM json_each(${rows}) AS j
      WHERE ${customers.company} = j.value ->> 'company' AND ${customers.id} = j.value ->> 'id'`),
  ];
}
