/** Conditions on customer, first order, channel, store, country and code. */
import type { Reason } from "../../shared/model/reason.ts";
import { first, level, met, NO, NOBODY_KNOWS, subtotal, ten, unmet, vip, YES } from "./condition-rows.ts";
import { GUEST, golden, KNOWN, type Row, TEN_PERCENT } from "./golden.ts";

const withLevel = (value: string | number | boolean) => ({
  customer: { ...KNOWN, attributes: { level: value } },
});
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
  unmet("[CND-9] nobody", { kind: "customer_known" }, [{ code: "customer_required", by: "customer_known" }], {
    customer: GUEST,
  }),
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
