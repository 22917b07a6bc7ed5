/** Queries and writes of promotions and their versions. */
import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { PromotionContent } from "../../shared/rules/promotion.ts";
import type { Authorship } from "./campaigns.ts";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { campaigns } from "./schema/campaign.ts";
import {
  promotions,
  promotionVersions,
  retiredPromotions,
  type StopCause,
  stopCauses,
} from "./schema/promotion.ts";
import { publications, ruleSetPromotions } from "./schema/publication.ts";

export type PromotionRow = typeof promotions.$inferSelect;
export type PromotionVersionRow = typeof promotionVersions.$inferSelect;

/** A promotion with its latest content, what of it is published, and why it is stopped. */
export interface Promotion {
  head: PromotionRow;
  content: PromotionContent;
  /** Version in the rule set that is live; null if none is. */
  publishedVersion: number | null;
  causes: StopCause[];
}

const isLatest = and(
  eq(promotionVersions.company, promotions.company),
  eq(promotionVersions.promotion, promotions.id),
  eq(promotionVersions.version, promotions.version),
);

const publishedVersion = sql<number | null>`(SELECT ${ruleSetPromotions.version} FROM ${ruleSetPromotions}
  WHERE ${ruleSetPromotions.company} = ${promotions.company} AND ${ruleSetPromotions.promotion} = ${promotions.id}
  AND ${ruleSetPromotions.rules} = (SELECT ${publications.rules} FROM ${publications}
    WHERE ${publications.company} = ${promotions.company} AND ${publications.state} = 'live'))`;

const causes = sql<string>`(SELECT json_group_array(${stopCauses.cause}) FROM ${stopCauses}
  WHERE ${stopCauses.company} = ${promotions.company} AND ${stopCauses.promotion} = ${promotions.id})`;

async function selectPromotions(db: Database, where: SQL, rows: number): Promise<Promotion[]> {
  const found = await db
    .select({ head: promotions, content: promotionVersions.content, publishedVersion, causes })
    .from(promotions)
    .innerJoin(promotionVersions, isLatest)
    .where(where)
    .orderBy(asc(promotions.id))
    .limit(rows);
  return found.map((row) => ({ ...row, causes: (JSON.parse(row.causes) as StopCause[]).sort() }));
}

export async function promotionById(db: Database, company: string, id: string): Promise<Promotion | null> {
  const where = sql`${promotions.company} = ${company} AND ${promotions.id} = ${id}`;
  return (await selectPromotions(db, where, 1))[0] ?? null;
}

/** Up to `rows` promotions after an id, of one campaign or of all, in order of ids. */
export async function promotionsAfter(
  db: Database,
  company: string,
  page: { after: string; rows: number; campaign?: string | undefined },
): Promise<Promotion[]> {
  const ofCampaign =
    page.campaign === undefined ? sql`` : sql` AND ${promotions.campaign} = ${page.campaign}`;
  const where = sql`${promotions.company} = ${company} AND ${promotions.id} > ${page.after}${ofCampaign}`;
  return selectPromotions(db, where, page.rows);
}

/** Ids among the given ones that are promotions of the company. */
export async function knownPromotions(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ id: promotions.id })
    .from(promotions)
    .where(and(eq(promotions.company, company), inTexts(promotions.id, ids)));
  return new Set(rows.map((row) => row.id));
}

/** Aborts unless the id was never a promotion's that is deleted by now. */
export function guardNotRetired(db: Database, company: string, id: string): Statement {
  return guard(
    db,
    sql`NOT EXISTS (SELECT 1 FROM ${retiredPromotions}
      WHERE ${retiredPromotions.company} = ${company} AND ${retiredPromotions.id} = ${id})`,
  );
}

export async function isRetired(db: Database, company: string, id: string): Promise<boolean> {
  const isThis = and(eq(retiredPromotions.company, company), eq(retiredPromotions.id, id));
  return (await db.$count(retiredPromotions, isThis)) > 0;
}

export async function promotionCount(db: Database, company: string, campaign: string): Promise<number> {
  const ofCampaign = and(eq(promotions.company, company), eq(promotions.campaign, campaign));
  return db.$count(promotions, ofCampaign);
}

export async function promotionVersionsAfter(
  db: Database,
  company: string,
  id: string,
  page: { after: number; rows: number },
): Promise<PromotionVersionRow[]> {
  return db
    .select()
    .from(promotionVersions)
    .where(
      and(
        eq(promotionVersions.company, company),
        eq(promotionVersions.promotion, id),
        gt(promotionVersions.version, page.after),
      ),
    )
    .orderBy(asc(promotionVersions.version))
    .limit(page.rows);
}

function versionInsert(
  db: Database,
  head: PromotionRow,
  content: PromotionContent,
  by: Authorship,
): Statement {
  return db.insert(promotionVersions).values({
    company: head.company,
    promotion: head.id,
    version: head.version,
    effectAtMs: by.nowMs,
    content,
    author: by.actor,
    createdAtMs: by.nowMs,
  });
}

/** A promotion in a campaign that exists; the batch aborts if the campaign went meanwhile. */
export function promotionInsert(
  db: Database,
  head: PromotionRow,
  content: PromotionContent,
  by: Authorship,
): Statement[] {
  return [
    guard(
      db,
      sql`EXISTS (SELECT 1 FROM ${campaigns} WHERE ${campaigns.company} = ${head.company}
        AND ${campaigns.id} = ${head.campaign} AND ${campaigns.state} NOT IN ('ended', 'archived'))`,
    ),
    db.insert(promotions).values(head),
    versionInsert(db, head, content, by),
  ];
}

/** A new version, if the promotion is still at the version that was read. */
export function promotionRevise(
  db: Database,
  before: PromotionRow,
  content: PromotionContent,
  by: Authorship,
): Statement[] {
  const isThis = and(eq(promotions.company, before.company), eq(promotions.id, before.id));
  const version = before.version + 1;
  return [
    guard(
      db,
      sql`EXISTS (SELECT 1 FROM ${promotions} WHERE ${isThis} AND ${promotions.version} = ${before.version})`,
    ),
    db.update(promotions).set({ version, name: content.name, updatedAtMs: by.nowMs }).where(isThis),
    versionInsert(db, { ...before, version }, content, by),
  ];
}

export interface PublishedPromotion {
  id: string;
  campaign: string;
  version: number;
  content: PromotionContent;
}

/** Up to `rows` promotions after an id with the version that counts at an instant, of campaigns that are neither draft nor archived. */
export async function publishedPromotions(
  db: Database,
  company: string,
  asOfMs: number,
  page: { after: string; rows: number },
): Promise<PublishedPromotion[]> {
  return db
    .select({
      id: promotions.id,
      campaign: promotions.campaign,
      version: promotionVersions.version,
      content: promotionVersions.content,
    })
    .from(promotions)
    .innerJoin(
      campaigns,
      and(eq(campaigns.company, promotions.company), eq(campaigns.id, promotions.campaign)),
    )
    .innerJoin(
      promotionVersions,
      and(eq(promotionVersions.company, promotions.company), eq(promotionVersions.promotion, promotions.id)),
    )
    .where(
      sql`${promotions.company} = ${company} AND ${promotions.id} > ${page.after}
        AND ${campaigns.state} NOT IN ('draft', 'archived')
        AND ${promotionVersions.version} = (SELECT MAX(v.version) FROM promotion_versions AS v
          WHERE v.company = ${company} AND v.promotion = ${promotions.id} AND v.effect_at_ms <= ${asOfMs})`,
    )
    .orderBy(asc(promotions.id))
    .limit(page.rows);
}
