/** Cart condition: the customer can be told from others (an id, an e-mail or a phone). */
import * as z from "zod";

export const CustomerKnownConditionSchema = z.strictObject({ kind: z.literal("customer_known") });
export type CustomerKnownCondition = z.infer<typeof CustomerKnownConditionSchema>;
