/**
 * Conditions on one line: trees of all / any / not over a closed list of kinds. They are targets of awards and the `items` of counting conditions.
 * Meaning: docs/spec/conditions.md (CND-n).
 */
import * as z from "zod";
import { LIMITS } from "../model/limits.ts";
import { type AttributeCondition, AttributeConditionSchema } from "./conditions/attribute.ts";
import { type BrandCondition, BrandConditionSchema } from "./conditions/brand.ts";
import { type CategoryCondition, CategoryConditionSchema } from "./conditions/category.ts";
import { type LineMetadataCondition, LineMetadataConditionSchema } from "./conditions/line-metadata.ts";
import { type OnSaleCondition, OnSaleConditionSchema } from "./conditions/on-sale.ts";
import { type ProductCondition, ProductConditionSchema } from "./conditions/product.ts";
import { type SellerCondition, SellerConditionSchema } from "./conditions/seller.ts";
import { type SkuCondition, SkuConditionSchema } from "./conditions/sku.ts";
import { type StockCondition, StockConditionSchema } from "./conditions/stock.ts";
import { type TagCondition, TagConditionSchema } from "./conditions/tag.ts";
import { type UnitPriceCondition, UnitPriceConditionSchema } from "./conditions/unit-price.ts";

export type LineLeaf =
  | AttributeCondition
  | BrandCondition
  | CategoryCondition
  | LineMetadataCondition
  | OnSaleCondition
  | ProductCondition
  | SellerCondition
  | SkuCondition
  | StockCondition
  | TagCondition
  | UnitPriceCondition;

export type LineCondition =
  | { kind: "all"; of: LineCondition[] }
  | { kind: "any"; of: LineCondition[] }
  | { kind: "not"; of: LineCondition }
  | LineLeaf;

/** Depth and number of nodes are bounded in validate/, where the whole promotion is seen. */
export const LineConditionSchema: z.ZodType<LineCondition> = z.lazy(() => LineUnionSchema);

const LineUnionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all"), of: z.array(LineConditionSchema).max(LIMITS.treeChildren) }),
  z.strictObject({
    kind: z.literal("any"),
    of: z.array(LineConditionSchema).min(1).max(LIMITS.treeChildren),
  }),
  z.strictObject({ kind: z.literal("not"), of: LineConditionSchema }),
  AttributeConditionSchema,
  BrandConditionSchema,
  CategoryConditionSchema,
  LineMetadataConditionSchema,
  OnSaleConditionSchema,
  ProductConditionSchema,
  SellerConditionSchema,
  SkuConditionSchema,
  StockConditionSchema,
  TagConditionSchema,
  UnitPriceConditionSchema,
]);
