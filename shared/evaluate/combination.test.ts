import { describe, expect, test } from "vitest";
import type { CartFacts } from "../model/cart-facts.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cart, line, price, promotion, reasons, ruleSet } from "./testing.ts";
import { bundle, currentAtLeast, ofOrder, once, percent } from "./testing-awards.ts";

function basket(of: Record<string, number>): CartFacts {
  return cart({ lines: Object.entries(of).map(([id, catalog]) => line({ id, catalog })) });
}

function applied(rules: RuleSet, facts: CartFacts): string[] {
  return price(rules, facts).applied.map((each) => each.promotion);
}

describe("the best combination", () => {
  test("[SEL-15] A 12.00, B 20 % of the order, C 50 % of the items, D 1.00: together A and C, 47.00", () => {
    const apart = (own: string, combines_with: string[]) => ({ class: own, combines_with });
    const rules = ruleSet({
      promotions: [
        promotion({ id: "A", awards: [ofOrder(1_200)], ...apart("a", ["c", "d"]) }),
        promotion({
          id: "B",
          awards: [{ kind: "percent", rate_bps: 2_000, on: "order" }],
          ...apart("b", ["c", "d"]),
        }),
        promotion({ id: "C", awards: [percent(5_000)], ...apart("c", ["a", "b"]) }),
        promotion({ id: "D", awards: [ofOrder(100)], ...apart("d", ["a", "b"]) }),
      ],
    });
    const facts = basket({ a: 7_000 });
    expect(price(rules, facts).totals.saved).toBe(4_700);
    expect(applied(rules, facts)).toEqual(["A", "C"]);
    expect(reasons(rules, facts, "B")).toEqual([{ code: "combined_excluded", by: "A" }]);
    expect(reasons(rules, facts, "D")).toEqual([{ code: "combined_excluded", by: "C" }]);
  });

  test("[SEL-15, SEL-16] leaves out what would keep a better one from its threshold", () => {
    const rules = ruleSet({
      promotions: [
        promotion({ id: "ten", awards: [percent(1_000)] }),
        promotion({ id: "twenty", conditions: currentAtLeast(9_500), awards: [ofOrder(2_000)] }),
      ],
    });
    const facts = basket({ a: 10_000 });
    expect(applied(rules, facts)).toEqual(["twenty"]);
    expect(price(rules, facts).totals.to_pay).toBe(8_000);
    expect(reasons(rules, facts, "ten")).toEqual([{ code: "lower_than_best" }]);
    // With 20.00 more both hold: 120.00 less 12.00 less 20.00.
    expect(price(rules, basket({ a: 12_000 })).totals.to_pay).toBe(8_800);
  });

  test("[SEL-15] a percentage before a bundle, or instead of it", () => {
    const rules = (rate: number) =>
      ruleSet({
        promotions: [
          promotion({ id: "rate", priority: 1, awards: [percent(rate, "shirt")] }),
          promotion({ id: "set", awards: [bundle(5_000, "shirt", "tie")] }),
        ],
      });
    const facts = basket({ shirt: 4_000, tie: 1_500 });
    // 5 %: 2.00 and then 3.00 of the set, as much as the set alone: the longer list of priorities wins.
    expect(applied(rules(500), facts)).toEqual(["rate", "set"]);
    // 20 %: 8.00, and 47.00 leave the set nothing.
    expect(applied(rules(2_000), facts)).toEqual(["rate"]);
    expect(price(rules(2_000), facts).totals.saved).toBe(800);
    expect(reasons(rules(2_000), facts, "set")).toEqual([{ code: "no_effect" }]);
  });

  test("[SEL-15, POL-13] an amount that would be refused after a percentage", () => {
    const rules = ruleSet({
      promotions: [
        promotion({ id: "ten", priority: 1, awards: [percent(1_000)] }),
        promotion({ id: "twenty", awards: [once(2_000)], policies: { excess: "refuse" } }),
      ],
    });
    const facts = basket({ a: 2_100 });
    expect(applied(rules, facts)).toEqual(["twenty"]);
    expect(reasons(rules, facts, "ten")).toEqual([{ code: "lower_than_best" }]);
    expect(price(rules, facts).applied[0]?.policies).toEqual({ excess: "refuse" });
  });

  test("[SEL-15] ties: priorities, then ids", () => {
    const apart = { class: "x", combines_with: [] };
    const tied = (first: Partial<RulePromotion>, second: Partial<RulePromotion>) =>
      applied(
        ruleSet({
          promotions: [
            promotion({ id: "a", awards: [ofOrder(1_000)], ...apart, ...first }),
            promotion({ id: "b", awards: [ofOrder(1_000)], ...apart, ...second }),
          ],
        }),
        basket({ l: 10_000 }),
      );
    expect(tied({}, {})).toEqual(["a"]);
    expect(tied({}, { priority: 1 })).toEqual(["b"]);
    expect(tied({ priority: 1 }, {})).toEqual(["a"]);
  });

  test("[SEL-15] ties: two of the same priority beat one that saves as much", () => {
    const rules = ruleSet({
      promotions: [
        promotion({ id: "one", awards: [ofOrder(2_000)], class: "x", combines_with: [] }),
        promotion({ id: "two", awards: [ofOrder(1_000)], class: "y" }),
        promotion({ id: "three", awards: [ofOrder(1_000)], class: "y" }),
      ],
    });
    expect(applied(rules, basket({ l: 10_000 }))).toEqual(["three", "two"]);
  });

  test("[SEL-4, AWD-29] worth counts: points worth 15.00 beat 10.00 off", () => {
    const apart = { class: "x", combines_with: [] };
    const rules = ruleSet({
      promotions: [
        promotion({ id: "off", awards: [ofOrder(1_000)], ...apart }),
        promotion({
          id: "points",
          awards: [{ kind: "points", points: 300, worth: { EUR: 1_500 } }],
          ...apart,
        }),
      ],
    });
    const result = price(rules, basket({ l: 10_000 }));
    expect(result.applied).toMatchObject([
      { promotion: "points", saved: 0, grants: [{ kind: "points", points: 300 }] },
    ]);
    expect(result.totals.saved).toBe(0);
  });

  test("[SEL-22] proven, without a bound", () => {
    const result = price(ruleSet({ promotions: [promotion({ id: "p" })] }), basket({ a: 100 }));
    expect(result.proven).toBe(true);
    expect(result).not.toHaveProperty("could_be_better_by");
  });
});
