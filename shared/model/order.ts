/**
 * What an order service says of an order: at commit, and with the upsert in the control plane. Attribution, exposures and renewal
 * are stored from the first day, since they cannot be asked for afterwards.
 */
import * as z from "zod";
import { AmountSchema } from "./amount.ts";
import { MetadataSchema } from "./attribute.ts";
import { ExternalIdSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const InstantSchema = z.iso.datetime();

export const AttributionSchema = z.strictObject({
  source: z.string().max(LIMITS.name).optional(),
  medium: z.string().max(LIMITS.name).optional(),
  campaign: z.string().max(LIMITS.name).optional(),
  touch_id: ExternalIdSchema.optional(),
});

export const ExposureSchema = z.strictObject({ experiment: ExternalIdSchema, variant: ExternalIdSchema });

/** The order of a commit. */
export const CommitOrderSchema = z.strictObject({
  external_id: ExternalIdSchema,
  placed_at: InstantSchema,
  /** Set once money was taken: from then on a late commit is never refused. */
  paid_at: InstantSchema.optional(),
  tenders: z
    .array(z.strictObject({ kind: z.string().max(32), amount: AmountSchema }))
    .max(20)
    .optional(),
  exposures: z.array(ExposureSchema).max(50).optional(),
  attribution: AttributionSchema.optional(),
  metadata: MetadataSchema.optional(),
});
export type CommitOrder = z.infer<typeof CommitOrderSchema>;
