/** Cart condition: the customer is in one of the segments. */
import * as z from "zod";
import { IdListSchema } from "../id-list.ts";

export const SegmentConditionSchema = z.strictObject({ kind: z.literal("segment"), any_of: IdListSchema });
export type SegmentCondition = z.infer<typeof SegmentConditionSchema>;
