/**
 * Redemptions that never happened and that the product must refuse: beside each recorded one the same coupon on the
 * same day by a household that the campaign was not sent to, and by the household itself on the day after the
 * campaign's end (rule 9 of demo/README.md). Each comes with a basket of one unit of the coupon's products, so that
 * nothing but the planted reason stands against it.
 */
import { Temporal } from "temporal-polyfill";
import { addedLines, type BasketLine, type PriceList } from "./basket.ts";
import type { Campaign, Coupon } from "./campaign.ts";
import { byCodeUnit } from "./csv.ts";
import type { HouseholdDay } from "./household-day.ts";

/** A redemption to try, and the reason with which it must be refused. */
export interface PlantedRefusal {
  readonly day: string;
  readonly household: string;
  readonly code: string;
  readonly campaign: string;
  readonly lines: readonly BasketLine[];
  readonly reason: "customer_not_eligible" | "expired";
}

/** Two planted redemptions for each recorded one, by day; those of one day in the order of the recorded ones. */
export function plantedRefusals(
  householdDays: readonly HouseholdDay[],
  campaigns: ReadonlyMap<string, Campaign>,
  coupons: ReadonlyMap<string, Coupon>,
  prices: PriceList,
): PlantedRefusal[] {
  const everyone = new Set([...campaigns.values()].flatMap((campaign) => [...campaign.households]));
  const households = [...everyone].sort(byCodeUnit);
  const basketOf = couponBaskets(coupons, prices);
  const planted: PlantedRefusal[] = [];
  let place = 0;
  for (const { day, household, redemptions } of householdDays) {
    for (const { code, campaign } of redemptions) {
      const sent = campaigns.get(campaign);
      if (sent === undefined) throw new Error(`redeemed campaign \`${campaign}\` is not described`);
      const lines = basketOf(code);
      const stranger = firstUntargeted(households, place, sent);
      const dayAfter = Temporal.PlainDate.from(sent.endDay).add({ days: 1 }).toString();
      planted.push(
        { day, household: stranger, code, campaign, lines, reason: "customer_not_eligible" },
        { day: dayAfter, household, code, campaign, lines, reason: "expired" },
      );
      place += 1;
    }
  }
  return planted.sort((a, b) => byCodeUnit(a.day, b.day));
}

/** One unit of the coupon's products, chosen as for a basket in which it stands alone. */
function couponBaskets(
  coupons: ReadonlyMap<string, Coupon>,
  prices: PriceList,
): (code: string) => readonly BasketLine[] {
  const baskets = new Map<string, readonly BasketLine[]>();
  return (code) => {
    const known = baskets.get(code);
    if (known !== undefined) return known;
    const coupon = coupons.get(code);
    const lines = coupon === undefined ? [] : addedLines([], [coupon], prices);
    baskets.set(code, lines);
    return lines;
  };
}

/** Starts at a place that moves with each redemption, so that the planted ones spread over the households. */
function firstUntargeted(households: readonly string[], place: number, campaign: Campaign): string {
  const start = place % households.length;
  const fromStart = [...households.slice(start), ...households.slice(0, start)];
  const stranger = fromStart.find((household) => !campaign.households.has(household));
  if (stranger === undefined) throw new Error(`campaign \`${campaign.id}\` was sent to every household`);
  return stranger;
}
