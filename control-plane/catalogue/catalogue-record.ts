/** An article as the edge knows it: its row with every ancestor of its categories, and its floor in place of its cost. */
import type { CatalogueRecord, CategoryNode } from "../../shared/model/catalogue.ts";
import { compareText } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { ArticleRow } from "../db/snapshot-facts.ts";
import { type FloorRule, floorPrices } from "./floor-price.ts";

/** Parent of each category; null at the top. */
export type Parents = ReadonlyMap<string, string | null>;

export function parentsOf(nodes: readonly CategoryNode[]): Parents {
  return new Map(nodes.map(({ id, parent }) => [id, parent]));
}

/** The given categories and all above them, sorted, without repeats. */
export function withAncestors(ids: readonly string[], parents: Parents): string[] {
  const all = new Set<string>();
  for (const id of ids) {
    let node: string | null = id;
    for (let depth = 0; node !== null && depth < LIMITS.categoryDepth; depth += 1) {
      all.add(node);
      node = parents.get(node) ?? null;
    }
  }
  return [...all].sort(compareText);
}

/** What the records of one company share: the category tree, and the floor of articles that have no rule of their own. */
export interface CatalogueFrame {
  parents: Parents;
  floor: FloorRule | null;
}

/** The record of an article. */
export function catalogueRecord(article: ArticleRow, { parents, floor }: CatalogueFrame): CatalogueRecord {
  return {
    sku: article.sku,
    product: article.product,
    categories: withAncestors(article.categories, parents),
    brand: article.brand,
    tags: [...article.tags].sort(compareText),
    attributes: article.attributes,
    list_prices: article.listPrices,
    discountable: article.discountable,
    floor_prices: floorPrices(article.floor ?? floor, article),
    stock: article.stock,
  };
}
