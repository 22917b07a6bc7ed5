/** A promotion as its author writes it: the content of one immutable version. */
import * as z from "zod";
import { AmountsSchema } from "../model/amount.ts";
import { SlugSchema } from "../model/identifier.ts";
import { LIMITS } from "../model/limits.ts";
import { PromotionPoliciesSchema } from "../model/policies.ts";
import { AwardSchema } from "./award.ts";
import { CartConditionSchema } from "./cart-condition.ts";
import { ScheduleSchema } from "./schedule.ts";

/** How a unit came to cost less: a price that the shop sent, a catalogue promotion, a promotion that was applied before. */
export const ReducedSchema = z.enum(["price", "catalogue_promotion", "earlier_promotion"]);
export type Reduced = z.infer<typeof ReducedSchema>;

/**
 * `sole`: if it has an effect nothing else is chosen; `stop`: nothing after it; `only_if_first`: it is not chosen with something before
 * it. In its lane, or in the whole cart (SEL-17).
 */
export const ExclusiveSchema = z.strictObject({
  reading: z.enum(["sole", "stop", "only_if_first"]),
  reach: z.enum(["lane", "cart"]).default("lane"),
});
export type Exclusive = z.infer<typeof ExclusiveSchema>;

/** With it shoppers hear what they lack of the promotion; within so much of a goal alone, where that is said (HNT-1, HNT-4). */
const HintWishSchema = z.strictObject({
  within_amounts: AmountsSchema.optional(),
  within_units: z
    .int()
    .min(1)
    .max(LIMITS.lineQuantity * LIMITS.cartLines)
    .optional(),
});
export type HintWish = z.infer<typeof HintWishSchema>;

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
  /** `catalogue` promotions lower the prices of articles before any cart (CAT-n). */
  stage: z.enum(["cart", "catalogue"]).default("cart"),
  exclusive: ExclusiveSchema.optional(),
  /** The class it is in, and those that it combines with; without a list with every class. Both sides must allow (SEL-18). */
  class: SlugSchema.optional(),
  combines_with: z.array(SlugSchema).max(LIMITS.classes).optional(),
  /** Units reduced in one of these ways are no targets (AWD-24). */
  excludes_reduced: z.array(ReducedSchema).min(1).max(3).optional(),
  policies: PromotionPoliciesSchema.optional(),
  hint: HintWishSchema.optional(),
});
export type PromotionContent = z.infer<typeof PromotionContentSchema>;
