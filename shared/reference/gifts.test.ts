/** Gifts, grants and what they are worth in a comparison. */
import { describe, expect, test } from "vitest";
import type { Award } from "../rules/award.ts";
import type { GiftAward } from "../rules/awards/gift.ts";
import {
  decide,
  type Example,
  line,
  nets,
  off,
  offOrder,
  onOrder,
  reasonsIn,
  savings,
  sku,
} from "./testing.ts";

const gift = (fields: Partial<GiftAward> = {}): Award => ({
  kind: "gift",
  choices: ["mug", "cap"],
  units: 1,
  ...fields,
});
const mug = (fields: object = {}) => line("m", 500, { sku: "mug", gift_of: "p", ...fields });
const goods = [line("a", 1000, { quantity: 4 })];

function given(awards: Award[], lines: ReturnType<typeof line>[], rest: Partial<Example> = {}) {
  const decision = decide({ promotions: [{ awards }], lines, ...rest });
  return {
    saved: decision.totals.saved,
    gifts: decision.gifts,
    flags: decision.lines.find(({ id }) => id === "m")?.flags,
  };
}

describe("gifts", () => {
  const toAdd = (units: number, choices = ["mug", "cap"]) => [{ promotion: "p", units, choices }];
  const none = { saved: 0, gifts: [], flags: undefined };

  test.each<[string, Award[], ReturnType<typeof line>[], Partial<Example>, ReturnType<typeof given>]>([
    ["[AWD-27] to be added", [gift()], goods, {}, { ...none, gifts: toAdd(1) }],
    ["[AWD-27] given", [gift()], [...goods, mug()], {}, { saved: 500, gifts: [], flags: ["gift"] }],
    [
      "[AWD-27] one of two is",
      [gift()],
      [...goods, mug({ quantity: 2 })],
      {},
      { saved: 500, gifts: [], flags: ["gift", "gift_not_earned"] },
    ],
    [
      "[AWD-27] a line of another promotion is charged",
      [gift()],
      [...goods, mug({ gift_of: "q" })],
      {},
      { saved: 0, gifts: toAdd(1), flags: ["gift_not_earned"] },
    ],
    [
      "[AWD-27] for every two units",
      [gift({ every: { units: 2 } })],
      [...goods, mug()],
      {},
      { saved: 500, gifts: toAdd(1), flags: ["gift"] },
    ],
    [
      "[AWD-27] for every full 15.00, at most once, two units each",
      [gift({ units: 2, every: { amounts: { USD: 1500 } }, times_max: 1 })],
      goods,
      {},
      { ...none, gifts: toAdd(2) },
    ],
    [
      "[AWD-27] gift lines earn nothing",
      [gift({ every: { units: 5 } })],
      [...goods, mug()],
      {},
      { saved: 0, gifts: [], flags: ["gift_not_earned"] },
    ],
    [
      "[AWD-27] declined",
      [gift()],
      [...goods, mug()],
      { cart: { declined_gifts: ["p"] } },
      { saved: 0, gifts: [], flags: ["gift_not_earned"] },
    ],
    [
      "[AWD-27] out of stock is not offered",
      [gift()],
      goods,
      {
        cart: {
          offers: [
            { sku: "mug", stock: 0 },
            { sku: "cap", stock: null },
          ],
        },
      },
      { ...none, gifts: toAdd(1, ["cap"]) },
    ],
    [
      "[AWD-27] all are out of stock",
      [gift()],
      goods,
      {
        cart: {
          offers: [
            { sku: "mug", stock: 0 },
            { sku: "cap", stock: 0 },
          ],
        },
      },
      none,
    ],
    [
      "[AWD-27] but one is in the cart",
      [gift()],
      [...goods, mug()],
      {
        cart: {
          offers: [
            { sku: "mug", stock: 0 },
            { sku: "cap", stock: 0 },
          ],
        },
      },
      { saved: 500, gifts: [], flags: ["gift"] },
    ],
    [
      "[AWD-27] a unit serves one award",
      [gift(), gift({ choices: ["mug"] })],
      [...goods, mug()],
      {},
      { saved: 500, gifts: toAdd(1, ["mug"]), flags: ["gift"] },
    ],
    [
      "[AWD-27, AWD-15] while the grant lasts",
      [gift({ units: 2 })],
      [...goods, mug({ quantity: 2 })],
      { options: { granted: [{ promotion: "p", amount: 700 }] } },
      { saved: 500, gifts: [], flags: ["gift", "gift_not_earned"] },
    ],
    [
      "[AWD-27, AWD-26] caps do not count it",
      [gift()],
      [...goods, mug()],
      { caps: { order: { USD: 1 } } },
      { saved: 500, gifts: [], flags: ["gift"] },
    ],
  ])("%s", (_, awards, lines, rest, expected) => {
    expect(given(awards, lines, rest)).toEqual(expected);
  });

  test("[AWD-27] not earned: its reason", () => {
    expect(reasonsIn({ promotions: [{ awards: [gift({ every: { units: 5 } })] }], lines: goods })).toEqual({
      p: [{ code: "items_missing", by: "gift" }],
    });
    expect(
      reasonsIn({ promotions: [{ awards: [gift()] }], lines: goods, cart: { declined_gifts: ["p"] } }),
    ).toEqual({
      p: [{ code: "no_effect" }],
    });
  });

  test("[SEL-13] the trace has gifts last among the items, at their list price", () => {
    const awards = [gift(), off(100, { per: "once" }), onOrder(1000)];
    const decision = decide({ promotions: [{ awards }], lines: [...goods, mug()] });
    expect(decision.explain?.trace.map(({ award, base, saved }) => [award, base, saved])).toEqual([
      [1, 4000, 100],
      [0, 500, 500],
      [2, 3900, 390],
    ]);
    expect(decision.totals.saved).toBe(990);
  });
});

describe("grants", () => {
  const grants = (awards: Award[], lines = goods) =>
    decide({ promotions: [{ awards }], lines }).applied.flatMap((applied) => applied.grants);

  test.each<[string, Award[], object[]]>([
    [
      "[AWD-28] in the order of the awards",
      [
        { kind: "message", message: "hi" },
        { kind: "coupon", set: "s" },
        { kind: "renewals", periods: 2 },
      ],
      [
        { kind: "message", message: "hi" },
        { kind: "coupon", set: "s" },
        { kind: "renewals", periods: 2 },
      ],
    ],
    [
      "[AWD-28] a certificate, tickets",
      [
        { kind: "certificate", amounts: { USD: 5 } },
        { kind: "ticket", draw: "d", tickets: 3 },
      ],
      [
        { kind: "certificate", amount: 5 },
        { kind: "ticket", draw: "d", tickets: 3 },
      ],
    ],
    ["[AWD-28] fixed points", [{ kind: "points", points: 7 }], [{ kind: "points", points: 7 }]],
    [
      "[AWD-28] points for what is left to pay",
      [offOrder(1), { kind: "points", points: 2, every: { USD: 1000 } }],
      [{ kind: "points", points: 6 }],
    ],
    ["[AWD-28] of its units", [{ kind: "points", points: 2, every: { USD: 1000 }, items: sku("b") }], []],
  ])("%s", (_, awards, expected) => {
    expect(grants(awards)).toEqual(expected);
  });

  test("[CND-23] points that come to nothing have no effect", () => {
    const award: Award = { kind: "points", points: 2, every: { USD: 9000 } };
    expect(reasonsIn({ promotions: [{ awards: [award] }], lines: goods })).toEqual({
      p: [{ code: "no_effect" }],
    });
  });
});

describe("worth", () => {
  const lanes: Example["lanes"] = [{ id: "default", mode: "best_one" }];
  const against = (amount: number, award: Award, lines = goods) =>
    decide({ promotions: [{ awards: [award] }, { awards: [offOrder(amount)] }], lines, lanes }).applied.map(
      ({ promotion, saved }) => [promotion, saved],
    );
  const coupon: Award = { kind: "coupon", set: "s", worth: { USD: 300 } };

  test.each<[string, number, Award, [string, number][]]>([
    ["[AWD-29, SEL-6] a coupon is worth more", 299, coupon, [["p", 0]]],
    ["[AWD-29, SEL-6] or less", 301, coupon, [["q", 301]]],
    [
      "[AWD-29] gifts that can still be added, a unit each",
      599,
      gift({ units: 2, worth: { USD: 300 } }),
      [["p", 0]],
    ],
    ["[AWD-29] without worth they count nothing", 1, gift(), [["q", 1]]],
  ])("%s", (_, amount, award, applied) => {
    expect(against(amount, award)).toEqual(applied);
  });

  test("[SEL-4] what a gift takes off its line never counts", () => {
    expect(against(1, gift(), [...goods, mug()])).toEqual([["q", 1]]);
  });

  test("[SEL-6] one that only gives something may win with a gain of zero", () => {
    expect(savings({ promotions: [{ awards: [gift()] }], lines: goods, lanes })).toEqual({ p: 0 });
    expect(nets({ promotions: [{ awards: [gift()] }], lines: [mug()], lanes })).toEqual({ m: [0] });
  });
});
