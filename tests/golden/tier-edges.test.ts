/** Steps and "every full so much" at their edges. */
import type { Award } from "../../shared/rules/award.ts";
import type { TiersAward } from "../../shared/rules/awards/tiers.ts";
import { onItems, row } from "./award-rows.ts";
import { charge, golden, line, type Row } from "./golden.ts";
import { sku } from "./set-rows.ts";

const steps = [
  { from: { USD: 10_000 }, rate_bps: 500 },
  { from: { USD: 20_000 }, rate_bps: 1000 },
  { from: { USD: 25_000 }, rate_bps: 2000 },
];

function tiers(reading: TiersAward["reading"], fields: Partial<TiersAward> = {}): Award {
  return { kind: "tiers", by: "spend", reading, steps, on: "items", ...fields };
}

function spent(title: string, award: Award, price: number, saved: number, fields: Partial<Row> = {}): Row {
  return row(title, [award], [line("a", price)], { saved }, fields);
}

golden("steps by spend", [
  row("[AWD-25] cliff: 99.99", [tiers("cliff")], [line("a", 9999)], {
    reasons: { p: [{ code: "minimum_not_reached", need: 10_000, have: 9999, by: "tiers" }] },
  }),
  spent("[AWD-25] cliff: 100.00", tiers("cliff"), 10_000, 500),
  spent("[AWD-25] cliff: 199.99", tiers("cliff"), 19_999, 1000),
  spent("[AWD-25] cliff: 200.00", tiers("cliff"), 20_000, 2000),
  spent("[AWD-25] cliff: 249.99", tiers("cliff"), 24_999, 2500),
  spent("[AWD-25] cliff: 250.00", tiers("cliff"), 25_000, 5000),
  spent("[AWD-25] marginal: 99.99", tiers("marginal"), 9999, 0),
  row("[AWD-25] marginal: 100.00, of which nothing lies above", [tiers("marginal")], [line("a", 10_000)], {
    reasons: { p: [{ code: "no_effect" }] },
  }),
  spent("[AWD-25] marginal: 199.99", tiers("marginal"), 19_999, 500),
  spent("[AWD-25] marginal: 200.00", tiers("marginal"), 20_000, 500),
  spent("[AWD-25] marginal: 250.00", tiers("marginal"), 25_000, 1000),
  spent("[AWD-25] marginal: 300.00", tiers("marginal"), 30_000, 2000),
  spent("[AWD-25] marginal on the order", tiers("marginal", { on: "order" }), 30_000, 2000),
  ...(
    [
      ["cliff", 1200],
      ["marginal", 450],
    ] as const
  ).map(([reading, saved]) =>
    spent(
      `[AWD-25] 120.00 with 5 % from 50.00 and 10 % from 100.00, ${reading}`,
      tiers(reading, {
        steps: [
          { from: { USD: 5000 }, rate_bps: 500 },
          { from: { USD: 10_000 }, rate_bps: 1000 },
        ],
      }),
      12_000,
      saved,
    ),
  ),
  row(
    "[AWD-25] marginal parts are rounded once, together",
    [
      tiers("marginal", {
        steps: [
          { from: { USD: 1 }, rate_bps: 3333 },
          { from: { USD: 3 }, rate_bps: 5000 },
        ],
      }),
    ],
    [line("a", 4)],
    // 2 × 0.3333 + 1 × 0.5 = 1.1666
    { saved: 1 },
  ),
  row(
    "[AWD-25] what may not be reduced is measured and gets nothing",
    [tiers("cliff")],
    [line("a", 5000), line("b", 5000, { discountable: false })],
    { nets: { a: [4750], b: [5000] } },
  ),
  row(
    "[AWD-25, POL-7] measured at list where the policy says so",
    [tiers("cliff")],
    [line("a", 9000, { list: 10_000, sent_price: true })],
    { saved: 450 },
    { policies: { threshold_basis: "list" } },
  ),
  ...(["current", "catalog"] as const).map(
    (basis): Row => ({
      title: `[AWD-25] after 10 % off 110.00, measured on ${basis}`,
      lanes: [{ id: "default", mode: "all" }],
      promotions: [{ awards: [onItems(1000)] }, { awards: [tiers("cliff", { basis })] }],
      cart: { lines: [line("a", 11_000)] },
      expected: { applied: basis === "current" ? { p: 1100 } : { p: 1100, q: 495 } },
    }),
  ),
]);

const counted: TiersAward["steps"] = [
  { from: 3, rate_bps: 1000 },
  { from: 5, rate_bps: 2000 },
];
const byUnits = (reading: TiersAward["reading"]) => tiers(reading, { by: "units", steps: counted });
const so = (title: string, award: Award, quantity: number, saved: number): Row =>
  row(title, [award], [line("a", 1000, { quantity })], { saved });

golden("steps by units", [
  so("[AWD-25] cliff: 2 units", byUnits("cliff"), 2, 0),
  so("[AWD-25] cliff: 3 units", byUnits("cliff"), 3, 300),
  so("[AWD-25] cliff: 4 units", byUnits("cliff"), 4, 400),
  so("[AWD-25] cliff: 5 units", byUnits("cliff"), 5, 1000),
  so("[AWD-25] marginal: 2 units", byUnits("marginal"), 2, 0),
  so("[AWD-25] marginal: 3 units", byUnits("marginal"), 3, 100),
  so("[AWD-25] marginal: 4 units", byUnits("marginal"), 4, 200),
  so("[AWD-25] marginal: 6 units", byUnits("marginal"), 6, 600),
  row(
    "[AWD-25] marginal: numbered from the dearest",
    [byUnits("marginal")],
    [line("a", 100), line("b", 300), line("c", 200)],
    { nets: { a: [90], b: [300], c: [200] } },
  ),
  so(
    "[AWD-25] an amount off each",
    tiers("cliff", { by: "units", per: "unit", steps: [{ from: 2, amounts: { USD: 100 } }] }),
    3,
    300,
  ),
  so(
    "[AWD-25] an amount once",
    tiers("cliff", { by: "units", per: "once", steps: [{ from: 2, amounts: { USD: 100 } }] }),
    3,
    100,
  ),
  so(
    "[AWD-25] a price for each",
    tiers("cliff", { by: "units", steps: [{ from: 2, prices: { USD: 700 } }] }),
    3,
    900,
  ),
  so(
    "[AWD-25] a price for each from the third on",
    tiers("marginal", { by: "units", steps: [{ from: 3, prices: { USD: 700 } }] }),
    4,
    600,
  ),
  row(
    "[AWD-8, AWD-25] under a cap",
    [tiers("cliff", { by: "units", steps: counted, cap: { USD: 250 } })],
    [line("a", 1000, { quantity: 4 })],
    { saved: 250 },
  ),
]);

function tenOff(fields: Partial<Award & { kind: "every_full" }> = {}): Award {
  return {
    kind: "every_full",
    every: { USD: 10_000 },
    amounts: { USD: 1000 },
    on: "items",
    ...fields,
  };
}

golden("10.00 off for every full 100.00", [
  row("[AWD-25] 99.99", [tenOff()], [line("a", 9999)], {
    reasons: { p: [{ code: "minimum_not_reached", need: 10_000, have: 9999, by: "every_full" }] },
  }),
  spent("[AWD-25] 100.00", tenOff(), 10_000, 1000),
  spent("[AWD-25] 199.99", tenOff(), 19_999, 1000),
  spent("[AWD-25] 200.00", tenOff(), 20_000, 2000),
  spent("[AWD-25] 250.00", tenOff(), 25_000, 2000),
  spent("[AWD-25] 250.00, once at most", tenOff({ times_max: 1 }), 25_000, 1000),
  spent("[AWD-25] every full 0.01: all of it", tenOff({ every: { USD: 1 } }), 250, 250),
  spent("[AWD-25, POL-13] more than there is, refused", tenOff({ every: { USD: 1 } }), 250, 0, {
    policies: { excess: "refuse" },
  }),
  row(
    "[AWD-25] on the order; charges are no part of it",
    [tenOff({ on: "order" })],
    [line("a", 9999)],
    { saved: 0 },
    { cart: { lines: [line("a", 9999)], shipping: [charge(500)] } },
  ),
  row("[AWD-25] of matching units", [tenOff({ items: sku("a") })], [line("a", 10_000), line("b", 10_000)], {
    nets: { a: [9000], b: [10_000] },
  }),
]);
