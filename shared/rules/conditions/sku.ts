/** Line condition: the sku is one of a list. */
import * as z from "zod";
import { keysOf, type LineKind, oneOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsText, writeTexts } from "../program.ts";
import { truthOf } from "../truth.ts";

export const SkuConditionSchema = z.strictObject({ kind: z.literal("sku"), any_of: IdListSchema });
export type SkuCondition = z.infer<typeof SkuConditionSchema>;

/** CND-12. */
export const skuKind: LineKind<SkuCondition> = {
  ...PLAIN,
  opcode: 32,
  schema: SkuConditionSchema,
  facts: ["lines"],
  sentence: ({ any_of }) => `the sku is ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("sku", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, run) => truthOf(holdsText(program, at, end, run.sku)),
};
