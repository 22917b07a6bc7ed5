import { describe, expect, test } from "vitest";
import type { CartFacts } from "../model/cart-facts.ts";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { Reason } from "../model/reason.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { CurrentAmounts } from "../rules/cart-view.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { TRUE } from "../rules/truth.ts";
import { cartTruth, treeReasons } from "./judge.ts";
import { lateHolds, lateMeasured, lateMeasuresCharges, lateReasons } from "./late.ts";
import { PreparedCart } from "./prepared-cart.ts";
import { cart, line, NOW_MS, planOf, promotion, ruleSet } from "./testing.ts";

const drinks: LineCondition = { kind: "category", any_of: ["drinks"] };
const subtotal = (of: object): CartCondition => ({ kind: "subtotal", basis: "current", ...of });
const largest = (of: object): CartCondition => ({ kind: "largest_line", basis: "current", ...of });
const total = (of: object): CartCondition => ({ kind: "total", basis: "current", ...of });
const all = (...of: CartCondition[]): CartCondition => ({ kind: "all", of });
const web: CartCondition = { kind: "channel", any_of: ["web"] };
const least = (need: number, have: number, by = "subtotal"): Reason => ({
  code: "minimum_not_reached",
  need,
  have,
  by,
});
const most = (need: number, have: number, by = "subtotal"): Reason => ({
  code: "maximum_exceeded",
  need,
  have,
  by,
});

/** Runs a (30.00, a drink), b (25.00, nobody described it), c (2 × 10.00, food) and a charge of 5.00. */
const facts: Partial<CartFacts> = {
  lines: [
    line({ id: "a", catalog: 3_000, categories: ["drinks"] }),
    line({ id: "b", catalog: 2_500 }),
    line({ id: "c", catalog: 1_000, quantity: 2, categories: ["food"] }),
  ],
  shipping: [{ id: "s", method: "post", amount: 500 }],
};

function prepare(conditions: CartCondition, of: Partial<RulePromotion> = {}, threshold = DEFAULT_POLICIES) {
  const rules = ruleSet({ promotions: [promotion({ id: "p", conditions, ...of })], policies: threshold });
  const plan = planOf(rules);
  return { plan, prepared: new PreparedCart(plan, cart(facts), NOW_MS) };
}

/** What it says before any application: "true", or why not. */
function before(conditions: CartCondition) {
  const { plan, prepared } = prepare(conditions);
  const tree = plan.sections.promotion_tree[0] ?? 0;
  if (cartTruth(plan, tree, plan.words.length, prepared) === TRUE) return "true";
  const reasons: Reason[] = [];
  treeReasons(plan, tree, plan.words.length, prepared, true, reasons);
  return reasons;
}

/** What it says with these amounts of the runs and the charge. */
function then(conditions: CartCondition, runs: [number, number, number], charge: number) {
  const { plan, prepared } = prepare(conditions);
  const current: CurrentAmounts = { ofRun: (run) => runs[run] ?? 0, charges: () => charge };
  const reasons: Reason[] = [];
  lateReasons(plan, 0, prepared, current, reasons);
  const holds = lateHolds(plan, 0, prepared, current);
  expect(holds).toBe(reasons.length === 0);
  expect(prepared.current).toBe(null);
  return holds ? "true" : reasons;
}

describe("before any application", () => {
  test.each<[string, CartCondition, "true" | Reason[]]>([
    ["a minimum within catalogue prices counts as true", subtotal({ at_least: { EUR: 7_500 } }), "true"],
    ["a minimum above them never", subtotal({ at_least: { EUR: 7_501 } }), [least(7_501, 7_500)]],
    ["above what they are never", subtotal({ above: { EUR: 7_500 } }), [least(7_500, 7_500)]],
    ["a maximum is not looked at", subtotal({ at_most: { EUR: 1 } }), "true"],
    ["nor one beside a minimum", subtotal({ at_least: { EUR: 7_500 }, below: { EUR: 1 } }), "true"],
    ["lines that nobody described may count", subtotal({ items: drinks, at_least: { EUR: 5_500 } }), "true"],
    ["and no others", subtotal({ items: drinks, at_least: { EUR: 5_501 } }), [least(5_501, 3_000)]],
    ["the largest line", largest({ at_least: { EUR: 3_000 } }), "true"],
    ["none so large", largest({ above: { EUR: 3_000 } }), [least(3_000, 3_000, "largest_line")]],
    ["the total with charges", total({ at_least: { EUR: 8_000 } }), "true"],
    ["no such total", total({ at_least: { EUR: 8_001 } }), [least(8_001, 8_000, "total")]],
    ["beside others", all(subtotal({ at_least: { EUR: 1 } }), web), "true"],
  ])("[CND-24] %s", (_title, conditions, expected) => {
    expect(before(conditions)).toEqual(expected);
  });
});

describe("in an application", () => {
  test.each<[string, CartCondition, [number, number, number], number, "true" | Reason[]]>([
    ["what is left is enough", subtotal({ at_least: { EUR: 6_000 } }), [2_000, 2_000, 2_000], 500, "true"],
    ["it is not", subtotal({ at_least: { EUR: 6_000 } }), [2_000, 2_000, 1_999], 500, [least(6_000, 5_999)]],
    ["a maximum is looked at", subtotal({ at_most: { EUR: 100 } }), [2_000, 0, 0], 0, [most(100, 2_000)]],
    [
      "nobody knows",
      subtotal({ items: drinks, at_least: { EUR: 3_000 } }),
      [2_000, 2_500, 0],
      0,
      [{ code: "fact_missing", by: "subtotal" }],
    ],
    ["the largest line is another then", largest({ at_least: { EUR: 2_500 } }), [100, 2_500, 0], 0, "true"],
    ["charges count in the total", total({ at_least: { EUR: 600 } }), [100, 100, 100], 300, "true"],
    [
      "what is left of them",
      total({ at_least: { EUR: 600 } }),
      [100, 100, 100],
      299,
      [least(600, 599, "total")],
    ],
    [
      "all of them speak, the others do not",
      all(all(subtotal({ at_least: { EUR: 200 } })), web, largest({ at_most: { EUR: 50 } })),
      [100, 0, 0],
      0,
      [least(200, 100), most(50, 100, "largest_line")],
    ],
    ["without late conditions there is nothing to refuse", all(web), [0, 0, 0], 0, "true"],
    [
      "other bases stay what they are",
      all(
        { kind: "subtotal", basis: "catalog", at_least: { EUR: 7_500 } },
        subtotal({ at_least: { EUR: 1 } }),
      ),
      [1, 0, 0],
      0,
      "true",
    ],
  ])("[CND-24] %s", (_title, conditions, runs, charge, expected) => {
    expect(then(conditions, runs, charge)).toEqual(expected);
  });

  test("[SEL-20] it measures the runs that match or may match, and a total all and the charges", () => {
    const measured = (conditions: CartCondition) => {
      const { plan, prepared } = prepare(conditions);
      const runs = [...lateMeasured(plan, 0, prepared)].sort();
      return [runs, lateMeasuresCharges(plan, 0)];
    };
    const some = { at_least: { EUR: 1 } };
    expect(measured(subtotal({ items: drinks, ...some }))).toEqual([[0, 1], false]);
    expect(measured(all(web, largest(some)))).toEqual([[0, 1, 2], false]);
    expect(measured(all(web, total(some)))).toEqual([[0, 1, 2], true]);
    expect(measured(all(web, { kind: "total", basis: "catalog", ...some }))).toEqual([[], false]);
  });
});

describe("the basis of a threshold that names none", () => {
  const unnamed: CartCondition = { kind: "subtotal", at_most: { EUR: 1 } };
  const atCurrent = { ...DEFAULT_POLICIES, threshold_basis: "current" } as const;
  const isLate = (conditions: CartCondition, of: Partial<RulePromotion>, policies = DEFAULT_POLICIES) =>
    prepare(conditions, of, policies).plan.hasLate(0);

  test("[POL-7] is the promotion's, else the company's", () => {
    expect(isLate(unnamed, {})).toBe(false);
    expect(isLate(unnamed, {}, atCurrent)).toBe(true);
    expect(isLate(unnamed, { policies: { threshold_basis: "list" } }, atCurrent)).toBe(false);
    expect(isLate(unnamed, { policies: { threshold_basis: "current" } })).toBe(true);
    expect(isLate({ ...unnamed, basis: "catalog" }, {}, atCurrent)).toBe(false);
  });

  test("[POL-7, CND-4] is read where it says", () => {
    const lines = [line({ id: "a", catalog: 800, list: 1_000 })];
    const met = (threshold_basis: "catalog" | "list", at_least: number) => {
      const conditions: CartCondition = { kind: "subtotal", at_least: { EUR: at_least } };
      const plan = planOf(
        ruleSet({
          promotions: [promotion({ id: "p", conditions })],
          policies: { ...DEFAULT_POLICIES, threshold_basis },
        }),
      );
      const prepared = new PreparedCart(plan, cart({ lines }), NOW_MS);
      return cartTruth(plan, plan.sections.promotion_tree[0] ?? 0, plan.words.length, prepared) === TRUE;
    };
    expect([met("catalog", 800), met("catalog", 801), met("list", 1_000), met("list", 1_001)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
