import { describe, expect, test } from "vitest";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { RuleCode, RulePromotion } from "../rules/rule-set.ts";
import { cart, line, price, promotion, reasons, ruleSet } from "./testing.ts";

const percent = (rate_bps: number, on: "items" | "order" | "shipping" = "order"): Award[] => [
  { kind: "percent", rate_bps, on },
];
const amount = (EUR: number): Award[] => [{ kind: "amount", amounts: { EUR }, on: "order" }];
const onSku = (sku: string, rate_bps: number): Award[] => [
  { kind: "percent", rate_bps, on: "items", items: { kind: "sku", any_of: [sku] } },
];
const basket = cart({ lines: [line({ id: "a", catalog: 10_000 })] });
const shipping = [{ id: "s", method: "post", amount: 500 }];

function appliedIds(...given: Parameters<typeof price>) {
  return price(...given).applied.map((each) => each.promotion);
}

describe("order and stages", () => {
  test("[SEL-1, SEL-3] lanes in their order, then priority, then id; items before order before shipping", () => {
    const rules = ruleSet({
      lanes: [
        { id: "first", mode: "all" },
        { id: "default", mode: "all" },
      ],
      promotions: [
        promotion({ id: "d", awards: percent(1_000) }),
        promotion({ id: "c", awards: amount(1_000) }),
        promotion({ id: "b", priority: 5, awards: percent(2_000, "shipping") }),
        promotion({ id: "a", priority: -5, awards: percent(5_000, "items") }),
        promotion({ id: "z", lane: "first", priority: -9, awards: percent(1_000) }),
      ],
    });
    const result = price(rules, { ...basket, shipping }, { explain: true });
    expect(result.explain?.trace).toEqual([
      { promotion: "a", award: 0, stage: "items", base: 10_000, saved: 5_000 },
      { promotion: "z", award: 0, stage: "order", base: 5_000, saved: 500 },
      { promotion: "c", award: 0, stage: "order", base: 4_500, saved: 1_000 },
      { promotion: "d", award: 0, stage: "order", base: 3_500, saved: 350 },
      { promotion: "b", award: 0, stage: "shipping", base: 500, saved: 100 },
    ]);
    expect(result.applied.map((each) => each.promotion)).toEqual(["z", "b", "c", "d", "a"]);
    expect(result.totals.saved).toBe(6_950);
  });

  test("[SEL-3] the worked amounts: 10.00 off then 10 % is 81.00, the other order 80.00", () => {
    const both = (priority: number) =>
      ruleSet({
        promotions: [
          promotion({ id: "amount", priority, awards: amount(1_000) }),
          promotion({ id: "percent", awards: percent(1_000) }),
        ],
      });
    expect(price(both(1), basket).totals.to_pay).toBe(8_100);
    expect(price(both(-1), basket).totals.to_pay).toBe(8_000);
  });

  test("[SEL-2, CND-19] what is left out has one reason only", () => {
    const rules = ruleSet({ promotions: [promotion({ id: "p", conditions: { kind: "code" } })] });
    const left = (why: "stopped" | "exhausted" | "short", limit?: string) =>
      reasons(rules, basket, "p", {
        left_out: [{ promotion: "p", why, ...(limit === undefined ? {} : { limit }) }],
      });
    expect(left("stopped")).toEqual([{ code: "stopped" }]);
    expect(left("exhausted")).toEqual([{ code: "usage_limit_reached" }]);
    expect(left("short")).toEqual([{ code: "usage_limit_reached" }]);
    expect(left("short", "budget")).toEqual([{ code: "budget_exhausted" }]);
    expect(left("short", "first_order")).toEqual([{ code: "customer_not_eligible", by: "first_order" }]);
    expect(left("short", "per-code")).toEqual([{ code: "usage_limit_reached", by: "per-code" }]);
  });

  test("[SEL-8, CND-23] what takes nothing off is not applied and says why", () => {
    const rules = ruleSet({
      promotions: [
        promotion({ id: "all", priority: 1, awards: percent(10_000) }),
        promotion({ id: "none", awards: percent(1_000) }),
        promotion({ id: "absent", awards: [...onSku("x", 1_000), ...percent(1_000, "shipping")] }),
      ],
    });
    expect(appliedIds(rules, basket)).toEqual(["all"]);
    expect(reasons(rules, basket, "none")).toEqual([{ code: "no_effect" }]);
    expect(reasons(rules, basket, "absent")).toEqual([{ code: "items_missing", by: "percent" }]);
  });
});

describe("codes", () => {
  const code: CartCondition = { kind: "code" };
  const codes = (of: Record<string, string>): RuleCode[] =>
    Object.entries(of).map(([text, id]) => ({ code: text, promotion: id, start_ms: null, end_ms: null }));
  const coded = (policy: "one" | "several", extra: Partial<RulePromotion> = {}) =>
    ruleSet({
      policies: { ...DEFAULT_POLICIES, codes: policy },
      promotions: [
        promotion({ id: "p", conditions: code, awards: percent(1_000), ...extra }),
        promotion({ id: "q", conditions: code, awards: percent(2_000) }),
      ],
      codes: codes({ A: "p", AA: "p", B: "q" }),
    });
  const typed = (...list: string[]) => ({ ...basket, codes: list });

  test("[SEL-9, SEL-10, POL-3] one: the code that saves most counts", () => {
    expect(price(coded("one"), typed("A", "B", "C")).codes).toEqual([
      { code: "A", status: "refused", promotion: "p", reasons: [{ code: "codes_do_not_combine", by: "B" }] },
      { code: "B", status: "applied", promotion: "q", reasons: [] },
      { code: "C", status: "refused", reasons: [{ code: "code_not_found" }] },
    ]);
    expect(price(coded("one"), typed("A", "B")).totals.to_pay).toBe(8_000);
  });

  test("[SEL-9] ties: higher priorities, then smaller ids, then the smaller code", () => {
    const equal = { awards: percent(2_000) };
    expect(price(coded("one", equal), typed("A", "B")).applied[0]?.code).toBe("A");
    expect(price(coded("one", { ...equal, priority: -1 }), typed("A", "B")).applied[0]?.code).toBe("B");
    expect(price(coded("one"), typed("A", "AA")).codes.map(({ status }) => status)).toEqual([
      "applied",
      "refused",
    ]);
  });

  test("[SEL-9] ties: of two lists of priorities where one begins the other the longer wins", () => {
    const rules = (list: RuleCode[]) =>
      ruleSet({
        lanes: [
          { id: "one", mode: "best_one" },
          { id: "default", mode: "all" },
        ],
        promotions: [
          promotion({ id: "q", lane: "one", priority: 5, conditions: code, awards: amount(2_000) }),
          promotion({ id: "x", lane: "one", priority: 5, awards: amount(1_000) }),
          promotion({ id: "z", conditions: code, awards: amount(1_000) }),
        ],
        codes: list,
      });
    expect(appliedIds(rules(codes({ A: "q", B: "z" })), typed("A", "B"))).toEqual(["x", "z"]);
    expect(appliedIds(rules(codes({ A: "z", B: "q" })), typed("A", "B"))).toEqual(["x", "z"]);
  });

  test("[SEL-9, SEL-10, SEL-11] several: all that stand count, one code a promotion", () => {
    const result = price(coded("several"), typed("A", "AA", "B"));
    expect(result.totals.to_pay).toBe(7_200);
    expect(result.codes).toEqual([
      { code: "A", status: "applied", promotion: "p", reasons: [] },
      { code: "AA", status: "refused", promotion: "p", reasons: [{ code: "codes_do_not_combine", by: "A" }] },
      { code: "B", status: "applied", promotion: "q", reasons: [] },
    ]);
    expect(result.applied.map((each) => each.code)).toEqual(["A", "B"]);
  });

  test("[SEL-10] a code that is not earned yet is kept, one that cannot be is refused", () => {
    const minimum: CartCondition = { kind: "all", of: [code, { kind: "quantity", at_least: 2 }] };
    expect(price(coded("one", { conditions: minimum }), typed("A")).codes).toEqual([
      {
        code: "A",
        status: "kept",
        promotion: "p",
        reasons: [{ code: "minimum_not_reached", need: 2, have: 1, by: "quantity" }],
      },
    ]);
    const channel: CartCondition = { kind: "all", of: [code, { kind: "channel", any_of: ["pos"] }] };
    expect(price(coded("one", { conditions: channel }), typed("A", "B")).codes[0]).toEqual({
      code: "A",
      status: "refused",
      promotion: "p",
      reasons: [{ code: "wrong_channel", have: "web" }],
    });
    expect(
      price(coded("one"), typed("A"), { left_out: [{ promotion: "p", why: "stopped" }] }).codes[0],
    ).toEqual({
      code: "A",
      status: "refused",
      promotion: "p",
      reasons: [{ code: "stopped" }],
    });
  });

  test("[CND-11] a code beside another way in: the promotion is met without it, too", () => {
    const either: CartCondition = { kind: "any", of: [code, { kind: "channel", any_of: ["web"] }] };
    const rules = coded("one", { conditions: either });
    expect(appliedIds(rules, typed())).toEqual(["p"]);
    expect(price(rules, typed("B")).applied.map((each) => each.promotion)).toEqual(["p", "q"]);
    expect(price(rules, typed("A")).applied[0]?.code).toBe("A");
  });
});

describe("the answer", () => {
  test("[SEL-12] a cart without lines is quoted as it is", () => {
    const { totals, applied } = price(ruleSet({ promotions: [promotion({ id: "p" })] }), cart({ shipping }));
    expect(totals).toEqual({ list: 0, catalog: 0, items: 0, shipping: 500, saved: 0, to_pay: 500 });
    expect(applied).toEqual([]);
  });

  test("[SEL-13] named promotions in the order asked, each once; unknown ones are not active", () => {
    const rules = ruleSet({
      promotions: [promotion({ id: "p" }), promotion({ id: "q", awards: onSku("x", 1) })],
    });
    const ask = ["q", "none", "p", "q"];
    expect(price(rules, basket, { explain: { promotions: ask } }).explain?.promotions).toEqual([
      { promotion: "q", status: "refused", reasons: [{ code: "items_missing", by: "percent" }] },
      { promotion: "none", status: "refused", reasons: [{ code: "promotion_not_active" }] },
      { promotion: "p", status: "applied", reasons: [] },
    ]);
    expect(price(rules, basket)).not.toHaveProperty("explain");
  });

  test("[SEL-13] unnamed: those that the cart reached, the fewest reasons first", () => {
    const two: CartCondition = { kind: "all", of: [{ kind: "customer_known" }, { kind: "signed_in" }] };
    const rules = ruleSet({
      promotions: [
        promotion({ id: "a", conditions: two }),
        promotion({ id: "b", conditions: { kind: "customer_known" } }),
        promotion({ id: "not-reached", awards: onSku("x", 1_000) }),
      ],
    });
    expect(price(rules, basket, { explain: true }).explain?.promotions).toMatchObject([
      { promotion: "b", reasons: [{ code: "customer_required" }] },
      { promotion: "a", reasons: [{ by: "customer_known" }, { by: "signed_in" }] },
    ]);
  });

  test("[SEL-13] unnamed: the first 20 that were not applied, coded ones only if a code was typed", () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      promotion({ id: `m${String(index).padStart(2, "0")}`, conditions: { kind: "customer_known" } }),
    );
    const rules = ruleSet({
      promotions: [
        ...many,
        promotion({ id: "applied", priority: 9 }),
        promotion({ id: "coded", priority: 8, conditions: { kind: "code" } }),
        promotion({ id: "typed", priority: 7, conditions: { kind: "code" } }),
      ],
      codes: [
        { code: "C", promotion: "coded", start_ms: null, end_ms: null },
        { code: "T", promotion: "typed", start_ms: null, end_ms: 0 },
      ],
    });
    const explained = price(rules, { ...basket, codes: ["T"] }, { explain: true }).explain?.promotions ?? [];
    expect(explained.length).toBe(20);
    expect(explained.slice(0, 2)).toEqual([
      { promotion: "typed", status: "refused", reasons: [{ code: "code_required" }] },
      { promotion: "m00", status: "refused", reasons: [{ code: "customer_required", by: "customer_known" }] },
    ]);
  });
});
