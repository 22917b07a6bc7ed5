/** Cart condition: the goods go to one of the regions. */
import * as z from "zod";
import type { CartKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { textKind, wrong } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const RegionConditionSchema = z.strictObject({ kind: z.literal("region"), any_of: IdListSchema });
export type RegionCondition = z.infer<typeof RegionConditionSchema>;

/** CND-10. */
export const regionKind: CartKind<RegionCondition> = textKind({
  opcode: 27,
  schema: RegionConditionSchema,
  facts: ["region"],
  key: "region",
  read: (cart) => cart.region,
  reason: ({ facts }) => wrong("wrong_country", facts.region, "region"),
});

/** In words. */
export const regionSentence: Sentence<RegionCondition> = {
  en: ({ any_of }, say) => `the region of delivery ${say.is} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `die Lieferregion ${say.is} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `la région de livraison ${say.is} ${say.oneOf(any_of)}`,
};
