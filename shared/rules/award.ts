/** The closed list of awards. Meaning: docs/spec/awards.md (AWD-n). */
import * as z from "zod";
import { AmountAwardSchema } from "./awards/amount.ts";
import { BundleAwardSchema } from "./awards/bundle.ts";
import { BuyGetAwardSchema } from "./awards/buy-get.ts";
import { CertificateAwardSchema } from "./awards/certificate.ts";
import { CouponAwardSchema } from "./awards/coupon.ts";
import { EveryFullAwardSchema } from "./awards/every-full.ts";
import { FixedPriceAwardSchema } from "./awards/fixed-price.ts";
import { FreeShippingAwardSchema } from "./awards/free-shipping.ts";
import { GiftAwardSchema } from "./awards/gift.ts";
import { MessageAwardSchema } from "./awards/message.ts";
import { PercentAwardSchema } from "./awards/percent.ts";
import { PointsAwardSchema } from "./awards/points.ts";
import { RenewalsAwardSchema } from "./awards/renewals.ts";
import { TicketAwardSchema } from "./awards/ticket.ts";
import { TiersAwardSchema } from "./awards/tiers.ts";

export const AwardSchema = z.discriminatedUnion("kind", [
  PercentAwardSchema,
  AmountAwardSchema,
  FixedPriceAwardSchema,
  BuyGetAwardSchema,
  BundleAwardSchema,
  TiersAwardSchema,
  EveryFullAwardSchema,
  FreeShippingAwardSchema,
  GiftAwardSchema,
  PointsAwardSchema,
  CouponAwardSchema,
  CertificateAwardSchema,
  TicketAwardSchema,
  MessageAwardSchema,
  RenewalsAwardSchema,
]);
export type Award = z.infer<typeof AwardSchema>;
