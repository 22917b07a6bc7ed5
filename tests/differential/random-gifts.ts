/** Random gifts, often of the articles of gift lines that are in the cart, and grants with and without a worth. */
import type { Award } from "../../shared/rules/award.ts";
import type { Every } from "../../shared/rules/times.ts";
import { type Meeting, randomAmounts } from "./random-bounds.ts";
import { randomItems } from "./random-line-conditions.ts";
import { WORDS } from "./words.ts";

export function randomGift(meeting: Meeting, promotion: string): Award {
  const { chance, facts } = meeting;
  const own = facts.lines.filter(({ gift_of }) => gift_of === promotion).map(({ sku }) => sku);
  const choices = [...new Set([...chance.some(own, 0, 2), ...chance.some(WORDS.sku, 1, 2)])];
  return {
    kind: "gift",
    choices: chance.shuffled(choices),
    units: chance.one([1, 1, 2]),
    ...(chance.once(2) ? { every: randomEvery(meeting) } : {}),
    ...(chance.once(4) ? { times_max: chance.whole(1, 2) } : {}),
    ...randomWorth(meeting),
  };
}

function randomEvery(meeting: Meeting): Every {
  const { chance, facts } = meeting;
  if (chance.once(2)) return { units: chance.whole(1, 3), ...randomItems(meeting) };
  const price = facts.lines.length === 0 ? 100 : chance.one(facts.lines).catalog;
  return { amounts: randomAmounts(meeting, price + chance.whole(-1, 1)), ...randomItems(meeting) };
}

function randomWorth(meeting: Meeting) {
  const { chance } = meeting;
  if (chance.once(2)) return {};
  return { worth: randomAmounts(meeting, chance.one([1, 2, 10, 100, 500])) };
}

export function randomGrant(meeting: Meeting): Award {
  const { chance } = meeting;
  switch (chance.whole(1, 7)) {
    case 1:
      return { kind: "points", points: chance.whole(1, 3), ...randomWorth(meeting) };
    case 2: {
      const every = randomAmounts(meeting, chance.one([1, 2, 10, 99, 100]));
      return { kind: "points", points: chance.whole(1, 3), every, ...randomItems(meeting) };
    }
    case 3:
      return { kind: "coupon", set: chance.one(["thanks", "back"]), ...randomWorth(meeting) };
    case 4: {
      const amounts = randomAmounts(meeting, chance.one([1, 5, 500]));
      return { kind: "certificate", amounts, ...randomWorth(meeting) };
    }
    case 5:
      return { kind: "ticket", draw: "summer", tickets: chance.whole(1, 3), ...randomWorth(meeting) };
    case 6:
      return { kind: "message", message: "hello" };
    default:
      return { kind: "renewals", periods: chance.whole(1, 3) };
  }
}
