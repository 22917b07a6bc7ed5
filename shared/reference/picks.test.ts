/** Which units awards pick, and which they close, in numbers worked by hand. */
import { describe, expect, test } from "vitest";
import type { Award } from "../rules/award.ts";
import { type Example, line, nets, onItems, onOrder, sku } from "./testing.ts";

/** One promotion with these awards. */
function priced(awards: Award[], lines: ReturnType<typeof line>[], rest: Partial<Example> = {}) {
  return nets({ promotions: [{ awards }], lines, ...rest });
}

/** Several promotions in this order, all of them taken. */
function inOrder(...awards: Award[]): Example {
  return {
    promotions: awards.map((award, index) => ({ awards: [award], priority: -index })),
    lanes: [{ id: "default", mode: "all" }],
  };
}

type Nets = Record<string, number[]>;

describe("picks", () => {
  const half = (pick: object) => onItems(5000, { pick });
  const three = [line("a", 500), line("b", 300), line("c", 200)];
  const ten = [line("a", 100, { quantity: 5 })];
  const five = [50, 40, 30, 20, 10].map((price, index) => line(`l${index}`, price));
  const atMost = (units: number, per: string) => ({ by: "at_most", units, per });
  const pattern = (fields: object) => ({ by: "pattern", skip: 2, take: 1, from: "dearest", ...fields });

  test.each<[string, Award, ReturnType<typeof line>[], Partial<Example>, Nets]>([
    [
      "[AWD-17] the cheapest two",
      half({ by: "cheapest", units: 2 }),
      three,
      {},
      { a: [500], b: [150], c: [100] },
    ],
    ["[AWD-17] the dearest", half({ by: "dearest", units: 1 }), three, {}, { a: [250], b: [300], c: [200] }],
    [
      "[AWD-17] every third, dearest first",
      onItems(10_000, { pick: pattern({}) }),
      five,
      {},
      { l0: [50], l1: [40], l2: [0], l3: [20], l4: [10] },
    ],
    [
      "[AWD-17] every third, cheapest first",
      onItems(10_000, { pick: pattern({ from: "cheapest" }) }),
      five,
      {},
      { l0: [50], l1: [40], l2: [0], l3: [20], l4: [10] },
    ],
    [
      "[AWD-17] every second",
      onItems(10_000, { pick: pattern({ skip: 1 }) }),
      five,
      {},
      { l0: [50], l1: [0], l2: [30], l3: [0], l4: [10] },
    ],
    [
      "[AWD-17] once only",
      onItems(10_000, { pick: pattern({ skip: 1, repeat_max: 1 }) }),
      five,
      {},
      { l0: [50], l1: [0], l2: [30], l3: [20], l4: [10] },
    ],
    [
      "[AWD-30] of equal units the first",
      onItems(10_000, { pick: pattern({}) }),
      ten,
      {},
      { a: [0, 100, 100, 100, 100] },
    ],
    [
      "[AWD-17] at most one an order: the dearest",
      half(atMost(1, "order")),
      three,
      {},
      { a: [250], b: [300], c: [200] },
    ],
    [
      "[POL-11] or the cheapest",
      half(atMost(1, "order")),
      three,
      { policies: { at_most_picks: "cheapest" } },
      { a: [500], b: [300], c: [100] },
    ],
    [
      "[AWD-17] at most two a line",
      half(atMost(2, "line")),
      [...ten, line("b", 30)],
      {},
      { a: [50, 50, 100, 100, 100], b: [15] },
    ],
  ])("%s", (_, award, lines, rest, expected) => {
    expect(priced([award], lines, rest)).toEqual(expected);
  });

  test("[AWD-17] `at_most` passes over what has no room left, the other picks do not", () => {
    const free = onItems(10_000, { items: sku("a") });
    expect(nets({ ...inOrder(free, half(atMost(1, "order"))), lines: three })).toEqual({
      a: [0],
      b: [150],
      c: [200],
    });
    expect(nets({ ...inOrder(free, half({ by: "dearest", units: 1 })), lines: three })).toEqual({
      a: [0],
      b: [300],
      c: [200],
    });
  });
});

describe("closing", () => {
  const closing = onItems(5000, { items: sku("a"), closes_units: true });
  const two = [line("a", 500), line("b", 500)];

  test.each<[string, Award, Award, Nets]>([
    ["[AWD-18] not rewarded again", closing, onItems(1000), { a: [250], b: [450] }],
    ["[AWD-18] not in a later spread, nor in its base", closing, onOrder(1000), { a: [250], b: [450] }],
    [
      "[AWD-18] only what took something",
      onItems(5000, { items: sku("c"), closes_units: true }),
      onItems(1000),
      { a: [450], b: [450] },
    ],
    [
      "[AWD-18] still measured, and bought",
      closing,
      { kind: "buy_get", reading: "additive", buy: 1, get: 1, rate_bps: 10_000, same: "any" },
      { a: [250], b: [500] },
    ],
    [
      "[AWD-18] bought units too",
      {
        kind: "buy_get",
        reading: "additive",
        buy: 1,
        get: 1,
        rate_bps: 5000,
        same: "any",
        closes_units: true,
      },
      onItems(1000),
      { a: [250], b: [500] },
    ],
  ])("%s", (_, first, second, expected) => {
    expect(nets({ ...inOrder(first, second), lines: two })).toEqual(expected);
  });
});
