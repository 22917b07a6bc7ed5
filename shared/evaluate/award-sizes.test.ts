import { describe, expect, test } from "vitest";
import { LIMITS } from "../model/limits.ts";
import type { Award } from "../rules/award.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { cart, line, price, promotion, ruleSet } from "./testing.ts";

/** The largest cart there is, 50,000,000 units at 0.07: unit by unit nothing here would end. */
const lines = Array.from({ length: LIMITS.cartLines }, (_, index) =>
  line({ id: `l${index}`, sku: `s${index}`, product: "p", catalog: 7, quantity: LIMITS.lineQuantity }),
);
const all: LineCondition = { kind: "all", of: [] };
const inThrees = Math.floor((LIMITS.cartLines * LIMITS.lineQuantity) / 3);

describe("the largest cart", () => {
  const table: [string, Award, number][] = [
    ["AWD-5", { kind: "percent", rate_bps: 1_000, on: "items" }, 35_000_000],
    ["AWD-11", { kind: "amount", amounts: { EUR: 123_456_789 }, on: "order" }, 123_456_789],
    [
      "AWD-17",
      {
        kind: "percent",
        rate_bps: 10_000,
        on: "items",
        pick: { by: "pattern", skip: 2, take: 1, from: "cheapest" },
      },
      7 * inThrees,
    ],
    [
      "AWD-17",
      {
        kind: "percent",
        rate_bps: 10_000,
        on: "items",
        pick: { by: "at_most", units: 99_999, per: "order" },
      },
      7 * 99_999,
    ],
    [
      "AWD-12",
      { kind: "buy_get", reading: "inclusive", buy: 3, get: 1, rate_bps: 10_000, same: "product" },
      7 * inThrees,
    ],
    [
      "AWD-21",
      {
        kind: "buy_get",
        reading: "disjoint",
        buy: 2,
        get: 1,
        rate_bps: 10_000,
        same: "any",
        items: all,
        reward_items: all,
      },
      7 * inThrees,
    ],
    [
      "AWD-23",
      { kind: "bundle", components: [{ items: all, units: 3 }], prices: { EUR: 20 }, pick: "best" },
      inThrees,
    ],
    [
      "AWD-25",
      {
        kind: "tiers",
        by: "units",
        reading: "marginal",
        on: "items",
        steps: [{ from: 25_000_001, rate_bps: 1_000 }],
      },
      17_500_000,
    ],
    ["AWD-25", { kind: "every_full", every: { EUR: 100 }, amounts: { EUR: 1 }, on: "order" }, 3_500_000],
  ];
  test.each(table)("[%s] %j", (_rule, award, saved) => {
    const rules = ruleSet({ promotions: [promotion({ id: "p", awards: [award] })] });
    const result = price(rules, cart({ lines }));
    expect(result.totals.saved).toBe(saved);
    expect(Math.max(...result.lines.map(({ units }) => units.length))).toBeLessThanOrEqual(3);
  });

  test("[AWD-12, POL-5] grouped", () => {
    const award: Award = {
      kind: "buy_get",
      reading: "inclusive",
      buy: 3,
      get: 1,
      rate_bps: 10_000,
      same: "any",
    };
    const rules = ruleSet({
      promotions: [promotion({ id: "p", awards: [award], policies: { reward_units: "grouped" } })],
    });
    expect(price(rules, cart({ lines })).totals.saved).toBe(7 * inThrees);
  });
});
