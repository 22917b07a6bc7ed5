/** Line condition: a value of the line's metadata. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { testAttribute, writeAttributeTest } from "../attribute-test.ts";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { attributeTested } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const LineMetadataConditionSchema = attributeTested({
  kind: z.literal("line_metadata"),
  name: AttributeNameSchema,
});
export type LineMetadataCondition = z.infer<typeof LineMetadataConditionSchema>;

/** CND-31. */
export const lineMetadataKind: LineKind<LineMetadataCondition> = {
  ...PLAIN,
  opcode: 42,
  schema: LineMetadataConditionSchema,
  facts: ["lines", "line_metadata"],
  keys: () => null,
  write: (condition, out) => writeAttributeTest(out, condition),
  test: (program, at, end, run) => testAttribute(program, at, end, run.metadata),
};

/** In words. */
export const lineMetadataSentence: Sentence<LineMetadataCondition> = {
  en: (condition, say) => `whose detail ${condition.name} ${say.is} ${say.valued(condition)}`,
  de: (condition, say) =>
    `${say.either("mit der", "ohne die")} Angabe ${condition.name}: ${say.valued(condition)}`,
  fr: (condition, say) => `dont la mention ${condition.name} ${say.is} ${say.valued(condition)}`,
};
