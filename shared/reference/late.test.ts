/** Late conditions in the reference evaluator, in numbers worked by hand. */
import { describe, expect, test } from "vitest";
import type { Reason } from "../model/reason.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import { type Example, line, off, offOrder, reasonsIn, sku } from "./testing.ts";

describe("late conditions", () => {
  const first = { priority: 1, awards: [off(300, { items: sku("a") })] };
  const lines = [line("a", 1000), line("b", 500)];
  const says = (conditions: CartCondition, more: Partial<Example> = {}) =>
    reasonsIn({
      promotions: [first, { conditions, awards: [offOrder(100)] }],
      lanes: [{ id: "default", mode: "all" }],
      lines,
      ...more,
    }).q ?? "met";

  test.each<[string, CartCondition, Reason[] | "met"]>([
    ["[CND-24] on what is left", { kind: "subtotal", basis: "current", at_least: { USD: 1200 } }, "met"],
    [
      "[CND-24] less than that",
      { kind: "subtotal", basis: "current", at_least: { USD: 1201 } },
      [{ code: "minimum_not_reached", need: 1201, have: 1200, by: "subtotal" }],
    ],
    [
      "[CND-24] never within reach",
      { kind: "subtotal", basis: "current", at_least: { USD: 1501 } },
      [{ code: "minimum_not_reached", need: 1501, have: 1500, by: "subtotal" }],
    ],
    [
      "[CND-24] an upper bound is only judged then",
      { kind: "subtotal", basis: "current", at_most: { USD: 1200 } },
      "met",
    ],
    [
      "[CND-24] and fails then",
      { kind: "largest_line", basis: "current", at_most: { USD: 699 } },
      [{ code: "maximum_exceeded", need: 699, have: 700, by: "largest_line" }],
    ],
    [
      "[CND-24] under `all`",
      { kind: "all", of: [{ kind: "total", basis: "current", below: { USD: 1201 } }] },
      "met",
    ],
    [
      "[CND-24] unknown at its turn",
      { kind: "subtotal", basis: "current", items: { kind: "tag", any_of: ["x"] }, at_least: { USD: 1 } },
      [{ code: "fact_missing", by: "subtotal" }],
    ],
  ])("%s", (_, conditions, expected) => {
    expect(says(conditions)).toEqual(expected);
  });

  test("[POL-7] a threshold that names no basis may read what is left", () => {
    const leaf: CartCondition = { kind: "subtotal", at_least: { USD: 1201 } };
    expect(says(leaf)).toBe("met");
    expect(says(leaf, { policies: { threshold_basis: "current" } })).toEqual([
      { code: "minimum_not_reached", need: 1201, have: 1200, by: "subtotal" },
    ]);
  });

  test("[CND-24] of a promotion that only gives something they are judged when all is done", () => {
    const message = { kind: "message" as const, message: "m" };
    const gift = {
      lane: "early",
      conditions: { kind: "total" as const, basis: "current" as const, at_most: { USD: 1200 } },
      awards: [message],
    };
    const lanes = [
      { id: "early", mode: "all" as const },
      { id: "default", mode: "all" as const },
    ];
    expect(reasonsIn({ promotions: [first, gift], lanes, lines })).toEqual({});
    expect(reasonsIn({ promotions: [gift], lanes, lines })).toEqual({
      p: [{ code: "maximum_exceeded", need: 1200, have: 1500, by: "total" }],
    });
  });
});
