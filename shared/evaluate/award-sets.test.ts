import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LineFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { BundleAward } from "../rules/awards/bundle.ts";
import type { BuyGetAward } from "../rules/awards/buy-get.ts";
import { cart, line, price, promotion, reasons, ruleSet } from "./testing.ts";

function rulesWith(awards: Award[], policies: Partial<Policies> = {}) {
  return ruleSet({
    promotions: [promotion({ id: "p", awards })],
    policies: { ...DEFAULT_POLICIES, ...policies },
  });
}

function saved(award: Award, lines: LineFacts[], policies: Partial<Policies> = {}): number {
  return price(rulesWith([award], policies), cart({ lines })).totals.saved;
}

/** One article a price; ids and skus in the order given. */
function articles(prices: number[], of: Partial<LineFacts> = {}): LineFacts[] {
  return prices.map((catalog, index) => line({ id: `l${index}`, sku: `s${index}`, catalog, ...of }));
}

const bySku = (...any_of: string[]) => ({ kind: "sku" as const, any_of });

describe("buy X get Y", () => {
  const threeForTwo: BuyGetAward = {
    kind: "buy_get",
    reading: "inclusive",
    buy: 3,
    get: 1,
    rate_bps: 10_000,
    same: "any",
  };
  const table: [string, Partial<BuyGetAward>, number[], Partial<Policies>, number][] = [
    ["3 for 2, cheapest", {}, [3_000, 2_000, 1_000, 1_000, 500, 500], {}, 1_000],
    ["3 for 2, dearest", {}, [3_000, 2_000, 1_000, 1_000, 500, 500], { reward_units: "dearest" }, 5_000],
    ["3 for 2, grouped", {}, [3_000, 2_000, 1_000, 1_000, 500, 500], { reward_units: "grouped" }, 1_500],
    ["inclusive: a rest gives nothing", {}, [500, 400, 300, 200, 100], {}, 100],
    ["at most one set", { sets_max: 1 }, [500, 400, 300, 200, 100, 50], {}, 50],
    ["at most one unit of all groups", { units_max: 1 }, [500, 400, 300, 200, 100, 50], {}, 50],
    ["… the dearest", { units_max: 1 }, [500, 400, 300, 200, 100, 50], { reward_units: "dearest" }, 500],
    ["of every 2 both at half price", { buy: 2, get: 2, rate_bps: 5_000 }, [300, 100], {}, 200],
    [
      "2 + 1, grouped",
      { reading: "additive", buy: 2 },
      [500, 400, 300, 200, 100, 50],
      { reward_units: "grouped" },
      350,
    ],
    [
      "2 + 2, grouped, the rest is a further set",
      { reading: "additive", buy: 2, get: 2 },
      [9, 8, 7, 6, 5, 4, 3],
      { reward_units: "grouped" },
      16,
    ],
  ];
  test.each(table)("[AWD-12, POL-5] %s", (_name, of, prices, policies, expected) => {
    expect(saved({ ...threeForTwo, ...of }, articles(prices), policies)).toBe(expected);
  });

  test("[AWD-22] the value: a rate, an amount, a price, and a cap", () => {
    const { rate_bps: _, ...rest } = threeForTwo;
    const lines = articles([500, 400, 301]);
    expect(saved({ ...rest, rate_bps: 5_000 }, lines)).toBe(151);
    expect(saved({ ...rest, amounts: { EUR: 200 } }, lines)).toBe(200);
    expect(saved({ ...rest, amounts: { EUR: 400 } }, lines)).toBe(301);
    expect(saved({ ...rest, amounts: { EUR: 400 } }, lines, { excess: "refuse" })).toBe(0);
    expect(saved({ ...rest, prices: { EUR: 100 } }, lines)).toBe(201);
    expect(saved({ ...threeForTwo, cap: { EUR: 99 } }, lines)).toBe(99);
  });

  test("[AWD-12, AWD-3] what is not open counts and is not rewarded", () => {
    const lines = articles([500, 400, 300]).map((each) => ({ ...each, discountable: each.catalog === 500 }));
    expect(saved(threeForTwo, lines)).toBe(500);
    expect(saved(threeForTwo, articles([500, 400, 300], { discountable: false }))).toBe(0);
  });

  test("[AWD-12, CND-23] what is missing", () => {
    const of = (award: Award, lines: LineFacts[], policies: Partial<Policies> = {}) =>
      reasons(rulesWith([award], policies), cart({ lines }));
    expect(of(threeForTwo, articles([5, 5]))).toEqual([
      { code: "items_missing", need: 3, have: 2, by: "buy_get" },
    ]);
    const additive: Award = { ...threeForTwo, reading: "additive", buy: 3, get: 2 };
    expect(of(additive, [])).toEqual([{ code: "items_missing", need: 4, have: 0, by: "buy_get" }]);
    expect(of(additive, articles([1]), { incomplete_reward: "not_given" })).toEqual([
      { code: "items_missing", need: 5, have: 1, by: "buy_get" },
    ]);
    expect(of(threeForTwo, articles([5, 5, 5], { discountable: false }))).toEqual([
      { code: "items_missing", by: "buy_get" },
    ]);
  });

  test("[AWD-18] closed are the rewarded units and as many bought ones as the sets ask for", () => {
    const half: Award = { kind: "percent", rate_bps: 5_000, on: "items" };
    const rules = rulesWith([{ ...threeForTwo, closes_units: true }, half]);
    const { totals, lines } = price(rules, cart({ lines: articles([500, 400, 300, 200, 100]) }));
    // One set: 1.00 is free, 5.00 and 4.00 are bought; 3.00 and 2.00 are left for the half.
    expect(lines.map(({ total }) => total)).toEqual([500, 400, 150, 100, 0]);
    expect(totals.saved).toBe(350);
    const one = price(rules, cart({ lines: [line({ id: "a", quantity: 5 })] }));
    expect(one.lines[0]?.units.map(({ count, net }) => [count, net])).toEqual([
      [1, 0],
      [2, 1_000],
      [2, 500],
    ]);
  });
});

describe("buy X get Y of others", () => {
  const disjoint: BuyGetAward = {
    kind: "buy_get",
    reading: "disjoint",
    buy: 2,
    get: 1,
    rate_bps: 10_000,
    same: "any",
    items: bySku("s0", "s1", "s2"),
    reward_items: bySku("s2", "s3"),
  };
  const table: [string, Partial<BuyGetAward>, number[], Partial<Policies>, number][] = [
    ["two of the first, the cheapest of the last", {}, [1_000, 900, 500, 400], {}, 400],
    ["the dearest of the last", {}, [1_000, 900, 500, 400], { reward_units: "dearest" }, 500],
    ["what can be rewarded is bought last", {}, [1_000, 0, 500, 400], {}, 400],
    ["two of it", { get: 2 }, [1_000, 900, 500, 400], {}, 900],
    [
      "one of two, not given",
      { get: 2, reward_items: bySku("s3") },
      [1_000, 900, 500, 400],
      { incomplete_reward: "not_given" },
      0,
    ],
    ["one of two", { get: 2, reward_items: bySku("s3") }, [1_000, 900, 500, 400], {}, 400],
    ["for money: units of price 0 are passed over", { buy: { EUR: 1_900 } }, [1_000, 900, 0, 400], {}, 0],
    ["for money, too little", { buy: { EUR: 2_401 } }, [1_000, 900, 500, 400], {}, 0],
    ["for money, with what could be rewarded", { buy: { EUR: 2_400 } }, [1_000, 900, 500, 400], {}, 400],
  ];
  test.each(table)("[AWD-21] %s", (_name, of, prices, policies, expected) => {
    expect(saved({ ...disjoint, ...of }, articles(prices), policies)).toBe(expected);
  });

  test("[AWD-21] set by set until one ends", () => {
    const lines = articles([1_000, 900, 500, 400], { quantity: 3 });
    // Bought 10 + 10, 10 + 9, 9 + 9, then 5 + 5; rewarded 4, 4, 4, then 5.
    expect(saved(disjoint, lines)).toBe(1_700);
    expect(saved({ ...disjoint, sets_max: 2 }, lines)).toBe(800);
    expect(saved({ ...disjoint, units_max: 1 }, lines)).toBe(400);
    const one = [line({ id: "a", sku: "s2", quantity: 7, catalog: 10 })];
    expect(saved(disjoint, one)).toBe(20);
  });

  test("[AWD-21, CND-23] what is missing", () => {
    const of = (award: Award, lines: LineFacts[]) => reasons(rulesWith([award]), cart({ lines }));
    expect(of(disjoint, articles([1_000]))).toEqual([
      { code: "items_missing", need: 2, have: 1, by: "buy_get" },
    ]);
    expect(of({ ...disjoint, buy: { EUR: 2_000 } }, articles([1_000]))).toEqual([
      { code: "minimum_not_reached", need: 2_000, have: 1_000, by: "buy_get" },
    ]);
    expect(of(disjoint, articles([1_000, 900]))).toEqual([
      { code: "items_missing", need: 1, have: 0, by: "buy_get" },
    ]);
  });
});

describe("bundles", () => {
  const outfit: BundleAward = {
    kind: "bundle",
    components: [
      { items: bySku("s0", "s1"), units: 1 },
      { items: bySku("s2", "s3"), units: 1 },
    ],
    prices: { EUR: 5_000 },
    pick: "best",
  };
  const shirtsAndTies = articles([4_000, 3_000, 1_500, 1_200]);

  test("[AWD-23] shirt + tie at 50.00: one bundle of the dearest, since two would cost more", () => {
    const result = price(rulesWith([outfit]), cart({ lines: shirtsAndTies }));
    expect(result.totals.saved).toBe(500);
    expect(result.lines.map(({ total }) => total)).toEqual([3_636, 3_000, 1_364, 1_200]);
  });

  const table: [string, Partial<BundleAward>, number][] = [
    ["dearest: as many as there are", { pick: "dearest", prices: { EUR: 4_000 } }, 1_700],
    ["dearest: what costs more together than apart gives nothing", { pick: "dearest" }, 0],
    ["at most one", { pick: "dearest", prices: { EUR: 4_000 }, bundles_max: 1 }, 1_500],
    ["cheapest, one", { pick: "cheapest", prices: { EUR: 4_000 }, bundles_max: 1 }, 200],
    ["best at 40.00: two are as good as they get", { prices: { EUR: 4_000 } }, 1_700],
    ["best at 42.00: a second would save nothing more", { prices: { EUR: 4_200 } }, 1_300],
    ["a cap", { cap: { EUR: 300 } }, 300],
  ];
  test.each(table)("[AWD-23] %s", (_name, of, expected) => {
    expect(saved({ ...outfit, ...of }, shirtsAndTies)).toBe(expected);
  });

  test("[AWD-23] of equal numbers the smallest", () => {
    const { lines } = price(
      rulesWith([{ ...outfit, prices: { EUR: 4_200 } }]),
      cart({ lines: shirtsAndTies }),
    );
    expect(lines.map(({ total }) => total)).toEqual([3_055, 3_000, 1_145, 1_200]);
  });

  test("[AWD-23] a rate on all, an amount for each bundle", () => {
    const { prices: _, ...rest } = outfit;
    expect(saved({ ...rest, rate_bps: 1_000 }, shirtsAndTies)).toBe(970);
    expect(saved({ ...rest, amounts: { EUR: 1_000 } }, shirtsAndTies)).toBe(2_000);
  });

  test("[AWD-23] optional units join, as many as the bundles have places for", () => {
    const { prices: _, ...rest } = outfit;
    const lines = [...shirtsAndTies, line({ id: "l4", sku: "s4", catalog: 2_000, quantity: 5 })];
    const award: Award = {
      ...rest,
      rate_bps: 1_000,
      components: [...outfit.components, { items: bySku("s4"), units: 1, optional: true }],
    };
    expect(saved(award, lines)).toBe(970 + 400);
    expect(saved(award, shirtsAndTies)).toBe(970);
  });

  test("[AWD-23] any three for 20.00, over and over", () => {
    const award: Award = {
      kind: "bundle",
      components: [{ items: { kind: "all", of: [] }, units: 3 }],
      prices: { EUR: 2_000 },
      pick: "best",
    };
    // 9 + 9 + 9 = 27.00 saves 7.00; 9 + 8 + 8 = 25.00 saves 5.00; 2 + 2 + 2 would cost more.
    expect(saved(award, articles([900, 900, 900, 900, 800, 800, 200, 200, 200]))).toBe(1_200);
  });

  test("[AWD-23] without one of its units at its turn it gives nothing", () => {
    const closing: Award = {
      kind: "percent",
      rate_bps: 100,
      on: "items",
      items: bySku("s0"),
      closes_units: true,
    };
    const { totals } = price(rulesWith([closing, outfit]), cart({ lines: shirtsAndTies }));
    expect(totals.saved).toBe(40);
  });

  test("[AWD-23, CND-23] what is missing: the first component that lacks units alone, else what can be filled", () => {
    const of = (components: BundleAward["components"], lines: LineFacts[]) =>
      reasons(rulesWith([{ ...outfit, components }]), cart({ lines }));
    expect(of(outfit.components, articles([4_000]))).toEqual([
      { code: "items_missing", need: 1, have: 0, by: "bundle" },
    ]);
    const both = { items: bySku("s0"), units: 1 };
    expect(of([both, both], articles([4_000]))).toEqual([
      { code: "items_missing", need: 2, have: 1, by: "bundle" },
    ]);
    expect(of(outfit.components, articles([400, 300, 100, 100]))).toEqual([
      { code: "items_missing", by: "bundle" },
    ]);
  });

  /** The best saving of bundles at a price, of all sets of units that make whole bundles. */
  function bruteForce(
    units: { catalog: number; fits: number }[],
    places: number[],
    priceMinor: number,
  ): number {
    let best = 0;
    const all = places.reduce((sum, count) => sum + count, 0);
    for (let set = 0; set < 1 << units.length; set++) {
      const chosen = units.filter((_, index) => (set & (1 << index)) !== 0);
      if (chosen.length % all !== 0) continue;
      const bundles = chosen.length / all;
      const value = chosen.reduce((sum, { catalog }) => sum + catalog, 0) - bundles * priceMinor;
      if (
        value > best &&
        fill(
          chosen,
          places.map((count) => count * bundles),
        )
      )
        best = value;
    }
    return best;
  }

  function fill([first, ...rest]: { fits: number }[], places: number[]): boolean {
    if (first === undefined) return true;
    return places.some((count, index) => {
      if (count === 0 || (first.fits & (1 << index)) === 0) return false;
      return fill(rest, places.with(index, count - 1));
    });
  }

  test("[AWD-23] the best bundles save what the best of all sets of units saves", () => {
    const unit = fc.record({ catalog: fc.nat({ max: 30 }), fits: fc.integer({ min: 0, max: 7 }) });
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 9 }),
        fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 60 }),
        (units, places, EUR) => {
          const lines = units.map(({ catalog, fits }, index) => {
            const tags = [0, 1, 2].filter((bit) => (fits & (1 << bit)) !== 0).map((bit) => `t${bit}`);
            return line({ id: `l${index}`, sku: `s${index}`, catalog, tags });
          });
          const components = places.map((count, index) => ({
            items: { kind: "tag" as const, any_of: [`t${index}`] },
            units: count,
          }));
          const award: Award = { kind: "bundle", components, prices: { EUR }, pick: "best" };
          expect(saved(award, lines)).toBe(bruteForce(units, places, EUR));
        },
      ),
    );
  });
});
