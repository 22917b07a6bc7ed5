/** Places that sell, and groups of them. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TaxMode } from "../../../shared/model/amount.ts";

export interface StoreAddress {
  line1?: string | undefined;
  line2?: string | undefined;
  city?: string | undefined;
  postcode?: string | undefined;
}

export const stores = sqliteTable(
  "stores",
  {
    company: text().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    type: text().$type<"online" | "app" | "physical">().notNull(),
    address: text({ mode: "json" }).$type<StoreAddress>().notNull(),
    region: text(),
    zone: text().notNull(),
    country: text().notNull(),
    currency: text().notNull(),
    taxMode: text().$type<TaxMode>().notNull(),
    version: integer().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.code] })],
);

export const storeGroups = sqliteTable(
  "store_groups",
  {
    company: text().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.code] })],
);

export const storeGroupMembers = sqliteTable(
  "store_group_members",
  {
    company: text().notNull(),
    group: text().notNull(),
    store: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.group, table.store] }),
    index("store_group_members_by_store").on(table.company, table.store),
  ],
);
