/** Line condition: the line carries one of the tags. */
import * as z from "zod";
import type { LineKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { lineTextKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const TagConditionSchema = z.strictObject({ kind: z.literal("tag"), any_of: IdListSchema });
export type TagCondition = z.infer<typeof TagConditionSchema>;

/** CND-12. */
export const tagKind: LineKind<TagCondition> = lineTextKind({
  opcode: 36,
  schema: TagConditionSchema,
  facts: ["lines", "catalogue"],
  key: "tag",
  read: (run) => run.tags,
});

/** In words. */
export const tagSentence: Sentence<TagCondition> = {
  en: ({ any_of }, say) => `${say.either("with tag", "without tag")} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `${say.either("mit dem Schlagwort", "ohne das Schlagwort")} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `${say.either("avec l'étiquette", "sans l'étiquette")} ${say.oneOf(any_of)}`,
};
