/** The closed list of awards. Meaning: docs/spec/awards.md (AWD-n). */
import * as z from "zod";
import { AmountAwardSchema } from "./awards/amount.ts";
import { BuyGetAwardSchema } from "./awards/buy-get.ts";
import { FreeShippingAwardSchema } from "./awards/free-shipping.ts";
import { PercentAwardSchema } from "./awards/percent.ts";

export const AwardSchema = z.discriminatedUnion("kind", [
  PercentAwardSchema,
  AmountAwardSchema,
  BuyGetAwardSchema,
  FreeShippingAwardSchema,
]);
export type Award = z.infer<typeof AwardSchema>;
