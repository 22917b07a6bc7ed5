import { describe, expect, test } from "vitest";
import type { Hint } from "../model/hint.ts";
import type { Award } from "../rules/award.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { RulePromotion, RuleSchedule } from "../rules/rule-set.ts";
import { customer, promotion } from "./testing.ts";
import { currentAtLeast, percent, skus } from "./testing-awards.ts";
import { all, app, hintOf, subtotal } from "./testing-hints.ts";

/** 7.50 off the coffee, before anything else. */
const cheaper = promotion({ id: "q", priority: 9, awards: [percent(2_500, "coffee")] });

describe("steps of tables", () => {
  const tiers = (of: Partial<Extract<Award, { kind: "tiers" }>>): Award => ({
    kind: "tiers",
    by: "spend",
    reading: "cliff",
    on: "order",
    steps: [
      { from: { EUR: 2_000 }, rate_bps: 500 },
      { from: { EUR: 5_000 }, rate_bps: 1_000 },
    ],
    ...of,
  });
  const inUnits = { by: "units", on: "items" } as const;
  const full = (of: object = {}): Award => ({
    kind: "every_full",
    every: { EUR: 3_000 },
    amounts: { EUR: 300 },
    on: "order",
    ...of,
  });
  const unitSteps = [
    { from: 3, amounts: { EUR: 100 } },
    { from: 5, amounts: { EUR: 200 } },
  ];
  test.each<[string, Award[], Partial<Hint> | null]>([
    [
      "the next by spend",
      [tiers({})],
      { kind: "amount", need: 5_000, have: 4_000, missing: 1_000, step: 1, gain: 200 },
    ],
    [
      "the first",
      [tiers({ steps: [{ from: { EUR: 5_000 }, rate_bps: 1_000 }] })],
      { need: 5_000, have: 4_000, step: 0, gain: 400 },
    ],
    ["none after the last", [tiers({ steps: [{ from: { EUR: 4_000 }, rate_bps: 1_000 }] })], null],
    [
      "of matching units",
      [tiers({ on: "items", items: skus("coffee") })],
      { need: 5_000, have: 3_000, step: 1, items: skus("coffee"), gain: 150 },
    ],
    [
      "the next by units",
      [
        tiers({
          ...inUnits,
          steps: [
            { from: 2, rate_bps: 500 },
            { from: 4, rate_bps: 1_000 },
          ],
        }),
      ],
      { kind: "units", need: 4, have: 3, missing: 1, step: 1, gain: 200 },
    ],
    [
      "marginal by spend: what is missing has the rate below",
      [tiers({ reading: "marginal" })],
      { need: 5_000, have: 4_000, step: 1, gain: 50 },
    ],
    [
      "marginal by spend: the first step gives nothing yet",
      [tiers({ reading: "marginal", steps: [{ from: { EUR: 5_000 }, rate_bps: 500 }] })],
      null,
    ],
    [
      "marginal by units",
      [tiers({ ...inUnits, reading: "marginal", per: "unit", steps: unitSteps })],
      { kind: "units", need: 5, have: 3, step: 1, gain: 300 },
    ],
    [
      "marginal by units: the first",
      [tiers({ ...inUnits, reading: "marginal", per: "unit", steps: [{ from: 5, amounts: { EUR: 200 } }] })],
      { need: 5, have: 3, step: 0, gain: 200 },
    ],
    [
      "the next full amount",
      [full()],
      { kind: "amount", need: 6_000, have: 4_000, missing: 2_000, gain: 300 },
    ],
    ["the first full amount", [full({ every: { EUR: 5_000 } })], { need: 5_000, have: 4_000, gain: 300 }],
    ["no more than so many times", [full({ times_max: 1 })], null],
    [
      "of matching units, once more",
      [full({ times_max: 2, on: "items", items: skus("coffee") })],
      { need: 6_000, have: 3_000, items: skus("coffee"), gain: 300 },
    ],
    [
      "the first award that has one",
      [percent(100), full({ times_max: 1 }), tiers({}), full()],
      { need: 5_000, step: 1 },
    ],
  ])("[HNT-1, HNT-3] %s", (_title, awards, expected) => {
    const told = hintOf({ awards });
    if (expected === null) expect(told).toBe(null);
    else expect(told).toMatchObject(expected);
  });

  test("[HNT-2] a full amount is no step of a table", () => {
    expect(hintOf({ awards: [full()] })).not.toHaveProperty("step");
  });

  test("[HNT-1] of a promotion that is not eligible none", () => {
    expect(hintOf({ conditions: app, awards: [tiers({})] })).toBe(null);
  });

  test("[HNT-1] an award that lacks sets beside a table that is reached", () => {
    const award: Award = { kind: "buy_get", reading: "inclusive", buy: 9, get: 1, rate_bps: 1, same: "any" };
    expect(hintOf({ awards: [award, tiers({})] })).toMatchObject({ need: 5_000, step: 1 });
  });

  test("[HNT-2] what is left to pay is measured at the turn", () => {
    const steps = [
      { from: { EUR: 3_000 }, rate_bps: 500 },
      { from: { EUR: 4_000 }, rate_bps: 1_000 },
    ];
    const told = hintOf({ awards: [tiers({ basis: "current", steps })] }, {}, [cheaper]);
    expect(told).toMatchObject({ need: 4_000, have: 3_250, step: 1, gain: 162 });
    const first = hintOf({ awards: [tiers({ basis: "current", steps: steps.slice(1) })] }, {}, [cheaper]);
    expect(first).toMatchObject({ need: 4_000, have: 3_250, step: 0, gain: 325 });
    const multiple = hintOf({ awards: [full({ basis: "current", every: { EUR: 3_300 } })] }, {}, [cheaper]);
    expect(multiple).toMatchObject({ need: 3_300, have: 3_250, gain: 300 });
  });
});

describe("late conditions", () => {
  const quantity: CartCondition = { kind: "quantity", at_least: 4 };
  test.each<[string, CartCondition, Partial<Hint> | null]>([
    [
      "one that fails in the application",
      currentAtLeast(4_000),
      { need: 4_000, have: 3_250, missing: 750, gain: 325 },
    ],
    [
      "one that catalogue prices do not reach",
      currentAtLeast(5_000),
      { need: 5_000, have: 4_000, gain: 325 },
    ],
    ["one that is met", currentAtLeast(3_250), null],
    ["of articles", currentAtLeast(2_500, "coffee"), { need: 2_500, have: 2_250, items: skus("coffee") }],
    ["two of them", all(currentAtLeast(4_000), currentAtLeast(2_500, "coffee")), null],
    [
      "two of them that say the same",
      all(currentAtLeast(4_000), currentAtLeast(4_000, "coffee", "cup")),
      null,
    ],
    ["another one fails as well", all(currentAtLeast(5_000), currentAtLeast(2_500, "coffee")), null],
    ["it fails beside what is missing", all(currentAtLeast(4_000), quantity), null],
    ["it holds beside what is missing", all(currentAtLeast(3_250), quantity), { kind: "units", gain: 325 }],
    ["a maximum", { kind: "total", basis: "current", at_most: { EUR: 1 } }, null],
  ])("[HNT-6] %s", (_title, conditions, expected) => {
    const told = hintOf({ conditions }, {}, [cheaper]);
    if (expected === null) expect(told).toBe(null);
    else expect(told).toMatchObject(expected);
  });
});

describe("what is announced", () => {
  const schedule = (teaser: string | null, start: string, of: Partial<RuleSchedule> = {}): RuleSchedule => ({
    zone: "store",
    start_local_ms: Date.parse(`${start}Z`),
    end_local_ms: null,
    weekly: [],
    ...(teaser !== null && { teaser_local_ms: Date.parse(`${teaser}Z`) }),
    ...of,
  });
  const at = (text: string) => ({ kind: "upcoming", for: "order", at: text }) as const;
  const over = schedule(null, "2026-01-01T00:00", { end_local_ms: Date.parse("2026-02-01T00:00Z") });
  const holds = schedule(null, "2026-01-01T00:00");
  // It is 11:00 on 2 March.
  test.each<[string, RuleSchedule[], Partial<Hint> | null]>([
    [
      "from the teaser on",
      [schedule("2026-03-02T11:00", "2026-03-09T00:00")],
      at("2026-03-08T23:00:00.000Z"),
    ],
    ["not before it", [schedule("2026-03-02T11:01", "2026-03-09T00:00")], null],
    ["not from the start on", [schedule("2026-03-01T00:00", "2026-03-02T11:00")], null],
    ["not without a teaser", [schedule(null, "2026-03-09T00:00")], null],
    [
      "in a zone of its own",
      [schedule("2026-03-01T00:00", "2026-03-09T00:00", { zone: "Europe/Berlin" })],
      at("2026-03-08T23:00:00.000Z"),
    ],
    [
      "the last of several",
      [
        holds,
        schedule("2026-03-01T00:00", "2026-03-09T00:00"),
        schedule("2026-03-01T00:00", "2026-03-08T00:00"),
      ],
      at("2026-03-08T23:00:00.000Z"),
    ],
    [
      "not if one is not announced",
      [schedule("2026-03-01T00:00", "2026-03-09T00:00"), schedule(null, "2026-03-09T00:00")],
      null,
    ],
    ["not if one is over", [schedule("2026-03-01T00:00", "2026-03-09T00:00"), over], null],
  ])("[HNT-1, TIM-13] %s", (_title, schedules, expected) => {
    expect(hintOf({ schedules })).toEqual(expected);
  });

  test("[HNT-1] with nothing else missing", () => {
    const schedules = [schedule("2026-03-01T00:00", "2026-03-09T00:00")];
    expect(hintOf({ schedules, conditions: app })).toBe(null);
    expect(hintOf({ schedules, conditions: subtotal(5_000) })).toBe(null);
    expect(hintOf({ schedules, conditions: subtotal(4_000) })).toMatchObject({ kind: "upcoming" });
  });
});

describe("how near it must be", () => {
  const units: CartCondition = { kind: "quantity", at_least: 5 };
  test.each<[string, CartCondition, RulePromotion["hint"], boolean]>([
    ["so much", subtotal(5_000), { within_amounts: { EUR: 1_000 } }, true],
    ["one more than so much", subtotal(5_001), { within_amounts: { EUR: 1_000 } }, false],
    ["no amount in this currency", subtotal(4_001), { within_amounts: { USD: 1_000 } }, false],
    ["so many units", units, { within_units: 2 }, true],
    ["one more than so many", units, { within_units: 1 }, false],
    ["amounts say nothing of units", units, { within_amounts: { USD: 1 } }, true],
    ["units say nothing of amounts", subtotal(9_000), { within_units: 1 }, true],
    ["so many orders", { kind: "order_number", at_least: 4 }, { within_units: 2 }, true],
    ["one order more", { kind: "order_number", at_least: 5 }, { within_units: 2 }, false],
    ["so many points", { kind: "points", at_least: 62 }, { within_units: 2 }, true],
    ["one point more", { kind: "points", at_least: 63 }, { within_units: 2 }, false],
    [
      "whoever signs in is near",
      { kind: "signed_in" },
      { within_units: 1, within_amounts: { USD: 1 } },
      true,
    ],
  ])("[HNT-4] %s", (_title, conditions, hint, isShown) => {
    const told = hintOf({ conditions, hint: hint ?? {} }, customer({ points: 60, order_count: 1 }));
    expect(told !== null).toBe(isShown);
  });
});
