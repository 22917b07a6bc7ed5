/** Random awards that may stand in a lane best_each (SEL-7): one on money that competes target by target, gifts and grants beside it. */
import type { Award } from "../../shared/rules/award.ts";
import type { Pick } from "../../shared/rules/pick.ts";
import { type Meeting, randomAmounts } from "./random-bounds.ts";
import { randomGift, randomGrant } from "./random-gifts.ts";
import { randomItems } from "./random-line-conditions.ts";
import { randomBuyGet } from "./random-sets.ts";
import { randomCharges, randomRate, randomSum } from "./random-values.ts";

export function randomEachAwards(meeting: Meeting, promotion: string): Award[] {
  const { chance } = meeting;
  const awards: Award[] = [randomEachAward(meeting)];
  if (chance.once(6)) {
    awards.push(chance.once(2) ? randomGift(meeting, promotion) : randomGrant(meeting));
  }
  return chance.shuffled(awards);
}

function randomEachAward(meeting: Meeting): Award {
  const { chance } = meeting;
  const rate_bps = randomRate(chance);
  const amounts = randomAmounts(meeting, randomSum(meeting));
  switch (chance.whole(1, 12)) {
    case 1:
      return { kind: "amount", amounts, on: "items", per: "line", ...randomItems(meeting) };
    case 2:
      return { kind: "percent", rate_bps, on: "order" };
    case 3:
      return { kind: "amount", amounts, on: "order" };
    case 4:
      return { kind: "percent", rate_bps, on: "shipping", ...randomCharges(meeting) };
    case 5:
      return chance.once(2)
        ? { kind: "amount", amounts, on: "shipping", per: "charge", ...randomCharges(meeting) }
        : { kind: "fixed_price", prices: amounts, on: "shipping", ...randomCharges(meeting) };
    case 6:
      return { kind: "free_shipping", ...randomCharges(meeting) };
    case 7:
    case 8:
      return randomBuyGet(meeting);
    default:
      return randomAtUnits(meeting);
  }
}

function randomAtUnits(meeting: Meeting): Award {
  const { chance } = meeting;
  const target = { on: "items" as const, ...randomItems(meeting), ...randomSteadyPick(meeting) };
  const amounts = randomAmounts(meeting, randomSum(meeting));
  switch (chance.whole(1, 4)) {
    case 1:
      return { kind: "amount", amounts, per: "unit", ...target };
    case 2:
      return { kind: "fixed_price", prices: amounts, per: "unit", ...target };
    default:
      return { kind: "percent", rate_bps: randomRate(chance), ...target };
  }
}

/** A pick that does not look at what others took. */
function randomSteadyPick({ chance }: Meeting): { pick?: Pick } {
  if (!chance.once(4)) return {};
  const units = chance.whole(1, 3);
  return {
    pick: chance.one<Pick>([
      { by: "cheapest", units },
      { by: "dearest", units },
      { by: "pattern", skip: 1, take: 1, from: chance.one(["cheapest", "dearest"] as const) },
    ]),
  };
}
