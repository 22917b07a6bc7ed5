/** Queries and writes of campaigns. */
import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { CampaignContent } from "../campaigns/campaign-content.ts";
import type { CampaignState, StoredState } from "../campaigns/campaign-state.ts";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { campaignStateLog, campaigns, campaignTags, campaignVersions } from "./schema/campaign.ts";
import {
  promotionCodes,
  promotionLimits,
  promotions,
  promotionVersions,
  retiredPromotions,
} from "./schema/promotion.ts";
import { ruleSetPromotions } from "./schema/publication.ts";

export type CampaignRow = typeof campaigns.$inferSelect;
export type StateLogRow = typeof campaignStateLog.$inferSelect;

/** A campaign with its latest content. */
export interface Campaign {
  head: CampaignRow;
  content: CampaignContent;
}

const isLatest = and(
  eq(campaignVersions.company, campaigns.company),
  eq(campaignVersions.campaign, campaigns.id),
  eq(campaignVersions.version, campaigns.version),
);

export async function campaignById(db: Database, company: string, id: string): Promise<Campaign | null> {
  const [row] = await db
    .select({ head: campaigns, content: campaignVersions.content })
    .from(campaigns)
    .innerJoin(campaignVersions, isLatest)
    .where(and(eq(campaigns.company, company), eq(campaigns.id, id)));
  return row ?? null;
}

export interface CampaignFilter {
  moment?: string | undefined;
  aim?: string | undefined;
  tag?: string | undefined;
  state?: CampaignState | undefined;
  /** Part of name, description or a tag, whatever its case. */
  search?: string | undefined;
}

/** The stored state and the window that make a derived state. */
function inState(state: CampaignState, nowMs: number): SQL {
  const stored = (name: StoredState) => sql`${campaigns.state} = ${name}`;
  const over = sql`COALESCE(${campaigns.endMs} <= ${nowMs}, 0)`;
  const before = sql`COALESCE(${campaigns.startMs} > ${nowMs}, 0)`;
  switch (state) {
    case "draft":
    case "archived":
      return stored(state);
    case "ended":
      return sql`(${stored("ended")} OR (${campaigns.state} IN ('running', 'paused') AND ${over}))`;
    case "paused":
      return sql`(${stored("paused")} AND NOT ${over})`;
    case "scheduled":
      return sql`(${stored("running")} AND NOT ${over} AND ${before})`;
    case "active":
      return sql`(${stored("running")} AND NOT ${over} AND NOT ${before})`;
  }
}

/** Up to `rows` campaigns after an id that pass the filter, in order of ids. */
export async function campaignsAfter(
  db: Database,
  company: string,
  filter: CampaignFilter,
  page: { after: string; rows: number; nowMs: number },
): Promise<Campaign[]> {
  const { moment, aim, tag, state, search } = filter;
  const conditions: SQL[] = [sql`${campaigns.company} = ${company}`, sql`${campaigns.id} > ${page.after}`];
  if (moment !== undefined) conditions.push(sql`${campaigns.moment} = ${moment}`);
  if (aim !== undefined) conditions.push(sql`${campaigns.aim} = ${aim}`);
  if (state !== undefined) conditions.push(inState(state, page.nowMs));
  if (search !== undefined) {
    conditions.push(sql`instr(${campaigns.searchText}, ${search.toLowerCase()}) > 0`);
  }
  if (tag !== undefined) {
    conditions.push(
      sql`EXISTS (SELECT 1 FROM ${campaignTags} WHERE ${campaignTags.company} = ${company}
        AND ${campaignTags.tag} = ${tag} AND ${campaignTags.campaign} = ${campaigns.id})`,
    );
  }
  return db
    .select({ head: campaigns, content: campaignVersions.content })
    .from(campaigns)
    .innerJoin(campaignVersions, isLatest)
    .where(and(...conditions))
    .orderBy(asc(campaigns.id))
    .limit(page.rows);
}

/** Names of the campaigns by their ids. */
export async function campaignNames(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(and(eq(campaigns.company, company), inTexts(campaigns.id, ids)));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Another campaign of the same name, whatever its case. */
export async function campaignNamed(
  db: Database,
  company: string,
  name: string,
  except: string,
): Promise<string | null> {
  const [row] = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(
      sql`${campaigns.company} = ${company} AND lower(${campaigns.name}) = lower(${name}) AND ${campaigns.id} <> ${except}`,
    )
    .limit(1);
  return row?.id ?? null;
}

export async function stateLogOf(db: Database, company: string, id: string): Promise<StateLogRow[]> {
  return db
    .select()
    .from(campaignStateLog)
    .where(and(eq(campaignStateLog.company, company), eq(campaignStateLog.campaign, id)))
    .orderBy(asc(campaignStateLog.step));
}

export async function campaignVersionsAfter(
  db: Database,
  company: string,
  id: string,
  page: { after: number; rows: number },
): Promise<(typeof campaignVersions.$inferSelect)[]> {
  return db
    .select()
    .from(campaignVersions)
    .where(
      and(
        eq(campaignVersions.company, company),
        eq(campaignVersions.campaign, id),
        gt(campaignVersions.version, page.after),
      ),
    )
    .orderBy(asc(campaignVersions.version))
    .limit(page.rows);
}

/** Who writes and when. */
export interface Authorship {
  actor: string;
  nowMs: number;
}

/** A head row for a content; its window in instants is the caller's to compute. */
export function headOf(
  base: Pick<CampaignRow, "company" | "id" | "state" | "version" | "createdAtMs">,
  content: CampaignContent,
  window: { startMs: number | null; endMs: number | null },
  nowMs: number,
): CampaignRow {
  const { name, moment, aim } = content;
  const searchText = [name, content.description, ...content.tags].join("\n").toLowerCase();
  return { ...base, name, moment, aim, ...window, searchText, updatedAtMs: nowMs };
}

/** Holds while the campaign is as it was read: version and state. */
export function guardCampaign(db: Database, head: CampaignRow): Statement {
  return guard(
    db,
    sql`EXISTS (SELECT 1 FROM ${campaigns} WHERE ${campaigns.company} = ${head.company} AND ${campaigns.id} = ${head.id}
      AND ${campaigns.version} = ${head.version} AND ${campaigns.state} = ${head.state})`,
  );
}

function contentStatements(db: Database, campaign: Campaign, by: Authorship): Statement[] {
  const { head, content } = campaign;
  const { company, id, version } = head;
  return [
    db.insert(campaignVersions).values({
      company,
      campaign: id,
      version,
      effectAtMs: by.nowMs,
      content,
      author: by.actor,
      createdAtMs: by.nowMs,
    }),
    db.delete(campaignTags).where(and(eq(campaignTags.company, company), eq(campaignTags.campaign, id))),
    ...insertRows(
      db,
      campaignTags,
      [...new Set(content.tags)].map((tag) => ({ company, tag, campaign: id })),
    ),
  ];
}

export function campaignInsert(db: Database, campaign: Campaign, by: Authorship): Statement[] {
  const { company, id, state } = campaign.head;
  return [
    db.insert(campaigns).values(campaign.head),
    ...contentStatements(db, campaign, by),
    stateLogInsert(db, { company, id }, null, state, by),
  ];
}

/** A new version, if the campaign is still as it was read. */
export function campaignRevise(
  db: Database,
  before: CampaignRow,
  campaign: Campaign,
  by: Authorship,
): Statement[] {
  const isThis = and(eq(campaigns.company, before.company), eq(campaigns.id, before.id));
  return [
    guardCampaign(db, before),
    db.update(campaigns).set(campaign.head).where(isThis),
    ...contentStatements(db, campaign, by),
  ];
}

/** Moves the stored state, if the campaign is still as it was read. */
export function campaignMove(
  db: Database,
  before: CampaignRow,
  to: StoredState,
  by: Authorship,
): Statement[] {
  const isThis = and(eq(campaigns.company, before.company), eq(campaigns.id, before.id));
  return [
    guardCampaign(db, before),
    db.update(campaigns).set({ state: to, updatedAtMs: by.nowMs }).where(isThis),
    stateLogInsert(db, before, before.state, to, by),
  ];
}

function stateLogInsert(
  db: Database,
  campaign: { company: string; id: string },
  fromState: StoredState | null,
  toState: StoredState,
  by: Authorship,
): Statement {
  const { company, id } = campaign;
  const step = sql<number>`(SELECT COALESCE(MAX(${campaignStateLog.step}), 0) + 1 FROM ${campaignStateLog}
    WHERE ${campaignStateLog.company} = ${company} AND ${campaignStateLog.campaign} = ${id})`;
  return db
    .insert(campaignStateLog)
    .values({ company, campaign: id, step, fromState, toState, actor: by.actor, atMs: by.nowMs });
}

/** Removes a draft with all that hangs on it; aborts if any of it was ever in a rule set. */
export function campaignDelete(db: Database, head: CampaignRow): Statement[] {
  const { company, id } = head;
  const ofCampaign = sql`(SELECT ${promotions.id} FROM ${promotions}
    WHERE ${promotions.company} = ${company} AND ${promotions.campaign} = ${id})`;
  return [
    guardCampaign(db, head),
    guard(
      db,
      sql`NOT EXISTS (SELECT 1 FROM ${ruleSetPromotions} WHERE ${ruleSetPromotions.company} = ${company}
        AND ${ruleSetPromotions.campaign} = ${id})`,
    ),
    db.insert(retiredPromotions).select(
      sql`SELECT ${promotions.company}, ${promotions.id} FROM ${promotions}
        WHERE ${promotions.company} = ${company} AND ${promotions.campaign} = ${id}`,
    ),
    db
      .delete(promotionCodes)
      .where(sql`${promotionCodes.company} = ${company} AND ${promotionCodes.promotion} IN ${ofCampaign}`),
    db
      .delete(promotionLimits)
      .where(sql`${promotionLimits.company} = ${company} AND ${promotionLimits.promotion} IN ${ofCampaign}`),
    db
      .delete(promotionVersions)
      .where(
        sql`${promotionVersions.company} = ${company} AND ${promotionVersions.promotion} IN ${ofCampaign}`,
      ),
    db.delete(promotions).where(and(eq(promotions.company, company), eq(promotions.campaign, id))),
    db.delete(campaignTags).where(and(eq(campaignTags.company, company), eq(campaignTags.campaign, id))),
    db
      .delete(campaignStateLog)
      .where(and(eq(campaignStateLog.company, company), eq(campaignStateLog.campaign, id))),
    db
      .delete(campaignVersions)
      .where(and(eq(campaignVersions.company, company), eq(campaignVersions.campaign, id))),
    db.delete(campaigns).where(and(eq(campaigns.company, company), eq(campaigns.id, id))),
  ];
}

/** The version of each campaign that counts at an instant, for those whose promotions are published. */
export async function publishedCampaigns(
  db: Database,
  company: string,
  asOfMs: number,
): Promise<{ id: string; content: CampaignContent }[]> {
  const rows = await db
    .select({ id: campaigns.id, content: campaignVersions.content })
    .from(campaigns)
    .innerJoin(
      campaignVersions,
      and(eq(campaignVersions.company, campaigns.company), eq(campaignVersions.campaign, campaigns.id)),
    )
    .where(
      sql`${campaigns.company} = ${company} AND ${campaigns.state} NOT IN ('draft', 'archived')
        AND ${campaignVersions.version} = (SELECT MAX(v.version) FROM campaign_versions AS v
          WHERE v.company = ${company} AND v.campaign = ${campaigns.id} AND v.effect_at_ms <= ${asOfMs})`,
    )
    .orderBy(asc(campaigns.id));
  return rows;
}
