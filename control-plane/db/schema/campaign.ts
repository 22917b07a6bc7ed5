/**
 * Campaigns: a head row with what lists ask for, and immutable versions of the content, each with the instant from which it counts.
 * The state is stored as far as people decide it; scheduled, active and ended by time are derived.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CampaignContent } from "../../campaigns/campaign-content.ts";
import type { StoredState } from "../../campaigns/campaign-state.ts";

export const campaigns = sqliteTable(
  "campaigns",
  {
    company: text().notNull(),
    id: text().notNull(),
    state: text().$type<StoredState>().notNull(),
    /** Of the latest content. */
    version: integer().notNull(),
    name: text().notNull(),
    moment: text().$type<CampaignContent["moment"]>().notNull(),
    aim: text().$type<CampaignContent["aim"]>().notNull(),
    /** Instants of the latest content in its zone (the company's for "store"), for lists; null is open. */
    startMs: integer(),
    endMs: integer(),
    /** Name, description and tags in lower case. */
    searchText: text().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.id] }),
    index("campaigns_by_name").on(table.company, table.name),
  ],
);

export const campaignVersions = sqliteTable(
  "campaign_versions",
  {
    company: text().notNull(),
    campaign: text().notNull(),
    version: integer().notNull(),
    /** A publication takes the highest version that counts at its instant. */
    effectAtMs: integer().notNull(),
    content: text({ mode: "json" }).$type<CampaignContent>().notNull(),
    author: text().notNull(),
    createdAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.campaign, table.version] })],
);

/** Tags of the latest content. */
export const campaignTags = sqliteTable(
  "campaign_tags",
  {
    company: text().notNull(),
    tag: text().notNull(),
    campaign: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.tag, table.campaign] }),
    index("campaign_tags_by_campaign").on(table.company, table.campaign),
  ],
);

/** Every change of a stored state, append-only. */
export const campaignStateLog = sqliteTable(
  "campaign_state_log",
  {
    company: text().notNull(),
    campaign: text().notNull(),
    /** 1, 2, 3, … within a campaign. */
    step: integer().notNull(),
    fromState: text().$type<StoredState>(),
    toState: text().$type<StoredState>().notNull(),
    actor: text().notNull(),
    atMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.campaign, table.step] })],
);
