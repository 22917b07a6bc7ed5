/** Stores and catalogue of a company out of D1, as the snapshot carries them. */

import type { CatalogueContent } from "../../shared/model/catalogue.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { StoreDirectory, StoreRecord } from "../../shared/model/store.ts";
import { catalogueRecord, parentsOf } from "../catalogue/catalogue-record.ts";
import type { CompanyRow } from "../db/companies.ts";
import type { Database } from "../db/database.ts";
import {
  type ArticleRow,
  articlesAfter,
  categoryNodes,
  memberships,
  storeRows,
} from "../db/snapshot-facts.ts";
import { readAll } from "./gather-rules.ts";
import { snapshotZones } from "./zones.ts";

/** The stores blob's content; null for a company without a store, which cannot sell yet. */
export async function gatherStores(db: Database, company: CompanyRow): Promise<StoreDirectory | null> {
  if (company.defaultStore === null) return null;
  const rows = await storeRows(db, company.id);
  const groups = new Map<string, string[]>();
  for (const { store, group } of await memberships(db, company.id)) {
    groups.set(store, [...(groups.get(store) ?? []), group]);
  }
  const stores: StoreRecord[] = rows.map((row) => ({
    code: row.code,
    zone: row.zone,
    country: row.country,
    currency: row.currency,
    tax_mode: row.taxMode,
    groups: groups.get(row.code) ?? [],
  }));
  return {
    company: company.id,
    default_store: company.defaultStore,
    fold_plus_tags: company.foldPlusTags,
    stores,
    zones: snapshotZones(stores.map(({ zone }) => zone)),
  };
}

/** Articles of a company that one catalogue may hold: shards of their bytes. */
const ARTICLES_MAX = LIMITS.catalogueShards * 10_000;

/** The catalogue's content: the tree, and every article with the ancestors of its categories. */
export async function gatherCatalogue(db: Database, { id, floor }: CompanyRow): Promise<CatalogueContent> {
  const nodes = await categoryNodes(db, id);
  const frame = { parents: parentsOf(nodes), floor };
  const articles = await readAll(
    ARTICLES_MAX,
    (row: ArticleRow) => row.sku,
    (page) => articlesAfter(db, id, page.after, page.rows),
  );
  return {
    company: id,
    categories: nodes,
    records: articles.map((article) => catalogueRecord(article, frame)),
  };
}
