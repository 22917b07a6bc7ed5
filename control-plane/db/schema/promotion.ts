/**
 * Promotions: a head row that names its one campaign, and immutable versions. Codes, limits and stops belong to the promotion, not to a
 * version: limits and stops are live settings that no publication and no rollback moves.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Budget, UsageLimit } from "../../../shared/model/limit.ts";
import type { PromotionContent } from "../../../shared/rules/promotion.ts";

export const promotions = sqliteTable(
  "promotions",
  {
    company: text().notNull(),
    id: text().notNull(),
    campaign: text().notNull(),
    /** Of the latest content. */
    version: integer().notNull(),
    name: text().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.id] }),
    index("promotions_by_campaign").on(table.company, table.campaign, table.id),
  ],
);

/**
 * Ids of deleted promotions. They are never given again: the ledger's counts, limits and stops of a promotion go by its id and outlive it.
 */
export const retiredPromotions = sqliteTable(
  "retired_promotions",
  { company: text().notNull(), id: text().notNull() },
  (table) => [primaryKey({ columns: [table.company, table.id] })],
);

export const promotionVersions = sqliteTable(
  "promotion_versions",
  {
    company: text().notNull(),
    promotion: text().notNull(),
    version: integer().notNull(),
    /** A publication takes the highest version that counts at its instant. */
    effectAtMs: integer().notNull(),
    content: text({ mode: "json" }).$type<PromotionContent>().notNull(),
    author: text().notNull(),
    createdAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.promotion, table.version] })],
);

/** Public codes by their normalised text: one text unlocks one promotion of a company. */
export const promotionCodes = sqliteTable(
  "promotion_codes",
  {
    company: text().notNull(),
    code: text().notNull(),
    promotion: text().notNull(),
    /** Half-open window; null is open. */
    startMs: integer(),
    endMs: integer(),
    state: text().$type<"active" | "disabled">().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.code] }),
    index("promotion_codes_by_promotion").on(table.company, table.promotion, table.code),
  ],
);

/** Limits and budget with the revision that each ledger object acknowledged last; below `revision` a push is due. */
export const promotionLimits = sqliteTable(
  "promotion_limits",
  {
    company: text().notNull(),
    promotion: text().notNull(),
    revision: integer().notNull(),
    limits: text({ mode: "json" }).$type<UsageLimit[]>().notNull(),
    budget: text({ mode: "json" }).$type<Budget>(),
    liveRevision: integer().notNull(),
    testRevision: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.promotion] })],
);

/** Why a promotion is stopped: each cause is lifted by its own opposite alone. */
export type StopCause = "operator" | "promotion" | "campaign";

export const stopCauses = sqliteTable(
  "stop_causes",
  {
    company: text().notNull(),
    promotion: text().notNull(),
    cause: text().$type<StopCause>().notNull(),
    actor: text().notNull(),
    atMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.promotion, table.cause] })],
);

/** What the ledger objects are to hold, with the revision that each acknowledged last. A row stays when the stop is lifted. */
export const stopStates = sqliteTable(
  "stop_states",
  {
    company: text().notNull(),
    promotion: text().notNull(),
    stopped: integer({ mode: "boolean" }).notNull(),
    voidHolds: integer({ mode: "boolean" }).notNull(),
    revision: integer().notNull(),
    liveRevision: integer().notNull(),
    testRevision: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.promotion] })],
);
