/** Gifts: earned, declined, out of stock, chosen, lost with what earned them. */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { GiftAward } from "../../shared/rules/awards/gift.ts";
import { off, onOrder } from "./award-rows.ts";
import { golden, line, type Row } from "./golden.ts";
import { sku } from "./set-rows.ts";

const gift = (fields: Partial<GiftAward> = {}): GiftAward => ({
  kind: "gift",
  choices: ["g"],
  units: 1,
  ...fields,
});
const fromTen = { conditions: { kind: "subtotal" as const, at_least: { USD: 1000 } } };
const giftLine = (fields: Partial<LineFacts> = {}) => line("g", 300, { gift_of: "p", ...fields });

function given(
  title: string,
  award: GiftAward,
  lines: LineFacts[],
  expected: Row["expected"],
  cart: Row["cart"] = {},
): Row {
  return { title, promotions: [{ ...fromTen, awards: [award] }], cart: { ...cart, lines }, expected };
}

const listed = (units: number, choices: string[]) => ({ gifts: [{ promotion: "p", units, choices }] });

golden("gifts", [
  given("[AWD-27] in the cart, and free", gift(), [line("a", 1000), giftLine()], {
    saved: 300,
    toPay: 1000,
    nets: { a: [1000], g: [0] },
    applied: { p: 300 },
    part: { gifts: [] },
  }),
  given("[AWD-27] not yet in the cart: it is offered, and that is an effect", gift(), [line("a", 1000)], {
    applied: { p: 0 },
    part: listed(1, ["g"]),
  }),
  given(
    "[AWD-27] declined",
    gift(),
    [line("a", 1000), giftLine()],
    { toPay: 1300, applied: {}, part: { gifts: [] } },
    {
      declined_gifts: ["p"],
    },
  ),
  given("[AWD-27] not earned any more: the line is charged", gift(), [line("a", 999), giftLine()], {
    toPay: 1299,
    reasons: { p: [{ code: "minimum_not_reached", need: 1000, have: 999, by: "subtotal" }] },
  }),
  given("[CND-3] a gift does not earn itself", gift(), [line("a", 900), giftLine()], {
    toPay: 1200,
    applied: {},
  }),
  given(
    "[AWD-27] out of stock it is not offered",
    gift({ choices: ["g", "h"] }),
    [line("a", 1000)],
    { part: listed(1, ["h"]) },
    {
      offers: [
        { sku: "g", stock: 0 },
        { sku: "h", stock: null },
      ],
    },
  ),
  given(
    "[AWD-27] nothing in stock, nothing given",
    gift(),
    [line("a", 1000)],
    { applied: {}, part: { gifts: [] } },
    {
      offers: [{ sku: "g", stock: 0 }],
    },
  ),
  given(
    "[AWD-27] nothing in stock, but in the cart",
    gift(),
    [line("a", 1000), giftLine()],
    { applied: { p: 300 } },
    {
      offers: [{ sku: "g", stock: 0 }],
    },
  ),
  given("[AWD-27] one earned, two in the cart", gift(), [line("a", 1000), giftLine({ quantity: 2 })], {
    nets: { a: [1000], g: [0, 300] },
    applied: { p: 300 },
  }),
  given("[AWD-27] two earned, one in the cart", gift({ units: 2 }), [line("a", 1000), giftLine()], {
    applied: { p: 300 },
    part: listed(1, ["g"]),
  }),
  given(
    "[AWD-27] one for every two units",
    gift({ every: { units: 2 } }),
    [line("a", 500, { quantity: 5 })],
    { part: listed(2, ["g"]) },
  ),
  given(
    "[AWD-27] one for every two units of b, once at most",
    gift({ every: { units: 2, items: sku("b") }, times_max: 1 }),
    [line("a", 500, { quantity: 5 }), line("b", 100, { quantity: 4 })],
    { part: listed(1, ["g"]) },
  ),
  given(
    "[AWD-27] two for every full 10.00",
    gift({ units: 2, every: { amounts: { USD: 1000 } } }),
    [line("a", 2999)],
    { part: listed(4, ["g"]) },
  ),
  given(
    "[AWD-27] none for too few",
    gift({ every: { units: 2, items: sku("b") } }),
    [line("a", 1000), line("b", 1)],
    {
      reasons: { p: [{ code: "items_missing", by: "gift" }] },
    },
  ),
  given(
    "[AWD-27] a line of something else is no gift line",
    gift(),
    [line("a", 1000), giftLine({ sku: "x" })],
    {
      toPay: 1300,
      part: listed(1, ["g"]),
    },
  ),
  {
    ...given(
      "[AWD-3, AWD-27] discounts never reach it",
      gift(),
      [line("a", 1000), giftLine({ quantity: 2 })],
      {
        nets: { a: [500], g: [0, 300] },
      },
    ),
    promotions: [{ ...fromTen, awards: [gift(), onOrder(5000)] }],
  },
  {
    ...given(
      "[AWD-15, AWD-27] while it fits into the grant",
      gift({ units: 2 }),
      [line("a", 1000), giftLine({ quantity: 2 })],
      {
        nets: { a: [1000], g: [0, 300] },
      },
    ),
    options: { granted: [{ promotion: "p", amount: 599 }] },
  },
  {
    ...given("[AWD-26, AWD-27] caps of the order do not count it", gift(), [line("a", 1000), giftLine()], {
      saved: 400,
    }),
    caps: { order: { USD: 100 } },
    promotions: [{ ...fromTen, awards: [gift()] }, { awards: [off(200, {})] }],
  },
  ...(
    [
      [99, "q"],
      [101, "p"],
    ] as const
  ).map(
    ([worth, winner]): Row => ({
      title: `[SEL-4, AWD-29] worth ${worth} against 1.00 off: ${winner} wins`,
      lanes: [{ id: "default", mode: "best_one" }],
      promotions: [{ awards: [gift({ worth: { USD: worth } })] }, { awards: [off(100, {})] }],
      cart: { lines: [line("a", 1000), giftLine()] },
      expected: { applied: winner === "p" ? { p: 300 } : { q: 100 } },
    }),
  ),
]);

golden("what a gift line shows", [
  given("[AWD-16] flags of given and charged units", gift(), [line("a", 1000), giftLine({ quantity: 2 })], {
    part: {
      lines: [
        {
          id: "a",
          quantity: 1,
          list: 1000,
          catalog: 1000,
          total: 1000,
          units: [{ count: 1, net: 1000, parts: [] }],
          flags: [],
        },
        {
          id: "g",
          quantity: 2,
          list: 600,
          catalog: 600,
          total: 300,
          units: [
            { count: 1, net: 0, parts: [{ promotion: "p", amount: 300 }] },
            { count: 1, net: 300, parts: [] },
          ],
          flags: ["gift", "gift_not_earned"],
        },
      ],
    },
  }),
]);
