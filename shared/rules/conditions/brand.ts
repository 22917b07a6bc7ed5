/** Line condition: the brand is one of a list. */
import * as z from "zod";
import { IdListSchema } from "../id-list.ts";

export const BrandConditionSchema = z.strictObject({ kind: z.literal("brand"), any_of: IdListSchema });
export type BrandCondition = z.infer<typeof BrandConditionSchema>;
