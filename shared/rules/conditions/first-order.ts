/** Cart condition: the customer has no order so far. The ledger holds the place (contracts: first order). */
import * as z from "zod";

export const FirstOrderConditionSchema = z.strictObject({ kind: z.literal("first_order") });
export type FirstOrderCondition = z.infer<typeof FirstOrderConditionSchema>;
