/** The company: who owns everything else. Its settings reach the edge through the stores blob and the rules blob. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { z } from "zod";
import type { DiscountCaps } from "../../../shared/model/discount-caps.ts";
import type { SomePoliciesSchema } from "../../../shared/model/policies.ts";
import type { Lane } from "../../../shared/rules/rule-set.ts";
import type { FloorRule } from "../../catalogue/floor-price.ts";

export const companies = sqliteTable(
  "companies",
  {
    /** Part of every key, object name and API key text: lower-case letters and digits. */
    id: text().primaryKey(),
    name: text().notNull(),
    /** IANA zone in which reports count days. */
    zone: text().notNull(),
    defaultStore: text(),
    policies: text({ mode: "json" }).$type<z.infer<typeof SomePoliciesSchema>>().notNull(),
    lanes: text({ mode: "json" }).$type<Lane[]>().notNull(),
    /** What all promotions together take off at most; null: no bound. */
    caps: text({ mode: "json" }).$type<DiscountCaps>(),
    /** Floor of articles that have no rule of their own; null: none. */
    floor: text({ mode: "json" }).$type<FloorRule>(),
    foldPlusTags: integer({ mode: "boolean" }).notNull(),
    /** Fixed at creation: where the company's objects live. Null leaves it to the platform. */
    locationHint: text(),
    jurisdiction: text(),
    /** Grows with every change of the row by its owner. */
    version: integer().notNull(),
    /** Grows with every change of stores, groups, products or categories: what the publisher has to follow. */
    catalogueRevision: integer().notNull().default(0),
    /** Grows with every change of the category tree: two changes at once could otherwise close a circle. */
    categoryRevision: integer().notNull().default(0),
    /** Last number given to a segment that was made without an id. */
    segmentNumber: integer().notNull().default(0),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [index("companies_by_created").on(table.createdAtMs)],
);
