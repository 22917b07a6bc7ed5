import { describe, expect, test } from "vitest";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { Lane, RulePromotion } from "../rules/rule-set.ts";
import { cart, line, nets, price, promotion, reasons, ruleSet } from "./testing.ts";

const percent = (rate_bps: number, on: "items" | "order" | "shipping" = "order"): Award[] => [
  { kind: "percent", rate_bps, on },
];
const amount = (EUR: number): Award[] => [{ kind: "amount", amounts: { EUR }, on: "order" }];
const onSku = (sku: string, rate_bps: number): Award[] => [
  { kind: "percent", rate_bps, on: "items", items: { kind: "sku", any_of: [sku] } },
];
const basket = cart({ lines: [line({ id: "a", catalog: 10_000 })] });
const shipping = [{ id: "s", method: "post", amount: 500 }];

function inLane(mode: Lane["mode"], promotions: RulePromotion[]) {
  return ruleSet({ lanes: [{ id: "default", mode }], promotions });
}

function appliedIds(...given: Parameters<typeof price>) {
  return price(...given).applied.map((each) => each.promotion);
}

describe("lanes", () => {
  test("[SEL-5] all and best_combination take every one", () => {
    const promotions = [promotion({ id: "p" }), promotion({ id: "q" })];
    for (const mode of ["all", "best_combination"] as const) {
      expect(price(inLane(mode, promotions), basket).totals.to_pay).toBe(8_100);
    }
  });

  test("[SEL-6, CND-23] best_one takes the greatest gain, of equals the first", () => {
    const rules = inLane("best_one", [
      promotion({ id: "a", awards: percent(1_000) }),
      promotion({ id: "b", awards: amount(2_000) }),
      promotion({ id: "c", awards: percent(2_000) }),
      promotion({ id: "d", awards: onSku("x", 9_000) }),
    ]);
    expect(appliedIds(rules, basket)).toEqual(["b"]);
    expect(reasons(rules, basket, "a")).toEqual([{ code: "lower_than_best", by: "b" }]);
    expect(reasons(rules, basket, "c")).toEqual([{ code: "lower_than_best", by: "b" }]);
    expect(reasons(rules, basket, "d")).toEqual([{ code: "items_missing", by: "percent" }]);
  });

  test("[SEL-4] gain is measured on what earlier lanes chose", () => {
    const rules = ruleSet({
      lanes: [
        { id: "first", mode: "all" },
        { id: "default", mode: "best_one" },
      ],
      promotions: [
        promotion({ id: "half", lane: "first", awards: percent(5_000, "items") }),
        promotion({ id: "fifth", awards: percent(2_000) }),
        promotion({ id: "twelve", awards: amount(1_200) }),
        promotion({ id: "z-eleven", awards: amount(1_100) }),
      ],
    });
    expect(appliedIds(rules, basket)).toEqual(["half", "twelve"]);
  });

  test("[SEL-5] first takes the first that has an effect, and nothing else", () => {
    const rules = inLane("first", [
      promotion({ id: "absent", priority: 9, awards: onSku("x", 9_000) }),
      promotion({ id: "b", priority: 5, awards: percent(1_000) }),
      promotion({ id: "c", priority: 1, awards: percent(5_000) }),
    ]);
    expect(appliedIds(rules, basket)).toEqual(["b"]);
    expect(reasons(rules, basket, "c")).toEqual([{ code: "no_effect" }]);
    expect(reasons(rules, basket, "absent")).toEqual([{ code: "items_missing", by: "percent" }]);
  });

  test("[SEL-5] lowest takes the smallest gain above zero, of equals the first", () => {
    const rules = inLane("lowest", [
      promotion({ id: "absent", awards: onSku("x", 9_000) }),
      promotion({ id: "message", awards: [{ kind: "message", message: "m" }] }),
      promotion({ id: "ten", awards: percent(1_000) }),
      promotion({ id: "d", awards: amount(500) }),
      promotion({ id: "c", awards: percent(500) }),
    ]);
    expect(appliedIds(rules, basket)).toEqual(["c"]);
  });

  test("[SEL-6] best_one: a gain of zero may win, one below zero never", () => {
    const message = promotion({ id: "message", awards: [{ kind: "message", message: "m" }] });
    expect(appliedIds(inLane("best_one", [message]), basket)).toEqual(["message"]);
    // 10 % of the items keeps the order below the 95.00 that an earlier lane would take off it.
    const refused = { policies: { excess: "refuse" as const }, awards: amount(9_500) };
    const rules = ruleSet({
      lanes: [
        { id: "first", mode: "all" },
        { id: "default", mode: "best_one" },
      ],
      promotions: [
        promotion({ id: "early", lane: "first", ...refused }),
        promotion({ id: "ten", awards: percent(1_000, "items") }),
      ],
    });
    expect(appliedIds(rules, basket)).toEqual(["early"]);
    expect(price(rules, basket).totals.to_pay).toBe(500);
  });

  test("[POL-9] 10 % and 20 % of the items: 72.00, of the catalogue price 70.00", () => {
    const both = [
      promotion({ id: "a", awards: percent(1_000, "items") }),
      promotion({ id: "b", awards: percent(2_000, "items") }),
    ];
    const rules = inLane("best_combination", both);
    expect(price(rules, basket).totals.to_pay).toBe(7_200);
    const policies = { ...DEFAULT_POLICIES, percent_base: "catalog" as const };
    expect(price({ ...rules, policies }, basket).totals.to_pay).toBe(7_000);
  });

  describe("best_each", () => {
    test("[SEL-7] shoes 20 % beside everything 15 %, each at its own units", () => {
      const rules = inLane("best_each", [
        promotion({ id: "everything", priority: 9, awards: percent(1_500, "items") }),
        promotion({ id: "shoes", awards: onSku("a", 2_000) }),
        promotion({ id: "less", awards: onSku("b", 1_000) }),
      ]);
      const result = price(rules, cart({ lines: [line({ id: "a" }), line({ id: "b" })] }));
      expect(result.lines.map(({ total }) => total)).toEqual([800, 850]);
      expect(result.applied.map((each) => each.promotion)).toEqual(["everything", "shoes"]);
      expect(reasons(rules, cart({ lines: [line({ id: "b" })] }), "less")).toEqual([
        { code: "lower_than_best" },
      ]);
      expect(reasons(rules, cart({ lines: [line({ id: "b" })] }), "shoes")).toEqual([
        { code: "items_missing", by: "percent" },
      ]);
    });

    test("[SEL-7] of equals the first in order wins every target", () => {
      const equal = ["b", "a"].map((id) => promotion({ id, awards: percent(2_000, "items") }));
      expect(appliedIds(inLane("best_each", equal), basket)).toEqual(["a"]);
      const higher = promotion({ id: "c", priority: 1, awards: percent(2_000, "items") });
      expect(appliedIds(inLane("best_each", [...equal, higher]), basket)).toEqual(["c"]);
    });

    test("[SEL-7] exact before rounding, ties by order, a set's picks formed before it is known who wins", () => {
      const rules = inLane("best_each", [
        promotion({
          id: "buy",
          awards: [{ kind: "buy_get", reading: "additive", buy: 1, get: 1, rate_bps: 5_000, same: "sku" }],
        }),
        promotion({
          id: "unit",
          awards: [{ kind: "amount", amounts: { EUR: 500 }, per: "unit", on: "items" }],
        }),
        promotion({ id: "rate", awards: percent(4_999, "items") }),
      ]);
      const result = price(rules, cart({ lines: [line({ id: "a", quantity: 3, catalog: 1_001 })] }));
      expect(result.lines[0]?.units.map(({ count, parts }) => [count, parts[0]?.promotion])).toEqual([
        [1, "buy"],
        [1, "rate"],
        [1, "rate"],
      ]);
      expect(nets(result, "a")).toEqual([500, 500, 501]);
    });

    test("[SEL-7] an amount per line takes the whole run if it beats the sum of the unit winners", () => {
      const per = (EUR: number) =>
        inLane("best_each", [
          promotion({ id: "line", awards: [{ kind: "amount", amounts: { EUR }, per: "line", on: "items" }] }),
          promotion({ id: "unit", awards: percent(1_000, "items") }),
        ]);
      const facts = cart({ lines: [line({ id: "a", sku: "s", quantity: 2 }), line({ id: "b", sku: "s" })] });
      expect(appliedIds(per(300), facts)).toEqual(["unit"]);
      expect(appliedIds(per(301), facts)).toEqual(["line"]);
      expect(price(per(301), facts).totals.saved).toBe(301);
    });

    test("[SEL-7] the order is settled on what unit winners left, then each charge", () => {
      const rules = inLane("best_each", [
        promotion({ id: "items", awards: percent(9_000, "items") }),
        promotion({ id: "order", awards: percent(1_000) }),
        promotion({ id: "amount", awards: amount(150) }),
        promotion({ id: "free", awards: [{ kind: "free_shipping", methods: ["post"] }] }),
        promotion({ id: "shipping", priority: 1, awards: percent(9_999, "shipping") }),
      ]);
      const charges = [...shipping, { id: "t", method: "express", amount: 800 }];
      const result = price(rules, { ...basket, shipping: charges });
      expect(result.applied.map((each) => [each.promotion, each.saved])).toEqual([
        ["shipping", 800],
        ["amount", 150],
        ["free", 500],
        ["items", 9_000],
      ]);
    });
  });
});
