/** How lanes choose, and what keeps promotions out, in numbers worked by hand. */
import { describe, expect, test } from "vitest";
import type { Reason } from "../model/reason.ts";
import type { Exclusive } from "../rules/promotion.ts";
import type { Lane, RulePromotion } from "../rules/rule-set.ts";
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
  reasonsIn,
  savings,
  sku,
} from "./testing.ts";

type Promotion = Partial<RulePromotion>;

const goods = [line("a", 1000), line("b", 500)];

function inLane(mode: Lane["mode"], promotions: Promotion[], rest: Partial<Example> = {}): Example {
  return { promotions, lanes: [{ id: "default", mode }], lines: goods, ...rest };
}

/** An amount off the order, so that several add up. */
function amount(minor: number, fields: Promotion = {}): Promotion {
  return { awards: [offOrder(minor)], ...fields };
}

function exclusive(reading: Exclusive["reading"], reach: Exclusive["reach"] = "lane"): Promotion {
  return { exclusive: { reading, reach } };
}

const nothing: Promotion = { awards: [onItems(1000, { items: sku("x") })] };
const excluded = (by: string): Reason[] => [{ code: "combined_excluded", by }];
const alone: Promotion = { class: "alone", combines_with: [] };
const some: Promotion = { class: "some" };

describe("modes", () => {
  test.each<[string, Example, Record<string, number>]>([
    [
      "[SEL-5] `first`: the first with an effect",
      inLane("first", [nothing, amount(10), amount(20)]),
      { q: 10 },
    ],
    ["[SEL-5] `lowest`: the smallest gain", inLane("lowest", [nothing, amount(20), amount(10)]), { r: 10 }],
    ["[SEL-5] `lowest`: ties by order", inLane("lowest", [amount(10), amount(10)]), { p: 10 }],
    [
      "[SEL-5] `lowest`: a gain of nothing is none",
      inLane("lowest", [{ awards: [{ kind: "message", message: "m" }] }, amount(10)]),
      { q: 10 },
    ],
    ["[SEL-6] `best_one`: the greatest gain", inLane("best_one", [amount(20), amount(30)]), { q: 30 }],
    ["[SEL-5] `all`", inLane("all", [amount(20), nothing, amount(30)]), { p: 20, r: 30 }],
  ])("%s", (_, example, expected) => {
    expect(savings(example)).toEqual(expected);
  });

  test("[SEL-5, CND-23] what is left in `first` and `lowest` had no effect, in `best_one` it lost", () => {
    const promotions = [amount(10), amount(20)];
    expect(reasonsIn(inLane("first", promotions))).toEqual({ q: [{ code: "no_effect" }] });
    expect(reasonsIn(inLane("lowest", promotions))).toEqual({ q: [{ code: "no_effect" }] });
    expect(reasonsIn(inLane("best_one", promotions))).toEqual({ p: [{ code: "lower_than_best", by: "q" }] });
  });

  test("[SEL-4, SEL-5] the gain is on what earlier lanes chose", () => {
    const lanes: Lane[] = [
      { id: "x", mode: "all" },
      { id: "default", mode: "best_one" },
    ];
    const half: Promotion = { lane: "x", awards: [onItems(10_000, { items: sku("a") })] };
    const example: Example = {
      promotions: [half, { awards: [onItems(5000)] }, amount(251)],
      lanes,
      lines: goods,
    };
    expect(savings(example)).toEqual({ p: 1000, r: 251 });
  });
});

describe("classes", () => {
  test.each<[string, Example, Record<string, number>, Record<string, Reason[]>]>([
    [
      "[SEL-18] both must allow",
      inLane("all", [amount(10, some), amount(20, alone)]),
      { p: 10 },
      { q: excluded("p") },
    ],
    [
      "[SEL-18] one without a class is allowed by all",
      inLane("all", [amount(10), amount(20, alone)]),
      { p: 10, q: 20 },
      {},
    ],
    [
      "[SEL-18] one that is named",
      inLane("all", [amount(10, some), amount(20, { combines_with: ["some"] })]),
      { p: 10, q: 20 },
      {},
    ],
    [
      "[SEL-18] what has no effect keeps nobody out",
      inLane("all", [{ ...nothing, ...alone }, amount(20, some)]),
      { q: 20 },
      { p: [{ code: "items_missing", by: "percent" }] },
    ],
    [
      "[SEL-18] by the first of them",
      inLane("all", [amount(1), amount(10, some), amount(5, some), amount(20, alone)]),
      { p: 1, q: 10, r: 5 },
      { s: excluded("q") },
    ],
    [
      "[SEL-18] across lanes, in `best_one` those that are admitted",
      {
        promotions: [amount(10, { ...some, lane: "x" }), amount(90, alone), amount(20)],
        lanes: [
          { id: "x", mode: "all" },
          { id: "default", mode: "best_one" },
        ],
        lines: goods,
      },
      { p: 10, r: 20 },
      { q: excluded("p") },
    ],
    [
      "[SEL-18] in `best_each`, before the contest",
      {
        promotions: [
          amount(10, { ...some, lane: "x" }),
          { ...alone, awards: [onItems(9000)] },
          { awards: [onItems(1000)] },
        ],
        lanes: [
          { id: "x", mode: "all" },
          { id: "default", mode: "best_each" },
        ],
        lines: [line("a", 1000)],
      },
      { p: 10, r: 100 },
      { q: excluded("p") },
    ],
    [
      "[SEL-18] `first` goes on to one that is admitted",
      {
        promotions: [amount(10, { ...some, lane: "x" }), amount(90, alone), amount(20)],
        lanes: [
          { id: "x", mode: "all" },
          { id: "default", mode: "first" },
        ],
        lines: goods,
      },
      { p: 10, r: 20 },
      { q: excluded("p") },
    ],
  ])("%s", (_, example, saved, reasons) => {
    expect(savings(example)).toEqual(saved);
    expect(reasonsIn(example)).toEqual(reasons);
  });
});

describe("exclusivity", () => {
  const lanes: Lane[] = [
    { id: "x", mode: "all" },
    { id: "default", mode: "all" },
  ];
  const across = (...promotions: Promotion[]): Example => ({ promotions, lanes, lines: goods });

  test.each<[string, Example, Record<string, number>, Record<string, Reason[]>]>([
    [
      "[SEL-17] `sole` is the whole choice of its lane",
      inLane("all", [amount(10), amount(5, exclusive("sole")), amount(20)]),
      { q: 5 },
      { p: excluded("q"), r: excluded("q") },
    ],
    [
      "[SEL-17] whatever it is worth, whatever the mode",
      inLane("best_one", [amount(90), amount(5, exclusive("sole"))]),
      { q: 5 },
      { p: excluded("q") },
    ],
    [
      "[SEL-17] not without an effect",
      inLane("all", [amount(10), { ...nothing, ...exclusive("sole") }]),
      { p: 10 },
      { q: [{ code: "items_missing", by: "percent" }] },
    ],
    [
      "[SEL-17] `stop` cuts what comes after",
      inLane("all", [amount(10), amount(5, exclusive("stop")), amount(20)]),
      { p: 10, q: 5 },
      { r: excluded("q") },
    ],
    [
      "[SEL-17] also where it loses",
      inLane("best_one", [amount(10), amount(5, exclusive("stop")), amount(20)]),
      { p: 10 },
      { q: [{ code: "lower_than_best", by: "p" }], r: excluded("q") },
    ],
    [
      "[SEL-17] in its lane alone",
      across(amount(10, { lane: "x", ...exclusive("sole") }), amount(20)),
      { p: 10, q: 20 },
      {},
    ],
    [
      "[SEL-17] or in the cart",
      across(amount(10, { lane: "x" }), amount(20, exclusive("sole", "cart"))),
      { q: 20 },
      { p: excluded("q") },
    ],
    [
      "[SEL-17] a stop in the cart",
      across(amount(10, { lane: "x" }), amount(7, { lane: "x", ...exclusive("stop", "cart") }), amount(20)),
      { p: 10, q: 7 },
      { r: excluded("q") },
    ],
    [
      "[SEL-17] a stop comes before a later `sole`",
      across(amount(10, { lane: "x", ...exclusive("stop", "cart") }), amount(20, exclusive("sole", "cart"))),
      { p: 10 },
      { q: excluded("p") },
    ],
    [
      "[SEL-18] `only_if_first` after another",
      inLane("all", [amount(10), amount(20, exclusive("only_if_first"))]),
      { p: 10 },
      { q: excluded("p") },
    ],
    [
      "[SEL-18] before others it may",
      inLane("all", [amount(10, exclusive("only_if_first")), amount(20)]),
      { p: 10, q: 20 },
      {},
    ],
    [
      "[SEL-18] its lane begins anew",
      across(amount(10, { lane: "x" }), amount(20, exclusive("only_if_first"))),
      { p: 10, q: 20 },
      {},
    ],
    [
      "[SEL-18] unless it reaches over the cart",
      across(amount(10, { lane: "x" }), amount(20, exclusive("only_if_first", "cart"))),
      { p: 10 },
      { q: excluded("p") },
    ],
  ])("%s", (_, example, saved, reasons) => {
    expect(savings(example)).toEqual(saved);
    expect(reasonsIn(example)).toEqual(reasons);
  });

  test("[SEL-17] the whole choice of a lane best_each acts on all its targets", () => {
    const example = inLane("best_each", [
      { awards: [onItems(5000)] },
      { awards: [onItems(1000)], ...exclusive("sole") },
    ]);
    expect(nets(example)).toEqual({ a: [900], b: [450] });
  });
});

describe("best_each", () => {
  test.each<[string, Promotion[], Partial<Example>, Record<string, number[]>]>([
    [
      "[SEL-7] a fixed price against a percentage, unit by unit",
      [{ awards: [priceOf(450)] }, { awards: [onItems(2000)] }],
      {},
      { a: [450], b: [400] },
    ],
    [
      "[SEL-7] no more than the room",
      [{ awards: [onItems(9000)] }, { awards: [off(600)] }],
      { lines: [line("a", 1000, { floor: 500 })] },
      { a: [500] },
    ],
    [
      "[SEL-7, POL-9] of the list price",
      [{ awards: [onItems(1000)] }, { awards: [off(95)] }],
      { lines: [line("a", 900, { list: 1000, sent_price: true })], policies: { percent_base: "list" } },
      { a: [800] },
    ],
    [
      "[SEL-7] only the picked units compete",
      [{ awards: [onItems(5000, { pick: { by: "cheapest", units: 1 } })] }, { awards: [onItems(1000)] }],
      {},
      { a: [900], b: [250] },
    ],
    [
      "[SEL-7, POL-13] a refused amount has no value",
      [{ awards: [off(2000)] }, { awards: [onItems(1000)] }],
      { policies: { excess: "refuse" } },
      { a: [900], b: [450] },
    ],
    [
      "[SEL-7] per line against the unit winners of the run",
      [{ awards: [off(250, { per: "line" })] }, { awards: [onItems(1000)] }],
      {},
      { a: [750], b: [250] },
    ],
    [
      "[SEL-7] which it must exceed",
      [{ awards: [off(100, { per: "line" })] }, { awards: [onItems(1000)] }],
      {},
      { a: [900], b: [400] },
    ],
    [
      "[SEL-7] the order, on what the units left",
      [{ awards: [onItems(5000)] }, { awards: [onOrder(1000)] }, { awards: [offOrder(76)] }],
      {},
      { a: [449], b: [225] },
    ],
  ])("%s", (_, promotions, rest, expected) => {
    expect(nets(inLane("best_each", promotions, rest))).toEqual(expected);
  });

  test("[SEL-7] each charge", () => {
    const promotions: Promotion[] = [
      { awards: [{ kind: "fixed_price", on: "shipping", prices: { USD: 100 } }] },
      { awards: [{ kind: "amount", on: "shipping", per: "charge", amounts: { USD: 150 } }] },
    ];
    const shipping = [charge(200, { id: "c1" }), charge(300, { id: "c2" })];
    expect(
      decide(inLane("best_each", promotions, { cart: { shipping } })).shipping.map(({ total }) => total),
    ).toEqual([50, 100]);
  });

  test("[SEL-7] what is given beside is given in any case", () => {
    const promotions: Promotion[] = [
      { awards: [onItems(1000), { kind: "message", message: "m" }] },
      { awards: [onItems(2000)] },
    ];
    expect(savings(inLane("best_each", promotions))).toEqual({ p: 0, q: 300 });
  });

  test("[SEL-7, AWD-24] one that would be refused has no value", () => {
    const refusing: Promotion = {
      awards: [onItems(9000)],
      excludes_reduced: ["earlier_promotion"],
      policies: { reduced_items: "refuse" },
    };
    const example: Example = {
      promotions: [
        { lane: "x", awards: [off(100, { items: sku("a") })] },
        refusing,
        { awards: [onItems(1000)] },
      ],
      lanes: [
        { id: "x", mode: "all" },
        { id: "default", mode: "best_each" },
      ],
      lines: goods,
    };
    expect(savings(example)).toEqual({ p: 100, r: 140 });
    expect(reasonsIn(example)).toEqual({ q: [{ code: "already_discounted" }] });
  });
});
