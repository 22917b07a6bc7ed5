/** The small record by which the edge knows a customer: in KV under the customer key, written by the control plane. */
import * as z from "zod";
import { attributesSchema } from "./attribute.ts";
import { CUSTOMER_PROFILE } from "./customer-profile.ts";
import { ExternalIdSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const CustomerRecordSchema = z.strictObject({
  /** Grows with every change; an older record never replaces a newer one. */
  version: z.int(),
  updated_at_ms: z.int(),
  segments: z.array(ExternalIdSchema).max(LIMITS.customerSegments),
  attributes: attributesSchema(LIMITS.customerAttributes),
  /** Paid orders so far, by import. It may lag and never decides a limit. */
  order_count: z.int().min(0),
  ...CUSTOMER_PROFILE,
});
export type CustomerRecord = z.infer<typeof CustomerRecordSchema>;
