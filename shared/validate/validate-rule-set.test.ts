import { describe, expect, test } from "vitest";
import { promotion, ruleSet } from "../evaluate/testing.ts";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { Lane } from "../rules/rule-set.ts";
import { validateRuleSet } from "./validate-rule-set.ts";

const code: CartCondition = { kind: "code" };
const lanes: Lane[] = [
  { id: "default", mode: "best_combination" },
  { id: "each", mode: "best_each" },
];
const order: Award = { kind: "percent", rate_bps: 1_000, on: "order" };

function nested(levels: number): CartCondition {
  return levels === 1 ? { kind: "customer_known" } : { kind: "not", of: nested(levels - 1) };
}

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
    [
      "[CND-24, POL-7] what the company's basis makes late",
      {
        promotions: [{ ...plain, conditions: { kind: "not", of: { kind: "total", at_least: { EUR: 1 } } } }],
        policies: { ...DEFAULT_POLICIES, threshold_basis: "current" },
      },
      ["q.conditions.of late_not_required"],
    ],
    [
      "[CAT-1] the catalogue stage, which stands in no lane",
      { promotions: [{ ...plain, lane: "x", stage: "catalogue", conditions: code }] },
      ["q.conditions condition_not_in_catalogue_stage", "q.awards.0 award_not_in_catalogue_stage"],
    ],
    [
      "[HNT-1] a hint of a catalogue promotion",
      {
        promotions: [
          { ...plain, stage: "catalogue", hint: {}, awards: [{ kind: "percent", rate_bps: 1, on: "items" }] },
        ],
      },
      ["q.hint hint_not_in_catalogue_stage"],
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
