/** Articles without a cart cost what a cart's lines begin with. */
import { expect, test } from "vitest";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { articlePrices } from "./article-prices.ts";
import { cart, line, NOW_MS, planOf, price, promotion, ruleSet } from "./testing.ts";

function lowers(id: string, given: Partial<RulePromotion> = {}): RulePromotion {
  const awards: RulePromotion["awards"] = [{ kind: "percent", rate_bps: 1_000, on: "items" }];
  return promotion({ id, stage: "catalogue", awards, ...given });
}

const rules = ruleSet({
  policies: { ...DEFAULT_POLICIES, catalogue_selection: "all" },
  promotions: [lowers("a"), lowers("b", { priority: 1 }), promotion({ id: "cart" })],
});
const facts = cart({
  lines: [line({ id: "1" }), line({ id: "2", catalog: 800, list: 900, sent_price: true }), line({ id: "3" })],
});

test("[CAT-4, CAT-6] each line has its price and what lowered it, in that order", () => {
  const parts = [
    { promotion: "b", label: "label of b", amount: 100 },
    { promotion: "a", label: "label of a", amount: 90 },
  ];
  expect(articlePrices(planOf(rules), facts, NOW_MS, [])).toEqual([
    { price: 810, parts },
    { price: 800, parts: [] },
    { price: 810, parts },
  ]);
  const { lines } = price(rules, facts);
  expect(lines.map(({ catalog }) => catalog)).toEqual([810, 800, 810]);
});

test("[SEL-2, CAT-2] what is left out lowers nothing", () => {
  const [first] = articlePrices(planOf(rules), facts, NOW_MS, [{ promotion: "b", why: "stopped" }]);
  expect(first).toEqual({ price: 900, parts: [{ promotion: "a", label: "label of a", amount: 100 }] });
});
