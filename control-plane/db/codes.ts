/** Queries and writes of public codes. */
import { and, asc, count, eq, gt, sql } from "drizzle-orm";
import { LIMITS } from "../../shared/model/limits.ts";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { promotionCodes, promotions, promotionVersions } from "./schema/promotion.ts";

export type CodeRow = typeof promotionCodes.$inferSelect;

/** Codes among the given ones that the company has, whatever their promotion. */
export async function codesByText(
  db: Database,
  company: string,
  codes: readonly string[],
): Promise<CodeRow[]> {
  return db
    .select()
    .from(promotionCodes)
    .where(and(eq(promotionCodes.company, company), inTexts(promotionCodes.code, codes)));
}

export async function codesAfter(
  db: Database,
  company: string,
  promotion: string,
  page: { after: string; rows: number },
): Promise<CodeRow[]> {
  return db
    .select()
    .from(promotionCodes)
    .where(
      and(
        eq(promotionCodes.company, company),
        eq(promotionCodes.promotion, promotion),
        gt(promotionCodes.code, page.after),
      ),
    )
    .orderBy(asc(promotionCodes.code))
    .limit(page.rows);
}

export async function codeCount(db: Database, company: string, promotion: string): Promise<number> {
  const [row] = await db
    .select({ rows: count() })
    .from(promotionCodes)
    .where(and(eq(promotionCodes.company, company), eq(promotionCodes.promotion, promotion)));
  return row?.rows ?? 0;
}

/** New codes of a promotion at the version that was read; a code that is taken aborts the batch. */
export function codeInserts(
  db: Database,
  promotion: { company: string; id: string; version: number },
  rows: readonly CodeRow[],
): Statement[] {
  const texts = rows.map((row) => row.code);
  return [
    guard(
      db,
      sql`EXISTS (SELECT 1 FROM ${promotions} WHERE ${promotions.company} = ${promotion.company}
        AND ${promotions.id} = ${promotion.id} AND ${promotions.version} = ${promotion.version})`,
    ),
    guard(
      db,
      sql`NOT EXISTS (SELECT 1 FROM ${promotionCodes} WHERE ${promotionCodes.company} = ${promotion.company}
        AND ${inTexts(promotionCodes.code, texts)})`,
    ),
    ...insertRows(db, promotionCodes, rows),
  ];
}

export function codeDisable(db: Database, row: CodeRow, nowMs: number): Statement {
  return db
    .update(promotionCodes)
    .set({ state: "disabled", updatedAtMs: nowMs })
    .where(and(eq(promotionCodes.company, row.company), eq(promotionCodes.code, row.code)));
}

/** Up to `rows` active codes after a code, of promotions with a version at an instant. */
export async function activeCodes(
  db: Database,
  company: string,
  asOfMs: number,
  page: { after: string; rows: number },
): Promise<CodeRow[]> {
  return db
    .select()
    .from(promotionCodes)
    .where(
      sql`${promotionCodes.company} = ${company} AND ${promotionCodes.code} > ${page.after}
        AND ${promotionCodes.state} = 'active' AND ${promotionCodes.createdAtMs} <= ${asOfMs}
        AND EXISTS (SELECT 1 FROM ${promotionVersions} WHERE ${promotionVersions.company} = ${company}
          AND ${promotionVersions.promotion} = ${promotionCodes.promotion}
          AND ${promotionVersions.effectAtMs} <= ${asOfMs})`,
    )
    .orderBy(asc(promotionCodes.code))
    .limit(page.rows);
}

/** All active codes of one promotion. */
export async function activeCodesOf(db: Database, company: string, promotion: string): Promise<CodeRow[]> {
  return db
    .select()
    .from(promotionCodes)
    .where(
      and(
        eq(promotionCodes.company, company),
        eq(promotionCodes.promotion, promotion),
        eq(promotionCodes.state, "active"),
      ),
    )
    .orderBy(asc(promotionCodes.code))
    .limit(LIMITS.promotionCodes);
}
