/**
 * Articles and the category tree. An article knows its own categories only; ancestors come from the tree when they are asked for, so
 * that moving a sub-tree touches one row.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AttributeValue } from "../../../shared/model/attribute.ts";
import type { FloorRule } from "../../catalogue/floor-price.ts";

/** A recurring plan that an article sells; we never bill. */
export interface ProductPlan {
  interval: "day" | "week" | "month" | "year";
  interval_count: number;
  trial_days?: number | undefined;
}

export const products = sqliteTable(
  "products",
  {
    company: text().notNull(),
    sku: text().notNull(),
    /** Parent of variants; by default the sku. */
    product: text().notNull(),
    name: text().notNull(),
    categories: text({ mode: "json" }).$type<string[]>().notNull(),
    brand: text(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    attributes: text({ mode: "json" }).$type<Record<string, AttributeValue>>().notNull(),
    /** Regular price of a unit by currency, minor units. */
    listPrices: text({ mode: "json" }).$type<Record<string, number>>().notNull(),
    /** What a unit costs us by currency, minor units. Never leaves the control plane. */
    unitCosts: text({ mode: "json" }).$type<Record<string, number>>().notNull(),
    plan: text({ mode: "json" }).$type<ProductPlan>(),
    discountable: integer({ mode: "boolean" }).notNull(),
    /** Below which no discount takes a unit; null: the company's rule. */
    floor: text({ mode: "json" }).$type<FloorRule>(),
    /** Units in stock; null: nobody counts them. */
    stock: integer(),
    version: integer().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.sku] }),
    index("products_by_product").on(table.company, table.product),
  ],
);

export const categories = sqliteTable(
  "categories",
  {
    company: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    /** Null at the top. */
    parent: text(),
    version: integer().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.id] }),
    index("categories_by_parent").on(table.company, table.parent),
  ],
);
