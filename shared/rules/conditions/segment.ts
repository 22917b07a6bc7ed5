/** Cart condition: the customer is in one of the segments. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const SegmentConditionSchema = z.strictObject({ kind: z.literal("segment"), any_of: IdListSchema });
export type SegmentCondition = z.infer<typeof SegmentConditionSchema>;

/** CND-6. */
export const segmentKind: CartKind<SegmentCondition> = textKind({
  opcode: 18,
  schema: SegmentConditionSchema,
  facts: ["segments"],
  key: "segment",
  read: (cart) => cart.segments,
  reason: () => ({ code: "customer_not_eligible", by: "segment" }),
});

/** In words. */
export const segmentSentence: Sentence<SegmentCondition> = {
  en: ({ any_of }, say) => `the customer ${say.either("is in", "is not in")} segment ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `der Kunde gehört ${say.either("zum", "nicht zum")} Segment ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) =>
    `le client ${say.either("fait", "ne fait pas")} partie du segment ${say.oneOf(any_of)}`,
};
