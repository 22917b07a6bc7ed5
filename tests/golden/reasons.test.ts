/** Why a promotion did nothing. */
import type { Reason } from "../../shared/model/reason.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import {
  first,
  level,
  local,
  NO,
  NOBODY_KNOWS,
  saturdayNight,
  schedule,
  subtotal,
  ten,
  unmet,
  vip,
  YES,
} from "./condition-rows.ts";
import { golden, KNOWN, line, type Row } from "./golden.ts";

const euros = { EUR: 100 };
function leftOut(title: string, entry: object, reason: Reason): Row {
  return {
    title,
    promotions: [{ conditions: NO }],
    cart: { lines: ten },
    options: { left_out: [{ promotion: "p", why: "short", ...entry }] },
    expected: { saved: 0, reasons: { p: [reason] } },
  };
}

const future = schedule({ start_local_ms: local("2026-08-01T00:00") });
const not = (of: CartCondition): CartCondition => ({ kind: "not", of });

golden("reasons", [
  leftOut("[CND-19] stopped, and nothing else", { why: "stopped" }, { code: "stopped" }),
  leftOut("[CND-19] exhausted", { why: "exhausted" }, { code: "usage_limit_reached" }),
  leftOut("[CND-19] short of budget", { limit: "budget" }, { code: "budget_exhausted" }),
  leftOut(
    "[CND-19] no first order",
    { limit: "first_order" },
    { code: "customer_not_eligible", by: "first_order" },
  ),
  leftOut("[CND-19] short of a limit", { limit: "lim_1" }, { code: "usage_limit_reached", by: "lim_1" }),
  leftOut("[CND-19] short", {}, { code: "usage_limit_reached" }),
  {
    title: "[CND-20] schedules, then the tree",
    promotions: [{ schedules: [saturdayNight, future], conditions: NO }],
    cart: { lines: ten },
    expected: {
      reasons: {
        p: [{ code: "not_started" }, { code: "outside_timetable" }, { code: "wrong_channel", have: "web" }],
      },
    },
  },
  {
    title: "[CND-20] schedules, then the currency",
    promotions: [
      { schedules: [future], conditions: NO, awards: [{ kind: "amount", on: "order", amounts: euros }] },
    ],
    cart: { lines: ten },
    expected: { reasons: { p: [{ code: "not_started" }, { code: "wrong_currency", by: "USD" }] } },
  },
  unmet("[CND-21] of all those speak that failed", { kind: "all", of: [YES, NO, vip] }, [
    { code: "customer_not_eligible", by: "segment" },
    { code: "wrong_channel", have: "web" },
  ]),
  unmet("[CND-21] under not those speak that held", not({ kind: "any", of: [YES, NO] }), [
    { code: "customer_not_eligible", by: "customer_known" },
  ]),
  unmet("[CND-21] not of not wants the true", not(not(NO)), [{ code: "wrong_channel", have: "web" }]),
  unmet(
    "[CND-21] an exclusion by items",
    not(subtotal({ at_least: { USD: 1 } }, { kind: "sku", any_of: ["a"] })),
    [{ code: "items_excluded", by: "subtotal" }],
  ),
  unmet("[CND-21] a lower bound under not", not(subtotal({ above: { USD: 10 } })), [
    { code: "maximum_exceeded", need: 10, have: 1000, by: "subtotal" },
  ]),
  unmet("[CND-21] an upper bound under not", not({ kind: "quantity", at_most: 3 }), [
    { code: "minimum_not_reached", need: 3, have: 1, by: "quantity" },
  ]),
  unmet(
    "[CND-21] segment, attribute, channel, store and country under not",
    not({
      kind: "any",
      of: [
        vip,
        level({ any_of: [1] }),
        { kind: "channel", any_of: ["web"] },
        { kind: "store", any_of: ["main"], groups: [] },
        NOBODY_KNOWS,
        first,
      ],
    }),
    [
      { code: "customer_not_eligible", by: "first_order" },
      { code: "customer_not_eligible", by: "level" },
      { code: "customer_not_eligible", by: "segment" },
      { code: "wrong_channel", have: "web" },
      { code: "wrong_store", have: "main" },
      { code: "wrong_country", have: "DE" },
    ],
    { customer: { ...KNOWN, segments: ["vip"], attributes: { level: 1 } }, country: "DE" },
  ),
  unmet(
    "[CND-22] equal reasons once, by precedence, then by what they need",
    {
      kind: "all",
      of: [
        NO,
        subtotal({ at_least: { USD: 2000 } }),
        subtotal({ at_least: { USD: 1500 } }),
        NO,
        { kind: "code" },
        NOBODY_KNOWS,
      ],
    },
    [
      { code: "fact_missing", by: "country" },
      { code: "code_required" },
      { code: "minimum_not_reached", need: 1500, have: 1000, by: "subtotal" },
      { code: "minimum_not_reached", need: 2000, have: 1000, by: "subtotal" },
      { code: "wrong_channel", have: "web" },
    ],
  ),
  {
    title: "[CND-23] the loser of a lane best_one names the winner, one without effect does not",
    lanes: [{ id: "default", mode: "best_one" }],
    promotions: [
      {},
      { awards: [{ kind: "percent", on: "order", rate_bps: 2000 }] },
      { awards: [{ kind: "free_shipping" }] },
    ],
    cart: { lines: ten },
    expected: {
      applied: { q: 200 },
      reasons: {
        p: [{ code: "lower_than_best", by: "q" }],
        r: [{ code: "items_missing", by: "free_shipping" }],
      },
    },
  },
  {
    title: "[CND-23] outbid at every target of a lane best_each",
    lanes: [{ id: "default", mode: "best_each" }],
    promotions: [{}, { awards: [{ kind: "percent", on: "order", rate_bps: 2000 }] }],
    cart: { lines: ten },
    expected: { applied: { q: 200 }, reasons: { p: [{ code: "lower_than_best" }] } },
  },
  {
    title: "[CND-23] a code that gave way, of a promotion that is eligible without",
    promotions: [
      {
        conditions: { kind: "any", of: [{ kind: "code" }, YES] },
        awards: [{ kind: "free_shipping" }],
      },
      { conditions: { kind: "code" } },
    ],
    codes: [{ code: "A" }, { code: "B", promotion: "q" }],
    cart: { lines: ten, customer: KNOWN, codes: ["A", "B"] },
    expected: { applied: { q: 100 }, reasons: { p: [{ code: "codes_do_not_combine", by: "B" }] } },
  },
  {
    title: "[CND-23] no award had a target",
    promotions: [
      {
        awards: [
          { kind: "percent", on: "items", rate_bps: 1000, items: { kind: "sku", any_of: ["z"] } },
          { kind: "buy_get", reading: "additive", buy: 2, get: 2, rate_bps: 10_000, same: "product" },
          { kind: "percent", on: "shipping", rate_bps: 1000 },
        ],
      },
    ],
    cart: { lines: [line("a", 1000, { quantity: 2 })] },
    expected: {
      reasons: {
        p: [
          { code: "items_missing", need: 3, have: 2, by: "buy_get" },
          { code: "items_missing", by: "percent" },
        ],
      },
    },
  },
  {
    title: "[CND-23] a target where nothing is left",
    promotions: [{ priority: 1, awards: [{ kind: "percent", on: "order", rate_bps: 10_000 }] }, {}],
    cart: { lines: ten },
    expected: { applied: { p: 1000 }, reasons: { q: [{ code: "no_effect" }] } },
  },
]);
