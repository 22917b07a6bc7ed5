import { describe, expect, test } from "vitest";
import type { CartFacts } from "../model/cart-facts.ts";
import type { Hint } from "../model/hint.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { customer, line, price, promotion, ruleSet } from "./testing.ts";
import { percent, skus } from "./testing-awards.ts";
import { all, app, facts, hintOf, subtotal, web } from "./testing-hints.ts";

const any = (...of: CartCondition[]): CartCondition => ({ kind: "any", of });
const not = (of: CartCondition): CartCondition => ({ kind: "not", of });
const code: CartCondition = { kind: "code" };
const unknown: LineCondition = { kind: "brand", any_of: ["acme"] };

describe("who hints", () => {
  test("[HNT-1] nobody who was not asked, or whose author did not opt in", () => {
    const rulesOf = (of: Partial<RulePromotion>) =>
      ruleSet({ promotions: [promotion({ id: "p", conditions: subtotal(5_000), ...of })] });
    expect(price(rulesOf({ hint: {} }), facts, { hints: true }).hints).toHaveLength(1);
    expect(price(rulesOf({ hint: {} }), facts, { hints: false }).hints).toEqual([]);
    expect(price(rulesOf({ hint: {} }), facts).hints).toEqual([]);
    expect(price(rulesOf({}), facts, { hints: true }).hints).toEqual([]);
  });

  test("[HNT-1] hints change nothing else", () => {
    const stop = { reading: "stop", reach: "lane" } as const;
    const promotions = [
      promotion({ id: "p", hint: {}, conditions: subtotal(5_000) }),
      promotion({ id: "q", hint: {}, exclusive: stop }),
    ];
    const options = { explain: { promotions: ["p", "q"] } };
    const asked = price(ruleSet({ promotions }), facts, { ...options, hints: true });
    expect(asked.hints).toHaveLength(1);
    expect({ ...asked, hints: [] }).toEqual(price(ruleSet({ promotions }), facts, options));
  });

  test.each<[string, number | null, CartCondition]>([
    ["one minimum alone", 1_000, subtotal(5_000)],
    ["beside what holds", 1_000, all(web, subtotal(5_000))],
    ["beside what does not", null, all(app, subtotal(5_000))],
    ["under not twice", 1_000, not(any(app, not(subtotal(5_000))))],
    ["two minimums", null, all(subtotal(5_000), subtotal(6_000))],
    ["one of two that would do", null, any(subtotal(5_000), subtotal(6_000))],
    ["two that say the same, both needed", null, all(subtotal(9_000, "cup"), subtotal(9_000, "cup", "x"))],
    [
      "the same thrice, both needed",
      null,
      all(any(all(subtotal(9_000, "cup"), subtotal(9_000, "cup", "x"))), subtotal(9_000, "cup", "y")),
    ],
    ["either would do", 8_000, any(subtotal(9_000, "cup"), subtotal(9_000, "cup", "x"))],
    ["a maximum", null, { kind: "subtotal", at_most: { EUR: 100 } }],
    ["a maximum that is to be passed", 1_001, not({ kind: "subtotal", at_most: { EUR: 5_000 } })],
    ["a bound that is to be reached", 1_000, not({ kind: "subtotal", below: { EUR: 5_000 } })],
    ["what is excluded", null, not(subtotal(1, "cup"))],
    ["what nobody knows", null, { kind: "subtotal", items: unknown, at_least: { EUR: 2_000 } }],
    ["articles without a number", null, { kind: "items", which: "any", match: { kind: "on_sale" } }],
    ["a segment", null, { kind: "segment", any_of: ["vip"] }],
    ["a code that was not typed", null, all(code, subtotal(5_000))],
    ["an article that is not in the cart", null, subtotal(5_000, "tea")],
  ])("[HNT-1] %s: missing %s", (_title, missing, conditions) => {
    expect(hintOf({ conditions })?.missing ?? null).toBe(missing);
  });

  test("[HNT-1] what a typed code reached", () => {
    const told = hintOf({ conditions: all(code, subtotal(5_000)) }, { codes: ["SAVE"] });
    expect(told).toMatchObject({ kind: "amount", missing: 1_000, gain: 400 });
    const tea: CartCondition = { kind: "quantity", at_least: 1, items: skus("tea") };
    expect(hintOf({ conditions: all(code, tea) }, { codes: ["SAVE"] })).toMatchObject({ need: 1, have: 0 });
  });

  test("[HNT-1] not one that is left out, nor one in another currency", () => {
    const rules = ruleSet({ promotions: [promotion({ id: "p", hint: {}, conditions: subtotal(5_000) })] });
    const left_out = [{ promotion: "p", why: "stopped" as const }];
    expect(price(rules, facts, { hints: true, left_out }).hints).toEqual([]);
    expect(price(rules, { ...facts, currency: "USD" }, { hints: true }).hints).toEqual([]);
  });
});

describe("what is counted", () => {
  const list: Partial<CartFacts> = { lines: [line({ id: "a", catalog: 800, list: 1_000 })] };
  const rich = customer({ points: 60, order_count: 1 });
  const bounds = (least: number) => ({ at_least: { EUR: least } });
  test.each<[string, CartCondition, Partial<Hint>, Partial<CartFacts>]>([
    ["the subtotal", subtotal(5_000), { kind: "amount", need: 5_000, have: 4_000, gain: 400 }, {}],
    [
      "more than a bound",
      { kind: "subtotal", above: { EUR: 4_000 } },
      { need: 4_001, have: 4_000, missing: 1 },
      {},
    ],
    [
      "list prices",
      { kind: "subtotal", basis: "list", ...bounds(1_500) },
      { need: 1_500, have: 1_000 },
      list,
    ],
    [
      "the largest line",
      { kind: "largest_line", ...bounds(3_500) },
      { kind: "amount", need: 3_500, have: 3_000 },
      {},
    ],
    ["the total", { kind: "total", ...bounds(5_000) }, { kind: "amount", need: 5_000, have: 4_500 }, {}],
    ["units", { kind: "quantity", at_least: 4 }, { kind: "units", need: 4, have: 3, missing: 1 }, {}],
    [
      "different articles",
      { kind: "distinct", of: "sku", at_least: 4 },
      { kind: "units", need: 4, have: 2 },
      {},
    ],
    ["orders", { kind: "order_number", at_least: 4 }, { kind: "orders", need: 4, have: 2, missing: 2 }, rich],
    ["points", { kind: "points", at_least: 100 }, { kind: "points", need: 100, have: 60, missing: 40 }, rich],
    ["somebody signs in", { kind: "signed_in" }, { kind: "sign_in", gain: 400 }, {}],
    ["somebody says who it is", all(web, { kind: "customer_known" }), { kind: "sign_in", gain: 400 }, {}],
  ])("[HNT-2] %s", (_title, conditions, expected, on) => {
    expect(hintOf({ conditions }, on)).toMatchObject(expected);
  });

  test("[HNT-2] nothing is counted where somebody signs in", () => {
    expect(hintOf({ conditions: { kind: "signed_in" } })).toEqual({
      kind: "sign_in",
      for: "order",
      gain: 400,
    });
  });

  const set = { rate_bps: 10_000, same: "any" } as const;
  const component = (units: number, ...of: string[]) => ({ items: skus(...of), units });
  const sets: [string, Award, Partial<Hint> | null][] = [
    [
      "3 for 2",
      { kind: "buy_get", reading: "inclusive", buy: 3, get: 1, items: skus("cup"), ...set },
      { need: 3, have: 2, items: skus("cup") },
    ],
    [
      "3 + 1",
      { kind: "buy_get", reading: "additive", buy: 3, get: 1, items: skus("cup"), ...set },
      { need: 4, have: 2, items: skus("cup") },
    ],
    [
      "of any article",
      { kind: "buy_get", reading: "inclusive", buy: 4, get: 1, ...set },
      { need: 4, have: 3 },
    ],
    [
      "of one product",
      { kind: "buy_get", reading: "inclusive", buy: 4, get: 1, ...set, same: "product" },
      { need: 4, have: 2 },
    ],
    [
      "what is bought",
      {
        kind: "buy_get",
        reading: "disjoint",
        buy: 3,
        get: 1,
        ...set,
        items: skus("cup"),
        reward_items: skus("coffee"),
      },
      { need: 3, have: 2, items: skus("cup") },
    ],
    [
      "what is rewarded",
      {
        kind: "buy_get",
        reading: "disjoint",
        buy: 1,
        get: 1,
        ...set,
        items: skus("cup"),
        reward_items: skus("tea"),
      },
      { need: 1, have: 0, items: skus("tea") },
    ],
    [
      "a bundle",
      {
        kind: "bundle",
        components: [component(1, "coffee"), component(3, "cup")],
        rate_bps: 1_000,
        pick: "best",
      },
      { need: 3, have: 2, items: skus("cup") },
    ],
    [
      "a bundle that lacks two components",
      {
        kind: "bundle",
        components: [component(1, "coffee"), component(3, "cup"), component(1, "tea")],
        rate_bps: 1_000,
        pick: "best",
      },
      { need: 3, have: 2, items: skus("cup") },
    ],
    [
      "a bundle whose components share",
      {
        kind: "bundle",
        components: [component(1, "coffee"), component(2, "cup"), component(1, "cup", "x")],
        rate_bps: 1_000,
        pick: "best",
      },
      { need: 4, have: 3, items: skus("cup") },
    ],
    [
      "what no single component lacks",
      {
        kind: "bundle",
        components: [
          component(1, "coffee"),
          component(1, "coffee"),
          component(2, "cup"),
          component(1, "cup"),
        ],
        rate_bps: 1_000,
        pick: "best",
      },
      null,
    ],
    [
      "an optional component",
      {
        kind: "bundle",
        components: [component(1, "coffee"), { ...component(1, "tea"), optional: true }],
        rate_bps: 1_000,
        pick: "best",
      },
      null,
    ],
  ];
  test.each(sets)("[HNT-2, HNT-3] sets of units: %s", (_title, award, expected) => {
    const told = hintOf({ awards: [award] });
    if (expected === null) return expect(told).toBe(null);
    const missing = (expected.need ?? 0) - (expected.have ?? 0);
    return expect(told).toEqual({ kind: "units", for: "items", ...expected, missing });
  });

  test("[HNT-2] what is bought for so much money", () => {
    const award: Award = {
      kind: "buy_get",
      reading: "disjoint",
      buy: { EUR: 2_500 },
      get: 1,
      ...set,
      items: skus("cup"),
      reward_items: skus("coffee"),
    };
    const counted = { need: 2_500, have: 1_000, missing: 1_500 };
    expect(hintOf({ awards: [award] })).toEqual({
      kind: "amount",
      for: "items",
      ...counted,
      items: skus("cup"),
    });
  });

  test("[HNT-7] rewards that must come together have no number", () => {
    const award: Award = {
      kind: "buy_get",
      reading: "disjoint",
      buy: 1,
      get: 2,
      ...set,
      items: skus("cup"),
      reward_items: skus("tea"),
    };
    expect(hintOf({ awards: [award] })).toMatchObject({ need: 1, have: 0 });
    expect(hintOf({ awards: [award], policies: { incomplete_reward: "not_given" } })).toBe(null);
  });
});

describe("what it gives", () => {
  const worth = { EUR: 300 };
  const gift: Award = { kind: "gift", choices: ["mug"], units: 1, worth };
  const coupon: Award = { kind: "coupon", set: "later", worth };
  const tenth = { kind: "percent", rate_bps: 1_000 } as const;
  test.each<[Hint["for"], number, Award[]]>([
    ["items", 300, [percent(1_000, "coffee")]],
    ["order", 400, [{ ...tenth, on: "order" }]],
    ["order", 450, [{ ...tenth, on: "order_and_shipping" }]],
    ["shipping", 50, [{ ...tenth, on: "shipping" }]],
    ["shipping", 500, [{ kind: "free_shipping" }]],
    ["gift", 300, [gift]],
    ["grant", 300, [coupon]],
    ["gift", 700, [gift, { ...tenth, on: "order" }]],
    ["shipping", 900, [{ kind: "free_shipping" }, { ...tenth, on: "order" }]],
  ])("[HNT-2] %s, with a gain of %s", (gives, gain, awards) => {
    expect(hintOf({ conditions: subtotal(5_000), awards })).toMatchObject({ for: gives, gain });
  });
});

describe("what counts", () => {
  test.each<[string, LineCondition]>([
    ["a list", skus("coffee", "tea")],
    ["a tree", { kind: "any", of: [skus("coffee"), { kind: "not", of: { kind: "tag", any_of: ["new"] } }] }],
    ["a price", { kind: "unit_price", at_least: { EUR: 100 }, basis: "list" }],
  ])("[HNT-3] is the tree that its author wrote: %s", (_title, items) => {
    const conditions: CartCondition = all(web, { kind: "subtotal", items, at_least: { EUR: 9_000 } });
    expect(hintOf({ conditions })?.items).toEqual(items);
  });

  test("[HNT-3] and nothing where everything counts, whatever the promotion acts on", () => {
    const told = hintOf({ conditions: subtotal(5_000), awards: [percent(1_000, "coffee")] });
    expect(told).not.toHaveProperty("items");
    expect(told).not.toHaveProperty("step");
  });

  test("[HNT-3] of two promotions each has its own", () => {
    const promotions = ["coffee", "cup"].map((sku) =>
      promotion({ id: sku, hint: {}, conditions: subtotal(5_000, sku) }),
    );
    const { hints } = price(ruleSet({ promotions }), facts, { hints: true });
    expect(hints.map(({ promotion: id, items }) => [id, items])).toEqual([
      ["coffee", skus("coffee")],
      ["cup", skus("cup")],
    ]);
  });
});
