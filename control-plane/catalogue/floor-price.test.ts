/** The floor that a rule makes of list prices and costs. */
import { expect, test } from "vitest";
import { LIMITS } from "../../shared/model/limits.ts";
import { type FloorRule, FloorRuleSchema, floorPrices } from "./floor-price.ts";

const article = { listPrices: { EUR: 999, USD: 1_000 }, unitCosts: { EUR: 601 } };

test.each<[string, FloorRule | null, Record<string, number>]>([
  ["no rule", null, {}],
  ["an amount", { absolute: { EUR: 100, CHF: 5 } }, { EUR: 100, CHF: 5 }],
  ["a share of the list price, rounded up", { list_bps: 7_000 }, { EUR: 700, USD: 700 }],
  ["all of the list price", { list_bps: 10_000 }, { EUR: 999, USD: 1_000 }],
  ["cost and margin, rounded up", { margin_bps: 1_500 }, { EUR: 692 }],
  ["never below cost", { margin_bps: 0 }, { EUR: 601 }],
  [
    "the greatest of all, currency by currency",
    { absolute: { EUR: 650, USD: 900 }, list_bps: 7_000, margin_bps: 1_500 },
    { EUR: 700, USD: 900 },
  ],
  ["zero is none", { absolute: { EUR: 0 }, list_bps: 0 }, {}],
  [
    "never more than an amount can be",
    { absolute: { EUR: LIMITS.amountMinor } },
    { EUR: LIMITS.amountMinor },
  ],
])("%s", (_, rule, floors) => {
  expect(floorPrices(rule, article)).toEqual(floors);
});

test("the greatest cost with the greatest margin is exact and within bounds", () => {
  const dear = { listPrices: {}, unitCosts: { EUR: LIMITS.amountMinor, USD: 333_333_333_333 } };
  expect(floorPrices({ margin_bps: LIMITS.marginBps }, dear)).toEqual({
    EUR: LIMITS.amountMinor,
    USD: LIMITS.amountMinor,
  });
  expect(floorPrices({ margin_bps: 1 }, dear).USD).toBe(333_366_666_667);
});

test.each([{}, { list_bps: 10_001 }, { margin_bps: -1 }, { absolute: { EUR: 1.5 } }, { cost: 1 }])(
  "%j is no rule",
  (rule) => {
    expect(FloorRuleSchema.safeParse(rule).success).toBe(false);
  },
);
