/**
 * A campaign as its author writes it: the content of one immutable version. `moment` and `aim` are two independent ways to sort
 * campaigns; neither means anything to pricing.
 */
import * as z from "zod";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { ScheduleSchema } from "../../shared/rules/schedule.ts";

/** When in the customer's life it works. */
export const MomentSchema = z.enum(["membership", "purchase", "post_sales", "promotional"]);
/** What it is to bring about. */
export const AimSchema = z.enum(["promotion", "acquisition", "retention", "conversion"]);

export const TagSchema = z.string().trim().toLowerCase().min(1).max(LIMITS.tag);

/** Which stores take part: all of them or the named ones and groups, less the exceptions. */
export const StoresLinkSchema = z
  .strictObject({
    all: z.boolean().default(false),
    groups: z.array(SlugSchema).max(LIMITS.storeGroups).default([]),
    stores: z.array(SlugSchema).max(LIMITS.stores).default([]),
    except: z.array(SlugSchema).max(LIMITS.stores).default([]),
  })
  .refine(
    (link) => link.all !== link.groups.length + link.stores.length > 0,
    "must say either `all` or name groups or stores",
  );
export type StoresLink = z.infer<typeof StoresLinkSchema>;

export const CampaignContentSchema = z.strictObject({
  name: z.string().trim().min(1).max(LIMITS.name),
  moment: MomentSchema,
  aim: AimSchema,
  description: z.string().max(LIMITS.description).default(""),
  tags: z.array(TagSchema).max(LIMITS.tags).default([]),
  /** Zone, start, end and timetable; without it the campaign has no end of its own. */
  schedule: ScheduleSchema.optional(),
  stores: StoresLinkSchema.default({ all: true, groups: [], stores: [], except: [] }),
});
export type CampaignContent = z.infer<typeof CampaignContentSchema>;
