/** Conditions on the customer in the reference evaluator, each judged by the reasons of one promotion. */
import { describe, expect, test } from "vitest";
import type { CustomerFacts } from "../model/cart-facts.ts";
import type { Reason } from "../model/reason.ts";
import type { CartCondition, CartLeaf } from "../rules/cart-condition.ts";
import { type Example, line, offOrder, reasonsIn } from "./testing.ts";

const GUEST: CustomerFacts = { key: null, signed_in: false, segments: [], attributes: {}, order_count: null };

/** What the promotion says under these conditions; "met" if it is applied. */
function said(conditions: CartCondition, rest: Partial<Example> = {}): Reason[] | "met" {
  const lines = [line("z", 1)];
  return reasonsIn({ promotions: [{ conditions, awards: [offOrder(1)] }], lines, ...rest }).p ?? "met";
}

function customer(fields: Partial<CustomerFacts>): Partial<Example> {
  return { cart: { customer: { ...GUEST, ...fields } } };
}

describe("the customer", () => {
  const notEligible = (by: string): Reason[] => [{ code: "customer_not_eligible", by }];
  const unknown = (by: string): Reason[] => [{ code: "fact_missing", by }];
  const day = 86_400_000;
  const noon = Date.parse("2026-07-01T12:00:00Z");

  test.each<[string, CartLeaf, Partial<CustomerFacts>, Reason[] | "met"]>([
    [
      "[CND-8] the next order is the third",
      { kind: "order_number", at_least: 3, at_most: 3 },
      { order_count: 2 },
      "met",
    ],
    ["[CND-8] every fifth", { kind: "order_number", every: 5 }, { order_count: 9 }, "met"],
    [
      "[CND-8] not the fourth",
      { kind: "order_number", every: 5 },
      { order_count: 3 },
      notEligible("order_number"),
    ],
    [
      "[CND-21] still too few orders",
      { kind: "order_number", at_least: 3 },
      { order_count: 0 },
      [{ code: "minimum_not_reached", need: 3, have: 1, by: "order_number" }],
    ],
    ["[CND-8] a guest has no number", { kind: "order_number", at_least: 1 }, {}, notEligible("order_number")],
    ["[CND-9] signed in", { kind: "signed_in" }, { signed_in: true }, "met"],
    ["[CND-21] not signed in", { kind: "signed_in" }, {}, [{ code: "customer_required", by: "signed_in" }]],
    ["[CND-28] in the group", { kind: "customer_group", any_of: ["trade"] }, { group: "trade" }, "met"],
    [
      "[CND-28] in none",
      { kind: "customer_group", any_of: ["trade"] },
      { group: null },
      notEligible("customer_group"),
    ],
    ["[CND-28] a tier that nobody stated", { kind: "tier", any_of: ["gold"] }, {}, unknown("tier")],
    [
      "[CND-28] another stage of life",
      { kind: "lifecycle", any_of: ["new"] },
      { lifecycle: "lapsed" },
      notEligible("lifecycle"),
    ],
    [
      "[CND-28] too few points",
      { kind: "points", at_least: 10 },
      { points: 9 },
      [{ code: "minimum_not_reached", need: 10, have: 9, by: "points" }],
    ],
    ["[CND-28] too many points", { kind: "points", at_most: 10 }, { points: 11 }, notEligible("points")],
    [
      "[CND-28] nothing spent in this currency",
      { kind: "lifetime_spend", below: { USD: 1 } },
      { lifetime_spend: { EUR: 5 } },
      "met",
    ],
    [
      "[CND-28] spend that nobody stated",
      { kind: "lifetime_spend", below: { USD: 1 } },
      {},
      unknown("lifetime_spend"),
    ],
    [
      "[CND-28] whole days, rounded down",
      { kind: "days_since_last_order", at_most: 2 },
      { last_order_ms: noon - 3 * day + 1 },
      "met",
    ],
    [
      "[CND-28] at three days",
      { kind: "days_since_last_order", at_most: 2 },
      { last_order_ms: noon - 3 * day },
      notEligible("days_since_last_order"),
    ],
    [
      "[CND-28] an order from later on is today's",
      { kind: "days_since_last_order", at_most: 0 },
      { last_order_ms: noon + day },
      "met",
    ],
    [
      "[CND-28] no order yet",
      { kind: "days_since_last_order", at_least: 0 },
      { last_order_ms: null },
      notEligible("days_since_last_order"),
    ],
    [
      "[CND-28] behaviour by name",
      { kind: "behaviour", name: "visits", at_least: 3 },
      { behaviour: { visits: 2 } },
      notEligible("visits"),
    ],
    [
      "[CND-28] behaviour without the name",
      { kind: "behaviour", name: "visits", at_least: 3 },
      { behaviour: {} },
      unknown("behaviour"),
    ],
  ])("%s", (_, leaf, fields, expected) => {
    expect(said(leaf, customer(fields))).toEqual(expected);
  });

  test("[POL-4] a guest's order may count as the first", () => {
    const rest = { policies: { guest_first_order: "counts_as_first" as const } };
    expect(said({ kind: "order_number", at_most: 1 }, rest)).toBe("met");
  });

  test.each<[string, string, string, number, number, boolean]>([
    ["[CND-29] on the day by the store's zone", "07-02", "2026-07-01T22:00Z", 0, 0, true],
    ["[CND-29] not the day before", "07-02", "2026-07-01T21:59Z", 0, 0, false],
    ["[CND-29] seven days before it", "07-08", "2026-07-01T12:00Z", 7, 0, true],
    ["[CND-29] not eight", "07-09", "2026-07-01T12:00Z", 7, 0, false],
    ["[CND-29] two days after it", "06-29", "2026-07-01T12:00Z", 0, 2, true],
    ["[CND-29] next year's", "01-02", "2026-12-30T12:00Z", 3, 0, true],
    ["[CND-29] last year's", "12-30", "2026-01-02T12:00Z", 0, 3, true],
    ["[CND-29] 29 February in a year without", "02-29", "2026-02-28T12:00Z", 0, 0, true],
  ])("%s", (_, birthday, at, days_before, days_after, holds) => {
    const leaf: CartLeaf = { kind: "birthday", days_before, days_after };
    expect(said(leaf, { at, ...customer({ birthday }) })).toEqual(holds ? "met" : notEligible("birthday"));
  });

  const paid = { state: "active", plan: "monthly", next_plan: null, ends_ms: noon + 3 * day - 1 };
  test.each<
    [
      string,
      Partial<Extract<CartLeaf, { kind: "subscription" }>>,
      CustomerFacts["subscription"],
      Reason[] | "met",
    ]
  >([
    [
      "[CND-30] all parts hold",
      { states: ["active"], plans: ["monthly"], days_left_at_least: 2, days_left_at_most: 2 },
      paid,
      "met",
    ],
    ["[CND-30] one does not", { states: ["paused"], plans: ["monthly"] }, paid, notEligible("subscription")],
    ["[CND-30] no next plan", { next_plans: ["yearly"] }, paid, notEligible("subscription")],
    ["[CND-30] too few days left", { days_left_at_least: 3 }, paid, notEligible("subscription")],
    [
      "[CND-30] after the end",
      { days_left_at_most: 5 },
      { ...paid, ends_ms: noon - 1 },
      notEligible("subscription"),
    ],
    ["[CND-30] at the end itself", { days_left_at_most: 0 }, { ...paid, ends_ms: noon }, "met"],
    [
      "[CND-30] without an end",
      { days_left_at_most: 5 },
      { ...paid, ends_ms: null },
      notEligible("subscription"),
    ],
    ["[CND-30] no subscription", { states: ["active"] }, null, notEligible("subscription")],
  ])("%s", (_, parts, subscription, expected) => {
    expect(said({ kind: "subscription", ...parts }, customer({ subscription }))).toEqual(expected);
  });
});
