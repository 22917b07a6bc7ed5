/** Line condition: the catalogue price is below the list price. */
import * as z from "zod";

export const OnSaleConditionSchema = z.strictObject({ kind: z.literal("on_sale") });
export type OnSaleCondition = z.infer<typeof OnSaleConditionSchema>;
