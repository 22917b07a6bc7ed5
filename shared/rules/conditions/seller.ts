/** Line condition: the line is sold by one of the sellers of a marketplace. */
import * as z from "zod";
import type { LineKind } from "../condition-kind.ts";
import { IdListSchema } from "../id-list.ts";
import { lineTextKind } from "../text-test.ts";
import type { Sentence } from "../wording.ts";

export const SellerConditionSchema = z.strictObject({ kind: z.literal("seller"), any_of: IdListSchema });
export type SellerCondition = z.infer<typeof SellerConditionSchema>;

/** CND-31. */
export const sellerKind: LineKind<SellerCondition> = lineTextKind({
  opcode: 40,
  schema: SellerConditionSchema,
  facts: ["lines"],
  key: "seller",
  read: (run) => run.seller,
});

/** In words. */
export const sellerSentence: Sentence<SellerCondition> = {
  en: ({ any_of }, say) => `${say.either("sold by", "not sold by")} ${say.oneOf(any_of)}`,
  de: ({ any_of }, say) => `${say.either("von Verkäufer", "nicht von Verkäufer")} ${say.oneOf(any_of)}`,
  fr: ({ any_of }, say) => `${say.either("du vendeur", "hors vendeur")} ${say.oneOf(any_of)}`,
};
