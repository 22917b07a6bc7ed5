/** Random amount tables and bounds. They lie at, just above and just below what the cart has. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Policies } from "../../shared/model/policies.ts";
import type { Chance } from "./chance.ts";
import { WORDS } from "./words.ts";

/** What rules are made for: a cart that they shall meet. */
export interface Meeting {
  chance: Chance;
  facts: CartFacts;
  atMs: number;
  /** Policies of the company. */
  policies: Policies;
}

/** A table that nearly always has the cart's currency. */
export function randomAmounts({ chance, facts }: Meeting, amount: number): Record<string, number> {
  const own = withinAmounts(amount);
  const others = chance.some(WORDS.currency, 0, chance.once(3) ? 2 : 0);
  const table = Object.fromEntries(others.map((currency) => [currency, chance.whole(1, 900)]));
  if (Object.keys(table).length === 0 || !chance.once(60)) table[facts.currency] = own;
  return table;
}

function withinAmounts(amount: number): number {
  return Math.min(Math.max(1, amount), 1_000_000_000_000);
}

/** Tables that ascend in every currency, all of the same currencies, for the steps of a table of tiers. */
export function ascendingAmounts(meeting: Meeting, froms: readonly number[]): Record<string, number>[] {
  const names = Object.keys(randomAmounts(meeting, 1));
  let last = 0;
  return froms.map((from) => {
    last = Math.max(last + 1, Math.min(withinAmounts(from), 999_999_999_000));
    return Object.fromEntries(names.map((name) => [name, last]));
  });
}

/** One bound, or one on each side. */
export function amountBounds(meeting: Meeting, near: () => number) {
  const { chance } = meeting;
  const lower = chance.one(["at_least", "at_least", "above"] as const);
  const upper = chance.one(["at_most", "below"] as const);
  const from = near();
  if (chance.once(5)) {
    return {
      [lower]: randomAmounts(meeting, from),
      [upper]: randomAmounts(meeting, from + chance.whole(0, 500)),
    };
  }
  return { [chance.once(3) ? upper : lower]: randomAmounts(meeting, from) };
}

export function countBounds({ chance }: Meeting, near: () => number) {
  const from = Math.max(0, near());
  if (chance.once(5)) return { at_least: from, at_most: from + chance.whole(0, 3) };
  return { [chance.one(["at_least", "at_least", "at_most"] as const)]: from };
}

export function attributeTest(chance: Chance) {
  const name = chance.one(WORDS.attributeName);
  if (chance.once(2)) return { name, any_of: chance.some(WORDS.attributeValue, 1, 6) };
  const lower = chance.one(["at_least", "above"] as const);
  const upper = chance.one(["at_most", "below"] as const);
  if (chance.once(4)) return { name, [lower]: 1, [upper]: 2.5 };
  return { name, [chance.one([lower, upper])]: chance.one([1, 2, 2.5]) };
}
