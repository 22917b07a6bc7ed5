import { describe, expect, test } from "vitest";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { Exclusive } from "../rules/promotion.ts";
import type { Lane, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { cart, line, price, promotion, reasons, ruleSet } from "./testing.ts";

const LANES: Lane[] = [
  { id: "early", mode: "all" },
  { id: "default", mode: "all" },
  { id: "late", mode: "all" },
];
const basket = cart({ lines: [line({ id: "a", catalog: 10_000 })] });

function off(rate_bps: number): Award[] {
  return [{ kind: "percent", rate_bps, on: "order" }];
}

function ofAbsent(rate_bps: number): Award[] {
  return [{ kind: "percent", rate_bps, on: "items", items: { kind: "sku", any_of: ["absent"] } }];
}

function of(
  id: string,
  priority: number,
  rate_bps: number,
  more: Partial<RulePromotion> = {},
): RulePromotion {
  return promotion({ id, priority, awards: off(rate_bps), ...more });
}

function exclusive(reading: Exclusive["reading"], reach: Exclusive["reach"]) {
  return { exclusive: { reading, reach } };
}

function inLanes(promotions: RulePromotion[], lanes = LANES): RuleSet {
  return ruleSet({ lanes, promotions });
}

/** An earlier lane, three promotions of one lane in order, a later lane; the middle one of the three is exclusive. */
function around(
  reading: Exclusive["reading"],
  reach: Exclusive["reach"],
  mode: Lane["mode"] = "all",
): RuleSet {
  return inLanes(
    [
      of("early", 0, 1_000, { lane: "early" }),
      of("first", 9, 1_000),
      of("it", 5, 2_000, exclusive(reading, reach)),
      of("last", 1, 5_000),
      of("late", 0, 1_000, { lane: "late" }),
    ],
    LANES.map((lane) => (lane.id === "default" ? { ...lane, mode } : lane)),
  );
}

function applied(rules: RuleSet, facts = basket): string[] {
  return price(rules, facts).applied.map((each) => each.promotion);
}

describe("exclusive promotions", () => {
  test.each([
    // 100.00: early 90.00, it 72.00, late 64.80
    ["sole", "lane", ["early", "it", "late"], 6_480],
    ["sole", "cart", ["it"], 8_000],
    // early 90.00, first 81.00, it 64.80, late 58.32
    ["stop", "lane", ["early", "first", "it", "late"], 5_832],
    ["stop", "cart", ["early", "first", "it"], 6_480],
    // early 90.00, first 81.00, last 40.50, late 36.45
    ["only_if_first", "lane", ["early", "first", "last", "late"], 3_645],
    ["only_if_first", "cart", ["early", "first", "last", "late"], 3_645],
  ] as const)("[SEL-17, SEL-18] %s with reach %s among all", (reading, reach, ids, toPay) => {
    const rules = around(reading, reach);
    expect(applied(rules)).toEqual(ids);
    expect(price(rules, basket).totals.to_pay).toBe(toPay);
  });

  test.each(["best_combination", "best_one", "first", "lowest"] as const)(
    "[SEL-17] sole is the whole choice of its lane in mode %s, whatever it is worth",
    (mode) => {
      expect(applied(around("sole", "lane", mode))).toEqual(["early", "it", "late"]);
    },
  );

  test("[SEL-17] in a lane best_each sole acts on everything, and what it cut says who", () => {
    const rules = inLanes(
      [of("it", 0, 500, exclusive("sole", "lane")), of("other", 5, 5_000)],
      [{ id: "default", mode: "best_each" }],
    );
    expect(price(rules, basket).totals.to_pay).toBe(9_500);
    expect(reasons(rules, basket, "other")).toEqual([{ code: "combined_excluded", by: "it" }]);
  });

  test("[SEL-17] what is cut says combined_excluded by what cut it", () => {
    const excluded = [{ code: "combined_excluded", by: "it" }];
    for (const id of ["first", "last"]) expect(reasons(around("sole", "lane"), basket, id)).toEqual(excluded);
    for (const id of ["early", "late"]) expect(reasons(around("sole", "cart"), basket, id)).toEqual(excluded);
    expect(reasons(around("stop", "lane"), basket, "last")).toEqual(excluded);
    expect(reasons(around("stop", "cart"), basket, "late")).toEqual(excluded);
  });

  test("[SEL-17, CND-23] also what would have had nothing to act on", () => {
    const absent = of("absent", 1, 0, { awards: ofAbsent(1_000) });
    const rules = inLanes([of("it", 9, 1_000, exclusive("stop", "cart")), absent]);
    expect(reasons(rules, basket, "absent")).toEqual([{ code: "combined_excluded", by: "it" }]);
  });

  test("[SEL-17] going through ends at the first that has an effect alone", () => {
    const both = inLanes([
      of("stop", 9, 1_000, exclusive("stop", "lane")),
      of("sole", 5, 2_000, exclusive("sole", "lane")),
    ]);
    expect(applied(both)).toEqual(["stop"]);
    const turned = inLanes([
      of("stop", 5, 1_000, exclusive("stop", "lane")),
      of("sole", 9, 2_000, exclusive("sole", "lane")),
    ]);
    expect(applied(turned)).toEqual(["sole"]);
  });

  test("[SEL-17] one without an effect alone cuts nothing", () => {
    for (const reading of ["sole", "stop"] as const) {
      for (const reach of ["lane", "cart"] as const) {
        const rules = inLanes([
          of("it", 9, 0, { awards: ofAbsent(5_000), ...exclusive(reading, reach) }),
          of("other", 0, 1_000),
        ]);
        expect(applied(rules)).toEqual(["other"]);
      }
    }
  });

  test("[SEL-17] alone: reach lane beside what earlier lanes chose, reach cart beside nothing", () => {
    const behind = (reach: Exclusive["reach"]) =>
      inLanes([
        of("everything", 0, 10_000, { lane: "early" }),
        of("it", 9, 1_000, exclusive("stop", reach)),
        of("other", 0, 0, { awards: [{ kind: "message", message: "m" }] }),
      ]);
    expect(applied(behind("lane"))).toEqual(["everything", "other"]);
    expect(reasons(behind("cart"), basket, "other")).toEqual([{ code: "combined_excluded", by: "it" }]);
  });

  test("[SEL-18] only_if_first with reach lane asks its own lane alone, with reach cart all before it", () => {
    const alone = (reach: Exclusive["reach"]) =>
      inLanes([
        of("early", 0, 1_000, { lane: "early" }),
        of("it", 0, 2_000, exclusive("only_if_first", reach)),
      ]);
    expect(applied(alone("lane"))).toEqual(["early", "it"]);
    expect(applied(alone("cart"))).toEqual(["early"]);
    expect(reasons(alone("cart"), basket, "it")).toEqual([{ code: "combined_excluded", by: "early" }]);
    expect(reasons(around("only_if_first", "lane"), basket, "it")).toEqual([
      { code: "combined_excluded", by: "first" },
    ]);
    expect(reasons(around("only_if_first", "cart"), basket, "it")).toEqual([
      { code: "combined_excluded", by: "early" },
    ]);
  });

  test("[SEL-18] what has no effect keeps nobody out", () => {
    const rules = inLanes([
      of("none", 9, 0, { awards: ofAbsent(1_000) }),
      of("it", 5, 2_000, exclusive("only_if_first", "cart")),
    ]);
    expect(applied(rules)).toEqual(["it"]);
  });

  test("[SEL-15] only_if_first in a search: alone, or with what comes after it", () => {
    const lane: Lane[] = [{ id: "default", mode: "best_combination" }];
    const rules = (first: number) =>
      inLanes(
        [
          of("before", 9, first),
          of("it", 5, 3_000, exclusive("only_if_first", "lane")),
          of("after", 1, 1_000),
        ],
        lane,
      );
    // 70.00, 63.00 with `it`; 75.00, 67.50 without.
    expect(applied(rules(2_500))).toEqual(["it", "after"]);
    expect(price(rules(2_500), basket).totals.to_pay).toBe(6_300);
    expect(reasons(rules(2_500), basket, "before")).toEqual([{ code: "combined_excluded", by: "it" }]);
    expect(applied(rules(3_500))).toEqual(["before", "after"]);
    expect(reasons(rules(3_500), basket, "it")).toEqual([{ code: "combined_excluded", by: "before" }]);
  });
});

describe("classes", () => {
  const classed = (
    a: Partial<RulePromotion>,
    b: Partial<RulePromotion>,
    mode: Lane["mode"] = "all",
  ): RuleSet => inLanes([of("a", 9, 1_000, a), of("b", 1, 2_000, b)], [{ id: "default", mode }]);

  test.each([
    [
      "each allows the other",
      { class: "x", combines_with: ["y"] },
      { class: "y", combines_with: ["x"] },
      true,
    ],
    ["one alone allows", { class: "x", combines_with: ["y"] }, { class: "y", combines_with: [] }, false],
    [
      "the other alone allows",
      { class: "x", combines_with: [] },
      { class: "y", combines_with: ["x"] },
      false,
    ],
    ["without a list all are allowed", { class: "x" }, { class: "y" }, true],
    ["without a list on one side", { class: "x" }, { class: "y", combines_with: ["z"] }, false],
    ["without a class it is allowed by all", { combines_with: [] }, { combines_with: [] }, true],
    ["a list without a class still refuses", { combines_with: [] }, { class: "y" }, false],
    [
      "a class that does not allow itself",
      { class: "x", combines_with: [] },
      { class: "x", combines_with: [] },
      false,
    ],
    [
      "a class that allows itself",
      { class: "x", combines_with: ["x"] },
      { class: "x", combines_with: ["x"] },
      true,
    ],
  ])("[SEL-18] %s", (_name, a, b, combine) => {
    expect(applied(classed(a, b))).toEqual(combine ? ["a", "b"] : ["a"]);
    // Of two that do not combine the search takes the one that saves more.
    expect(applied(classed(a, b, "best_combination"))).toEqual(combine ? ["a", "b"] : ["b"]);
    expect(reasons(classed(a, b), basket, "b")).toEqual(
      combine ? [] : [{ code: "combined_excluded", by: "a" }],
    );
  });

  test("[SEL-18] against earlier lanes that have an effect, in every mode", () => {
    for (const mode of ["all", "first", "best_one", "lowest", "best_each", "best_combination"] as const) {
      const rules = inLanes(
        [
          of("early", 0, 1_000, { lane: "early", class: "x", combines_with: [] }),
          of("kept-out", 9, 5_000, { class: "y" }),
          of("it", 1, 2_000),
        ],
        [
          { id: "early", mode: "all" },
          { id: "default", mode },
        ],
      );
      expect(applied(rules)).toEqual(["early", "it"]);
      expect(reasons(rules, basket, "kept-out")).toEqual([{ code: "combined_excluded", by: "early" }]);
    }
  });

  test("[CND-23] a code that gave way says so before anything kept its promotion out", () => {
    const either = {
      kind: "any" as const,
      of: [{ kind: "code" as const }, { kind: "channel" as const, any_of: ["web"] }],
    };
    const rules = {
      ...inLanes([
        of("early", 0, 1_000, { lane: "early", class: "x", combines_with: [] }),
        of("it", 9, 5_000, { class: "y", conditions: either }),
        of("coded", 1, 2_000, { conditions: { kind: "code" } }),
      ]),
      policies: DEFAULT_POLICIES,
      codes: [
        { code: "C", promotion: "coded", start_ms: null, end_ms: null },
        { code: "I", promotion: "it", start_ms: null, end_ms: null },
      ],
    };
    expect(reasons(rules, { ...basket, codes: ["C", "I"] }, "it")).toEqual([
      { code: "codes_do_not_combine", by: "C" },
    ]);
  });
});
