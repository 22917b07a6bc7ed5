import { describe, expect, test } from "vitest";
import { promotion, ruleSet } from "../evaluate/testing.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { type PromotionContent, PromotionContentSchema } from "../rules/promotion.ts";
import type { Lane } from "../rules/rule-set.ts";
import { validatePromotion } from "./validate-promotion.ts";
import { validateRuleSet } from "./validate-rule-set.ts";

const code: CartCondition = { kind: "code" };
const lanes: Lane[] = [
  { id: "default", mode: "best_combination" },
  { id: "each", mode: "best_each" },
];
const order: Award = { kind: "percent", rate_bps: 1_000, on: "order" };

function problems(of: Partial<PromotionContent>) {
  const content = PromotionContentSchema.parse({ name: "n", label: "l", awards: [order], ...of });
  return validatePromotion(content, { lanes, isZone: (name) => name === "Europe/Berlin" }).map(
    ({ path, code: problem }) => `${path} ${problem}`,
  );
}

function nested(levels: number): CartCondition {
  return levels === 1 ? { kind: "customer_known" } : { kind: "not", of: nested(levels - 1) };
}

function nestedItems(levels: number): LineCondition {
  return levels === 1 ? { kind: "on_sale" } : { kind: "all", of: [nestedItems(levels - 1)] };
}

describe("one promotion", () => {
  test("a sound one has no problems", () => {
    expect(
      problems({ schedule: { zone: "store", start: "2026-03-01T09:30", end: "2026-03-01T09:31" } }),
    ).toEqual([]);
    expect(problems({ lane: "each", conditions: nested(8) })).toEqual([]);
  });

  const table: [string, Partial<PromotionContent>, string[]][] = [
    ["an unknown lane", { lane: "x" }, ["lane lane_unknown"]],
    ["a tree of nine levels", { conditions: nested(9) }, ["conditions tree_too_deep"]],
    [
      "a line tree counts below its condition",
      { conditions: { kind: "quantity", at_least: 1, items: nestedItems(8) } },
      ["conditions tree_too_deep"],
    ],
    [
      "a line tree of an award",
      { awards: [{ kind: "percent", rate_bps: 1, on: "items", items: nestedItems(9) }] },
      ["awards.0.items tree_too_deep"],
    ],
    [
      "more than 500 nodes",
      {
        conditions: {
          kind: "all",
          of: Array.from({ length: 50 }, () => ({ kind: "any", of: Array.from({ length: 10 }, () => code) })),
        },
      },
      ["conditions tree_too_large"],
    ],
    [
      "[CND-11] codes under not",
      {
        conditions: {
          kind: "all",
          of: [code, { kind: "not", of: { kind: "any", of: [code, { kind: "not", of: code }] } }],
        },
      },
      ["conditions.of.1.of.of.0 not_under_not", "conditions.of.1.of.of.1.of not_under_not"],
    ],
    [
      "[CND-11] a code alone under not",
      { conditions: { kind: "not", of: code } },
      ["conditions.of not_under_not"],
    ],
    [
      "[SEL-7] what cannot compete target by target",
      { lane: "each", awards: [{ ...order, cap: { EUR: 1 } }] },
      ["awards.0 award_not_in_best_each"],
    ],
    [
      "[SEL-7] once over items",
      { lane: "each", awards: [{ kind: "amount", amounts: { EUR: 1 }, per: "once", on: "items" }] },
      ["awards.0 award_not_in_best_each"],
    ],
    ["[SEL-7] two awards", { lane: "each", awards: [order, order] }, ["awards awards_not_in_best_each"]],
    ["an unknown zone", { schedule: { zone: "Mars/Base" } }, ["schedule.zone zone_unknown"]],
    [
      "a day that is not there",
      { schedule: { zone: "store", start: "2026-02-30T00:00" } },
      ["schedule.start date_invalid"],
    ],
    [
      "an end at the start",
      { schedule: { zone: "Europe/Berlin", start: "2026-03-01T09:30", end: "2026-03-01T09:30" } },
      ["schedule.end schedule_empty"],
    ],
  ];
  test.each(table)("%s", (_name, of, expected) => {
    expect(problems(of)).toEqual(expected);
  });

  test("all problems come at once", () => {
    expect(problems({ lane: "x", conditions: nested(9), schedule: { zone: "x" } }).length).toBe(3);
  });
});

describe("a rule set", () => {
  const coded = promotion({ id: "p", conditions: code });
  const entry = (text: string, id = "p") => ({ code: text, promotion: id, start_ms: null, end_ms: null });
  const found = (of: Parameters<typeof ruleSet>[0]) =>
    validateRuleSet(ruleSet({ lanes, ...of })).map(({ path, code: problem }) => `${path} ${problem}`);

  test("a sound one has no problems", () => {
    expect(found({ promotions: [coded], codes: [entry("A"), entry("B")] })).toEqual([]);
    expect(
      found({ promotions: [promotion({ id: "p", conditions: { kind: "all", of: [nested(8)] } })] }),
    ).toEqual([]);
  });

  const plain = promotion({ id: "q" });
  const table: [string, Parameters<typeof ruleSet>[0], string[]][] = [
    ["a lane twice", { promotions: [], lanes: [...lanes, ...lanes.slice(1)] }, ["lanes.each lane_repeated"]],
    ["a promotion twice", { promotions: [plain, plain] }, ["q promotion_repeated"]],
    ["an unknown lane", { promotions: [{ ...plain, lane: "x" }] }, ["q.lane lane_unknown"]],
    [
      "[SEL-7] two awards",
      { promotions: [{ ...plain, lane: "each", awards: [order, order] }] },
      ["q.awards awards_not_in_best_each"],
    ],
    ["a deep tree", { promotions: [{ ...plain, conditions: nested(10) }] }, ["q.conditions tree_too_deep"]],
    [
      "a zone without offsets",
      {
        promotions: [
          { ...plain, schedules: [{ zone: "x", start_local_ms: 0, end_local_ms: null, weekly: [] }] },
        ],
      },
      ["q.schedules.0.zone zone_unknown"],
    ],
    [
      "a code of two promotions",
      { promotions: [coded, { ...coded, id: "q" }], codes: [entry("A"), entry("A", "q")] },
      ["p.codes.A code_taken", "q.codes.A code_taken"],
    ],
    [
      "a code twice",
      { promotions: [coded], codes: [entry("A"), entry("A")] },
      Array(2).fill("p.codes.A code_repeated"),
    ],
    [
      "a code without condition",
      { promotions: [plain], codes: [entry("A", "q")] },
      ["q.codes.A code_without_condition"],
    ],
    ["a code of nobody", { promotions: [], codes: [entry("A")] }, ["p.codes.A promotion_unknown"]],
    ["a code as typed", { promotions: [coded], codes: [entry("a ")] }, ["p.codes.a  code_invalid"]],
    [
      "a window that is empty",
      { promotions: [coded], codes: [{ ...entry("A"), start_ms: 5, end_ms: 5 }] },
      ["p.codes.A window_empty"],
    ],
    [
      "too many codes of one promotion",
      { promotions: [coded], codes: Array.from({ length: 10_001 }, (_, index) => entry(`C${index}`)) },
      ["p.codes too_many"],
    ],
    [
      "too many lanes",
      {
        promotions: [],
        lanes: Array.from({ length: 21 }, (_, index) => ({ id: `l${index}`, mode: "all" as const })),
      },
      ["lanes too_many"],
    ],
  ];
  test.each(table)("%s", (_name, of, expected) => {
    expect(found(of)).toEqual(expected);
  });
});
