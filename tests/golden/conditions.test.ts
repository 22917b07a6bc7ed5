/** Worked examples of docs/spec/conditions.md. */
import type { Reason } from "../../shared/model/reason.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import type { RuleSchedule } from "../../shared/rules/rule-set.ts";
import { charge, GUEST, golden, KNOWN, line, type Row, TEN_PERCENT } from "./golden.ts";

/** In the plain cart of a known customer: true, false and unknown. */
const YES: CartCondition = { kind: "customer_known" };
const NO: CartCondition = { kind: "channel", any_of: ["app"] };
const NOBODY_KNOWS: CartCondition = { kind: "country", any_of: ["DE"] };

const ten = [line("a", 1000)];

function met(title: string, conditions: CartCondition, cart: Row["cart"] = {}): Row {
  return {
    title,
    promotions: [{ conditions }],
    cart: { lines: ten, customer: KNOWN, ...cart },
    expected: { reasons: {} },
  };
}

function unmet(title: string, conditions: CartCondition, reasons: Reason[], cart: Row["cart"] = {}): Row {
  return {
    title,
    promotions: [{ conditions }],
    cart: { lines: ten, customer: KNOWN, ...cart },
    expected: { reasons: { p: reasons }, saved: 0 },
  };
}

golden("three values", [
  met("[CND-1] all of nothing is true", { kind: "all", of: [] }),
  unmet("[CND-1] any of nothing is false", { kind: "any", of: [] }, []),
  met("[CND-1] any is true beside the unknown", { kind: "any", of: [NOBODY_KNOWS, YES] }),
  unmet("[CND-1] all is unknown beside the true", { kind: "all", of: [NOBODY_KNOWS, YES] }, [
    { code: "fact_missing", by: "country" },
  ]),
  met("[CND-1] all is false beside the unknown", {
    kind: "not",
    of: { kind: "all", of: [NOBODY_KNOWS, NO] },
  }),
  unmet(
    "[CND-1] any is unknown beside the false",
    { kind: "not", of: { kind: "any", of: [NOBODY_KNOWS, NO] } },
    [{ code: "fact_missing", by: "country" }],
  ),
  met("[CND-1] not turns false round", { kind: "not", of: NO }),
  unmet("[CND-1] not leaves the unknown", { kind: "not", of: NOBODY_KNOWS }, [
    { code: "fact_missing", by: "country" },
  ]),
  {
    title: "[CND-2] an exclusion never reaches an article that nobody described",
    promotions: [
      {
        awards: [
          {
            kind: "percent",
            on: "items",
            rate_bps: 5000,
            items: { kind: "not", of: { kind: "category", any_of: ["electronics"] } },
          },
        ],
      },
    ],
    cart: {
      lines: [
        line("bread", 200, { categories: ["food"] }),
        line("tv", 900, { categories: ["electronics"] }),
        line("what", 500),
      ],
    },
    expected: { nets: { bread: [100], tv: [900], what: [500] }, applied: { p: 100 } },
  },
  {
    title: "[CND-3] a gift line counts for no threshold and is no target",
    promotions: [
      { conditions: { kind: "subtotal", basis: "catalog", at_least: { USD: 1001 } } },
      { awards: [{ kind: "percent", on: "items", rate_bps: 5000 }] },
    ],
    cart: { lines: [line("a", 1000), line("g", 500, { gift_of: "q" })] },
    expected: {
      nets: { a: [500], g: [500] },
      reasons: { p: [{ code: "minimum_not_reached", need: 1001, have: 1000, by: "subtotal" }] },
    },
  },
  {
    title: "[CND-3] a line that is not discountable counts for a threshold",
    promotions: [{ conditions: { kind: "subtotal", basis: "catalog", at_least: { USD: 1500 } } }],
    cart: { lines: [line("a", 1000), line("card", 500, { discountable: false })] },
    expected: { nets: { a: [900], card: [500] } },
  },
]);

const drinks: LineCondition = { kind: "category", any_of: ["drinks"] };
const shelf = { lines: [line("cola", 3000, { categories: ["drinks"] }), line("what", 2500)] };
const fifty = { USD: 5000 };

function subtotal(bounds: object, items?: LineCondition): CartCondition {
  return { kind: "subtotal", basis: "catalog", ...(items === undefined ? {} : { items }), ...bounds };
}

function worth(amount: number) {
  return { lines: [line("a", amount - 1000), line("b", 500, { quantity: 2 })], shipping: [charge(999)] };
}

const short = (have: number): Reason[] => [{ code: "minimum_not_reached", need: 5000, have, by: "subtotal" }];
const over = (have: number): Reason[] => [{ code: "maximum_exceeded", need: 5000, have, by: "subtotal" }];

golden("subtotal and quantity", [
  unmet(
    "[CND-4] at least 50.00: 49.99 is not, whatever the shipping costs",
    subtotal({ at_least: fifty }),
    short(4999),
    worth(4999),
  ),
  met("[CND-4] at least 50.00: 50.00 is", subtotal({ at_least: fifty }), worth(5000)),
  met("[CND-4] at least 50.00: 50.01 is", subtotal({ at_least: fifty }), worth(5001)),
  unmet("[CND-4] above 50.00: 49.99 is not", subtotal({ above: fifty }), short(4999), worth(4999)),
  unmet("[CND-4] above 50.00: 50.00 is not", subtotal({ above: fifty }), short(5000), worth(5000)),
  met("[CND-4] above 50.00: 50.01 is", subtotal({ above: fifty }), worth(5001)),
  met("[CND-4] at most 50.00: 50.00 is", subtotal({ at_most: fifty }), worth(5000)),
  unmet("[CND-4] at most 50.00: 50.01 is not", subtotal({ at_most: fifty }), over(5001), worth(5001)),
  met("[CND-4] below 50.00: 49.99 is", subtotal({ below: fifty }), worth(4999)),
  unmet("[CND-4] below 50.00: 50.00 is not", subtotal({ below: fifty }), over(5000), worth(5000)),
  met(
    "[CND-4] from 49.99 to below 50.01: 50.00 is",
    subtotal({ at_least: { USD: 4999 }, below: { USD: 5001 } }),
    worth(5000),
  ),
  met(
    "[CND-4] drinks at least 30.00: the least it may be is 30.00",
    subtotal({ at_least: { USD: 3000 } }, drinks),
    shelf,
  ),
  unmet(
    "[CND-4] drinks at least 50.00: 30.00 to 55.00, nobody knows",
    subtotal({ at_least: fifty }, drinks),
    [{ code: "fact_missing", by: "subtotal" }],
    shelf,
  ),
  unmet(
    "[CND-4] drinks at least 60.00: never",
    subtotal({ at_least: { USD: 6000 } }, drinks),
    [{ code: "minimum_not_reached", need: 6000, have: 3000, by: "subtotal" }],
    shelf,
  ),
  met("[CND-4] drinks at most 55.00: always", subtotal({ at_most: { USD: 5500 } }, drinks), shelf),
  unmet(
    "[CND-4] drinks below 55.00: nobody knows",
    subtotal({ below: { USD: 5500 } }, drinks),
    [{ code: "fact_missing", by: "subtotal" }],
    shelf,
  ),
  unmet(
    "[CND-4] drinks below 30.00: never",
    subtotal({ below: { USD: 3000 } }, drinks),
    [{ code: "maximum_exceeded", need: 3000, have: 3000, by: "subtotal" }],
    shelf,
  ),
  met(
    "[CND-4] by the list price",
    { kind: "subtotal", basis: "list", at_least: { USD: 1500 } },
    {
      lines: [line("a", 1000, { list: 1500 })],
    },
  ),
  met(
    "[CND-5] at least 3 units: 3 are",
    { kind: "quantity", at_least: 3 },
    { lines: [line("a", 1, { quantity: 2 }), line("b", 1)] },
  ),
  unmet(
    "[CND-5] at least 3 units: 2 are not",
    { kind: "quantity", at_least: 3 },
    [{ code: "minimum_not_reached", need: 3, have: 2, by: "quantity" }],
    { lines: [line("a", 1, { quantity: 2 })] },
  ),
  unmet(
    "[CND-5] at most 1 unit: 2 are not",
    { kind: "quantity", at_most: 1 },
    [{ code: "maximum_exceeded", need: 1, have: 2, by: "quantity" }],
    { lines: [line("a", 1, { quantity: 2 })] },
  ),
  unmet(
    "[CND-5] at least 2 drinks of 1 or 2",
    { kind: "quantity", at_least: 2, items: drinks },
    [{ code: "fact_missing", by: "quantity" }],
    shelf,
  ),
]);

const vip: CartCondition = { kind: "segment", any_of: ["vip", "staff"] };
const level = (test: object): CartCondition => ({ kind: "customer_attribute", name: "level", ...test });
const withLevel = (value: string | number | boolean) => ({
  customer: { ...KNOWN, attributes: { level: value } },
});
const first: CartCondition = { kind: "first_order" };
const noFirst: Reason[] = [{ code: "customer_not_eligible", by: "first_order" }];

golden("customer and context", [
  met("[CND-6] a customer of one of the segments", vip, { customer: { ...KNOWN, segments: ["staff"] } }),
  unmet("[CND-6] a customer of none", vip, [{ code: "customer_not_eligible", by: "segment" }]),
  unmet(
    "[CND-6] a guest is in none, nothing is unknown",
    vip,
    [{ code: "customer_not_eligible", by: "segment" }],
    { customer: GUEST },
  ),
  unmet("[CND-7] a name that the customer has not is unknown", level({ any_of: ["gold"] }), [
    { code: "fact_missing", by: "customer_attribute" },
  ]),
  met("[CND-7] equal to one of the list", level({ any_of: ["gold", 3] }), withLevel(3)),
  unmet(
    "[CND-7] equal in type too",
    level({ any_of: ["3", true] }),
    [{ code: "customer_not_eligible", by: "level" }],
    withLevel(3),
  ),
  met("[CND-7] a number within bounds", level({ at_least: 2, below: 3 }), withLevel(2)),
  unmet(
    "[CND-7] a number at its exclusive bound",
    level({ at_least: 2, below: 3 }),
    [{ code: "customer_not_eligible", by: "level" }],
    withLevel(3),
  ),
  unmet(
    "[CND-7] bounds are false for a text",
    level({ above: 2 }),
    [{ code: "customer_not_eligible", by: "level" }],
    withLevel("3"),
  ),
  met("[CND-8] no order so far", first),
  unmet("[CND-8] one order so far", first, noFirst, { customer: { ...KNOWN, order_count: 1 } }),
  unmet("[CND-8] a guest, by default", first, noFirst, { customer: GUEST }),
  met("[CND-9] a customer with a key", { kind: "customer_known" }),
  unmet("[CND-9] nobody", { kind: "customer_known" }, [{ code: "customer_required" }], { customer: GUEST }),
  met("[CND-10] a channel of the list", { kind: "channel", any_of: ["app", "web"] }),
  unmet("[CND-10] another channel", NO, [{ code: "wrong_channel", have: "web" }]),
  met("[CND-10] a store of the list", { kind: "store", any_of: ["main"], groups: [] }),
  met(
    "[CND-10] a store by its group",
    { kind: "store", any_of: ["north"], groups: ["east"] },
    { store_groups: ["east"] },
  ),
  unmet("[CND-10] another store", { kind: "store", any_of: ["north"], groups: ["east"] }, [
    { code: "wrong_store", have: "main" },
  ]),
  met("[CND-10] a country of the list", NOBODY_KNOWS, { country: "DE" }),
  unmet("[CND-10] another country", NOBODY_KNOWS, [{ code: "wrong_country", have: "US" }], { country: "US" }),
  unmet("[CND-10] no country is unknown", NOBODY_KNOWS, [{ code: "fact_missing", by: "country" }]),
  unmet("[CND-11] no code was typed", { kind: "code" }, [{ code: "code_required" }]),
  {
    title: "[CND-11] a typed code of another promotion",
    promotions: [{ conditions: { kind: "code" } }, { conditions: { kind: "code" } }],
    codes: [{ code: "P" }, { code: "Q", promotion: "q" }],
    cart: { lines: ten, codes: ["Q"] },
    expected: { applied: { q: 100 }, reasons: { p: [{ code: "code_required" }] } },
  },
]);

const shirt = {
  sku: "shirt-red-m",
  product: "shirt",
  categories: ["clothes", "men", "shirts"],
  brand: "acme",
  tags: ["new"],
  attributes: { size: 40, color: "red" },
};

function onLine(
  title: string,
  items: LineCondition,
  facts: Parameters<typeof line>[2],
  isTarget: boolean,
): Row {
  return {
    title,
    promotions: [{ awards: [{ kind: "percent", on: "items", rate_bps: 1000, items }] }],
    cart: { lines: [line("l", 1000, facts)] },
    expected: { saved: isTarget ? 100 : 0 },
  };
}

golden("line conditions", [
  onLine("[CND-12] the sku of a variant", { kind: "sku", any_of: ["shirt-red-m"] }, shirt, true),
  onLine("[CND-12] the parent is no sku", { kind: "sku", any_of: ["shirt"] }, shirt, false),
  onLine("[CND-12] the parent reaches its variants", { kind: "product", any_of: ["shirt"] }, shirt, true),
  onLine("[CND-12] a variant is no parent", { kind: "product", any_of: ["shirt-red-m"] }, shirt, false),
  onLine("[CND-12] a category reaches its sub-tree", { kind: "category", any_of: ["clothes"] }, shirt, true),
  onLine("[CND-12] another category", { kind: "category", any_of: ["women"] }, shirt, false),
  onLine("[CND-12] unknown categories under not", { kind: "not", of: drinks }, {}, false),
  onLine("[CND-12] no categories under not", { kind: "not", of: drinks }, { categories: [] }, true),
  onLine("[CND-12] a tag", { kind: "tag", any_of: ["old", "new"] }, shirt, true),
  onLine("[CND-12] unknown tags under not", { kind: "not", of: { kind: "tag", any_of: ["new"] } }, {}, false),
  onLine(
    "[CND-12] an exclusion wins",
    {
      kind: "all",
      of: [
        { kind: "category", any_of: ["clothes"] },
        { kind: "not", of: { kind: "product", any_of: ["shirt"] } },
      ],
    },
    shirt,
    false,
  ),
  onLine("[CND-13] a brand", { kind: "brand", any_of: ["acme"] }, shirt, true),
  onLine(
    "[CND-13] no brand under not",
    { kind: "not", of: { kind: "brand", any_of: ["acme"] } },
    { brand: null },
    true,
  ),
  onLine(
    "[CND-13] an unknown brand under not",
    { kind: "not", of: { kind: "brand", any_of: ["acme"] } },
    {},
    false,
  ),
  onLine(
    "[CND-13] an attribute within bounds",
    { kind: "attribute", name: "size", at_least: 40, at_most: 42 },
    shirt,
    true,
  ),
  onLine(
    "[CND-13] an attribute of the list",
    { kind: "attribute", name: "color", any_of: ["red"] },
    shirt,
    true,
  ),
  onLine(
    "[CND-13] unknown attributes under not",
    { kind: "not", of: { kind: "attribute", name: "color", any_of: ["red"] } },
    {},
    false,
  ),
  onLine(
    "[CND-13] an unknown name under not",
    {
      kind: "not",
      of: { kind: "attribute", name: "fit", any_of: ["slim"] },
    },
    shirt,
    false,
  ),
  onLine("[CND-14] on sale", { kind: "on_sale" }, { list: 1001 }, true),
  onLine("[CND-14] at its list price", { kind: "on_sale" }, {}, false),
  onLine(
    "[CND-14] a price band of the catalogue price",
    { kind: "unit_price", basis: "catalog", at_least: { USD: 1000 } },
    {},
    true,
  ),
  onLine(
    "[CND-14] a price band of the list price",
    { kind: "unit_price", basis: "list", above: { USD: 1000 } },
    { list: 1001 },
    true,
  ),
  onLine(
    "[CND-14] below the band",
    { kind: "unit_price", basis: "catalog", above: { USD: 1000 } },
    {},
    false,
  ),
]);

const local = (text: string) => Date.parse(`${text}Z`);
const schedule = (fields: Partial<RuleSchedule>): RuleSchedule => ({
  zone: "Europe/Berlin",
  start_local_ms: null,
  end_local_ms: null,
  weekly: [],
  ...fields,
});

function at(title: string, instant: string, schedules: RuleSchedule[], codes: Reason["code"][]): Row {
  return {
    title,
    promotions: [{ schedules }],
    at: instant,
    cart: { lines: ten },
    expected: { reasons: codes.length === 0 ? {} : { p: codes.map((code) => ({ code })) } },
  };
}

const july = schedule({ start_local_ms: local("2026-07-01T00:00"), end_local_ms: local("2026-08-01T00:00") });
const julyOfStore = { ...july, zone: "store" };
const julyInNewYork = { ...july, zone: "America/New_York" };
const saturdayNight = schedule({ weekly: [{ from_min: 5 * 1440 + 1320, to_min: 6 * 1440 + 150 }] });
const doubledHour = schedule({
  start_local_ms: local("2026-10-25T02:30"),
  end_local_ms: local("2026-10-25T02:45"),
});

golden("time", [
  at("[CND-15] the last millisecond before the start", "2026-06-30T21:59:59.999Z", [july], ["not_started"]),
  at("[CND-15] the first millisecond", "2026-06-30T22:00:00Z", [july], []),
  at("[CND-15] the last millisecond", "2026-07-31T21:59:59.999Z", [july], []),
  at("[CND-15] the end is outside", "2026-07-31T22:00:00Z", [july], ["expired"]),
  at("[CND-15] in the zone of the store", "2026-06-30T22:00:00Z", [julyOfStore], []),
  at("[CND-15] in a zone of its own", "2026-06-30T22:00:00Z", [julyInNewYork], ["not_started"]),
  at(
    "[CND-15] two schedules must hold",
    "2026-07-01T12:00:00Z",
    [july, saturdayNight],
    ["outside_timetable"],
  ),
  at("[CND-15] a night over the change of clocks", "2026-10-25T01:29:59.999Z", [saturdayNight], []),
  at("[CND-15] and its end, the last of two", "2026-10-25T01:30:00Z", [saturdayNight], ["outside_timetable"]),
  at("[CND-15] a start that comes twice is the first", "2026-10-25T00:30:00Z", [doubledHour], []),
  at("[CND-15] an end that comes twice is the last", "2026-10-25T01:45:00Z", [doubledHour], ["expired"]),
  ...(
    [
      ["2026-07-01T11:59:59.999Z", "refused: not_started"],
      ["2026-07-01T12:00:00.000Z", "applied"],
      ["2026-07-01T12:59:59.999Z", "applied"],
      ["2026-07-01T13:00:00.000Z", "refused: expired"],
    ] as const
  ).map(
    ([instant, status]): Row => ({
      title: `[CND-16] a code from 12:00 to 13:00 at ${instant}`,
      promotions: [{ conditions: { kind: "code" } }],
      codes: [
        { code: "A", start_ms: Date.parse("2026-07-01T12:00Z"), end_ms: Date.parse("2026-07-01T13:00Z") },
      ],
      at: instant,
      cart: { lines: ten, codes: ["A"] },
      expected: { codes: { A: status } },
    }),
  ),
]);

const euros = { EUR: 100 };
const wrongCurrency: Row["expected"] = { saved: 0, reasons: { p: [{ code: "wrong_currency", by: "USD" }] } };

golden("currency and first order", [
  {
    title: "[CND-17] an award without the cart's currency",
    promotions: [{ awards: [{ kind: "amount", on: "order", amounts: euros }] }],
    cart: { lines: ten },
    expected: wrongCurrency,
  },
  {
    title: "[CND-17] a cap without it",
    promotions: [{ awards: [{ kind: "percent", on: "order", rate_bps: 1000, cap: euros }] }],
    cart: { lines: ten },
    expected: wrongCurrency,
  },
  {
    title: "[CND-17] a bound deep in a tree without it, though the tree would fail for another reason",
    promotions: [
      { conditions: { kind: "all", of: [NO, { kind: "any", of: [YES, subtotal({ at_least: euros })] }] } },
    ],
    cart: { lines: ten },
    expected: wrongCurrency,
  },
  {
    title: "[CND-17] a price band of a target without it",
    promotions: [
      {
        awards: [
          TEN_PERCENT,
          {
            kind: "percent",
            on: "items",
            rate_bps: 1000,
            items: { kind: "unit_price", basis: "list", below: euros },
          },
        ],
      },
    ],
    cart: { lines: ten },
    expected: wrongCurrency,
  },
  {
    title: "[CND-18] eligibility that rests on the first order is marked, other is not",
    promotions: [
      { conditions: { kind: "all", of: [first, YES] } },
      { conditions: { kind: "any", of: [first, YES] } },
      { conditions: { kind: "not", of: first } },
    ],
    cart: { lines: ten, customer: KNOWN },
    expected: {
      part: {
        applied: [
          { promotion: "p", version: 1, label: "P", saved: 100, first_order: true, grants: [] },
          { promotion: "q", version: 1, label: "Q", saved: 90, grants: [] },
        ],
      },
    },
  },
]);

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
      { code: "customer_not_eligible", by: "segment" },
      { code: "customer_not_eligible", by: "level" },
      { code: "customer_not_eligible", by: "first_order" },
      { code: "wrong_channel", have: "web" },
      { code: "wrong_store", have: "main" },
      { code: "wrong_country", have: "DE" },
    ],
    { customer: { ...KNOWN, segments: ["vip"], attributes: { level: 1 } }, country: "DE" },
  ),
  unmet(
    "[CND-22] equal reasons once, by precedence, then as they appear",
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
      { code: "minimum_not_reached", need: 2000, have: 1000, by: "subtotal" },
      { code: "minimum_not_reached", need: 1500, have: 1000, by: "subtotal" },
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
          { kind: "buy_get", buy: 2, get: 2, rate_bps: 10_000, same: "product" },
          { kind: "percent", on: "shipping", rate_bps: 1000 },
        ],
      },
    ],
    cart: { lines: [line("a", 1000, { quantity: 2 })] },
    expected: {
      reasons: {
        p: [
          { code: "items_missing", by: "percent" },
          { code: "items_missing", need: 3, have: 2, by: "buy_get" },
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
