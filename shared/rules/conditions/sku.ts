/** Line condition: the sku is one of a list. */
import * as z from "zod";
import { IdListSchema } from "../id-list.ts";

export const SkuConditionSchema = z.strictObject({ kind: z.literal("sku"), any_of: IdListSchema });
export type SkuCondition = z.infer<typeof SkuConditionSchema>;
