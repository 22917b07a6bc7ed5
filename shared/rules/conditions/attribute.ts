/** Line condition: a typed attribute of the product is one of some values, or a number within bounds. */
import * as z from "zod";
import { AttributeNameSchema } from "../../model/attribute.ts";
import { testAttribute, writeAttributeTest } from "../attribute-test.ts";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { attributeTested } from "../number-test.ts";
import type { Sentence } from "../wording.ts";

export const AttributeConditionSchema = attributeTested({
  kind: z.literal("attribute"),
  name: AttributeNameSchema,
});
export type AttributeCondition = z.infer<typeof AttributeConditionSchema>;

/** CND-13. */
export const attributeKind: LineKind<AttributeCondition> = {
  ...PLAIN,
  opcode: 37,
  schema: AttributeConditionSchema,
  facts: ["lines", "catalogue"],
  keys: () => null,
  write: (condition, out) => writeAttributeTest(out, condition),
  test: (program, at, end, run) => testAttribute(program, at, end, run.attributes),
};

/** In words. */
export const attributeSentence: Sentence<AttributeCondition> = {
  en: (condition, say) => `whose ${condition.name} ${say.is} ${say.valued(condition)}`,
  de: (condition, say) =>
    `${say.either("mit dem", "ohne das")} Merkmal ${condition.name}: ${say.valued(condition)}`,
  fr: (condition, say) => `dont la caractéristique ${condition.name} ${say.is} ${say.valued(condition)}`,
};
