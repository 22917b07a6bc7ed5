/** Line condition: the brand is one of a list. */
import * as z from "zod";
import type { LineKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { lineTextKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const BrandConditionSchema = z.strictObject({ kind: z.literal("brand"), any_of: IdListSchema });
export type BrandCondition = z.infer<typeof BrandConditionSchema>;

/** CND-13. */
export const brandKind: LineKind<BrandCondition> = lineTextKind({
  opcode: 35,
  schema: BrandConditionSchema,
  facts: ["lines", "catalogue"],
  key: "brand",
  read: (run) => run.brand,
});

/** In words. */
export const brandSentence: Sentence<BrandCondition> = {
  en: ({ any_of }, say) => `${say.either("of brand", "not of brand")} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `${say.either("der Marke", "außer der Marke")} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `${say.either("de la marque", "hors marque")} ${say.oneOf(any_of)}`,
};
