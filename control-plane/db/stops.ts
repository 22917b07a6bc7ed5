/**
 * Queries and writes of stops. A promotion is stopped while any cause stands; what the ledger objects are to hold follows in the same
 * batch with a revision that grows, and each object's acknowledged revision says what is still to be pushed.
 */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Mode } from "../../shared/model/address.ts";
import type { Authorship } from "./campaigns.ts";
import { type Database, inTexts, outerColumn, type Statement } from "./database.ts";
import { campaigns } from "./schema/campaign.ts";
import { promotions, type StopCause, stopCauses, stopStates } from "./schema/promotion.ts";
import { ruleSetPromotions } from "./schema/publication.ts";

export type StopStateRow = typeof stopStates.$inferSelect;

/** Which promotions a stop is about: named ones, or all of a campaign. */
export type StopScope = { promotions: readonly string[] } | { campaign: string };

function scopeOf(company: string, scope: StopScope) {
  return "campaign" in scope
    ? sql`SELECT ${promotions.id} FROM ${promotions} WHERE ${promotions.company} = ${company} AND ${promotions.campaign} = ${scope.campaign}`
    : sql`SELECT value FROM json_each(${JSON.stringify(scope.promotions)})`;
}

/** Adds a cause to each promotion of the scope. Stopping again changes nothing but may void the holds. */
export function stopStatements(
  db: Database,
  company: string,
  scope: StopScope,
  stop: { cause: StopCause; voidHolds: boolean },
  by: Authorship,
): Statement[] {
  const ids = scopeOf(company, scope);
  const voids = stop.voidHolds ? 1 : 0;
  return [
    db
      .insert(stopCauses)
      .select(
        sql`WITH ids(id) AS (${ids}) SELECT ${company}, id, ${stop.cause}, ${by.actor}, ${by.nowMs} FROM ids WHERE true`,
      )
      .onConflictDoNothing(),
    db
      .insert(stopStates)
      .select(sql`WITH ids(id) AS (${ids}) SELECT ${company}, id, 1, ${voids}, 1, 0, 0 FROM ids WHERE true`)
      .onConflictDoUpdate({
        target: [stopStates.company, stopStates.promotion],
        set: {
          stopped: true,
          voidHolds: sql`MAX(${stopStates.voidHolds}, excluded.void_holds)`,
          revision: sql`${stopStates.revision} + 1`,
        },
        setWhere: sql`${stopStates.stopped} = 0 OR ${stopStates.voidHolds} < excluded.void_holds`,
      }),
  ];
}

/** Lifts a cause; a promotion without any other is to be resumed. */
export function resumeStatements(
  db: Database,
  company: string,
  scope: StopScope,
  cause: StopCause,
): Statement[] {
  const ids = scopeOf(company, scope);
  return [
    db
      .delete(stopCauses)
      .where(
        sql`${stopCauses.company} = ${company} AND ${stopCauses.cause} = ${cause} AND ${stopCauses.promotion} IN (${ids})`,
      ),
    db
      .update(stopStates)
      .set({ stopped: false, voidHolds: false, revision: sql`${stopStates.revision} + 1` })
      .where(
        sql`${stopStates.company} = ${company} AND ${stopStates.stopped} = 1 AND ${stopStates.promotion} IN (${ids})
          AND NOT EXISTS (SELECT 1 FROM ${stopCauses} WHERE ${stopCauses.company} = ${company}
            AND ${stopCauses.promotion} = ${stopStates.promotion})`,
      ),
  ];
}

const ACKNOWLEDGED = { live: stopStates.liveRevision, test: stopStates.testRevision } as const;

/** Up to `rows` states that an object has not acknowledged. */
export async function stopsToPush(
  db: Database,
  company: string,
  mode: Mode,
  rows: number,
): Promise<StopStateRow[]> {
  return db
    .select()
    .from(stopStates)
    .where(sql`${stopStates.company} = ${company} AND ${ACKNOWLEDGED[mode]} < ${stopStates.revision}`)
    .orderBy(asc(stopStates.promotion))
    .limit(rows);
}

/** Notes that an object holds the state at the revisions that were pushed. */
export function stopsPushed(db: Database, mode: Mode, rows: readonly StopStateRow[]): Statement[] {
  const [first] = rows;
  if (first === undefined) return [];
  const column = mode === "live" ? "liveRevision" : "testRevision";
  const pushed = rows.map((row) => ({ id: row.promotion, revision: row.revision }));
  const revision = sql`(SELECT value ->> '$.revision' FROM json_each(${JSON.stringify(pushed)})
    WHERE value ->> '$.id' = ${stopStates.promotion})`;
  return [
    db
      .update(stopStates)
      .set({ [column]: sql`MAX(${ACKNOWLEDGED[mode]}, ${revision})` })
      .where(
        and(
          eq(stopStates.company, first.company),
          inTexts(
            stopStates.promotion,
            pushed.map((row) => row.id),
          ),
        ),
      ),
  ];
}

/**
 * Promotions that the pointer masks: stopped, or not yet resumed everywhere. Those of archived campaigns are left out unless the rules
 * in question hold them, so that the mask does not grow for ever.
 */
export async function maskedPromotions(db: Database, company: string, rules: string): Promise<string[]> {
  const rows = await db
    .select({ id: stopStates.promotion })
    .from(stopStates)
    .innerJoin(
      promotions,
      and(eq(promotions.company, stopStates.company), eq(promotions.id, stopStates.promotion)),
    )
    .innerJoin(
      campaigns,
      and(eq(campaigns.company, promotions.company), eq(campaigns.id, promotions.campaign)),
    )
    .where(
      sql`${stopStates.company} = ${company}
        AND (${stopStates.stopped} = 1 OR ${stopStates.liveRevision} < ${stopStates.revision})
        AND (${campaigns.state} <> 'archived' OR EXISTS (SELECT 1 FROM ${ruleSetPromotions}
          WHERE ${ruleSetPromotions.company} = ${company} AND ${ruleSetPromotions.rules} = ${rules}
          AND ${ruleSetPromotions.promotion} = ${stopStates.promotion}))`,
    )
    .orderBy(asc(stopStates.promotion));
  return rows.map((row) => row.id);
}

/** Stopped promotions after an id, with their causes. */
export async function stopsAfter(
  db: Database,
  company: string,
  page: { after: string; rows: number },
): Promise<(StopStateRow & { causes: StopCause[] })[]> {
  const rows = await db
    .select({
      state: stopStates,
      causes: sql<string>`(SELECT json_group_array(c.cause) FROM ${stopCauses} AS c
        WHERE c.company = ${outerColumn(stopStates.company)} AND c.promotion = ${outerColumn(stopStates.promotion)})`,
    })
    .from(stopStates)
    .where(
      and(
        eq(stopStates.company, company),
        eq(stopStates.stopped, true),
        gt(stopStates.promotion, page.after),
      ),
    )
    .orderBy(asc(stopStates.promotion))
    .limit(page.rows);
  return rows.map((row) => ({ ...row.state, causes: (JSON.parse(row.causes) as StopCause[]).sort() }));
}

/** Whether a stop of any cause holds a promotion back, and whether every ledger object knows what it is to know. */
export async function stopStatesOf(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<Map<string, { stopped: boolean; settled: boolean }>> {
  const rows = await db
    .select()
    .from(stopStates)
    .where(and(eq(stopStates.company, company), inTexts(stopStates.promotion, ids)));
  return new Map(
    rows.map((row) => [
      row.promotion,
      {
        stopped: row.stopped,
        settled: row.liveRevision >= row.revision && row.testRevision >= row.revision,
      },
    ]),
  );
}

/** Whether both ledger objects hold what is wanted of every promotion of a campaign. */
export async function isCampaignEnforced(db: Database, company: string, campaign: string): Promise<boolean> {
  const due = await db.$count(
    stopStates,
    sql`${stopStates.company} = ${company}
      AND (${stopStates.liveRevision} < ${stopStates.revision} OR ${stopStates.testRevision} < ${stopStates.revision})
      AND ${stopStates.promotion} IN (${scopeOf(company, { campaign })})`,
  );
  return due === 0;
}
