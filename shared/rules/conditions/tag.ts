/** Line condition: the line carries one of the tags. */
import * as z from "zod";
import { keysOf, type LineKind, oneOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsOneOf, writeTexts } from "../program.ts";
import { truthOf, UNKNOWN } from "../truth.ts";

export const TagConditionSchema = z.strictObject({ kind: z.literal("tag"), any_of: IdListSchema });
export type TagCondition = z.infer<typeof TagConditionSchema>;

/** CND-12. */
export const tagKind: LineKind<TagCondition> = {
  ...PLAIN,
  opcode: 36,
  schema: TagConditionSchema,
  facts: ["lines", "catalogue"],
  sentence: ({ any_of }) => `the tag is ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("tag", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, run) =>
    run.tags === null ? UNKNOWN : truthOf(holdsOneOf(program, at, end, run.tags)),
};
