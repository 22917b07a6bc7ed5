/** Cart condition: one of the codes of this promotion was typed and is valid now. */
import * as z from "zod";

export const CodeConditionSchema = z.strictObject({ kind: z.literal("code") });
export type CodeCondition = z.infer<typeof CodeConditionSchema>;
