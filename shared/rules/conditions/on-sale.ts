/** Line condition: the catalogue price is below the list price. */
import * as z from "zod";
import { type LineKind, PLAIN } from "../condition-kind.ts";
import { truthOf } from "../truth.ts";

export const OnSaleConditionSchema = z.strictObject({ kind: z.literal("on_sale") });
export type OnSaleCondition = z.infer<typeof OnSaleConditionSchema>;

/** CND-14. */
export const onSaleKind: LineKind<OnSaleCondition> = {
  ...PLAIN,
  opcode: 38,
  schema: OnSaleConditionSchema,
  facts: ["lines"],
  sentence: () => "the article is on sale",
  keys: () => null,
  write: () => {},
  test: (_program, _at, _end, run) => truthOf(run.catalog < run.list),
};
