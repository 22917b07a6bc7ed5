/** Articles as the edge knows them: the content of the catalogue shards. The cost of an article is never among it. */
import * as z from "zod";
import { AmountSchema, CurrencySchema } from "./amount.ts";
import { attributesSchema } from "./attribute.ts";
import { ExternalIdSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const CatalogueRecordSchema = z.strictObject({
  sku: ExternalIdSchema,
  product: ExternalIdSchema,
  /** With every ancestor, sorted: moving a sub-tree changes this, not the rules. */
  categories: z.array(ExternalIdSchema).max(LIMITS.productCategories * LIMITS.categoryDepth),
  brand: ExternalIdSchema.nullable(),
  tags: z.array(ExternalIdSchema).max(LIMITS.productTags),
  attributes: attributesSchema(LIMITS.productAttributes),
  /** Regular price of a unit by currency, minor units. */
  list_prices: z.record(CurrencySchema, AmountSchema),
  discountable: z.boolean(),
  /** No discount takes a unit below this: by currency, minor units. Made of a floor rule and the cost, which is not told. */
  floor_prices: z.record(CurrencySchema, AmountSchema),
  /** Units in stock; null: nobody counts them. */
  stock: z.int().min(0).max(LIMITS.stockUnits).nullable(),
});
export type CatalogueRecord = z.infer<typeof CatalogueRecordSchema>;

/** A category with its parent; null at the top. */
export interface CategoryNode {
  id: string;
  parent: string | null;
}

/** What the catalogue blobs are compiled from: one tree, and the articles in shards by the hash of their sku. */
export interface CatalogueContent {
  company: string;
  categories: CategoryNode[];
  records: CatalogueRecord[];
}
