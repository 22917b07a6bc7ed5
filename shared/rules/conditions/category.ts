/** Line condition: the line is in one of the categories or anywhere below one. */
import * as z from "zod";
import { keysOf, type LineKind, oneOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsOneOf, writeTexts } from "../program.ts";
import { truthOf, UNKNOWN } from "../truth.ts";

export const CategoryConditionSchema = z.strictObject({ kind: z.literal("category"), any_of: IdListSchema });
export type CategoryCondition = z.infer<typeof CategoryConditionSchema>;

/** CND-12. */
export const categoryKind: LineKind<CategoryCondition> = {
  ...PLAIN,
  opcode: 34,
  schema: CategoryConditionSchema,
  facts: ["lines", "catalogue"],
  sentence: ({ any_of }) => `the category is ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("category", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, run) =>
    run.categories === null ? UNKNOWN : truthOf(holdsOneOf(program, at, end, run.categories)),
};
