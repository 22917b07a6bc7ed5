/** Line condition: the line is in one of the categories or anywhere below one. */
import * as z from "zod";
import type { LineKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { lineTextKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const CategoryConditionSchema = z.strictObject({ kind: z.literal("category"), any_of: IdListSchema });
export type CategoryCondition = z.infer<typeof CategoryConditionSchema>;

/** CND-12. */
export const categoryKind: LineKind<CategoryCondition> = lineTextKind({
  opcode: 34,
  schema: CategoryConditionSchema,
  facts: ["lines", "catalogue"],
  key: "category",
  read: (run) => run.categories,
});

/** In words. */
export const categorySentence: Sentence<CategoryCondition> = {
  en: ({ any_of }, say) => `${say.either("of category", "outside category")} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `${say.either("der Kategorie", "außerhalb der Kategorie")} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `${say.either("de la catégorie", "hors catégorie")} ${say.oneOf(any_of)}`,
};
