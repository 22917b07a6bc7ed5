/** What is known of the customer: each condition true, false, unknown, and its reasons. */
import type { Reason } from "../../shared/model/reason.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import { customer, DAY, kindRows, missing, NOW_MS, not, refused } from "./kind-rows.ts";

const group: CartCondition = { kind: "customer_group", any_of: ["trade", "press"] };
const tier: CartCondition = { kind: "tier", any_of: ["gold"] };
const lifecycle: CartCondition = { kind: "lifecycle", any_of: ["new"] };
const points = (of: object): CartCondition => ({ kind: "points", ...of });
const spend: CartCondition = { kind: "lifetime_spend", at_least: { EUR: 5_000 }, below: { EUR: 9_000 } };
const days = (of: object): CartCondition => ({ kind: "days_since_last_order", ...of });
const ordered = (ago: number) => customer({ last_order_ms: NOW_MS - ago });
const visits: CartCondition = { kind: "behaviour", name: "visits", at_least: 3 };
kindRows("customers", [
  ["[CND-9] signed in", { kind: "signed_in" }, customer({ signed_in: true }), "true"],
  [
    "[CND-9] known and not signed in",
    { kind: "signed_in" },
    customer({ key: "k" }),
    [{ code: "customer_required", by: "signed_in" }],
  ],
  ["[CND-21] not signed in", not({ kind: "signed_in" }), customer({ signed_in: true }), refused("signed_in")],
  ["[CND-28] group", group, customer({ group: "trade" }), "true"],
  ["[CND-28] another group", group, customer({ group: "staff" }), refused("customer_group")],
  ["[CND-28] no group", group, customer({ group: null }), refused("customer_group")],
  ["[CND-28] not in a group", not(group), customer({ group: null }), "true"],
  ["[CND-28] nobody knows the group", group, {}, missing("customer_group")],
  ["[CND-28] tier", tier, customer({ tier: "gold" }), "true"],
  ["[CND-28] no tier", tier, customer({ tier: null }), refused("tier")],
  ["[CND-28] nobody knows the tier", not(tier), {}, missing("tier")],
  ["[CND-28] lifecycle", lifecycle, customer({ lifecycle: "new" }), "true"],
  ["[CND-28] another lifecycle", lifecycle, customer({ lifecycle: "lost" }), refused("lifecycle")],
  ["[CND-28] nobody knows the lifecycle", lifecycle, {}, missing("lifecycle")],
  ["[CND-28] points", points({ at_least: 100, at_most: 100 }), customer({ points: 100 }), "true"],
  [
    "[CND-21] too few points",
    points({ at_least: 100 }),
    customer({ points: 99 }),
    [{ code: "minimum_not_reached", need: 100, have: 99, by: "points" }],
  ],
  ["[CND-21] too many points", points({ at_most: 100 }), customer({ points: 101 }), refused("points")],
  ["[CND-21] not so many points", not(points({ at_least: 1 })), customer({ points: 1 }), refused("points")],
  ["[CND-28] nobody knows the points", points({ at_least: 0 }), {}, missing("points")],
  ["[CND-28] spend", spend, customer({ lifetime_spend: { EUR: 5_000 } }), "true"],
  ["[CND-28] at the bound", spend, customer({ lifetime_spend: { EUR: 9_000 } }), refused("lifetime_spend")],
  [
    "[CND-28] spend in another currency",
    spend,
    customer({ lifetime_spend: { USD: 5_000 } }),
    refused("lifetime_spend"),
  ],
  ["[CND-28] nobody knows the spend", spend, {}, missing("lifetime_spend")],
  [
    "[CND-28] a day short of thirty",
    days({ at_least: 30 }),
    ordered(30 * DAY - 1),
    refused("days_since_last_order"),
  ],
  ["[CND-28] thirty whole days", days({ at_least: 30, at_most: 30 }), ordered(31 * DAY - 1), "true"],
  ["[CND-28] an order of the future was today", days({ at_least: 0, at_most: 0 }), ordered(-5 * DAY), "true"],
  [
    "[CND-28] no order yet",
    days({ at_least: 0 }),
    customer({ last_order_ms: null }),
    refused("days_since_last_order"),
  ],
  ["[CND-28] nobody knows the last order", days({ at_least: 0 }), {}, missing("days_since_last_order")],
  ["[CND-28] behaviour", visits, customer({ behaviour: { visits: 3 } }), "true"],
  ["[CND-28] other behaviour", visits, customer({ behaviour: { visits: 2 } }), refused("visits")],
  ["[CND-28] no such behaviour", visits, customer({ behaviour: { clicks: 2 } }), missing("behaviour")],
  ["[CND-28] nobody knows the behaviour", visits, {}, missing("behaviour")],
]);

const number = (of: object): CartCondition => ({ kind: "order_number", ...of });
const short = (need: number, have: number): Reason[] => [
  { code: "minimum_not_reached", need, have, by: "order_number" },
];
kindRows("order number", [
  ["[CND-8] the third", number({ at_least: 3, at_most: 3 }), customer({ order_count: 2 }), "true"],
  ["[CND-8] every fifth", number({ every: 5 }), customer({ order_count: 9 }), "true"],
  [
    "[CND-8] the sixth is no fifth",
    number({ every: 5 }),
    customer({ order_count: 5 }),
    refused("order_number"),
  ],
  ["[CND-8] both", number({ every: 5, at_least: 6 }), customer({ order_count: 9 }), "true"],
  ["[CND-21] too early", number({ at_least: 3 }), customer({ order_count: 1 }), short(3, 2)],
  [
    "[CND-21] too early and no fifth",
    number({ every: 5, at_least: 6 }),
    customer({ order_count: 2 }),
    short(6, 3),
  ],
  ["[CND-21] too late", number({ at_most: 3 }), customer({ order_count: 3 }), refused("order_number")],
  [
    "[CND-21] not that one",
    not(number({ at_least: 1 })),
    customer({ order_count: 0 }),
    refused("order_number"),
  ],
  ["[CND-8] a guest", number({ at_least: 1 }), {}, refused("order_number")],
  [
    "[CND-8, POL-4] a guest's order is the first where the company says so",
    number({ at_most: 1 }),
    {},
    "true",
    { policies: { guest_first_order: "counts_as_first" } },
  ],
  [
    "[CND-8, POL-4] and no later one",
    number({ at_least: 2 }),
    {},
    short(2, 1),
    { policies: { guest_first_order: "counts_as_first" } },
  ],
]);

const birthday = (of: object = {}): CartCondition => ({
  kind: "birthday",
  days_before: 0,
  days_after: 0,
  ...of,
});

kindRows("birthday", [
  ["[CND-29] the day", birthday(), customer({ birthday: "03-02" }), "true", { at: "2026-03-02T10:00Z" }],
  [
    "[CND-29] the day begins by the store's clock",
    birthday(),
    customer({ birthday: "03-02" }),
    "true",
    { at: "2026-03-01T23:00Z" },
  ],
  [
    "[CND-29] and ends by it",
    birthday(),
    customer({ birthday: "03-02" }),
    refused("birthday"),
    { at: "2026-03-02T23:00Z" },
  ],
  [
    "[CND-29] seven days before",
    birthday({ days_before: 7 }),
    customer({ birthday: "03-02" }),
    "true",
    { at: "2026-02-23T10:00Z" },
  ],
  [
    "[CND-29] eight days before",
    birthday({ days_before: 7 }),
    customer({ birthday: "03-02" }),
    refused("birthday"),
    { at: "2026-02-22T10:00Z" },
  ],
  [
    "[CND-29] before is not after",
    birthday({ days_before: 7 }),
    customer({ birthday: "03-02" }),
    refused("birthday"),
    { at: "2026-03-03T10:00Z" },
  ],
  [
    "[CND-29] three days after",
    birthday({ days_after: 3 }),
    customer({ birthday: "03-02" }),
    "true",
    { at: "2026-03-05T10:00Z" },
  ],
  [
    "[CND-29] four days after",
    birthday({ days_after: 3 }),
    customer({ birthday: "03-02" }),
    refused("birthday"),
    { at: "2026-03-06T10:00Z" },
  ],
  [
    "[CND-29] before a birthday of next year",
    birthday({ days_before: 3 }),
    customer({ birthday: "01-02" }),
    "true",
    { at: "2026-12-30T10:00Z" },
  ],
  [
    "[CND-29] after a birthday of last year",
    birthday({ days_after: 3 }),
    customer({ birthday: "12-30" }),
    "true",
    { at: "2026-01-02T10:00Z" },
  ],
  [
    "[CND-29] 29 February in a leap year",
    birthday(),
    customer({ birthday: "02-29" }),
    "true",
    { at: "2028-02-29T10:00Z" },
  ],
  [
    "[CND-29] not on the 28th of a leap year",
    birthday(),
    customer({ birthday: "02-29" }),
    refused("birthday"),
    { at: "2028-02-28T10:00Z" },
  ],
  [
    "[CND-29] on the 28th of another year",
    birthday(),
    customer({ birthday: "02-29" }),
    "true",
    { at: "2026-02-28T10:00Z" },
  ],
  [
    "[CND-29] half a year around",
    birthday({ days_after: 182 }),
    customer({ birthday: "01-01" }),
    "true",
    { at: "2026-07-02T10:00Z" },
  ],
  ["[CND-29] nobody knows it", birthday({ days_before: 182, days_after: 182 }), {}, missing("birthday")],
  ["[CND-21] not that day", not(birthday()), customer({ birthday: "03-02" }), refused("birthday")],
]);

const subscription = (of: object): CartCondition => ({ kind: "subscription", ...of });
const subscribed = (of: object = {}) =>
  customer({
    subscription: { state: "active", plan: "basic", next_plan: null, ends_ms: NOW_MS + 10 * DAY, ...of },
  });
const no = refused("subscription");
kindRows("subscription", [
  ["[CND-30] state", subscription({ states: ["trial", "active"] }), subscribed(), "true"],
  ["[CND-30] another state", subscription({ states: ["trial"] }), subscribed(), no],
  ["[CND-30] plan", subscription({ plans: ["basic"] }), subscribed(), "true"],
  ["[CND-30] no plan", subscription({ plans: ["basic"] }), subscribed({ plan: null }), no],
  ["[CND-30] next plan", subscription({ next_plans: ["pro"] }), subscribed({ next_plan: "pro" }), "true"],
  ["[CND-30] no next plan", subscription({ next_plans: ["pro"] }), subscribed(), no],
  [
    "[CND-30] all parts",
    subscription({ states: ["active"], plans: ["basic"], days_left_at_most: 10 }),
    subscribed(),
    "true",
  ],
  ["[CND-30] one part fails", subscription({ states: ["active"], plans: ["pro"] }), subscribed(), no],
  [
    "[CND-30] days left",
    subscription({ days_left_at_least: 10, days_left_at_most: 10 }),
    subscribed(),
    "true",
  ],
  [
    "[CND-30] a day begun",
    subscription({ days_left_at_most: 9 }),
    subscribed({ ends_ms: NOW_MS + 10 * DAY - 1 }),
    "true",
  ],
  [
    "[CND-30] at the end none are left",
    subscription({ days_left_at_most: 0 }),
    subscribed({ ends_ms: NOW_MS }),
    "true",
  ],
  ["[CND-30] after the end", subscription({ days_left_at_most: 9 }), subscribed({ ends_ms: NOW_MS - 1 }), no],
  ["[CND-30] without an end", subscription({ days_left_at_least: 0 }), subscribed({ ends_ms: null }), no],
  ["[CND-30] none", subscription({ states: ["active"] }), customer({ subscription: null }), no],
  [
    "[CND-30] not subscribed",
    not(subscription({ states: ["active"] })),
    customer({ subscription: null }),
    "true",
  ],
  ["[CND-30] nobody knows it", subscription({ states: ["active"] }), {}, missing("subscription")],
]);
