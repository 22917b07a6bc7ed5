/** Random trees over line conditions of every kind. */
import type { LineCondition, LineLeaf } from "../../shared/rules/line-condition.ts";
import { amountBounds, attributeTest, countBounds, type Meeting } from "./random-bounds.ts";
import { SMALL_PRICES, WORDS } from "./words.ts";

export function randomLineTree(meeting: Meeting, depth: number): LineCondition {
  const { chance } = meeting;
  const branch = depth > 0 ? chance.whole(1, 10) : 10;
  const below = () => randomLineTree(meeting, depth - 1);
  const children = (least: number) => chance.many(chance.once(30) ? least : chance.whole(1, 3), below);
  if (branch <= 1) return { kind: "all", of: children(0) };
  if (branch <= 3) return { kind: "any", of: children(1) };
  if (branch <= 4) return { kind: "not", of: below() };
  return randomLineLeaf(meeting);
}

/** Half of the time one article of the cart, so that awards reach something. */
export function randomItems(meeting: Meeting): { items?: LineCondition } {
  const { chance, facts } = meeting;
  if (chance.once(2)) return {};
  if (facts.lines.length === 0 || chance.once(3)) return { items: randomLineTree(meeting, 2) };
  return { items: articlesOfCart(meeting) };
}

/** Some articles of the cart by name. */
export function articlesOfCart({ chance, facts }: Meeting): LineCondition {
  const skus = [...new Set(facts.lines.map(({ sku }) => sku))];
  return { kind: "sku", any_of: skus.length === 0 ? ["s1"] : chance.some(skus, 1, 2) };
}

const LINE_KINDS = [
  "attribute",
  "brand",
  "category",
  "category",
  "line_metadata",
  "on_sale",
  "product",
  "seller",
  "sku",
  "stock",
  "tag",
  "unit_price",
  "unit_price",
] as const;

function randomLineLeaf(meeting: Meeting): LineLeaf {
  const { chance, facts } = meeting;
  const kind = chance.one(LINE_KINDS);
  switch (kind) {
    case "sku":
    case "product":
      return { kind, any_of: chance.some([...facts.lines.map((line) => line[kind]), ...WORDS[kind]], 1, 3) };
    case "category":
    case "brand":
    case "tag":
    case "seller":
      return { kind, any_of: chance.some<string>(WORDS[kind], 1, 2) };
    case "attribute":
    case "line_metadata":
      return { kind, ...attributeTest(chance) };
    case "on_sale":
      return { kind, ...chance.one([{}, { by: "price" as const }, { by: "catalogue_promotion" as const }]) };
    case "stock":
      return { kind, ...countBounds(meeting, () => chance.whole(0, 3)) };
    case "unit_price": {
      const prices = [...facts.lines.map((line) => line.catalog), ...SMALL_PRICES];
      const basis = chance.one(["catalog", "list"] as const);
      return { kind, basis, ...amountBounds(meeting, () => chance.one(prices) + chance.whole(-1, 1)) };
    }
  }
}
