/** Award: an amount off matching items (per unit, per content run, or once over all), the order, or shipping. */
import * as z from "zod";
import { AmountsSchema } from "../../model/amount.ts";
import { TARGET_FIELDS, targeted } from "../target.ts";

export const AmountAwardSchema = targeted({
  kind: z.literal("amount"),
  amounts: AmountsSchema,
  /** For items the author must say; order and shipping are always once over all. */
  per: z.enum(["unit", "line", "once"]).optional(),
  ...TARGET_FIELDS,
}).refine(
  (award) => (award.on === "items") === (award.per !== undefined),
  "needs `per` for items, and only there",
);
export type AmountAward = z.infer<typeof AmountAwardSchema>;
