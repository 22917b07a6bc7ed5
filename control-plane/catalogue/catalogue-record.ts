/** An article as the edge knows it: its row, with every ancestor of its categories. */
import type { CatalogueRecord, CategoryNode } from "../../shared/model/catalogue.ts";
import { compareText } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { ArticleRow } from "../db/snapshot-facts.ts";

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

/** The record of an article. */
export function catalogueRecord(article: ArticleRow, parents: Parents): CatalogueRecord {
  return {
    sku: article.sku,
    product: article.product,
    categories: withAncestors(article.categories, parents),
    brand: article.brand,
    tags: [...article.tags].sort(compareText),
    attributes: article.attributes,
    list_prices: article.listPrices,
    discountable: article.discountable,
  };
}
