/** Line condition: the brand is one of a list. */
import * as z from "zod";
import { keysOf, type LineKind, oneOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsText, writeTexts } from "../program.ts";
import { truthOf, UNKNOWN } from "../truth.ts";

export const BrandConditionSchema = z.strictObject({ kind: z.literal("brand"), any_of: IdListSchema });
export type BrandCondition = z.infer<typeof BrandConditionSchema>;

/** CND-13. */
export const brandKind: LineKind<BrandCondition> = {
  ...PLAIN,
  opcode: 35,
  schema: BrandConditionSchema,
  facts: ["lines", "catalogue"],
  sentence: ({ any_of }) => `the brand is ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("brand", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, run) =>
    run.brand === null ? UNKNOWN : truthOf(holdsText(program, at, end, run.brand)),
};
