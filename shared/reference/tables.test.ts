/** Tables of steps and "every full so much", in numbers worked by hand. */
import { expect, test } from "vitest";
import type { Reason } from "../model/reason.ts";
import type { Award } from "../rules/award.ts";
import type { EveryFullAward } from "../rules/awards/every-full.ts";
import type { TiersAward } from "../rules/awards/tiers.ts";
import { type Example, line, nets, off, reasonsIn, savings, sku } from "./testing.ts";

const bySpend: TiersAward["steps"] = [
  { from: { USD: 5000 }, rate_bps: 500 },
  { from: { USD: 10_000 }, rate_bps: 1000 },
];
const tiers = (fields: Partial<TiersAward>): Award => ({
  kind: "tiers",
  by: "spend",
  reading: "cliff",
  on: "items",
  steps: bySpend,
  ...fields,
});
const everyFull = (fields: Partial<EveryFullAward>): Award => ({
  kind: "every_full",
  on: "items",
  every: { USD: 1000 },
  amounts: { USD: 100 },
  ...fields,
});
const spend = (price: number) => [line("a", price)];
const marginal = (fields: Partial<TiersAward> = {}) => tiers({ reading: "marginal", ...fields });
const byUnits = (...steps: TiersAward["steps"]) => marginal({ by: "units", steps });

function example(award: Award, lines: ReturnType<typeof line>[], rest: Partial<Example> = {}): Example {
  return { promotions: [{ awards: [award] }], lines, ...rest };
}

test.each<[string, Award, ReturnType<typeof line>[], Partial<Example>, number]>([
  ["[AWD-25] cliff, the example", tiers({}), spend(12_000), {}, 1200],
  ["[AWD-25] just below the step", tiers({}), spend(9999), {}, 500],
  ["[AWD-25] at the step", tiers({}), spend(10_000), {}, 1000],
  ["[AWD-25] on the order", tiers({ on: "order" }), [line("a", 9000), line("b", 3000)], {}, 1200],
  ["[AWD-25] marginal, the example", marginal(), spend(12_000), {}, 450],
  ["[AWD-25] marginal at the first step: nothing yet", marginal(), spend(5000), {}, 0],
  ["[AWD-25] marginal, the sum is rounded once: 2.50 + 0.005", marginal(), spend(10_005), {}, 251],
  ["[AWD-25, POL-2] or the price", marginal(), spend(10_005), { policies: { rounded: "price" } }, 250],
  [
    "[AWD-25] a price for each",
    tiers({ steps: [{ from: { USD: 1 }, prices: { USD: 40 } }] }),
    [line("a", 50, { quantity: 2 })],
    {},
    20,
  ],
  [
    "[AWD-25] an amount off each unit",
    tiers({ per: "unit", steps: [{ from: { USD: 1 }, amounts: { USD: 7 } }] }),
    [line("a", 50, { quantity: 2 })],
    {},
    14,
  ],
  [
    "[AWD-25] an amount once",
    tiers({ per: "once", steps: [{ from: { USD: 1 }, amounts: { USD: 7 } }] }),
    [line("a", 50, { quantity: 2 })],
    {},
    7,
  ],
  [
    "[AWD-25, POL-13] which exceeds the price",
    tiers({ per: "once", steps: [{ from: { USD: 1 }, amounts: { USD: 7 } }] }),
    spend(6),
    { policies: { excess: "refuse" } },
    0,
  ],
  [
    "[AWD-25] by units, also those that may not be reduced",
    tiers({ by: "units", steps: [{ from: 3, rate_bps: 1000 }] }),
    [line("a", 100, { quantity: 2 }), line("b", 50, { discountable: false })],
    {},
    20,
  ],
  [
    "[AWD-25] what nobody described does not count",
    tiers({ by: "units", items: { kind: "tag", any_of: ["x"] }, steps: [{ from: 2, rate_bps: 1000 }] }),
    [line("a", 100, { tags: ["x"] }), line("b", 50)],
    {},
    0,
  ],
  [
    "[POL-7] measured at list",
    tiers({}),
    [line("a", 4000, { list: 5000, sent_price: true })],
    { policies: { threshold_basis: "list" } },
    200,
  ],
  [
    "[AWD-25] the award's own basis",
    tiers({ basis: "catalog" }),
    [line("a", 4000, { list: 5000, sent_price: true })],
    { policies: { threshold_basis: "list" } },
    0,
  ],
  ["[AWD-25] every full 10.00", everyFull({}), spend(2999), {}, 200],
  ["[AWD-25] `times_max`", everyFull({ times_max: 1 }), spend(2999), {}, 100],
  ["[AWD-25] no more than is there", everyFull({ amounts: { USD: 2000 } }), spend(1500), {}, 1500],
  [
    "[AWD-25, POL-13] or nothing",
    everyFull({ amounts: { USD: 2000 } }),
    spend(1500),
    { policies: { excess: "refuse" } },
    0,
  ],
  ["[AWD-8] under a cap", tiers({ cap: { USD: 900 } }), spend(12_000), {}, 900],
])("%s", (_, award, lines, rest, expected) => {
  expect(savings(example(award, lines, rest)).p ?? 0).toBe(expected);
});

test.each<[string, Award, ReturnType<typeof line>[], Record<string, number[]>]>([
  [
    "[AWD-25] marginal by units, dearest first: the second 10 %, from the fourth on 20 %",
    byUnits({ from: 2, rate_bps: 1000 }, { from: 4, rate_bps: 2000 }),
    [line("a", 100, { quantity: 3 }), line("b", 300), line("c", 50)],
    { a: [90, 90, 80], b: [300], c: [40] },
  ],
  [
    "[AWD-25] the units of one step of a content run are rounded together: 2 × 9.5",
    byUnits({ from: 2, rate_bps: 1000 }),
    [line("a", 95, { quantity: 3 })],
    { a: [95, 85, 86] },
  ],
  [
    "[AWD-25] steps with amounts and prices",
    marginal({
      by: "units",
      per: "unit",
      steps: [
        { from: 2, amounts: { USD: 30 } },
        { from: 3, prices: { USD: 10 } },
      ],
    }),
    [line("a", 100, { quantity: 4 })],
    { a: [100, 70, 10, 10] },
  ],
  [
    "[AWD-25] marginal by spend is spread over all",
    marginal(),
    [line("a", 9000), line("b", 3000)],
    { a: [9000 - 338], b: [3000 - 112] },
  ],
])("%s", (_, award, lines, expected) => {
  expect(nets(example(award, lines))).toEqual(expected);
});

test.each<[string, Award, ReturnType<typeof line>[], Reason]>([
  [
    "[AWD-25] the first step is not reached",
    tiers({}),
    spend(4999),
    { code: "minimum_not_reached", need: 5000, have: 4999, by: "tiers" },
  ],
  [
    "[AWD-25] nor of an empty cart",
    tiers({}),
    [],
    { code: "minimum_not_reached", need: 5000, have: 0, by: "tiers" },
  ],
  [
    "[AWD-25] not one full",
    everyFull({}),
    spend(999),
    { code: "minimum_not_reached", need: 1000, have: 999, by: "every_full" },
  ],
  [
    "[AWD-3] reached, but by nothing that may be reduced",
    tiers({}),
    [line("a", 5000, { discountable: false })],
    { code: "items_missing", by: "tiers" },
  ],
])("%s", (_, award, lines, expected) => {
  expect(reasonsIn(example(award, lines))).toEqual({ p: [expected] });
});

test("[AWD-25] on basis `current` it is what the awards before left that counts", () => {
  const after = (basis: "catalog" | "current"): Example => ({
    promotions: [{ priority: 1, awards: [off(100, { items: sku("a") })] }, { awards: [tiers({ basis })] }],
    lanes: [{ id: "default", mode: "all" }],
    lines: spend(5000),
  });
  expect(savings(after("catalog"))).toEqual({ p: 100, q: 245 });
  expect(savings(after("current"))).toEqual({ p: 100 });
  expect(reasonsIn(after("current"))).toEqual({
    q: [{ code: "minimum_not_reached", need: 5000, have: 4900, by: "tiers" }],
  });
});
