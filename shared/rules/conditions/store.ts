/** Cart condition: the store is one of a list or belongs to one of the groups. */
import * as z from "zod";
import { SlugSchema } from "../../model/identifier.ts";
import { LIMITS } from "../../model/limits.ts";

export const StoreConditionSchema = z
  .strictObject({
    kind: z.literal("store"),
    any_of: z.array(SlugSchema).max(LIMITS.stores).default([]),
    groups: z.array(SlugSchema).max(LIMITS.storeGroups).default([]),
  })
  .refine((store) => store.any_of.length + store.groups.length > 0, "must name a store or a group");
export type StoreCondition = z.infer<typeof StoreConditionSchema>;
