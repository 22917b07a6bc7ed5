/** Line condition: the product, parent of variants, is one of a list. */
import * as z from "zod";
import { IdListSchema } from "../id-list.ts";

export const ProductConditionSchema = z.strictObject({ kind: z.literal("product"), any_of: IdListSchema });
export type ProductCondition = z.infer<typeof ProductConditionSchema>;
