/** Queries and writes of publications. Only the publisher moves a state. */
import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { ProblemDetail } from "../../shared/model/problem.ts";
import type { Authorship } from "./campaigns.ts";
import { type Database, guard, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { companies } from "./schema/company.ts";
import { promotionLimits, stopStates } from "./schema/promotion.ts";
import { publications, publishedFacts, ruleSetPromotions } from "./schema/publication.ts";

export type PublicationRow = typeof publications.$inferSelect;

export async function publicationByNumber(
  db: Database,
  company: string,
  number: number,
): Promise<PublicationRow | null> {
  const [row] = await db
    .select()
    .from(publications)
    .where(and(eq(publications.company, company), eq(publications.number, number)));
  return row ?? null;
}

/** Publications before a number, latest first. */
export async function publicationsBefore(
  db: Database,
  company: string,
  page: { before: number; rows: number },
): Promise<PublicationRow[]> {
  return db
    .select()
    .from(publications)
    .where(and(eq(publications.company, company), lt(publications.number, page.before)))
    .orderBy(desc(publications.number))
    .limit(page.rows);
}

export async function latestNumber(db: Database, company: string): Promise<number> {
  const [row] = await db
    .select({ number: sql<number>`COALESCE(MAX(${publications.number}), 0)` })
    .from(publications)
    .where(eq(publications.company, company));
  return row?.number ?? 0;
}

/** The highest sequence on record. */
export async function latestSequence(db: Database, company: string): Promise<number> {
  const [row] = await db
    .select({ sequence: sql<number>`COALESCE(MAX(${publications.sequence}), 0)` })
    .from(publications)
    .where(eq(publications.company, company));
  return row?.sequence ?? 0;
}

/** The publication that the pointer names; null before the first. */
export async function livePublication(db: Database, company: string): Promise<PublicationRow | null> {
  const [row] = await db
    .select()
    .from(publications)
    .where(and(eq(publications.company, company), eq(publications.state, "live")));
  return row ?? null;
}

/** Publications that were asked for and are not done, in order. */
export async function openPublications(db: Database, company: string): Promise<PublicationRow[]> {
  return db
    .select()
    .from(publications)
    .where(and(eq(publications.company, company), inArray(publications.state, ["pending", "prepared"])))
    .orderBy(asc(publications.number));
}

export interface Wish {
  kind: "publish" | "rollback";
  target: number | null;
  note: string;
}

/** What is asked of the publisher. Its number is the primary key, so of two at once one decides again. */
export function publicationWish(
  db: Database,
  company: string,
  number: number,
  wish: Wish,
  by: Authorship,
): Statement {
  return db.insert(publications).values({
    company,
    number,
    ...wish,
    asOfMs: by.nowMs,
    state: "pending",
    rules: null,
    sequence: null,
    problems: [],
    author: by.actor,
    createdAtMs: by.nowMs,
    liveAtMs: null,
  });
}

function isOne(row: PublicationRow) {
  return and(eq(publications.company, row.company), eq(publications.number, row.number));
}

export function publicationRefused(db: Database, row: PublicationRow, problems: ProblemDetail[]): Statement {
  return db.update(publications).set({ state: "refused", problems }).where(isOne(row));
}

/** The blob stands and the limits are pushed: what is left is the pointer. */
export function publicationPrepared(db: Database, row: PublicationRow, rules: string): Statement[] {
  return [
    guard(
      db,
      sql`EXISTS (SELECT 1 FROM ${publications} WHERE ${isOne(row)} AND ${publications.state} = 'pending')`,
    ),
    db.update(publications).set({ state: "prepared", rules }).where(isOne(row)),
  ];
}

/** The pointer names the last of the given publications; those before it never came to their turn or are over. */
export function publicationsLive(
  db: Database,
  company: string,
  prepared: readonly PublicationRow[],
  pointer: { sequence: number; atMs: number },
): Statement[] {
  const last = prepared.at(-1);
  if (last === undefined) return [];
  const numbers = prepared.map((row) => row.number);
  return [
    db
      .update(publications)
      .set({ state: "superseded" })
      .where(
        and(
          eq(publications.company, company),
          sql`(${publications.state} = 'live' OR ${publications.number} IN (SELECT value FROM json_each(${JSON.stringify(numbers)})))`,
        ),
      ),
    db
      .update(publications)
      .set({ state: "live", sequence: pointer.sequence, liveAtMs: pointer.atMs })
      .where(isOne(last)),
  ];
}

/** Records what a rules blob holds. */
export function ruleSetInsert(
  db: Database,
  company: string,
  rules: string,
  held: readonly { id: string; version: number; campaign: string }[],
): Statement[] {
  const rows = held.map(({ id, version, campaign }) => ({
    company,
    rules,
    promotion: id,
    version,
    campaign,
  }));
  return insertRows(db, ruleSetPromotions, rows);
}

/** Companies in which the publisher or a ledger object still owes something. */
export async function unsettledCompanies(db: Database, rows: number): Promise<string[]> {
  const found = await db
    .select({ id: companies.id })
    .from(companies)
    .where(
      sql`EXISTS (SELECT 1 FROM ${publications} WHERE ${publications.state} IN ('pending', 'prepared')
          AND ${publications.company} = ${companies.id})
        OR EXISTS (SELECT 1 FROM ${stopStates} WHERE ${stopStates.company} = ${companies.id}
          AND (${stopStates.liveRevision} < ${stopStates.revision} OR ${stopStates.testRevision} < ${stopStates.revision}))
        OR EXISTS (SELECT 1 FROM ${promotionLimits} WHERE ${promotionLimits.company} = ${companies.id}
          AND (${promotionLimits.liveRevision} < ${promotionLimits.revision}
            OR ${promotionLimits.testRevision} < ${promotionLimits.revision}))`,
    )
    .limit(rows);
  return found.map((row) => row.id);
}

/** Promotions that a rules blob holds, in order. */
export async function ruleSetIds(db: Database, company: string, rules: string): Promise<string[]> {
  const rows = await db
    .select({ id: ruleSetPromotions.promotion })
    .from(ruleSetPromotions)
    .where(and(eq(ruleSetPromotions.company, company), eq(ruleSetPromotions.rules, rules)))
    .orderBy(asc(ruleSetPromotions.promotion));
  return rows.map((row) => row.id);
}

/** The pointer shows stores and catalogue at a revision. */
export function factsPublished(db: Database, company: string, revision: number): Statement {
  return db
    .insert(publishedFacts)
    .values({ company, revision })
    .onConflictDoUpdate({ target: publishedFacts.company, set: { revision } });
}

/** Companies whose stores or catalogue moved on since the pointer was written. */
export async function staleCompanies(db: Database, rows: number): Promise<string[]> {
  const found = await db
    .select({ id: companies.id })
    .from(publishedFacts)
    .innerJoin(companies, eq(companies.id, publishedFacts.company))
    .where(lt(publishedFacts.revision, companies.catalogueRevision))
    .limit(rows);
  return found.map((row) => row.id);
}
