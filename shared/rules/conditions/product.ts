/** Line condition: the product, parent of variants, is one of a list. */
import * as z from "zod";
import { keysOf, type LineKind, oneOf, PLAIN } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { holdsText, writeTexts } from "../program.ts";
import { truthOf } from "../truth.ts";

export const ProductConditionSchema = z.strictObject({ kind: z.literal("product"), any_of: IdListSchema });
export type ProductCondition = z.infer<typeof ProductConditionSchema>;

/** CND-12. */
export const productKind: LineKind<ProductCondition> = {
  ...PLAIN,
  opcode: 33,
  schema: ProductConditionSchema,
  facts: ["lines"],
  sentence: ({ any_of }) => `the product is ${oneOf(any_of)}`,
  keys: ({ any_of }) => keysOf("product", any_of),
  write: ({ any_of }, out) => writeTexts(out, any_of),
  test: (program, at, end, run) => truthOf(holdsText(program, at, end, run.product)),
};
