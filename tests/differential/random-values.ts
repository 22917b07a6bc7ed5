/** Random rates, sums and values of awards. Sums are near what the lines of the cart cost. */
import type { Chance } from "./chance.ts";
import { type Meeting, randomAmounts } from "./random-bounds.ts";
import { BIG_PRICES, SMALL_PRICES, WORDS } from "./words.ts";

export function randomRate(chance: Chance): number {
  return chance.one([1, 500, 1000, 1000, 1250, 2000, 2500, 3333, 5000, 9999, 10_000]);
}

export function randomCap(meeting: Meeting) {
  const { chance } = meeting;
  if (!chance.once(4)) return {};
  return { cap: randomAmounts(meeting, chance.one([1, 2, 3, 10, 100, 499, 1000])) };
}

/** Often what a line, or a part of it, costs. */
export function randomSum({ chance, facts }: Meeting): number {
  if (facts.lines.length > 0 && !chance.once(3)) {
    const { catalog, quantity } = chance.one(facts.lines);
    return Math.floor((catalog * chance.one([1, quantity])) / chance.one([1, 2, 10])) + chance.whole(-1, 1);
  }
  return chance.once(20) ? chance.one(BIG_PRICES) : chance.one(SMALL_PRICES);
}

/** What is done to the price of units: exactly one of the three. */
export function randomUnitValue(meeting: Meeting) {
  const { chance } = meeting;
  switch (chance.whole(1, 4)) {
    case 1:
      return { amounts: randomAmounts(meeting, randomSum(meeting)) };
    case 2:
      return { prices: randomAmounts(meeting, randomSum(meeting)) };
    default:
      return { rate_bps: randomRate(chance) };
  }
}

export function randomCharges({ chance }: Meeting) {
  return {
    ...(chance.once(3) ? { methods: chance.some<string>(WORDS.method, 1, 2) } : {}),
    ...(chance.once(4) ? { sellers: chance.some<string>(WORDS.seller, 1, 2) } : {}),
  };
}
