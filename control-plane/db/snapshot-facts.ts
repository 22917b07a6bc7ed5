/** Reads for the snapshot: stores and articles. Costs are read to make floors of them and go no further. */
import { and, asc, eq, gt } from "drizzle-orm";
import type { CategoryNode } from "../../shared/model/catalogue.ts";
import type { FloorRule } from "../catalogue/floor-price.ts";
import { type Database, inTexts } from "./database.ts";
import { categories, products } from "./schema/product.ts";
import { storeGroupMembers, stores } from "./schema/store.ts";

const ARTICLE = {
  sku: products.sku,
  product: products.product,
  categories: products.categories,
  brand: products.brand,
  tags: products.tags,
  attributes: products.attributes,
  listPrices: products.listPrices,
  unitCosts: products.unitCosts,
  discountable: products.discountable,
  floor: products.floor,
  stock: products.stock,
};

export interface ArticleRow {
  sku: string;
  product: string;
  categories: string[];
  brand: string | null;
  tags: string[];
  attributes: Record<string, string | number | boolean>;
  listPrices: Record<string, number>;
  unitCosts: Record<string, number>;
  discountable: boolean;
  /** Null: the company's. */
  floor: FloorRule | null;
  stock: number | null;
}

export async function articlesAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<ArticleRow[]> {
  return db
    .select(ARTICLE)
    .from(products)
    .where(and(eq(products.company, company), gt(products.sku, after)))
    .orderBy(asc(products.sku))
    .limit(rows);
}

export async function articlesBySku(
  db: Database,
  company: string,
  skus: readonly string[],
): Promise<ArticleRow[]> {
  return db
    .select(ARTICLE)
    .from(products)
    .where(and(eq(products.company, company), inTexts(products.sku, skus)));
}

export async function categoryNodes(db: Database, company: string): Promise<CategoryNode[]> {
  return db
    .select({ id: categories.id, parent: categories.parent })
    .from(categories)
    .where(eq(categories.company, company))
    .orderBy(asc(categories.id));
}

export async function storeRows(db: Database, company: string): Promise<(typeof stores.$inferSelect)[]> {
  return db.select().from(stores).where(eq(stores.company, company)).orderBy(asc(stores.code));
}

/** Every membership of a store in a group. */
export async function memberships(
  db: Database,
  company: string,
): Promise<{ store: string; group: string }[]> {
  return db
    .select({ store: storeGroupMembers.store, group: storeGroupMembers.group })
    .from(storeGroupMembers)
    .where(eq(storeGroupMembers.company, company))
    .orderBy(asc(storeGroupMembers.store), asc(storeGroupMembers.group));
}
