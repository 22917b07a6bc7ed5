/** Bundles, worked by trying every choice by hand. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { BundleAward } from "../../shared/rules/awards/bundle.ts";
import { onItems, row } from "./award-rows.ts";
import { golden, line, type Row } from "./golden.ts";
import { sku } from "./set-rows.ts";

type Components = BundleAward["components"];

function bundle(components: Components, fields: Partial<BundleAward>): Award {
  return { kind: "bundle", components, pick: "best", ...fields };
}

const outfit: Components = [
  { items: sku("shirt"), units: 1 },
  { items: sku("tie"), units: 1 },
];

function goods(shirts: number[], ties: number[]): LineFacts[] {
  const each = (name: string, prices: number[]) =>
    prices.map((price, index) => line(`${name}${index}`, price, { sku: name }));
  return [...each("shirt", shirts), ...each("tie", ties)];
}

const wardrobe = goods([4000, 3000], [1500, 1200]);

function saved(
  title: string,
  components: Components,
  fields: Partial<BundleAward>,
  lines: LineFacts[],
  sum: number,
): Row {
  return row(title, [bundle(components, fields)], lines, { saved: sum });
}

golden("a shirt and a tie", [
  saved("[AWD-23] at 50.00: one bundle is better than two", outfit, { prices: { USD: 5000 } }, wardrobe, 500),
  saved("[AWD-23] at 40.00: two, 97.00 − 80.00", outfit, { prices: { USD: 4000 } }, wardrobe, 1700),
  saved("[AWD-23] at 60.00: none", outfit, { prices: { USD: 6000 } }, wardrobe, 0),
  saved(
    "[AWD-23] dearest takes as many as there are",
    outfit,
    { prices: { USD: 5000 }, pick: "dearest" },
    wardrobe,
    0,
  ),
  saved(
    "[AWD-23] dearest, one at most",
    outfit,
    { prices: { USD: 5000 }, pick: "dearest", bundles_max: 1 },
    wardrobe,
    500,
  ),
  saved(
    "[AWD-23] cheapest, one at most: 30.00 and 12.00",
    outfit,
    { prices: { USD: 4000 }, pick: "cheapest", bundles_max: 1 },
    wardrobe,
    200,
  ),
  saved("[AWD-23] 3.00 off each of two", outfit, { amounts: { USD: 300 } }, wardrobe, 600),
  saved("[AWD-23] a percentage does not multiply", outfit, { rate_bps: 2000 }, wardrobe, 1940),
  saved("[AWD-8, AWD-23] under a cap", outfit, { rate_bps: 2000, cap: { USD: 1000 } }, wardrobe, 1000),
  row(
    "[AWD-23] the amount is spread over its units",
    [bundle(outfit, { amounts: { USD: 550 } })],
    goods([4000], [1500, 10]),
    {
      nets: { shirt0: [3600], tie0: [1350], tie1: [10] },
    },
  ),
  row("[AWD-23] the price is spread over its units", [bundle(outfit, { prices: { USD: 5000 } })], wardrobe, {
    nets: { shirt0: [3636], shirt1: [3000], tie0: [1364], tie1: [1200] },
  }),
  row("[AWD-23] what lacks", [bundle(outfit, { rate_bps: 1000 })], goods([4000, 3000], []), {
    reasons: { p: [{ code: "items_missing", need: 1, have: 0, by: "bundle" }] },
  }),
  row(
    "[AWD-23] the first component that lacks",
    [bundle([{ items: sku("shirt"), units: 3 }, ...outfit.slice(1)], { rate_bps: 1000 })],
    goods([4000, 3000], []),
    { reasons: { p: [{ code: "items_missing", need: 3, have: 2, by: "bundle" }] } },
  ),
  row(
    "[AWD-23] what may not be reduced forms no bundle",
    [bundle(outfit, { rate_bps: 1000 })],
    [line("a", 1000, { sku: "shirt", discountable: false }), line("b", 500, { sku: "tie" })],
    { reasons: { p: [{ code: "items_missing", need: 1, have: 0, by: "bundle" }] } },
  ),
  {
    title: "[AWD-23] nothing if a unit of it is closed at its turn",
    lanes: [{ id: "default", mode: "all" }],
    promotions: [
      { awards: [onItems(1000, { items: sku("tie"), closes_units: true })] },
      { awards: [bundle(outfit, { rate_bps: 1000 })] },
    ],
    cart: { lines: goods([4000], [1500]) },
    expected: { applied: { p: 150 } },
  },
  {
    title: "[AWD-23] its price is measured on what is left",
    lanes: [{ id: "default", mode: "all" }],
    promotions: [
      { awards: [onItems(1000, { items: sku("shirt") })] },
      { awards: [bundle(outfit, { prices: { USD: 5000 } })] },
    ],
    cart: { lines: goods([4000], [1500]) },
    expected: { applied: { p: 400, q: 100 } },
  },
]);

const either: Components[number] = { items: sku("a", "b"), units: 1 };
const onlyA: Components[number] = { items: sku("a"), units: 1 };
const anyThree: Components = [{ items: { kind: "all", of: [] }, units: 3 }];

golden("components that overlap", [
  saved(
    "[AWD-23] a fits both, b one: both places are filled",
    [either, onlyA],
    { prices: { USD: 1200 } },
    [line("a", 1000), line("b", 500)],
    300,
  ),
  saved(
    "[AWD-23] two of a fill both",
    [either, onlyA],
    { prices: { USD: 1200 } },
    [line("a", 1000, { quantity: 2 })],
    800,
  ),
  row(
    "[AWD-23] two of b do not",
    [bundle([either, onlyA], { prices: { USD: 100 } })],
    [line("b", 1000, { quantity: 2 })],
    {
      reasons: { p: [{ code: "items_missing", need: 1, have: 0, by: "bundle" }] },
    },
  ),
  row(
    "[AWD-23] none lacks alone, together they do",
    [bundle([either, either], { prices: { USD: 100 } })],
    [line("a", 1000)],
    {
      reasons: { p: [{ code: "items_missing", need: 2, have: 1, by: "bundle" }] },
    },
  ),
  row(
    "[AWD-23] the dearest that fit: 9.00 (a or b) and 7.00 (a), not 8.00 (b)",
    [bundle([either, onlyA], { prices: { USD: 1000 } })],
    [line("x", 900, { sku: "b" }), line("y", 800, { sku: "b" }), line("z", 700, { sku: "a" })],
    { saved: 600, nets: { x: [563], y: [800], z: [437] } },
  ),
]);

golden("mix and match, and optional components", [
  saved("[AWD-23] any three for 20.00: the dearest", anyThree, { prices: { USD: 2000 } }, fourSizes(), 400),
  saved(
    "[AWD-23] any three, the cheapest",
    anyThree,
    { prices: { USD: 2000 }, pick: "cheapest" },
    fourSizes(),
    100,
  ),
  saved(
    "[AWD-23] one of 40.00, 30.00, 10.00 at 25.00 each: two, 70.00 − 50.00",
    [{ items: { kind: "all", of: [] }, units: 1 }],
    { prices: { USD: 2500 } },
    [line("a", 4000), line("b", 3000), line("c", 1000)],
    2000,
  ),
  saved(
    "[AWD-23] the smallest number of equals",
    [{ items: { kind: "all", of: [] }, units: 1 }],
    { prices: { USD: 1000 } },
    [line("a", 1500), line("b", 1000)],
    500,
  ),
  saved("[AWD-23] an optional tie joins", withOptionalTie(), { rate_bps: 1000 }, goods([4000], [1500]), 550),
  saved("[AWD-23] and is not needed", withOptionalTie(), { rate_bps: 1000 }, goods([4000], []), 400),
  saved(
    "[AWD-23] one for each bundle",
    withOptionalTie(),
    { rate_bps: 1000 },
    goods([4000], [1500, 1200]),
    550,
  ),
  saved("[AWD-23] alone it is no bundle", withOptionalTie(), { rate_bps: 1000 }, goods([], [1500]), 0),
]);

function fourSizes() {
  return [line("a", 900), line("b", 800), line("c", 700), line("d", 600)];
}

function withOptionalTie(): Components {
  return [
    { items: sku("shirt"), units: 1 },
    { items: sku("tie"), units: 1, optional: true },
  ];
}
