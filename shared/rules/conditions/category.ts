/** Line condition: the line is in one of the categories or anywhere below one. */
import * as z from "zod";
import { IdListSchema } from "../id-list.ts";

export const CategoryConditionSchema = z.strictObject({ kind: z.literal("category"), any_of: IdListSchema });
export type CategoryCondition = z.infer<typeof CategoryConditionSchema>;
