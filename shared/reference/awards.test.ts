/** What awards take off, in numbers worked by hand: percentages, amounts, fixed prices, spreading. */
import { describe, expect, test } from "vitest";
import type { Award } from "../rules/award.ts";
import {
  charge,
  decide,
  type Example,
  line,
  nets,
  off,
  offOrder,
  onItems,
  onOrder,
  priceOf,
  sku,
} from "./testing.ts";

/** One promotion with these awards. */
function priced(awards: Award[], lines: ReturnType<typeof line>[], rest: Partial<Example> = {}) {
  return nets({ promotions: [{ awards }], lines, ...rest });
}

type Nets = Record<string, number[]>;

describe("spreading", () => {
  test.each<[string, Award[], ReturnType<typeof line>[], Partial<Example>, Nets]>([
    [
      "[AWD-4] the example: the floor sends the rest to the other",
      [offOrder(1000)],
      [line("a", 1000, { floor: 900 }), line("b", 3000)],
      {},
      { a: [900], b: [2100] },
    ],
    [
      "[AWD-4] one after the other comes to its floor",
      [offOrder(100)],
      [line("a", 100, { floor: 95 }), line("b", 100, { floor: 60 }), line("c", 100)],
      {},
      { a: [95], b: [60], c: [45] },
    ],
    ["[AWD-4] no more than all can bear", [offOrder(100)], [line("a", 50, { floor: 30 })], {}, { a: [30] }],
    [
      "[AWD-4] a floor above the price leaves no room",
      [offOrder(100)],
      [line("a", 50, { floor: 70 })],
      {},
      { a: [50] },
    ],
    [
      "[AWD-4] ties in unit order",
      [offOrder(10)],
      [line("b", 100, { sku: "s", quantity: 2 }), line("a", 100, { sku: "s" })],
      {},
      { a: [96], b: [97, 97] },
    ],
    [
      "[AWD-4, AWD-26] a content run bears its line cap alone",
      [off(30, { items: sku("a") }), offOrder(100)],
      [line("a", 500, { quantity: 2 }), line("b", 1000)],
      { caps: { line_bps: 1000 } },
      { a: [450, 450], b: [940] },
    ],
    [
      "[AWD-19, AWD-26] taking each is trimmed to the line cap",
      [off(30)],
      [line("a", 100, { quantity: 3 })],
      { caps: { line_bps: 1000 } },
      { a: [90, 90, 90] },
    ],
  ])("%s", (_, awards, lines, rest, expected) => {
    expect(priced(awards, lines, rest)).toEqual(expected);
  });
});

test("[AWD-4, AWD-26] a run whose units are all at their floors is settled afresh at its cap", () => {
  const award: Award = { kind: "amount", on: "order_and_shipping", amounts: { USD: 60 } };
  const lines = [line("a", 100, { quantity: 2, floor: 92 })];
  const cart = { shipping: [charge(100)] };
  const decision = decide({ promotions: [{ awards: [award] }], lines, cart, caps: { line_bps: 600 } });
  expect(decision.lines[0]?.units.map(({ net }) => net)).toEqual([94]);
  expect(decision.shipping[0]?.total).toBe(52);
});

describe("percentages", () => {
  const dozens = [line("a", 95), line("b", 95, { sku: "a" }), line("c", 95, { sku: "a" })];

  test.each<[string, Award[], ReturnType<typeof line>[], Partial<Example>, Nets]>([
    [
      "[AWD-5] a content run is rounded once",
      [onItems(1000)],
      [line("a", 95, { quantity: 3 })],
      {},
      { a: [85, 85, 86] },
    ],
    ["[AWD-5] over all its lines", [onItems(1000)], dozens, {}, { a: [85], b: [85], c: [86] }],
    [
      "[POL-8] each unit",
      [onItems(1000)],
      [line("a", 95, { quantity: 3 })],
      { policies: { rounding_place: "unit" } },
      { a: [85, 85, 85] },
    ],
    [
      "[POL-8] each line",
      [onItems(1000)],
      dozens,
      { policies: { rounding_place: "line" } },
      { a: [85], b: [85], c: [85] },
    ],
    [
      "[POL-8] each line as a run",
      [onItems(1000)],
      [line("a", 95, { quantity: 3 })],
      { policies: { rounding_place: "line" } },
      { a: [85, 85, 86] },
    ],
    [
      "[POL-1] half down",
      [onItems(1000)],
      [line("a", 5)],
      { policies: { rounding: "half_down" } },
      { a: [5] },
    ],
    [
      "[POL-2] the price is rounded",
      [onItems(1000)],
      [line("a", 5)],
      { policies: { rounded: "price" } },
      { a: [5] },
    ],
    ["[POL-2] or the discount", [onItems(1000)], [line("a", 5)], {}, { a: [4] }],
    ["[POL-9] of what is left", [onItems(1000), onItems(2000)], [line("a", 10_000)], {}, { a: [7200] }],
    [
      "[POL-9] of the catalogue price",
      [onItems(1000), onItems(2000)],
      [line("a", 10_000)],
      { policies: { percent_base: "catalog" } },
      { a: [7000] },
    ],
    [
      "[POL-9] of the list price",
      [onItems(1000), onItems(2000)],
      [line("a", 10_000, { list: 12_000, sent_price: true })],
      { policies: { percent_base: "list" } },
      { a: [6400] },
    ],
    [
      "[POL-9] never more than is left",
      [onItems(8000), onItems(8000)],
      [line("a", 100)],
      { policies: { percent_base: "catalog" } },
      { a: [0] },
    ],
    [
      "[AWD-6] the order is rounded once",
      [onOrder(1000)],
      [line("a", 95, { quantity: 3 }), line("b", 15)],
      {},
      { a: [85, 85, 86], b: [14] },
    ],
    [
      "[POL-8] or once a line",
      [onOrder(1000)],
      [line("a", 95, { quantity: 3 }), line("b", 15)],
      { policies: { rounding_place: "unit" } },
      { a: [85, 85, 86], b: [13] },
    ],
    [
      "[POL-10] of the catalogue price",
      [onItems(1000), onOrder(1000)],
      [line("a", 10_000)],
      { policies: { order_percent_base: "catalog" } },
      { a: [8000] },
    ],
    ["[POL-10] of what is left", [onItems(1000), onOrder(1000)], [line("a", 10_000)], {}, { a: [8100] }],
    [
      "[AWD-8] a cap trims in proportion",
      [onItems(5000, { cap: { USD: 100 } })],
      [line("a", 300), line("b", 100)],
      {},
      { a: [225], b: [75] },
    ],
  ])("%s", (_, awards, lines, rest, expected) => {
    expect(priced(awards, lines, rest)).toEqual(expected);
  });

  const charges = (award: Award, amounts: number[], goods: ReturnType<typeof line>[] = []) => {
    const shipping = amounts.map((amount, index) =>
      charge(amount, { id: `c${index}`, seller: index === 0 ? "us" : "them" }),
    );
    const decision = decide({ promotions: [{ awards: [award] }], lines: goods, cart: { shipping } });
    return [...decision.lines, ...decision.shipping].map(({ total }) => total);
  };

  test.each<[string, Award, number[], ReturnType<typeof line>[], number[]]>([
    [
      "[AWD-7] each charge is rounded",
      { kind: "percent", on: "shipping", rate_bps: 1000 },
      [95, 95],
      [],
      [85, 85],
    ],
    [
      "[AWD-3] those of the sellers",
      { kind: "percent", on: "shipping", rate_bps: 1000, sellers: ["us"] },
      [100, 100],
      [],
      [90, 100],
    ],
    [
      "[AWD-6] on order and shipping once",
      { kind: "percent", on: "order_and_shipping", rate_bps: 1000 },
      [505],
      [line("a", 1000)],
      [900, 454],
    ],
    [
      "[AWD-9] an amount off each charge",
      { kind: "amount", on: "shipping", per: "charge", amounts: { USD: 60 } },
      [95, 40],
      [],
      [35, 0],
    ],
    [
      "[AWD-11] an amount off shipping",
      { kind: "amount", on: "shipping", amounts: { USD: 60 } },
      [90, 30],
      [],
      [45, 15],
    ],
    [
      "[AWD-11] off order and shipping",
      { kind: "amount", on: "order_and_shipping", amounts: { USD: 60 } },
      [100],
      [line("a", 200)],
      [160, 80],
    ],
    [
      "[AWD-20] a price for each charge",
      { kind: "fixed_price", on: "shipping", prices: { USD: 50 } },
      [95, 40],
      [],
      [50, 40],
    ],
    [
      "[AWD-20] a price for shipping",
      { kind: "fixed_price", on: "shipping", per: "once", prices: { USD: 60 } },
      [90, 30],
      [],
      [45, 15],
    ],
    [
      "[AWD-20] a price for all",
      { kind: "fixed_price", on: "order_and_shipping", prices: { USD: 1000 } },
      [500],
      [line("a", 1000)],
      [667, 333],
    ],
    ["[AWD-13] free, up to the cap", { kind: "free_shipping", cap: { USD: 60 } }, [90, 30], [], [45, 15]],
  ])("%s", (_, award, amounts, goods, expected) => {
    expect(charges(award, amounts, goods)).toEqual(expected);
  });
});

describe("amounts and prices", () => {
  const refusing: Partial<Example> = { policies: { excess: "refuse" } };
  const two = [line("a", 500), line("b", 1000)];
  const three = [line("a", 100, { quantity: 3 })];

  test.each<[string, Award, ReturnType<typeof line>[], Partial<Example>, Nets]>([
    ["[AWD-9] no more than there is", off(600), two, {}, { a: [0], b: [400] }],
    ["[AWD-9, POL-13] or nothing there", off(600), two, refusing, { a: [500], b: [400] }],
    ["[AWD-9, POL-13] exactly the price is not too much", off(500), two, refusing, { a: [0], b: [500] }],
    ["[AWD-9] down to the floor", off(600), [line("a", 1000, { floor: 700 })], {}, { a: [700] }],
    ["[AWD-10] over a content run", off(100, { per: "line" }), three, {}, { a: [66, 67, 67] }],
    [
      "[AWD-10, POL-13] too much for the run",
      off(301, { per: "line" }),
      three,
      refusing,
      { a: [100, 100, 100] },
    ],
    ["[AWD-10] cut to the run", off(301, { per: "line" }), three, {}, { a: [0, 0, 0] }],
    ["[AWD-11] once", off(150, { per: "once" }), two, {}, { a: [450], b: [900] }],
    ["[AWD-11, POL-13] too much for all", offOrder(1501), two, refusing, { a: [500], b: [1000] }],
    ["[AWD-20] a price for each, never raised", priceOf(800), two, {}, { a: [500], b: [800] }],
    ["[AWD-20] not below the floor", priceOf(800), [line("a", 1000, { floor: 900 })], {}, { a: [900] }],
    ["[AWD-20] a price for all together", priceOf(1350, { per: "once" }), two, {}, { a: [450], b: [900] }],
    [
      "[AWD-20] for the order",
      { kind: "fixed_price", on: "order", prices: { USD: 1350 } },
      two,
      {},
      { a: [450], b: [900] },
    ],
  ])("%s", (_, award, lines, rest, expected) => {
    expect(priced([award], lines, rest)).toEqual(expected);
  });
});
