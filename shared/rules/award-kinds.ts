/** The closed list of awards with what each declares. It names every member of the union, so a kind that is missing does not compile. */
import type { Award } from "./award.ts";
import type { AwardKind } from "./award-kind.ts";
import { amountKind } from "./awards/amount.ts";
import { bundleKind } from "./awards/bundle.ts";
import { buyGetKind } from "./awards/buy-get.ts";
import { certificateKind } from "./awards/certificate.ts";
import { couponKind } from "./awards/coupon.ts";
import { everyFullKind } from "./awards/every-full.ts";
import { fixedPriceKind } from "./awards/fixed-price.ts";
import { freeShippingKind } from "./awards/free-shipping.ts";
import { giftKind } from "./awards/gift.ts";
import { messageKind } from "./awards/message.ts";
import { percentKind } from "./awards/percent.ts";
import { pointsKind } from "./awards/points.ts";
import { renewalsKind } from "./awards/renewals.ts";
import { ticketKind } from "./awards/ticket.ts";
import { tiersKind } from "./awards/tiers.ts";

export const AWARD_KINDS: Readonly<Record<Award["kind"], AwardKind<Award>>> = {
  percent: percentKind,
  amount: amountKind,
  buy_get: buyGetKind,
  free_shipping: freeShippingKind,
  fixed_price: fixedPriceKind,
  bundle: bundleKind,
  tiers: tiersKind,
  every_full: everyFullKind,
  gift: giftKind,
  points: pointsKind,
  coupon: couponKind,
  certificate: certificateKind,
  ticket: ticketKind,
  message: messageKind,
  renewals: renewalsKind,
};
