/** Each step that tests may replace by a wrong one: the mistake shows in a small example. */
import { expect, test } from "vitest";
import { STEPS, type Steps } from "./steps.ts";
import { charge, decide, type Example, line, off, offOrder, onItems, onOrder, sku } from "./testing.ts";

const two: Example["lines"] = [line("a", 100), line("b", 300)];

const SEAMS: [keyof Steps, Partial<Steps>, Example][] = [
  ["round", { round: (over, under) => over / under }, { promotions: [{}], lines: [line("a", 5)] }],
  [
    "shareOut",
    { shareOut: (total, weights) => STEPS.shareOut(total, weights.toReversed()).toReversed() },
    { promotions: [{ awards: [offOrder(1)] }], lines: [line("a", 5, { quantity: 2 })] },
  ],
  [
    "capped",
    { capped: (sum) => sum },
    { promotions: [{ awards: [onOrder(1000, { cap: { USD: 1 } })] }], lines: two },
  ],
  [
    "reaches",
    { reaches: (have, bound) => have > bound },
    { promotions: [{ conditions: { kind: "quantity", at_least: 2 } }], lines: two },
  ],
  [
    "precedes",
    { precedes: (id, other) => id > other },
    {
      promotions: [{ awards: [offOrder(5)] }, { awards: [offOrder(5)] }],
      lanes: [{ id: "default", mode: "best_one" }],
      lines: two,
    },
  ],
  [
    "room",
    { room: (current) => current },
    { promotions: [{ awards: [off(50)] }], lines: [line("a", 100, { floor: 90 })] },
  ],
  [
    "cheaper",
    { cheaper: (price, other) => price > other },
    { promotions: [{ awards: [onItems(5000, { pick: { by: "cheapest", units: 1 } })] }], lines: two },
  ],
  [
    "stepHolds",
    { stepHolds: (measure, from) => measure > from },
    {
      promotions: [
        {
          awards: [
            {
              kind: "tiers",
              by: "units",
              reading: "cliff",
              on: "items",
              steps: [{ from: 2, rate_bps: 1000 }],
            },
          ],
        },
      ],
      lines: two,
    },
  ],
  [
    "closes",
    { closes: () => false },
    {
      promotions: [{ awards: [onItems(1000, { items: sku("a"), closes_units: true }), onItems(1000)] }],
      lines: two,
    },
  ],
  [
    "actsBefore",
    { actsBefore: (place, other) => place > other },
    { promotions: [{ awards: [offOrder(100)] }, { awards: [onOrder(1000)] }], lines: two },
  ],
  [
    "laneOrder",
    { laneOrder: (lanes) => lanes.toReversed() },
    {
      promotions: [
        { lane: "x", class: "one", combines_with: [], awards: [offOrder(1)] },
        { class: "one", combines_with: [], awards: [offOrder(2)] },
      ],
      lanes: [
        { id: "x", mode: "all" },
        { id: "default", mode: "all" },
      ],
      lines: two,
    },
  ],
  [
    "fuller",
    { fuller: (members, other) => members < other },
    {
      promotions: [
        { class: "one", combines_with: [], awards: [offOrder(1)] },
        { class: "one", combines_with: [], awards: [onItems(1000, { items: sku("x") })] },
      ],
      lines: two,
    },
  ],
  [
    "readsCurrent",
    { readsCurrent: false },
    {
      promotions: [
        { priority: 1, awards: [offOrder(100)] },
        {
          conditions: { kind: "total", basis: "current", at_least: { USD: 410 } },
          awards: [{ kind: "free_shipping" }],
        },
      ],
      lines: two,
      cart: { shipping: [charge(50)] },
    },
  ],
];

test.each(SEAMS)("a wrong step `%s` changes what is decided", (_, wrong, example) => {
  expect(decide(example, { ...STEPS, ...wrong })).not.toEqual(decide(example));
});

test("every step is among them", () => {
  expect(SEAMS.map(([name]) => name).sort()).toEqual(Object.keys(STEPS).sort());
});
