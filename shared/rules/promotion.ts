/** A promotion as its author writes it: the content of one immutable version. */
import * as z from "zod";
import { SlugSchema } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import { AwardSchema } from "./award.ts";
import { CartConditionSchema } from "./cart-condition.ts";
import { ScheduleSchema } from "./schedule.ts";

export const DEFAULT_LANE = "default";

export const PromotionContentSchema = z.strictObject({
  name: z.string().trim().min(1).max(LIMITS.name),
  /** What the shopper reads beside the discount. */
  label: z.string().trim().min(1).max(LIMITS.label),
  lane: SlugSchema.default(DEFAULT_LANE),
  /** Higher first; ties by id. */
  priority: z.int().min(-1_000_000).max(1_000_000).default(0),
  schedule: ScheduleSchema.optional(),
  conditions: CartConditionSchema.default({ kind: "all", of: [] }),
  awards: z.array(AwardSchema).min(1).max(LIMITS.promotionAwards),
});
export type PromotionContent = z.infer<typeof PromotionContentSchema>;
