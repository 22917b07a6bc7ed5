/** Variations of a case of pricing under which a law says what must stay. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { Chance } from "../differential/chance.ts";
import type { PricingCase } from "../differential/random-case.ts";

export function sumOf(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** The case with every list whose order means nothing, and the keys of every object, in a random order. Lists of facts are sorted. */
export function shuffled(priced: PricingCase, chance: Chance): PricingCase {
  const { rules } = priced;
  const mixed = {
    ...priced,
    rules: {
      ...rules,
      promotions: chance.shuffled(rules.promotions),
      codes: chance.shuffled(rules.codes),
      zones: chance.shuffled(rules.zones),
    },
  };
  return keysShuffled(mixed, chance) as PricingCase;
}

/** The lines keep what they are and change places, as they do when their ids are dealt anew. */
export function withIdsDealt(priced: PricingCase, chance: Chance): PricingCase {
  const { facts } = priced;
  const ids = chance.shuffled(facts.lines.map(({ id }) => id));
  const lines = facts.lines.map((line, index) => ({ ...line, id: ids[index] ?? line.id }));
  return { ...priced, facts: { ...facts, lines: inOrder(lines) } };
}

function inOrder(lines: LineFacts[]): LineFacts[] {
  return lines.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Ids of a list in a condition have no order either; trees and awards do. */
function keysShuffled(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return value.map((each) => keysShuffled(each, chance));
  if (typeof value !== "object" || value === null) return value;
  const fields = chance.shuffled(Object.entries(value)).map(([name, field]) => {
    const isSet = (name === "any_of" || name === "groups" || name === "methods") && Array.isArray(field);
    return [name, isSet ? chance.shuffled(field) : keysShuffled(field, chance)];
  });
  return Object.fromEntries(fields);
}

/** One line of several units becomes two of new ids that have as many together. */
export function withLineSplit(priced: PricingCase, chance: Chance): PricingCase {
  const { facts } = priced;
  const divisible = facts.lines.filter(({ quantity }) => quantity > 1);
  if (divisible.length === 0) return priced;
  const line = chance.one(divisible);
  const first = chance.whole(1, line.quantity - 1);
  const half = (id: string, quantity: number): LineFacts => ({ ...line, id, quantity });
  const [one, other] = chance.some(["!new", "l11", "m", "zzz"], 2, 2);
  const lines = [
    ...facts.lines.filter((each) => each !== line),
    half(one ?? "", first),
    half(other ?? "", line.quantity - first),
  ];
  return { ...priced, facts: { ...facts, lines: inOrder(lines) } };
}

/**
 * The case with all amount tables in a currency that the cart does not have, and the promotions that have such a table. `bounds` and
 * amounts are the only tables by currency in a promotion.
 */
export function inForeignCurrency(priced: PricingCase): { foreign: PricingCase; tabled: Set<string> } {
  const tabled = new Set<string>();
  const promotions = priced.rules.promotions.map((promotion) => {
    const text = JSON.stringify(promotion);
    const foreign = text.replace(/\{(?:"[A-Z]{3}":\d+,?)+\}/g, '{"CHF":1}');
    if (foreign !== text) tabled.add(promotion.id);
    return JSON.parse(foreign) as typeof promotion;
  });
  return { foreign: { ...priced, rules: { ...priced.rules, promotions } }, tabled };
}

/** The most that a promotion's caps and grant let it take off; Infinity without them. */
export function cappedAt({ rules, facts, options }: PricingCase, id: string): number {
  const grant = options.granted.find(({ promotion }) => promotion === id)?.amount ?? Infinity;
  const promotion = rules.promotions.find((each) => each.id === id);
  return Math.min(grant, sumOf((promotion?.awards ?? []).map((award) => capOf(award, facts.currency))));
}

function capOf(award: Award, currency: string): number {
  return award.kind === "percent" || award.kind === "free_shipping"
    ? (award.cap?.[currency] ?? Infinity)
    : Infinity;
}

export function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const field of Object.values(value)) deepFrozen(field);
    Object.freeze(value);
  }
  return value;
}
