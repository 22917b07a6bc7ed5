import { describe, expect, test } from "vitest";
import type { LineFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { BuyGetAward } from "../rules/awards/buy-get.ts";
import { cart, line, nets, price, promotion, reasons, ruleSet } from "./testing.ts";

function rulesWith(awards: Award[], policies: Partial<Policies> = {}) {
  return ruleSet({
    promotions: [promotion({ id: "p", awards })],
    policies: { ...DEFAULT_POLICIES, ...policies },
  });
}

function totals(awards: Award[], lines: LineFacts[], policies: Partial<Policies> = {}) {
  return price(rulesWith(awards, policies), cart({ lines })).lines.map(({ total }) => total);
}

const half: Award = { kind: "percent", rate_bps: 5_000, on: "items" };
const two = (catalog: number, of: Partial<LineFacts> = {}) => [
  line({ id: "a", sku: "s", catalog, ...of }),
  line({ id: "b", sku: "s", catalog, ...of }),
];

describe("percent", () => {
  test("[AWD-5] 3 units at 0.95, 10 %: 0.29 as 0.10, 0.10, 0.09", () => {
    const rules = rulesWith([{ kind: "percent", rate_bps: 1_000, on: "items" }]);
    const result = price(rules, cart({ lines: [line({ id: "a", catalog: 95, quantity: 3 })] }));
    expect(result.lines[0]?.units).toEqual([
      { count: 2, net: 85, parts: [{ promotion: "p", amount: 10 }] },
      { count: 1, net: 86, parts: [{ promotion: "p", amount: 9 }] },
    ]);
    expect(result.totals).toEqual({
      list: 285,
      catalog: 285,
      items: 256,
      shipping: 0,
      saved: 29,
      to_pay: 256,
    });
  });

  test("[AWD-1, AWD-5] equal units round once over all lines, others on their own", () => {
    const tenth: Award[] = [{ kind: "percent", rate_bps: 1_000, on: "items" }];
    expect(totals(tenth, two(4, { quantity: 500 }))).toEqual([1_600, 2_000]);
    expect(totals(tenth, [line({ id: "a", catalog: 4 }), line({ id: "b", catalog: 4 })])).toEqual([4, 4]);
    expect(
      totals(tenth, [line({ id: "a", sku: "s", catalog: 5 }), line({ id: "b", sku: "s", catalog: 5 })]),
    ).toEqual([4, 5]);
    expect(
      totals(tenth, [
        line({ id: "a", sku: "s", catalog: 5 }),
        line({ id: "b", sku: "s", catalog: 5, tags: [] }),
      ]),
    ).toEqual([4, 4]);
  });

  test("[AWD-6] on the order it rounds once on the sum and spreads it by largest remainder", () => {
    const lines = [1_999, 501, 100].map((catalog, index) => line({ id: `l${index}`, catalog }));
    const award: Award = { kind: "amount", amounts: { EUR: 1_000 }, on: "order" };
    expect(totals([award], lines)).toEqual([1_999 - 769, 501 - 193, 100 - 38]);
    const fifth: Award = { kind: "percent", rate_bps: 2_000, on: "order" };
    expect(totals([fifth], [line({ id: "a", catalog: 2 }), line({ id: "b", catalog: 1 })])).toEqual([1, 1]);
  });

  test("[AWD-7] on shipping each charge is rounded on its own", () => {
    const shipping = ["a", "b"].map((id) => ({ id, method: "post", amount: 5 }));
    const rules = rulesWith([{ kind: "percent", rate_bps: 1_000, on: "shipping" }]);
    expect(price(rules, cart({ shipping })).shipping.map(({ total }) => total)).toEqual([4, 4]);
  });

  test("[AWD-8] a cap trims the parts in proportion", () => {
    const lines = [line({ id: "a", catalog: 3_000 }), line({ id: "b", catalog: 1_000 })];
    expect(totals([{ ...half, cap: { EUR: 1_000 } }], lines)).toEqual([2_250, 750]);
    expect(totals([{ ...half, cap: { EUR: 2_000 } }], lines)).toEqual([1_500, 500]);
    expect(totals([{ ...half, cap: { EUR: 1 } }], two(1_000))).toEqual([999, 1_000]);
  });

  test("[POL-1, POL-2] the mode, and what is rounded", () => {
    const tenth: Award[] = [{ kind: "percent", rate_bps: 1_000, on: "items" }];
    const of = (policies: Partial<Policies>) => totals(tenth, [line({ id: "a", catalog: 5 })], policies);
    expect(of({})).toEqual([4]);
    expect(of({ rounded: "price" })).toEqual([5]);
    expect(of({ rounding: "half_down" })).toEqual([5]);
    expect(of({ rounding: "ceiling", rounded: "price" })).toEqual([5]);
    expect(of({ rounding: "floor", rounded: "price" })).toEqual([4]);
  });
});

describe("amount", () => {
  test("[AWD-9] per unit, never below zero", () => {
    const award: Award = { kind: "amount", amounts: { EUR: 300 }, per: "unit", on: "items" };
    expect(totals([award], [line({ id: "a", quantity: 2 }), line({ id: "b", catalog: 200 })])).toEqual([
      1_400, 0,
    ]);
  });

  test("[AWD-10] per line means per content run, so splitting gives no more", () => {
    const award: Award = { kind: "amount", amounts: { EUR: 300 }, per: "line", on: "items" };
    expect(totals([award], [line({ id: "a", sku: "s", quantity: 2 })])).toEqual([1_700]);
    expect(totals([award], two(1_000))).toEqual([850, 850]);
    expect(totals([award], two(100))).toEqual([0, 0]);
  });

  test("[AWD-11] once over all", () => {
    const lines = [line({ id: "a", catalog: 300 }), line({ id: "b", catalog: 100 })];
    const once: Award = { kind: "amount", amounts: { EUR: 100 }, per: "once", on: "items" };
    expect(totals([once], lines)).toEqual([225, 75]);
    const shipping = ["a", "b"].map((id) => ({ id, method: "post", amount: 300 }));
    const rules = rulesWith([{ kind: "amount", amounts: { EUR: 101 }, on: "shipping" }]);
    expect(price(rules, cart({ shipping })).shipping.map(({ total }) => total)).toEqual([249, 250]);
  });

  test("[AWD-14] nothing goes below zero however much is given", () => {
    const awards: Award[] = [
      half,
      { kind: "amount", amounts: { EUR: 10_000 }, per: "unit", on: "items" },
      { kind: "amount", amounts: { EUR: 10_000 }, on: "order" },
      { kind: "percent", rate_bps: 10_000, on: "order" },
    ];
    expect(totals(awards, [line({ id: "a", quantity: 3 })])).toEqual([0]);
  });
});

describe("targets", () => {
  test("[AWD-3] discountable lines that match, never gifts; charges by method", () => {
    const lines = [
      line({ id: "a", tags: ["t"] }),
      line({ id: "b", tags: ["t"], discountable: false }),
      line({ id: "c", tags: ["t"], gift_of: "x" }),
      line({ id: "d", tags: [] }),
    ];
    expect(totals([{ ...half, items: { kind: "tag", any_of: ["t"] } }], lines)).toEqual([
      500, 1_000, 1_000, 1_000,
    ]);
    expect(totals([{ ...half, on: "order" }], lines)).toEqual([500, 1_000, 1_000, 500]);
    const shipping = [
      { id: "1", method: "post", amount: 400 },
      { id: "2", method: "express", amount: 900 },
    ];
    const rules = rulesWith([{ kind: "free_shipping", methods: ["post"] }]);
    expect(price(rules, cart({ shipping })).totals.shipping).toBe(900);
  });

  test("[AWD-2, AWD-4] ties go by sku, price, content, line id and index, not by the order of lines", () => {
    const award: Award = { kind: "amount", amounts: { EUR: 1 }, on: "order" };
    expect(totals([award], [line({ id: "a", sku: "z" }), line({ id: "b", sku: "y" })])).toEqual([1_000, 999]);
    const seller = (id: string, of: string) => line({ id, sku: "s", seller: of });
    expect(totals([award], [seller("a", "n"), seller("b", "m")])).toEqual([1_000, 999]);
    expect(totals([award], two(1_000))).toEqual([999, 1_000]);
  });
});

describe("buy X get Y", () => {
  const award: BuyGetAward = {
    kind: "buy_get",
    reading: "additive",
    buy: 2,
    get: 1,
    rate_bps: 10_000,
    same: "product",
  };
  const product = (prices: number[]) =>
    prices.map((catalog, index) => line({ id: `l${index}`, sku: `s${index}`, product: "shirt", catalog }));
  const saved = (prices: number[], of: object = {}, policies: Partial<Policies> = {}) =>
    price(rulesWith([{ ...award, ...of }], policies), cart({ lines: product(prices) })).totals.saved;

  test("[AWD-12] 2 + 1 of 5.00, 5.00, 4.00, 3.00, 3.00: one unit at 3.00 is free", () => {
    expect(saved([500, 500, 400, 300, 300])).toBe(300);
    expect(totals([award], product([500, 500, 400, 300, 300]))).toEqual([500, 500, 400, 0, 300]);
  });

  const table: [string, number[], object, Partial<Policies>, number][] = [
    ["two are too few", [500, 500], {}, {}, 0],
    ["three make a set", [500, 400, 300], {}, {}, 300],
    ["six make two", [600, 500, 400, 300, 200, 100], {}, {}, 300],
    ["a rest above buy is a further set", [600, 500, 400, 300], { get: 2 }, {}, 700],
    ["a rest of four of six", [6, 5, 4, 3], { get: 4 }, {}, 7],
    ["not given", [6, 5, 4, 3], { get: 4 }, { incomplete_reward: "not_given" }, 0],
    ["a rest of buy is none", [500, 500, 400, 300, 300], {}, {}, 300],
    ["at most one set", [600, 500, 400, 300, 200, 100], { sets_max: 1 }, {}, 100],
    ["the further set counts", [6, 5, 4, 3, 2, 1, 1], { get: 2, sets_max: 1 }, {}, 2],
    ["dearest", [500, 400, 300], {}, { reward_units: "dearest" }, 500],
    ["at half price", [500, 400, 301], { rate_bps: 5_000 }, {}, 151],
  ];
  test.each(table)("[AWD-12, POL-5, POL-6] %s", (_name, prices, of, policies, expected) => {
    expect(saved(prices, of, policies)).toBe(expected);
  });

  test("[AWD-12] skus apart or together, lines that are not discountable count and are not rewarded", () => {
    expect(saved([500, 400, 300], { same: "sku" })).toBe(0);
    const lines = product([500, 400, 300]).map((each) => ({ ...each, discountable: each.catalog !== 300 }));
    expect(totals([award], lines)).toEqual([500, 0, 300]);
  });

  test("[AWD-12] only part of a line is rewarded, from its first unit on", () => {
    const result = price(rulesWith([award]), cart({ lines: [line({ id: "a", quantity: 7 })] }));
    expect(nets(result, "a")).toEqual([0, 0, 1_000, 1_000, 1_000, 1_000, 1_000]);
    const split = price(
      rulesWith([award]),
      cart({ lines: [line({ id: "a", sku: "s", quantity: 5 }), line({ id: "b", sku: "s", quantity: 2 })] }),
    );
    expect(split.totals.saved).toBe(2_000);
    expect(nets(split, "b")).toEqual([1_000, 1_000]);
  });

  test("[AWD-12, CND-23] too few units are told with need and have", () => {
    const rules = rulesWith([award]);
    expect(reasons(rules, cart({ lines: product([500, 400]) }))).toEqual([
      { code: "items_missing", need: 3, have: 2, by: "buy_get" },
    ]);
    expect(reasons(rules, cart())).toEqual([{ code: "items_missing", need: 3, have: 0, by: "buy_get" }]);
    const strict = rulesWith([{ ...award, get: 3 }], { incomplete_reward: "not_given" });
    expect(reasons(strict, cart())).toEqual([{ code: "items_missing", need: 5, have: 0, by: "buy_get" }]);
  });

  test("[AWD-12] a quantity of 100,000 is no matter", () => {
    const lines = [line({ id: "a", quantity: 100_000, catalog: 7 })];
    expect(price(rulesWith([award]), cart({ lines })).totals.saved).toBe(7 * 33_333);
  });
});

describe("free shipping, grants, flags", () => {
  const shipping = [
    { id: "1", method: "post", amount: 400 },
    { id: "2", method: "express", amount: 800 },
  ];

  test("[AWD-13] a cap subsidises in proportion", () => {
    const rules = rulesWith([{ kind: "free_shipping", cap: { EUR: 300 } }]);
    expect(price(rules, cart({ shipping })).shipping.map(({ total }) => total)).toEqual([300, 600]);
  });

  test("[AWD-15] a granted amount bounds all awards of the promotion together", () => {
    const rules = rulesWith([half, { kind: "free_shipping" }]);
    const facts = cart({ lines: [line({ id: "a" })], shipping });
    const granted = (amount: number) => {
      const { totals: of } = price(rules, facts, { granted: [{ promotion: "p", amount }] });
      return [of.items, of.shipping];
    };
    expect(granted(2_000)).toEqual([500, 0]);
    expect(granted(800)).toEqual([500, 900]);
    expect(granted(200)).toEqual([800, 1_200]);
    expect(granted(0)).toEqual([1_000, 1_200]);
  });

  test("[AWD-16] parts name a promotion once, flags come in order", () => {
    const rules = ruleSet({
      promotions: [
        promotion({ id: "p", priority: 1, awards: [half, { ...half, on: "order" }] }),
        promotion({ id: "q", awards: [{ ...half, on: "order" }] }),
      ],
    });
    const lines = [line({ id: "a" }), line({ id: "b", list: 2_000, discountable: false, gift_of: "x" })];
    const result = price(rules, cart({ lines }));
    expect(result.lines[0]?.units).toEqual([
      {
        count: 1,
        net: 125,
        parts: [
          { promotion: "p", amount: 750 },
          { promotion: "q", amount: 125 },
        ],
      },
    ]);
    expect(result.lines[1]?.flags).toEqual(["not_discountable", "gift_not_earned", "on_sale"]);
    expect(result.lines[1]?.total).toBe(1_000);
  });
});
