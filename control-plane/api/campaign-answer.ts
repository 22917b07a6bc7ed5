/** A campaign as it is answered: content, state in all three vocabularies, and what is odd about it. */
import { z } from "@hono/zod-openapi";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { CampaignContentSchema } from "../campaigns/campaign-content.ts";
import { CAMPAIGN_STATES, campaignState, STATE_LABELS } from "../campaigns/campaign-state.ts";
import type { Campaign } from "../db/campaigns.ts";
import { instantText } from "./key-answer.ts";
import { PromotionSchema } from "./promotion-answer.ts";
import { pageSchema } from "./route-parts.ts";

export const CampaignSchema = z
  .strictObject({
    id: SlugSchema,
    version: z.int(),
    state: z.enum(CAMPAIGN_STATES),
    labels: z.strictObject({
      status: z.enum(["active", "inactive", "scheduled", "expired"]),
      phase: z.enum(["not_started", "active", "ended"]),
    }),
    starts_at: z.iso.datetime().nullable(),
    ends_at: z.iso.datetime().nullable(),
    content: CampaignContentSchema,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("Campaign");
export type CampaignAnswer = z.infer<typeof CampaignSchema>;

const WarningSchema = z.strictObject({ code: z.literal("duplicate_name"), campaign: SlugSchema });

/** After a change of content: what an author should know, though it is allowed. */
export const ChangedCampaignSchema = z
  .strictObject({ campaign: CampaignSchema, warnings: z.array(WarningSchema) })
  .openapi("ChangedCampaign");

export const CampaignTreeSchema = z
  .strictObject({
    campaign: CampaignSchema,
    promotions: pageSchema(PromotionSchema),
    states: z.array(
      z.strictObject({
        from: z.string().nullable(),
        to: z.string(),
        actor: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .openapi("CampaignTree");

/** After a change of state. */
export const MovedCampaignSchema = z
  .strictObject({
    campaign: CampaignSchema,
    enforced: z.boolean().openapi({
      description:
        "Whether live and test ledger hold the stop or its end already; if not, it is pushed until they do.",
    }),
  })
  .openapi("MovedCampaign");

export function campaignAnswer({ head, content }: Campaign, nowMs: number): CampaignAnswer {
  const state = campaignState(head.state, head, nowMs);
  return {
    id: head.id,
    version: head.version,
    state,
    labels: STATE_LABELS[state],
    starts_at: head.startMs === null ? null : instantText(head.startMs),
    ends_at: head.endMs === null ? null : instantText(head.endMs),
    content,
    created_at: instantText(head.createdAtMs),
    updated_at: instantText(head.updatedAtMs),
  };
}
