/** Queries and writes of the category tree. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { catalogueChanged } from "./companies.ts";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { companies } from "./schema/company.ts";
import { categories, products } from "./schema/product.ts";

export type CategoryRow = typeof categories.$inferSelect;

export async function categoryById(db: Database, company: string, id: string): Promise<CategoryRow | null> {
  const [row] = await db
    .select()
    .from(categories)
    .where(and(eq(categories.company, company), eq(categories.id, id)));
  return row ?? null;
}

export async function categoriesAfter(
  db: Database,
  company: string,
  after: string,
  rows: number,
): Promise<CategoryRow[]> {
  return db
    .select()
    .from(categories)
    .where(and(eq(categories.company, company), gt(categories.id, after)))
    .orderBy(asc(categories.id))
    .limit(rows);
}

export async function categoriesByIds(
  db: Database,
  company: string,
  ids: readonly string[],
): Promise<CategoryRow[]> {
  return db
    .select()
    .from(categories)
    .where(and(eq(categories.company, company), inTexts(categories.id, ids)));
}

/** Parent of every category, and the number that a change of the tree must still find. */
export async function readTree(
  db: Database,
  company: string,
): Promise<{ parentOf: Map<string, string | null>; revision: number }> {
  // The number first: a change after it makes the guard fail, never the other way round.
  const revision = await categoryRevision(db, company);
  const rows = await db
    .select({ id: categories.id, parent: categories.parent })
    .from(categories)
    .where(eq(categories.company, company));
  return { parentOf: new Map(rows.map((row) => [row.id, row.parent])), revision };
}

export async function categoryRevision(db: Database, company: string): Promise<number> {
  const [row] = await db
    .select({ revision: companies.categoryRevision })
    .from(companies)
    .where(eq(companies.id, company));
  return row?.revision ?? 0;
}

/** Holds while no category was made, moved or deleted since the number was read. */
export function guardTree(db: Database, company: string, revision: number): Statement {
  const isThat = and(eq(companies.id, company), eq(companies.categoryRevision, revision));
  return guard(db, sql`EXISTS (SELECT 1 FROM ${companies} WHERE ${isThat})`);
}

function treeChanged(db: Database, company: string): Statement[] {
  return [
    db
      .update(companies)
      .set({ categoryRevision: sql`${companies.categoryRevision} + 1` })
      .where(eq(companies.id, company)),
    catalogueChanged(db, company),
  ];
}

/** Makes or replaces categories in the tree that was read. */
export function categoryUpserts(
  db: Database,
  company: string,
  rows: readonly CategoryRow[],
  revision: number,
): Statement[] {
  return [
    guardTree(db, company, revision),
    ...insertRows(db, categories, rows, {
      target: [categories.company, categories.id],
      keep: ["createdAtMs"],
      set: { version: sql`${categories.version} + 1` },
    }),
    ...treeChanged(db, company),
  ];
}

export function categoryDelete(db: Database, company: string, id: string, revision: number): Statement[] {
  return [
    guardTree(db, company, revision),
    db.delete(categories).where(and(eq(categories.company, company), eq(categories.id, id))),
    ...treeChanged(db, company),
  ];
}

/** Whether an article stands in the category itself. */
export async function categoryHasProducts(db: Database, company: string, id: string): Promise<boolean> {
  const rows = await db
    .select({ sku: products.sku })
    .from(products)
    .where(
      and(
        eq(products.company, company),
        sql`EXISTS (SELECT 1 FROM json_each(${products.categories}) WHERE value = ${id})`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
