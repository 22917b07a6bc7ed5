/** Line condition: the sku is one of a list. */
import * as z from "zod";
import type { LineKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { lineTextKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const SkuConditionSchema = z.strictObject({ kind: z.literal("sku"), any_of: IdListSchema });
export type SkuCondition = z.infer<typeof SkuConditionSchema>;

/** CND-12. */
export const skuKind: LineKind<SkuCondition> = lineTextKind({
  opcode: 32,
  schema: SkuConditionSchema,
  facts: ["lines"],
  key: "sku",
  read: (run) => run.sku,
});

/** In words. */
export const skuSentence: Sentence<SkuCondition> = {
  en: ({ any_of }, say) => `${say.either("with sku", "other than sku")} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) =>
    `${say.either("mit der Artikelnummer", "außer der Artikelnummer")} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `${say.either("de référence", "hors référence")} ${say.oneOf(any_of)}`,
};
