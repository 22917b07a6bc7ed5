/** The closed list of awards with what each declares. It names every member of the union, so a kind that is missing does not compile. */
import type { Award } from "./award.ts";
import type { AwardKind } from "./award-kind.ts";
import { amountKind } from "./awards/amount.ts";
import { buyGetKind } from "./awards/buy-get.ts";
import { freeShippingKind } from "./awards/free-shipping.ts";
import { percentKind } from "./awards/percent.ts";

export const AWARD_KINDS: Readonly<Record<Award["kind"], AwardKind<Award>>> = {
  percent: percentKind,
  amount: amountKind,
  buy_get: buyGetKind,
  free_shipping: freeShippingKind,
};
