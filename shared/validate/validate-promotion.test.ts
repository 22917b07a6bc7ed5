import { describe, expect, test } from "vitest";
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { type PromotionContent, PromotionContentSchema } from "../rules/promotion.ts";
import type { Lane } from "../rules/rule-set.ts";
import { validatePromotion } from "./validate-promotion.ts";

const code: CartCondition = { kind: "code" };
const lanes: Lane[] = [
  { id: "default", mode: "best_combination" },
  { id: "each", mode: "best_each" },
];
const order: Award = { kind: "percent", rate_bps: 1_000, on: "order" };

function problems(of: Partial<PromotionContent>, policies: Policies = DEFAULT_POLICIES) {
  const content = PromotionContentSchema.parse({ name: "n", label: "l", awards: [order], ...of });
  const context = { lanes, isZone: (name: string) => name === "Europe/Berlin", policies };
  return validatePromotion(content, context).map(({ path, code: problem }) => `${path} ${problem}`);
}

const lowering: Award = { kind: "percent", rate_bps: 1_000, on: "items" };

function late(kind: "subtotal" | "total" | "largest_line"): CartCondition {
  return { kind, basis: "current", at_least: { EUR: 1 } };
}

function nested(levels: number): CartCondition {
  return levels === 1 ? { kind: "customer_known" } : { kind: "not", of: nested(levels - 1) };
}

function manySkus(count: number): LineCondition {
  return { kind: "sku", any_of: Array.from({ length: count }, (_, index) => `article-${index}`) };
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
      "a line tree under a question about the lines",
      { conditions: { kind: "items", which: "any", match: nestedItems(8) } },
      ["conditions tree_too_deep"],
    ],
    [
      "line trees of a bundle, of what is bought and of what is rewarded",
      {
        awards: [
          {
            kind: "bundle",
            components: [
              { items: nestedItems(1), units: 1 },
              { items: nestedItems(9), units: 1 },
            ],
            rate_bps: 1,
            pick: "best",
          },
          {
            kind: "buy_get",
            reading: "disjoint",
            buy: 1,
            get: 1,
            same: "any",
            rate_bps: 1,
            items: nestedItems(9),
            reward_items: nestedItems(9),
          },
        ],
      },
      [
        "awards.0.components.1.items tree_too_deep",
        "awards.1.items tree_too_deep",
        "awards.1.reward_items tree_too_deep",
      ],
    ],
    [
      "line trees of tiers, of every full, of a gift and of points",
      {
        awards: [
          {
            kind: "tiers",
            by: "units",
            reading: "cliff",
            on: "items",
            steps: [{ from: 1, rate_bps: 1 }],
            items: nestedItems(9),
          },
          {
            kind: "every_full",
            every: { EUR: 1 },
            amounts: { EUR: 1 },
            on: "items",
            items: nestedItems(9),
          },
          { kind: "gift", choices: ["g"], units: 1, every: { units: 1, items: nestedItems(9) } },
          { kind: "points", points: 1, every: { EUR: 1 }, items: nestedItems(9) },
        ],
      },
      [
        "awards.0.items tree_too_deep",
        "awards.1.items tree_too_deep",
        "awards.2.every.items tree_too_deep",
        "awards.3.items tree_too_deep",
      ],
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
    [
      "[SEL-7] gifts alone",
      { lane: "each", awards: [{ kind: "message", message: "m" }] },
      ["awards awards_not_in_best_each"],
    ],
    [
      "[SEL-7] what depends on its neighbours",
      {
        lane: "each",
        awards: [{ kind: "percent", rate_bps: 1, on: "items", closes_units: true }],
        combines_with: [],
        exclusive: { reading: "only_if_first", reach: "lane" },
        excludes_reduced: ["price", "earlier_promotion"],
        conditions: { kind: "subtotal", basis: "current", at_least: { EUR: 1 } },
      },
      [
        "awards.0.closes_units closes_in_best_each",
        "combines_with classes_in_best_each",
        "exclusive.reading exclusive_in_best_each",
        "excludes_reduced reduced_in_best_each",
        "conditions late_in_best_each",
      ],
    ],
    [
      "[CND-24] late conditions under any and not",
      {
        conditions: {
          kind: "all",
          of: [
            { kind: "all", of: [late("subtotal")] },
            { kind: "any", of: [code, { kind: "all", of: [late("total")] }] },
            { kind: "not", of: late("largest_line") },
          ],
        },
      },
      ["conditions.of.1.of.1.of.0 late_not_required", "conditions.of.2.of late_not_required"],
    ],
    [
      "[CAT-1] conditions that need a cart",
      {
        stage: "catalogue",
        awards: [lowering],
        conditions: {
          kind: "all",
          of: [
            {
              kind: "any",
              of: [
                { kind: "channel", any_of: ["web"] },
                { kind: "country", any_of: ["DE"] },
              ],
            },
            code,
            { kind: "quantity", at_least: 1 },
            late("subtotal"),
          ],
        },
      },
      ["0.of.1", "1", "2", "3"].map((at) => `conditions.of.${at} condition_not_in_catalogue_stage`),
    ],
    [
      "[CAT-1] awards that are not about single units",
      {
        stage: "catalogue",
        awards: [
          { ...lowering, cap: { EUR: 1 } },
          order,
          { kind: "amount", amounts: { EUR: 1 }, per: "line", on: "items" },
          { kind: "fixed_price", prices: { EUR: 1 }, per: "once", on: "items" },
          { ...lowering, closes_units: true },
          { ...lowering, pick: { by: "cheapest", units: 1 } },
          { kind: "free_shipping" },
        ],
      },
      [
        ...[0, 1, 2, 3, 4, 5, 6].map((at) => `awards.${at} award_not_in_catalogue_stage`),
        "awards awards_not_in_catalogue_stage",
      ],
    ],
    [
      "[CAT-5] what only a cart can answer",
      {
        stage: "catalogue",
        awards: [lowering],
        exclusive: { reading: "sole", reach: "cart" },
        excludes_reduced: ["price"],
      },
      ["exclusive.reach reach_not_in_catalogue_stage", "excludes_reduced reduced_not_in_catalogue_stage"],
    ],
    [
      "[TIM-11, TIM-13] a schedule that lacks what it counts from",
      {
        schedule: {
          zone: "store",
          teaser_start: "2026-03-01T00:00",
          repeat: { every_days: 7, lasts_minutes: 20_000 },
          cool_down_end: "2026-03-02T00:00",
        },
      },
      [
        "schedule.teaser_start schedule_incomplete",
        "schedule.repeat schedule_incomplete",
        "schedule.cool_down_end schedule_incomplete",
      ],
    ],
    [
      "[TIM-13] times out of order",
      {
        schedule: {
          zone: "store",
          teaser_start: "2026-03-02T00:00",
          start: "2026-03-02T00:00",
          end: "2026-03-01T00:00",
          cool_down_end: "2026-03-01T00:00",
        },
      },
      [
        "schedule.start schedule_empty",
        "schedule.end schedule_empty",
        "schedule.cool_down_end schedule_empty",
      ],
    ],
    [
      "[TIM-3] days that are not there",
      {
        schedule: {
          zone: "store",
          teaser_start: "2026-02-30T00:00",
          start: "2026-03-01T00:00",
          end: "2026-03-02T00:00",
          cool_down_end: "2026-02-31T00:00",
        },
      },
      ["schedule.teaser_start date_invalid", "schedule.cool_down_end date_invalid"],
    ],
    [
      "[HNT-1] a hint of a catalogue promotion",
      { stage: "catalogue", awards: [lowering], hint: {} },
      ["hint hint_not_in_catalogue_stage"],
    ],
    [
      "[HNT-3] lists that are too long to be told in a hint",
      {
        hint: { within_units: 3 },
        conditions: { kind: "all", of: [code, { kind: "quantity", at_least: 1, items: manySkus(200) }] },
        awards: [
          { kind: "every_full", every: { EUR: 1 }, amounts: { EUR: 1 }, on: "items", items: manySkus(200) },
          { kind: "percent", rate_bps: 1, on: "items", items: manySkus(200) },
        ],
      },
      ["conditions.of.1.items too_long_for_hint", "awards.0.items too_long_for_hint"],
    ],
    [
      "[HNT-3] which without a hint may be as long as they like",
      { conditions: { kind: "quantity", at_least: 1, items: manySkus(200) } },
      [],
    ],
    [
      "[HNT-3] or short enough with one",
      { hint: {}, conditions: { kind: "quantity", at_least: 1, items: manySkus(100) } },
      [],
    ],
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

  test("[POL-7] a basis that the company or the promotion chose makes a threshold late", () => {
    const conditions: CartCondition = { kind: "not", of: { kind: "total", at_least: { EUR: 1 } } };
    const refused = ["conditions.of late_not_required"];
    const atCurrent = { ...DEFAULT_POLICIES, threshold_basis: "current" } as const;
    expect(problems({ conditions })).toEqual([]);
    expect(problems({ conditions }, atCurrent)).toEqual(refused);
    expect(problems({ conditions, policies: { threshold_basis: "list" } }, atCurrent)).toEqual([]);
    expect(problems({ conditions, policies: { threshold_basis: "current" } })).toEqual(refused);
  });

  test("[CAT-1] a sound catalogue promotion has no problems", () => {
    const conditions: CartCondition = {
      kind: "all",
      of: [
        { kind: "channel", any_of: ["web"] },
        { kind: "store", any_of: ["a"], groups: [] },
        { kind: "currency", any_of: ["EUR"] },
        { kind: "segment", any_of: ["a"] },
        { kind: "customer_known" },
        { kind: "signed_in" },
        { kind: "customer_group", any_of: ["a"] },
        { kind: "tier", any_of: ["a"] },
        { kind: "lifecycle", any_of: ["a"] },
        { kind: "customer_attribute", name: "a", any_of: [1] },
        { kind: "variant", experiment: "a", any_of: ["b"] },
      ],
    };
    const awards: Award[] = [
      lowering,
      { kind: "amount", amounts: { EUR: 1 }, per: "unit", on: "items" },
      { kind: "fixed_price", prices: { EUR: 1 }, per: "unit", on: "items", items: nestedItems(1) },
    ];
    for (const award of awards) {
      expect(problems({ stage: "catalogue", lane: "none", conditions, awards: [award] })).toEqual([]);
    }
  });

  test("[SEL-7] one money award among gifts and grants may stand in a lane that decides each target", () => {
    const awards: Award[] = [
      { kind: "gift", choices: ["g"], units: 1 },
      lowering,
      { kind: "points", points: 1 },
      { kind: "coupon", set: "s" },
    ];
    expect(problems({ lane: "each", awards, excludes_reduced: ["price"], class: "c" })).toEqual([]);
    expect(problems({ lane: "each", exclusive: { reading: "sole", reach: "cart" } })).toEqual([]);
  });

  test("all problems come at once", () => {
    expect(problems({ lane: "x", conditions: nested(9), schedule: { zone: "x" } }).length).toBe(3);
  });
});
