/** Buy some, get some. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { Policies } from "../../shared/model/policies.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { BuyGetAward } from "../../shared/rules/awards/buy-get.ts";
import { off, row } from "./award-rows.ts";
import { golden, line, type Row } from "./golden.ts";

const buyGet = (buy: number, get: number, fields: Partial<BuyGetAward> = {}): Award => ({
  kind: "buy_get",
  reading: "additive",
  buy,
  get,
  rate_bps: 10_000,
  same: "product",
  ...fields,
});

/** One product; a line for each price, in variants of their own. */
function variants(prices: number[]): LineFacts[] {
  return prices.map((price, index) => line(`v${index}`, price, { sku: `v${index}`, product: "p" }));
}

function sets(
  title: string,
  award: Award,
  prices: number[],
  saved: number,
  policies: Partial<Policies> = {},
): Row {
  return row(title, [award], variants(prices), { saved }, { policies });
}

const units = (count: number) => Array<number>(count).fill(1000);
const refused: Partial<Policies> = { incomplete_reward: "not_given" };

golden("buy some, get some", [
  row(
    "[AWD-12] 2 + 1 of 5.00, 5.00, 4.00, 3.00, 3.00: one at 3.00 is free",
    [buyGet(2, 1)],
    variants([500, 500, 400, 300, 300]),
    {
      saved: 300,
      nets: { v0: [500], v1: [500], v2: [400], v3: [0], v4: [300] },
    },
  ),
  sets("[AWD-12] 2 + 1 of 1 unit", buyGet(2, 1), units(1), 0),
  sets("[AWD-12] 2 + 1 of 2 units", buyGet(2, 1), units(2), 0),
  sets("[AWD-12] 2 + 1 of 3 units", buyGet(2, 1), units(3), 1000),
  sets("[AWD-12] 2 + 1 of 5 units", buyGet(2, 1), units(5), 1000),
  sets("[AWD-12] 2 + 1 of 6 units", buyGet(2, 1), units(6), 2000),
  sets("[AWD-12] 2 + 1 of 7 units", buyGet(2, 1), units(7), 2000),
  sets("[AWD-12] 1 + 1 of 1 unit", buyGet(1, 1), units(1), 0),
  sets("[AWD-12] 1 + 1 of 2 units", buyGet(1, 1), units(2), 1000),
  sets("[AWD-12] 1 + 1 of 3 units", buyGet(1, 1), units(3), 1000),
  sets("[AWD-12] 1 + 1 of 5 units", buyGet(1, 1), units(5), 2000),
  sets("[AWD-12] 2 + 2 of 3 units: a further set rewards one", buyGet(2, 2), units(3), 1000),
  sets("[AWD-12, POL-6] 2 + 2 of 3 units, incomplete sets not given", buyGet(2, 2), units(3), 0, refused),
  sets("[AWD-12, POL-6] 2 + 2 of 4 units, incomplete sets not given", buyGet(2, 2), units(4), 2000, refused),
  sets("[AWD-12] 2 + 2 of 5 units", buyGet(2, 2), units(5), 2000),
  sets("[AWD-12] 2 + 2 of 7 units", buyGet(2, 2), units(7), 3000),
  sets("[AWD-12, POL-6] 2 + 2 of 7 units, incomplete sets not given", buyGet(2, 2), units(7), 2000, refused),
  sets("[AWD-12] 1 + 2 of 2 units: buying one, one of the two is there", buyGet(1, 2), units(2), 1000),
  sets("[AWD-12] 3 + 1 of 7 units", buyGet(3, 1), units(7), 1000),
  sets("[AWD-12] 2 + 1 of 6 units, one set at most", buyGet(2, 1, { sets_max: 1 }), units(6), 1000),
  sets(
    "[AWD-12] 2 + 2 of 7 units, one set at most: no further one",
    buyGet(2, 2, { sets_max: 1 }),
    units(7),
    2000,
  ),
  sets(
    "[AWD-12] 2 + 2 of 7 units, two sets at most: the further one counts",
    buyGet(2, 2, { sets_max: 2 }),
    units(7),
    3000,
  ),
  sets("[AWD-12] half of 3.33 rounds once", buyGet(2, 1, { rate_bps: 5000 }), [333, 333, 333], 167),
  row(
    "[AWD-12] half of two rewarded units of one run: 3.33 over both",
    [buyGet(2, 1, { rate_bps: 5000 })],
    [line("a", 333, { quantity: 6 })],
    {
      saved: 333,
      nets: { a: [166, 167, 333, 333, 333, 333] },
    },
  ),
  sets("[AWD-12] variants of one product count together", buyGet(2, 1), [900, 800, 700], 700),
  sets("[AWD-12] of the same sku they do not", buyGet(2, 1, { same: "sku" }), [900, 800, 700], 0),
  row(
    "[AWD-12] each product has its own sets",
    [buyGet(1, 1)],
    [line("a", 500, { quantity: 2 }), line("b", 300, { quantity: 2 }), line("c", 100)],
    {
      nets: { a: [0, 500], b: [0, 300], c: [100] },
    },
  ),
  row(
    "[AWD-12] units that may not be reduced count, and are never rewarded",
    [buyGet(2, 1)],
    [line("a", 500, { quantity: 2 }), line("b", 100, { product: "a", discountable: false })],
    {
      nets: { a: [0, 500], b: [100] },
    },
  ),
  row(
    "[AWD-3, AWD-12] only such units: there are enough, and nothing to take",
    [buyGet(2, 1)],
    [line("a", 500, { quantity: 3, discountable: false })],
    {
      reasons: { p: [{ code: "items_missing", by: "buy_get" }] },
    },
  ),
  row(
    "[AWD-12] a gift line is no trigger",
    [buyGet(1, 1)],
    [line("a", 500), line("b", 500, { product: "a", gift_of: "q" })],
    {
      reasons: { p: [{ code: "items_missing", need: 2, have: 1, by: "buy_get" }] },
    },
  ),
  row(
    "[AWD-12] what lacks, incomplete sets not given",
    [buyGet(2, 2)],
    [line("a", 500, { quantity: 3 }), line("b", 500)],
    {
      reasons: { p: [{ code: "items_missing", need: 4, have: 3, by: "buy_get" }] },
    },
    { policies: refused },
  ),
  row("[AWD-12] what lacks of an empty cart", [buyGet(2, 2)], [], {
    reasons: { p: [{ code: "items_missing", need: 3, have: 0, by: "buy_get" }] },
  }),
  row(
    "[AWD-12] units are picked by price before promotions",
    [off(400, { on: "items", per: "unit", items: { kind: "sku", any_of: ["a"] } }), buyGet(1, 1)],
    [line("a", 500, { product: "p" }), line("b", 300, { product: "p" })],
    { nets: { a: [100], b: [0] } },
  ),
]);
