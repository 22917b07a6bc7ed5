/** Queries and writes of limits and budgets. Their revision grows with every change, in the same batch. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Mode } from "../../shared/model/address.ts";
import type { LimitDefinition, LimitSettings } from "../../shared/model/limit.ts";
import { type Database, guard, type Statement } from "./database.ts";
import { promotionLimits } from "./schema/promotion.ts";
import { ruleSetPromotions } from "./schema/publication.ts";

export type LimitsRow = typeof promotionLimits.$inferSelect;

export async function limitsOf(db: Database, company: string, promotion: string): Promise<LimitsRow | null> {
  const [row] = await db
    .select()
    .from(promotionLimits)
    .where(and(eq(promotionLimits.company, company), eq(promotionLimits.promotion, promotion)));
  return row ?? null;
}

/** Replaces the settings, if they are still at the revision that was read (0: none yet). */
export function limitsWrite(
  db: Database,
  target: { company: string; promotion: string; revisionBefore: number },
  settings: LimitSettings,
  nowMs: number,
): Statement[] {
  const { company, promotion, revisionBefore } = target;
  const isThis = and(eq(promotionLimits.company, company), eq(promotionLimits.promotion, promotion));
  const set = { ...settings, revision: revisionBefore + 1, updatedAtMs: nowMs };
  return [
    guard(
      db,
      sql`COALESCE((SELECT ${promotionLimits.revision} FROM ${promotionLimits} WHERE ${isThis}), 0) = ${revisionBefore}`,
    ),
    db
      .insert(promotionLimits)
      .values({ company, promotion, ...set, liveRevision: 0, testRevision: 0 })
      .onConflictDoUpdate({ target: [promotionLimits.company, promotionLimits.promotion], set }),
  ];
}

/** The definition as a ledger object takes it. */
export function definitionOf(row: LimitsRow): LimitDefinition {
  return { promotion: row.promotion, revision: row.revision, limits: row.limits, budget: row.budget };
}

const isDue = sql`(${promotionLimits.liveRevision} < ${promotionLimits.revision}
  OR ${promotionLimits.testRevision} < ${promotionLimits.revision})`;

/** Settings that some object of the company has not acknowledged; only those of one rule set, if it is named. */
export async function limitsToPush(
  db: Database,
  company: string,
  page: { rows: number; rules?: string },
): Promise<LimitsRow[]> {
  const inSet =
    page.rules === undefined
      ? sql``
      : sql` AND EXISTS (SELECT 1 FROM ${ruleSetPromotions} WHERE ${ruleSetPromotions.company} = ${company}
          AND ${ruleSetPromotions.rules} = ${page.rules}
          AND ${ruleSetPromotions.promotion} = ${promotionLimits.promotion})`;
  return db
    .select()
    .from(promotionLimits)
    .where(sql`${promotionLimits.company} = ${company} AND ${isDue}${inSet}`)
    .orderBy(asc(promotionLimits.promotion))
    .limit(page.rows);
}

/** Notes the revision that an object acknowledged. */
export function limitsPushed(db: Database, row: LimitsRow, mode: Mode): Statement {
  const column = mode === "live" ? "liveRevision" : "testRevision";
  return db
    .update(promotionLimits)
    .set({ [column]: sql`MAX(${promotionLimits[column]}, ${row.revision})` })
    .where(and(eq(promotionLimits.company, row.company), eq(promotionLimits.promotion, row.promotion)));
}
