/** Each policy with each of its values. */
import type { Policies } from "../../shared/model/policies.ts";
import { charge, GUEST, golden, KNOWN, line, type Row } from "./golden.ts";

const HALF: Record<Policies["rounding"], [at: number, below: number, above: number]> = {
  half_up: [3, 2, 3],
  half_down: [2, 2, 3],
  half_even: [2, 2, 3],
  floor: [2, 2, 2],
  ceiling: [3, 3, 3],
};

const roundings = Object.keys(HALF) as Policies["rounding"][];

function rounded(rounding: Policies["rounding"], price: number, saved: number): Row {
  return {
    title: `[POL-1] ${rounding}: 10 % of ${price} is ${saved}`,
    policies: { rounding },
    promotions: [{ awards: [{ kind: "percent", on: "items", rate_bps: 1000 }] }],
    cart: { lines: [line("a", price)] },
    expected: { saved },
  };
}

golden("rounding", [
  ...roundings.flatMap((rounding) => {
    const [at, below, above] = HALF[rounding];
    return [rounded(rounding, 25, at), rounded(rounding, 24, below), rounded(rounding, 26, above)];
  }),
  rounded("half_even", 35, 4),
  {
    title: "[POL-1] rounding holds for the order, for shipping and for rewards",
    policies: { rounding: "floor" },
    promotions: [
      {
        awards: [
          { kind: "percent", on: "order", rate_bps: 5000 },
          { kind: "percent", on: "shipping", rate_bps: 5000 },
        ],
      },
      { awards: [{ kind: "buy_get", reading: "additive", buy: 1, get: 1, rate_bps: 5000, same: "sku" }] },
    ],
    cart: { lines: [line("a", 5, { quantity: 2 })], shipping: [charge(5)] },
    expected: { applied: { p: 6, q: 2 } },
  },
]);

function price(rounding: Policies["rounding"], cost: number, saved: number): Row {
  const row = rounded(rounding, cost, saved);
  return {
    ...row,
    title: `[POL-2] the price is rounded ${rounding}: 10 % of ${cost} is ${saved}`,
    policies: { rounding, rounded: "price" },
  };
}

golden("what is rounded", [
  { ...rounded("half_up", 5, 1), title: "[POL-2] the discount is rounded: 10 % of 0.05 is 0.01 off" },
  price("half_up", 5, 0),
  price("half_down", 5, 1),
  price("floor", 5, 1),
  price("ceiling", 19, 1),
  price("half_even", 15, 1),
  price("half_up", 24, 2),
]);

const code = { kind: "code" as const };

golden("codes, first orders, rewards", [
  {
    title: "[POL-3] one: the code that saves most",
    promotions: [
      { conditions: code },
      { conditions: code, awards: [{ kind: "percent", on: "order", rate_bps: 2000 }] },
    ],
    codes: [{ code: "A" }, { code: "B", promotion: "q" }],
    cart: { lines: [line("a", 1000)], codes: ["A", "B"] },
    expected: {
      applied: { q: 200 },
      codes: { A: "refused: codes_do_not_combine by B", B: "applied" },
      part: { policies: {} },
    },
  },
  {
    title: "[POL-3] several: all of them",
    policies: { codes: "several" },
    promotions: [
      { conditions: code },
      { conditions: code, awards: [{ kind: "percent", on: "order", rate_bps: 2000 }] },
    ],
    codes: [{ code: "A" }, { code: "B", promotion: "q" }],
    cart: { lines: [line("a", 1000)], codes: ["A", "B"] },
    expected: {
      applied: { p: 100, q: 180 },
      codes: { A: "applied", B: "applied" },
      part: { policies: { codes: "several" } },
    },
  },
  ...(["never_matches", "counts_as_first"] as const).map(
    (guest_first_order): Row => ({
      title: `[POL-4] first order of a guest: ${guest_first_order}`,
      policies: { guest_first_order },
      promotions: [{ conditions: { kind: "first_order" } }],
      cart: { lines: [line("a", 1000)], customer: GUEST },
      expected: { saved: guest_first_order === "counts_as_first" ? 100 : 0 },
    }),
  ),
  {
    title: "[POL-4] it says nothing of a known customer's second order",
    policies: { guest_first_order: "counts_as_first" },
    promotions: [{ conditions: { kind: "first_order" } }],
    cart: { lines: [line("a", 1000)], customer: { ...KNOWN, order_count: 1 } },
    expected: { saved: 0 },
  },
  ...(
    [
      ["cheapest", 300],
      ["dearest", 500],
    ] as const
  ).map(
    ([reward_units, saved]): Row => ({
      title: `[POL-5] the ${reward_units} unit is the rewarded one`,
      policies: { reward_units },
      promotions: [
        {
          awards: [
            { kind: "buy_get", reading: "additive", buy: 2, get: 1, rate_bps: 10_000, same: "product" },
          ],
        },
      ],
      cart: {
        lines: [
          line("a", 500, { product: "p" }),
          line("b", 400, { product: "p" }),
          line("c", 300, { product: "p" }),
        ],
      },
      expected: { saved },
    }),
  ),
  ...(
    [
      ["given", 100],
      ["not_given", 0],
    ] as const
  ).map(
    ([incomplete_reward, saved]): Row => ({
      title: `[POL-6] the reward of an incomplete set is ${incomplete_reward}`,
      policies: { incomplete_reward },
      promotions: [
        {
          awards: [
            { kind: "buy_get", reading: "additive", buy: 1, get: 2, rate_bps: 10_000, same: "product" },
          ],
        },
      ],
      cart: { lines: [line("a", 100, { quantity: 2 })] },
      expected: { saved },
    }),
  ),
]);
