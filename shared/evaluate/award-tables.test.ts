import { describe, expect, test } from "vitest";
import type { LineFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { TiersAward } from "../rules/awards/tiers.ts";
import { cart, line, nets, price, promotion, reasons, ruleSet } from "./testing.ts";

function rulesWith(awards: Award[], policies: Partial<Policies> = {}) {
  return ruleSet({
    promotions: [promotion({ id: "p", awards })],
    policies: { ...DEFAULT_POLICIES, ...policies },
  });
}

function saved(awards: Award[], lines: LineFacts[], policies: Partial<Policies> = {}): number {
  return price(rulesWith(awards, policies), cart({ lines })).totals.saved;
}

function articles(prices: number[], of: Partial<LineFacts> = {}): LineFacts[] {
  return prices.map((catalog, index) => line({ id: `l${index}`, sku: `s${index}`, catalog, ...of }));
}

const bySpend: TiersAward = {
  kind: "tiers",
  by: "spend",
  reading: "cliff",
  on: "order",
  steps: [
    { from: { EUR: 5_000 }, rate_bps: 500 },
    { from: { EUR: 10_000 }, rate_bps: 1_000 },
  ],
};
const byUnits: TiersAward = {
  kind: "tiers",
  by: "units",
  reading: "cliff",
  on: "items",
  steps: [
    { from: 2, rate_bps: 1_000 },
    { from: 4, rate_bps: 2_000 },
  ],
};

describe("tiers", () => {
  const table: [string, Award, number[], number][] = [
    ["120.00, cliff", bySpend, [12_000], 1_200],
    ["120.00, marginal", { ...bySpend, reading: "marginal" }, [12_000], 450],
    ["100.00 reaches the step", bySpend, [10_000], 1_000],
    ["99.99 does not", bySpend, [9_999], 500],
    ["49.99 reaches none", bySpend, [4_999], 0],
    ["a cap", { ...bySpend, cap: { EUR: 700 } }, [12_000], 700],
    [
      "an amount once",
      { ...bySpend, per: "once", steps: [{ from: { EUR: 5_000 }, amounts: { EUR: 600 } }] },
      [5_000],
      600,
    ],
    ["three units, cliff", byUnits, [300, 200, 100], 60],
    ["four units, cliff", byUnits, [400, 300, 200, 100], 200],
    ["one unit", byUnits, [400], 0],
    [
      "four units, marginal: the dearest is nothing, two at 10 %, one at 20 %",
      { ...byUnits, reading: "marginal" },
      [400, 300, 200, 100],
      70,
    ],
    ["a price for each", { ...byUnits, steps: [{ from: 2, prices: { EUR: 150 } }] }, [300, 100], 150],
    [
      "an amount for each",
      { ...byUnits, per: "unit", steps: [{ from: 2, amounts: { EUR: 150 } }] },
      [300, 100],
      250,
    ],
    [
      "prices, marginal",
      { ...byUnits, reading: "marginal", steps: [{ from: 2, prices: { EUR: 50 } }] },
      [300, 100],
      50,
    ],
  ];
  test.each(table)("[AWD-25] %s", (_name, award, prices, expected) => {
    expect(saved([award], articles(prices))).toBe(expected);
  });

  test("[AWD-25, AWD-5] marginal by units: the units of one run and step are rounded together", () => {
    const award: Award = {
      ...byUnits,
      reading: "marginal",
      steps: [
        { from: 2, rate_bps: 1_000 },
        { from: 5, rate_bps: 5_000 },
      ],
    };
    const result = price(rulesWith([award]), cart({ lines: [line({ id: "a", catalog: 95, quantity: 6 })] }));
    // 1 × nothing; 3 × 10 % of 0.95 = 0.285, 0.29; 2 × 50 % of 0.95 = 0.95.
    expect(nets(result, "a")).toEqual([95, 85, 85, 86, 47, 48]);
  });

  test("[AWD-25] what is not open is measured and not rewarded; unknown is not measured", () => {
    const tagged = { kind: "tag" as const, any_of: ["t"] };
    const lines = [
      line({ id: "a", tags: ["t"], discountable: false }),
      line({ id: "b", tags: ["t"] }),
      line({ id: "c" }),
    ];
    expect(saved([{ ...byUnits, items: tagged }], lines)).toBe(100);
    expect(saved([{ ...byUnits, items: tagged }], lines.slice(1))).toBe(0);
    expect(saved([{ ...bySpend, steps: [{ from: { EUR: 3_000 }, rate_bps: 1_000 }] }], lines)).toBe(200);
  });

  test("[AWD-25, POL-7] spend at list, at catalogue price, or as what is left at its turn", () => {
    const lines = [line({ id: "a", catalog: 4_500, list: 5_000 })];
    const first: Award = { kind: "amount", amounts: { EUR: 100 }, per: "unit", on: "items" };
    const tiers = (basis?: "list" | "catalog" | "current", from = 4_500): Award => ({
      ...bySpend,
      steps: [{ from: { EUR: from }, amounts: { EUR: 1_000 } }],
      per: "once",
      ...(basis && { basis }),
    });
    expect(saved([first, tiers("list", 5_000)], lines)).toBe(1_100);
    expect(saved([first, tiers("catalog")], lines)).toBe(1_100);
    expect(saved([first, tiers("current")], lines)).toBe(100);
    expect(saved([first, tiers("current", 4_400)], lines)).toBe(1_100);
    expect(saved([first, tiers()], lines, { threshold_basis: "current" })).toBe(100);
    expect(saved([tiers(undefined, 5_000)], lines, { threshold_basis: "list" })).toBe(1_000);
    // A marginal table measures at catalogue price whatever the policy says.
    const marginal: Award = {
      ...bySpend,
      reading: "marginal",
      steps: [{ from: { EUR: 4_500 }, rate_bps: 1_000 }],
    };
    expect(
      saved([first, marginal], [line({ id: "a", catalog: 4_600 })], { threshold_basis: "current" }),
    ).toBe(110);
  });

  test("[AWD-25, POL-1, POL-2] marginal by spend is rounded once on the sum", () => {
    const award: Award = {
      ...bySpend,
      reading: "marginal",
      steps: [
        { from: { EUR: 1 }, rate_bps: 5_000 },
        { from: { EUR: 2 }, rate_bps: 2_500 },
      ],
    };
    // 1 × 50 % + 2 × 25 % of 3 = 1 exactly; of 2: 0.5 + 0.25.
    expect(saved([award], articles([4]))).toBe(1);
    expect(saved([award], articles([3]))).toBe(1);
    expect(saved([award], articles([3]), { rounding: "floor" })).toBe(0);
    expect(saved([award], articles([3]), { rounding: "floor", rounded: "price" })).toBe(1);
  });

  test("[AWD-25, CND-23] what is missing", () => {
    const why = (award: Award, lines: LineFacts[], policies: Partial<Policies> = {}) =>
      reasons(rulesWith([award], policies), cart({ lines }));
    const missing = (need: number, have: number) => [
      { code: "minimum_not_reached", need, have, by: "tiers" },
    ];
    expect(why(bySpend, articles([4_000]))).toEqual(missing(5_000, 4_000));
    expect(why(byUnits, articles([1]))).toEqual(missing(2, 1));
    expect(why({ ...bySpend, basis: "current" }, articles([4_000]))).toEqual(missing(5_000, 4_000));
    expect(why({ ...bySpend, basis: "current" }, [])).toEqual(missing(5_000, 0));
    expect(why(bySpend, articles([6_000], { discountable: false }))).toEqual([
      { code: "items_missing", by: "tiers" },
    ]);
  });

  test("[AWD-25, CND-24] on basis current `have` is what is left at its turn", () => {
    const rules = ruleSet({
      promotions: [
        promotion({ id: "first", priority: 1, awards: [{ kind: "percent", rate_bps: 1_000, on: "order" }] }),
        promotion({ id: "p", awards: [{ ...bySpend, basis: "current" }] }),
      ],
    });
    expect(reasons(rules, cart({ lines: articles([5_000]) }))).toEqual([
      { code: "minimum_not_reached", need: 5_000, have: 4_500, by: "tiers" },
    ]);
  });
});

describe("every full", () => {
  const award: Award = { kind: "every_full", every: { EUR: 10_000 }, amounts: { EUR: 1_000 }, on: "order" };
  const table: [string, Partial<Award>, number[], Partial<Policies>, number][] = [
    ["twice in 250.00", {}, [25_000], {}, 2_000],
    ["at most once", { times_max: 1 }, [25_000], {}, 1_000],
    ["not yet", {}, [9_999], {}, 0],
    ["more than is there", { every: { EUR: 500 } }, [900], {}, 900],
    ["… refused", { every: { EUR: 500 } }, [900], { excess: "refuse" }, 0],
  ];
  test.each(table)("[AWD-25, POL-13] %s", (_name, of, prices, policies, expected) => {
    expect(saved([{ ...award, ...of } as Award], articles(prices), policies)).toBe(expected);
  });

  test("[AWD-25, AWD-17] what is measured and what is picked are two things", () => {
    const picked: Award = { ...award, on: "items", pick: { by: "cheapest", units: 1 } };
    const result = price(rulesWith([picked]), cart({ lines: articles([9_000, 2_000]) }));
    expect(result.lines.map(({ total }) => total)).toEqual([9_000, 1_000]);
  });

  test("[AWD-25, CND-23] what is missing", () => {
    expect(reasons(rulesWith([award]), cart({ lines: articles([9_000]) }))).toEqual([
      { code: "minimum_not_reached", need: 10_000, have: 9_000, by: "every_full" },
    ]);
  });
});
