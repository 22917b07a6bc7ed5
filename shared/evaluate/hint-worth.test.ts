import { describe, expect, test } from "vitest";
import type { CartFacts } from "../model/cart-facts.ts";
import { LIMITS } from "../model/limits.ts";
import type { Award } from "../rules/award.ts";
import type { Lane, RulePromotion } from "../rules/rule-set.ts";
import { meet } from "./eligibility.ts";
import { hintsOf } from "./hints.ts";
import { Inputs } from "./inputs.ts";
import { select } from "./selection.ts";
import { line, NOW_MS, planOf, price, promotion, ruleSet } from "./testing.ts";
import { currentAtLeast, ofOrder, percent, skus } from "./testing-awards.ts";
import { all, facts, subtotal, web } from "./testing-hints.ts";

const tenth = (rate_bps = 1_000): Award[] => [{ kind: "percent", rate_bps, on: "order" }];
/** It lacks 10.00, and then takes 10 % off the order. */
const lacking = (id: string, of: Partial<RulePromotion> = {}) =>
  promotion({ id, hint: {}, conditions: subtotal(5_000), ...of });
/** It is there already, and does not hint. */
const there = (id: string, of: Partial<RulePromotion> = {}) => promotion({ id, ...of });
/** It lacks a cup. */
const set = (id: string, of: Partial<RulePromotion> = {}) =>
  promotion({
    id,
    hint: {},
    awards: [
      {
        kind: "buy_get",
        reading: "inclusive",
        buy: 3,
        get: 1,
        rate_bps: 10_000,
        same: "any",
        items: skus("cup"),
      },
    ],
    ...of,
  });

/** 1 % off an article, 10 % from 50.00 of it on. */
const steps = (id: string, of: Partial<RulePromotion> = {}) =>
  promotion({
    id,
    awards: [
      {
        kind: "tiers",
        by: "spend",
        reading: "cliff",
        on: "items",
        items: skus(id),
        steps: [
          { from: { EUR: 500 }, rate_bps: 100 },
          { from: { EUR: 5_000 }, rate_bps: 1_000 },
        ],
      },
    ],
    ...of,
  });

/** Ids with their gains. */
function gains(
  promotions: RulePromotion[],
  mode: Lane["mode"] = "best_combination",
  on: Partial<CartFacts> = {},
) {
  const rules = ruleSet({ promotions, lanes: [{ id: "default", mode }] });
  const { hints } = price(rules, { ...facts, ...on }, { hints: true });
  return hints.map(({ promotion: id, gain }) => `${id} ${gain ?? "-"}`);
}

describe("order", () => {
  const signIn = lacking("sign", { conditions: { kind: "signed_in" } });
  const teaser = { teaser_local_ms: NOW_MS - 86_400_000, start_local_ms: NOW_MS + 86_400_000 };
  const soon = promotion({
    id: "soon",
    hint: {},
    schedules: [{ zone: "store", end_local_ms: null, weekly: [], ...teaser }],
  });
  const units = (id: string, at_least: number) => lacking(id, { conditions: { kind: "quantity", at_least } });

  test("[HNT-5] by the share that is missing, whatever is counted", () => {
    // 1/5 of the amount, 2/5 and 1/4 of the units.
    expect(gains([units("u5", 5), lacking("amount"), units("u4", 4)])).toEqual([
      "amount 400",
      "u4 400",
      "u5 400",
    ]);
    expect(gains([lacking("amount"), signIn, soon])).toEqual(["sign 400", "amount 400", "soon -"]);
  });

  test("[HNT-5] equal shares by the order of promotions", () => {
    const quarter = { conditions: subtotal(5_334) };
    const promotions = [units("b", 4), units("a", 4), lacking("c", quarter), units("d", 4)];
    // 1,334 of 5,334 is a little more than a quarter.
    expect(gains(promotions)).toEqual(["a 400", "b 400", "d 400"]);
    expect(gains([units("b", 4), { ...units("z", 4), priority: 1 }])).toEqual(["z 400", "b 400"]);
  });

  test("[HNT-5] great amounts are compared exactly", () => {
    const dear = { lines: [line({ id: "a", catalog: 900_000_000_000, quantity: 1_000 })] };
    const most = 900_000_000_000_000;
    const promotions = [
      lacking("a", { conditions: subtotal(most + 2) }),
      lacking("b", { conditions: subtotal(most + 1) }),
    ];
    expect(gains(promotions, "best_combination", dear)[0]).toMatch(/^b /);
  });

  test("[HNT-5] the first three that are worth it, of the six that are nearest", () => {
    const worthless = (id: string) => lacking(id, { awards: tenth(1) });
    const many = (count: number) => Array.from({ length: count }, (_, index) => worthless(`a${index}`));
    expect(gains(["b", "c", "d", "e"].map((id) => lacking(id)))).toEqual(["b 400", "c 400", "d 400"]);
    expect(gains([...many(3), ...["b", "c", "d"].map((id) => lacking(id))])).toEqual([
      "b 400",
      "c 400",
      "d 400",
    ]);
    expect(gains([...many(5), lacking("b"), lacking("c")])).toEqual(["b 400"]);
    expect(gains([...many(6), lacking("b")])).toEqual([]);
  });
});

describe("worth", () => {
  const sole = { exclusive: { reading: "sole", reach: "lane" } } as const;
  const stop = { exclusive: { reading: "stop", reach: "lane" } } as const;
  const onlyIfFirst = { exclusive: { reading: "only_if_first", reach: "lane" } } as const;
  const alone = { combines_with: [], class: "own" };
  const fifth = { awards: tenth(2_000) };
  const eighth = { awards: tenth(800) };
  const free = { kind: "free_shipping" } as const;
  const plate: Award[] = [{ kind: "gift", choices: ["plate"], units: 1 }];

  test.each<[string, string[], RulePromotion[], Lane["mode"]?]>([
    ["nothing beside it", ["p 400"], [lacking("p")]],
    ["what it adds to another", ["p 360"], [there("q", { priority: 1 }), lacking("p")]],
    [
      "more than what it takes the place of",
      ["p 400"],
      [there("q", alone), lacking("p", { ...alone, ...fifth })],
    ],
    ["less than that", [], [there("q", alone), lacking("p", { ...alone, ...eighth })]],
    ["better than the best", ["p 400"], [there("q"), lacking("p", fifth)], "best_one"],
    ["not better than the best", [], [there("q"), lacking("p")], "best_one"],
    ["not the lowest", [], [there("q"), lacking("p", fifth)], "lowest"],
    [
      "the first",
      ["p 400"],
      [there("q", eighth), lacking("p", { priority: 1, awards: tenth(1_800) })],
      "first",
    ],
    ["not the first", [], [there("q", { priority: 1 }), lacking("p", fifth)], "first"],
    ["something that is the whole choice", [], [there("q", { ...sole, priority: 1 }), lacking("p")]],
    ["one that comes after it", [], [there("q", { ...sole }), lacking("p", { priority: 1 })]],
    ["the whole choice instead of less", ["p 400"], [there("q"), lacking("p", { ...sole, ...fifth })]],
    ["something that stops before", [], [there("q", { ...stop, priority: 1 }), lacking("p")]],
    [
      "something that stops after",
      ["p 400"],
      [there("q", { ...stop, ...eighth }), lacking("p", { priority: 1, awards: tenth(1_087) })],
    ],
    ["one that gives way", [], [there("q", { priority: 1 }), lacking("p", { ...onlyIfFirst, ...eighth })]],
    ["a gift without worth", [], [lacking("p", { awards: plate })]],
    ["an award without target", [], [lacking("p", { awards: [{ ...free, methods: ["express"] }] })]],
    [
      "nothing left to take",
      [],
      [there("q", { priority: 1, awards: [free] }), lacking("p", { awards: [free] })],
    ],
  ])("[HNT-6] %s: %s", (_title, expected, promotions, mode) => {
    expect(gains(promotions, mode)).toEqual(expected);
  });

  test.each<[string, string[], RulePromotion[]]>([
    ["nothing beside them", ["p -"], [set("p")]],
    ["something that combines", ["p -"], [there("q", { class: "a" }), set("p", { class: "b" })]],
    [
      "something that does not",
      [],
      [there("q", { class: "a", combines_with: ["a"] }), set("p", { class: "b" })],
    ],
    [
      "something that they do not allow",
      [],
      [there("q", { class: "a" }), set("p", { combines_with: ["b"] })],
    ],
    [
      "one that was not applied",
      ["p -"],
      [there("q", { ...alone, awards: [{ ...free, methods: ["express"] }] }), set("p", alone)],
    ],
    ["something that is the whole choice", [], [there("q", sole), set("p", { priority: 1 })]],
    ["something that stops before", [], [there("q", { ...stop, priority: 1 }), set("p")]],
    ["something to which they yield", [], [there("q", { priority: 1 }), set("p", onlyIfFirst)]],
    ["something before which they come", ["p -"], [there("q"), set("p", { ...onlyIfFirst, priority: 1 })]],
  ])("[HNT-6] sets of units that are missing, and %s", (_title, expected, promotions) => {
    expect(gains(promotions)).toEqual(expected);
  });

  test("[HNT-6] only the step that is told is taken as reached", () => {
    expect(gains([steps("coffee", { hint: {} }), steps("cup")])).toEqual(["coffee 270"]);
    expect(gains([steps("coffee", { hint: {} }), steps("cup", { hint: {} })])).toEqual([
      "coffee 270",
      "cup 90",
    ]);
  });

  test("[HNT-6] a gain below one is none", () => {
    const cheap = { lines: [line({ id: "a", catalog: 9 })], shipping: [] };
    const almost = (rate: number) => lacking("p", { conditions: subtotal(10), awards: tenth(rate) });
    expect(gains([almost(500)], "best_combination", cheap)).toEqual([]);
    expect(gains([almost(600)], "best_combination", cheap)).toEqual(["p 1"]);
  });

  test("[HNT-6, AWD-24] what refuses reduced units refuses them then", () => {
    const reduced = { lines: [line({ id: "a", catalog: 4_000, list: 5_000, sent_price: true })] };
    const refusing = (reduced_items: "skip" | "refuse") =>
      lacking("p", {
        excludes_reduced: ["price"],
        policies: { reduced_items },
        awards: [free, ofOrder(100)],
      });
    expect(gains([refusing("skip")], "best_combination", reduced)).toEqual(["p 500"]);
    expect(gains([refusing("refuse")], "best_combination", reduced)).toEqual([]);
  });

  test("[HNT-6] the codes that count stay those that count", () => {
    const coded = (id: string, of: Partial<RulePromotion>) =>
      promotion({ id, conditions: all(web, { kind: "code" }), ...of });
    const promotions = [
      coded("a", { ...alone, awards: tenth(1_500) }),
      coded("b", { hint: {}, conditions: all({ kind: "code" }, subtotal(5_000)) }),
      lacking("c", { ...alone, ...fifth }),
    ];
    const codes = ["a", "b"].map((id) => ({
      code: id.toUpperCase(),
      promotion: id,
      start_ms: null,
      end_ms: null,
    }));
    const told = (typed: string[]) =>
      price(ruleSet({ promotions, codes }), { ...facts, codes: typed }, { hints: true }).hints;
    expect(told(["A", "B"]).map(({ promotion: id, gain }) => [id, gain])).toEqual([["c", 200]]);
    expect(told(["B"]).map(({ promotion: id }) => id)).toEqual(["b", "c"]);
  });

  test("[HNT-6] one whose code counts and whose late condition fails is taken once", () => {
    const promotions = [
      promotion({ id: "q", priority: 9, awards: [percent(2_500, "coffee")] }),
      promotion({
        id: "p",
        hint: {},
        conditions: all({ kind: "code" }, currentAtLeast(4_000)),
        awards: tenth(),
      }),
    ];
    const codes = [{ code: "P", promotion: "p", start_ms: null, end_ms: null }];
    const { hints } = price(ruleSet({ promotions, codes }), { ...facts, codes: ["P"] }, { hints: true });
    expect(hints).toMatchObject([{ promotion: "p", need: 4_000, have: 3_250, gain: 325 }]);
  });
});

describe("work", () => {
  const promotions = [set("q"), steps("coffee", { hint: {} })];
  const inputsOf = () =>
    new Inputs(planOf(ruleSet({ promotions })), facts, NOW_MS, {
      left_out: [],
      granted: [],
      explain: false,
      hints: true,
    });

  test("[HNT-6, SEL-23] without fuel nothing is hinted, and what is supposed is gone afterwards", () => {
    const inputs = inputsOf();
    const met = meet(inputs);
    const counted = select(inputs, met, []);
    const before = inputs.fuel;
    expect(hintsOf(inputs, met, counted)).toHaveLength(2);
    expect(inputs.cart.supposed).toBe(null);
    expect(before - inputs.fuel).toBeGreaterThan(0);
    expect(before - inputs.fuel).toBeLessThan(LIMITS.fuel / 100_000);
    inputs.burn(inputs.fuel - 1);
    expect(hintsOf(inputs, met, counted)).toEqual([]);
  });

  test("[HNT-1] where nobody who was reached hints they cost nothing", () => {
    const inputs = inputsOf();
    const met = { ...meet(inputs), hinting: [] };
    const counted = select(inputs, met, []);
    const before = inputs.fuel;
    expect(hintsOf(inputs, met, counted)).toEqual([]);
    expect(inputs.fuel).toBe(before);
  });
});
