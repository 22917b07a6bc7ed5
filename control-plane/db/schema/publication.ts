/** Publications: what a person published or rolled back to, and what each rules blob holds. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ProblemDetail } from "../../../shared/model/problem.ts";

/**
 * pending: asked for; refused: the rule set has problems; prepared: the blob stands verified and the limits are pushed; live: the pointer
 * named it; superseded: it was live, or a later one came before its turn.
 */
export type PublicationState = "pending" | "refused" | "prepared" | "live" | "superseded";

export const publications = sqliteTable(
  "publications",
  {
    company: text().notNull(),
    /** 1, 2, 3, … in the order in which they were asked for. */
    number: integer().notNull(),
    kind: text().$type<"publish" | "rollback">().notNull(),
    /** Publication whose rules a rollback takes. */
    target: integer(),
    /** Versions that count at this instant are taken. */
    asOfMs: integer().notNull(),
    state: text().$type<PublicationState>().notNull(),
    /** Of the rules blob; null until it is prepared. */
    rules: text(),
    /** Of the pointer that first named it. */
    sequence: integer(),
    problems: text({ mode: "json" }).$type<ProblemDetail[]>().notNull(),
    note: text().notNull(),
    author: text().notNull(),
    createdAtMs: integer().notNull(),
    liveAtMs: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.number] }),
    index("publications_by_state").on(table.state, table.company),
  ],
);

/** Which version of which promotion one rules blob holds. */
export const ruleSetPromotions = sqliteTable(
  "rule_set_promotions",
  {
    company: text().notNull(),
    rules: text().notNull(),
    promotion: text().notNull(),
    version: integer().notNull(),
    campaign: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.rules, table.promotion] }),
    index("rule_set_promotions_by_promotion").on(table.company, table.promotion),
  ],
);

/** Which state of stores and catalogue the pointer shows; below the company's `catalogueRevision` a refresh is due. */
export const publishedFacts = sqliteTable("published_facts", {
  company: text().primaryKey(),
  revision: integer().notNull(),
});
