/** Queries and writes of articles. */
import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { type Database, guard, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { categories, products } from "./schema/product.ts";

export type ProductRow = typeof products.$inferSelect;

export async function productBySku(db: Database, company: string, sku: string): Promise<ProductRow | null> {
  const [row] = await db
    .select()
    .from(products)
    .where(and(eq(products.company, company), eq(products.sku, sku)));
  return row ?? null;
}

/** Articles in the category or anywhere below it. */
function inSubTree(company: string, category: string): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${products.categories}) WHERE value IN (
    WITH RECURSIVE below(id) AS (
      SELECT ${category}
      UNION
      SELECT c.id FROM ${categories} AS c JOIN below ON c.parent = below.id WHERE c.company = ${company}
    ) SELECT id FROM below))`;
}

export async function productsAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
  category?: string,
): Promise<ProductRow[]> {
  const place = and(eq(products.company, company), gt(products.sku, after));
  return db
    .select()
    .from(products)
    .where(category === undefined ? place : and(place, inSubTree(company, category)))
    .orderBy(asc(products.sku))
    .limit(rows);
}

/** Holds while the article is at the version that was read (0: not there). */
export function guardProduct(db: Database, company: string, sku: string, version: number): Statement {
  const isThis = and(eq(products.company, company), eq(products.sku, sku));
  return guard(
    db,
    sql`COALESCE((SELECT ${products.version} FROM ${products} WHERE ${isThis}), 0) = ${version}`,
  );
}

/** Makes or replaces articles; each one's version grows. */
export function productUpserts(db: Database, rows: readonly ProductRow[]): Statement[] {
  return insertRows(db, products, rows, {
    target: [products.company, products.sku],
    keep: ["createdAtMs"],
    set: { version: sql`${products.version} + 1` },
  });
}

export function productDelete(db: Database, company: string, sku: string): Statement {
  return db.delete(products).where(and(eq(products.company, company), eq(products.sku, sku)));
}

/** The given categories with all their ancestors, sorted. */
export async function withAncestors(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    WITH RECURSIVE up(id, parent) AS (
      SELECT id, parent FROM ${categories}
        WHERE company = ${company} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      UNION
      SELECT c.id, c.parent FROM ${categories} AS c JOIN up ON c.id = up.parent WHERE c.company = ${company}
    ) SELECT DISTINCT id FROM up ORDER BY id`);
  return rows.map((row) => row.id);
}
