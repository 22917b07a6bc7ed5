/** Variations of a case of pricing under which a law says what must stay. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import { canonicalJson } from "../../shared/quote/canonical.ts";
import type { RuleSet } from "../../shared/rules/rule-set.ts";
import type { Chance } from "../differential/chance.ts";
import type { PricingCase } from "../differential/random-case.ts";

/** The case with every list whose order means nothing, and the keys of every object, in a random order. Lists of facts are sorted. */
export function shuffled(priced: PricingCase, chance: Chance): PricingCase {
  return keysShuffled({ ...priced, rules: listsShuffled(priced.rules, chance) }, chance) as PricingCase;
}

/** The rules with what has no order in a rule set, and with the keys of every object, in a random order. */
export function reordered(rules: RuleSet, chance: Chance): RuleSet {
  return keysShuffled(listsShuffled(rules, chance), chance, NO_SETS) as RuleSet;
}

function listsShuffled(rules: RuleSet, chance: Chance): RuleSet {
  return {
    ...rules,
    promotions: chance.shuffled(rules.promotions),
    codes: chance.shuffled(rules.codes),
    zones: chance.shuffled(rules.zones),
  };
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

const SETS = new Set([
  "any_of",
  "groups",
  "methods",
  "sellers",
  "prefixes",
  "states",
  "plans",
  "next_plans",
  "combines_with",
  "excludes_reduced",
  "weekly",
  "month_days",
]);

const NO_SETS: ReadonlySet<string> = new Set();

/** Ids of a list in a condition have no order either; trees and awards do. */
function keysShuffled(value: unknown, chance: Chance, sets: ReadonlySet<string> = SETS): unknown {
  if (Array.isArray(value)) return value.map((each) => keysShuffled(each, chance, sets));
  if (typeof value !== "object" || value === null) return value;
  const fields = chance.shuffled(Object.entries(value)).map(([name, field]) => {
    return [
      name,
      sets.has(name) && Array.isArray(field) ? chance.shuffled(field) : keysShuffled(field, chance, sets),
    ];
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

/** Lines of equal content become one with as many units, by the first of their ids. Measured goods stay one unit a line. */
export function withLinesMerged(priced: PricingCase): PricingCase {
  const { facts } = priced;
  const content = (line: LineFacts) =>
    canonicalJson({ ...line, id: line.measure === undefined ? "" : line.id, quantity: 0 });
  const lines = [...Map.groupBy(facts.lines, content).values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, quantity: others.reduce((sum, { quantity }) => sum + quantity, first.quantity) }],
  );
  return { ...priced, facts: { ...facts, lines: inOrder(lines) } };
}

/** The case in a currency that it does not know yet, and the way back for the text of an answer. */
export function inNewCurrency(
  priced: PricingCase,
  name: string,
): { renamed: PricingCase; back: (answer: string) => string } {
  const own = `"${priced.facts.currency}"`;
  const other = `"${name}"`;
  const text = JSON.stringify(priced);
  if (text.includes(other)) return { renamed: priced, back: (answer) => answer };
  return {
    renamed: JSON.parse(text.replaceAll(own, other)),
    back: (answer) => answer.replaceAll(other, own),
  };
}

export function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const field of Object.values(value)) deepFrozen(field);
    Object.freeze(value);
  }
  return value;
}
