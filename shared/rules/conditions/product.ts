/** Line condition: the product, parent of variants, is one of a list. */
import * as z from "zod";
import type { LineKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { lineTextKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const ProductConditionSchema = z.strictObject({ kind: z.literal("product"), any_of: IdListSchema });
export type ProductCondition = z.infer<typeof ProductConditionSchema>;

/** CND-12. */
export const productKind: LineKind<ProductCondition> = lineTextKind({
  opcode: 33,
  schema: ProductConditionSchema,
  facts: ["lines"],
  key: "product",
  read: (run) => run.product,
});

/** In words. */
export const productSentence: Sentence<ProductCondition> = {
  en: ({ any_of }, say) => `${say.either("of product", "other than product")} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `${say.either("des Produkts", "außer dem Produkt")} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `${say.either("du produit", "hors produit")} ${say.oneOf(any_of)}`,
};
