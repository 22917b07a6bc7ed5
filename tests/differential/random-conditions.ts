/** Random condition trees of every kind. Bounds lie at, just above and just below what the cart has. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { CartCondition, CartLeaf } from "../../shared/rules/cart-condition.ts";
import type { LineCondition, LineLeaf } from "../../shared/rules/line-condition.ts";
import type { Chance } from "./chance.ts";
import { SMALL_PRICES, WORDS } from "./words.ts";

/** What rules are made for: a cart that they shall meet. */
export interface Meeting {
  chance: Chance;
  facts: CartFacts;
}

export function randomTree(meeting: Meeting, depth: number, mayHoldCode: boolean): CartCondition {
  const { chance } = meeting;
  const branch = depth > 0 ? chance.whole(1, 10) : 10;
  if (branch <= 2) {
    return {
      kind: "all",
      of: chance.many(childCount(chance), () => randomTree(meeting, depth - 1, mayHoldCode)),
    };
  }
  if (branch <= 4) {
    return {
      kind: "any",
      of: chance.many(Math.max(1, childCount(chance)), () => randomTree(meeting, depth - 1, mayHoldCode)),
    };
  }
  if (branch <= 5) return { kind: "not", of: randomTree(meeting, depth - 1, false) };
  return randomLeaf(meeting, mayHoldCode);
}

function childCount(chance: Chance): number {
  return chance.once(30) ? 0 : chance.whole(1, 3);
}

function randomLeaf(meeting: Meeting, mayHoldCode: boolean): CartLeaf {
  const { chance } = meeting;
  const kind = chance.one(CART_KINDS);
  switch (kind) {
    case "subtotal":
      return randomSubtotal(meeting);
    case "quantity":
      return randomQuantityLeaf(meeting);
    case "segment":
      return { kind, any_of: chance.some(WORDS.segment, 1, 2) };
    case "customer_attribute":
      return { kind, ...randomAttributeTest(chance) };
    case "first_order":
    case "customer_known":
      return { kind };
    case "channel":
      return { kind, any_of: chance.some(WORDS.channel, 1, 2) };
    case "store": {
      const any_of = chance.some(WORDS.store, 0, 1);
      return { kind, any_of, groups: chance.some(WORDS.group, any_of.length === 0 ? 1 : 0, 2) };
    }
    case "country":
      return { kind, any_of: chance.some(WORDS.country, 1, 2) };
    case "code":
      return mayHoldCode ? { kind } : { kind: "customer_known" };
  }
}

const CART_KINDS = [
  "subtotal",
  "subtotal",
  "subtotal",
  "quantity",
  "quantity",
  "segment",
  "customer_attribute",
  "first_order",
  "customer_known",
  "channel",
  "store",
  "country",
  "code",
  "code",
] as const;

function randomSubtotal(meeting: Meeting): CartLeaf {
  const { chance, facts } = meeting;
  const sums = facts.lines.map((line) => line.catalog * line.quantity);
  const total = sums.reduce((sum, each) => sum + each, 0);
  const near = () => chance.one([total, total, chance.one([...sums, 5000]), 100]) + chance.whole(-1, 1);
  const items = chance.once(2) ? { items: randomLineTree(meeting, 2) } : {};
  const basis = chance.one(["catalog", "catalog", "list"] as const);
  return { kind: "subtotal", basis, ...items, ...amountBounds(meeting, near) };
}

function randomQuantityLeaf(meeting: Meeting): CartLeaf {
  const { chance, facts } = meeting;
  const total = facts.lines.reduce((sum, line) => sum + line.quantity, 0);
  const near = () => Math.max(0, chance.one([total, 1, 2, 3]) + chance.whole(-1, 1));
  const items = chance.once(2) ? { items: randomLineTree(meeting, 2) } : {};
  if (chance.once(5)) {
    const from = near();
    return { kind: "quantity", ...items, at_least: from, at_most: from + chance.whole(0, 3) };
  }
  return { kind: "quantity", ...items, [chance.one(["at_least", "at_least", "at_most"])]: near() };
}

function amountBounds(meeting: Meeting, near: () => number) {
  const { chance } = meeting;
  const lower = chance.one(["at_least", "at_least", "above"] as const);
  const upper = chance.one(["at_most", "below"] as const);
  const from = near();
  if (chance.once(5)) {
    return {
      [lower]: randomAmounts(meeting, from),
      [upper]: randomAmounts(meeting, from + chance.whole(1, 500)),
    };
  }
  return { [chance.once(3) ? upper : lower]: randomAmounts(meeting, from) };
}

/** A table that mostly has the cart's currency. */
export function randomAmounts({ chance, facts }: Meeting, amount: number): Record<string, number> {
  const own = Math.min(Math.max(1, amount), 1_000_000_000_000);
  const others = chance.some(WORDS.currency, 0, 2).map((currency) => [currency, chance.whole(1, 900)]);
  const table = Object.fromEntries(others);
  if (Object.keys(table).length === 0 || !chance.once(25)) table[facts.currency] = own;
  return table;
}

export function randomLineTree(meeting: Meeting, depth: number): LineCondition {
  const { chance } = meeting;
  const branch = depth > 0 ? chance.whole(1, 10) : 10;
  if (branch <= 1)
    return { kind: "all", of: chance.many(childCount(chance), () => randomLineTree(meeting, depth - 1)) };
  if (branch <= 3)
    return {
      kind: "any",
      of: chance.many(Math.max(1, childCount(chance)), () => randomLineTree(meeting, depth - 1)),
    };
  if (branch <= 4) return { kind: "not", of: randomLineTree(meeting, depth - 1) };
  return randomLineLeaf(meeting);
}

function randomLineLeaf(meeting: Meeting): LineLeaf {
  const { chance, facts } = meeting;
  const kind = chance.one([
    "sku",
    "product",
    "category",
    "category",
    "brand",
    "tag",
    "attribute",
    "on_sale",
    "unit_price",
    "unit_price",
  ] as const);
  switch (kind) {
    case "sku":
    case "product":
      return { kind, any_of: chance.some([...facts.lines.map((line) => line[kind]), ...WORDS[kind]], 1, 3) };
    case "category":
    case "brand":
    case "tag":
      return { kind, any_of: chance.some<string>(WORDS[kind], 1, 2) };
    case "attribute":
      return { kind, ...randomAttributeTest(chance) };
    case "on_sale":
      return { kind };
    case "unit_price": {
      const prices = [...facts.lines.map((line) => line.catalog), ...SMALL_PRICES];
      const basis = chance.one(["catalog", "list"] as const);
      return { kind, basis, ...amountBounds(meeting, () => chance.one(prices) + chance.whole(-1, 1)) };
    }
  }
}

function randomAttributeTest(chance: Chance) {
  const name = chance.one(WORDS.attributeName);
  if (chance.once(2)) return { name, any_of: chance.some(WORDS.attributeValue, 1, 6) };
  const lower = chance.one(["at_least", "above"] as const);
  const upper = chance.one(["at_most", "below"] as const);
  if (chance.once(4)) return { name, [lower]: 1, [upper]: 2.5 };
  return { name, [chance.one([lower, upper])]: chance.one([1, 2, 2.5]) };
}
