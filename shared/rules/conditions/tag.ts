/** Line condition: the line carries one of the tags. */
import * as z from "zod";
import { IdListSchema } from "../id-list.ts";

export const TagConditionSchema = z.strictObject({ kind: z.literal("tag"), any_of: IdListSchema });
export type TagCondition = z.infer<typeof TagConditionSchema>;
