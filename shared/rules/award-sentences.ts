/** The closed list of awards with the sentences that they declare. It names every member of the union, so a kind without one does not compile. */
import type { Award } from "./award.ts";
import { amountSentence } from "./awards/amount.ts";
import { bundleSentence } from "./awards/bundle.ts";
import { buyGetSentence } from "./awards/buy-get-sentence.ts";
import { certificateSentence } from "./awards/certificate.ts";
import { couponSentence } from "./awards/coupon.ts";
import { everyFullSentence } from "./awards/every-full.ts";
import { fixedPriceSentence } from "./awards/fixed-price.ts";
import { freeShippingSentence } from "./awards/free-shipping.ts";
import { giftSentence } from "./awards/gift.ts";
import { messageSentence } from "./awards/message.ts";
import { percentSentence } from "./awards/percent.ts";
import { pointsSentence } from "./awards/points.ts";
import { renewalsSentence } from "./awards/renewals.ts";
import { ticketSentence } from "./awards/ticket.ts";
import { tiersSentence } from "./awards/tiers-sentence.ts";
import type { Sentence } from "./wording.ts";

export const AWARD_SENTENCES: Readonly<Record<Award["kind"], Sentence<Award>>> = {
  percent: percentSentence,
  amount: amountSentence,
  buy_get: buyGetSentence,
  free_shipping: freeShippingSentence,
  fixed_price: fixedPriceSentence,
  bundle: bundleSentence,
  tiers: tiersSentence,
  every_full: everyFullSentence,
  gift: giftSentence,
  points: pointsSentence,
  coupon: couponSentence,
  certificate: certificateSentence,
  ticket: ticketSentence,
  message: messageSentence,
  renewals: renewalsSentence,
};
