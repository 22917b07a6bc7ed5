/** Catalogue promotions: the price of an article before there is a cart. */
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import { off, onItems, onOrder } from "./award-rows.ts";
import { golden, KNOWN, line, type Row } from "./golden.ts";
import { sku } from "./set-rows.ts";

type Fields = Partial<RulePromotion>;

const catalogue = (fields: Fields): Fields => ({ stage: "catalogue", ...fields });
const ten = catalogue({ awards: [onItems(1000)] });
const twenty = catalogue({ awards: [onItems(2000)] });
const all = { catalogue_selection: "all" as const };

function priced(title: string, promotions: Fields[], toPay: number, fields: Partial<Row> = {}): Row {
  const cart = { lines: [line("a", 1000)], ...fields.cart };
  return { title, promotions, ...fields, cart, expected: { toPay, ...fields.expected } };
}

golden("which lines", [
  priced("[CAT-3] a percentage is the price", [ten], 900),
  priced(
    "[CAT-3] an amount off each, at most the price",
    [catalogue({ awards: [off(1500, { on: "items", per: "unit" })] })],
    0,
  ),
  priced(
    "[CAT-3, POL-13] refused above it",
    [catalogue({ awards: [off(1500, { on: "items", per: "unit" })] })],
    1000,
    {
      policies: { excess: "refuse" },
    },
  ),
  priced("[CAT-3] a fixed price", [catalogue({ awards: [fixed(700)] })], 700),
  priced("[CAT-3] that raises nothing", [catalogue({ awards: [fixed(1700)] })], 1000),
  priced("[CAT-3] each unit is rounded", [ten], 3 * 85, {
    cart: { lines: [line("a", 95, { quantity: 3 })] },
  }),
  priced("[CAT-3] down to the floor", [catalogue({ awards: [onItems(5000)] })], 900, {
    cart: { lines: [line("a", 1000, { floor: 900 })] },
  }),
  priced("[CAT-2] not a price that the shop sent", [ten], 800, {
    cart: { lines: [line("a", 800, { list: 1000, sent_price: true })] },
  }),
  priced("[CAT-2] not what may not be reduced, not a gift", [ten], 2000, {
    cart: { lines: [line("a", 1000, { discountable: false }), line("b", 1000, { gift_of: "x" })] },
  }),
  priced("[CAT-2] only matching ones", [catalogue({ awards: [onItems(1000, { items: sku("b") })] })], 1900, {
    cart: { lines: [line("a", 1000), line("b", 1000)] },
  }),
  priced("[CAT-1] asks the customer", [{ ...ten, conditions: { kind: "segment", any_of: ["vip"] } }], 900, {
    cart: { lines: [line("a", 1000)], customer: { ...KNOWN, segments: ["vip"] } },
  }),
  priced("[CAT-6] and says why not", [{ ...ten, conditions: { kind: "segment", any_of: ["vip"] } }], 1000, {
    expected: { reasons: { p: [{ code: "customer_not_eligible", by: "segment" }] } },
  }),
]);

golden("which promotions", [
  priced("[CAT-4] best: the one that takes most", [ten, twenty], 800),
  priced("[CAT-4] best: ties by priority, then id", [ten, { ...ten, priority: 1 }, ten], 900, {
    expected: { part: { lines: [lowered([{ promotion: "q", amount: 100 }], 900)] } },
  }),
  priced(
    "[CAT-4] all: one after the other, lower priorities later",
    [{ ...ten, priority: -1 }, catalogue({ awards: [off(100, { on: "items", per: "unit" })] })],
    810,
    {
      policies: all,
      expected: {
        part: {
          lines: [
            lowered(
              [
                { promotion: "q", amount: 100 },
                { promotion: "p", amount: 90 },
              ],
              810,
            ),
          ],
        },
      },
    },
  ),
  priced("[CAT-5] sole wins though it is worth less", [exclusive("sole", ten), twenty], 900, {
    policies: all,
  }),
  priced(
    "[CAT-5] sole that takes nothing stands in nobody's way",
    [exclusive("sole", catalogue({ awards: [fixed(1000)] })), twenty],
    800,
  ),
  priced("[CAT-5] stop keeps what is before it", [ten, exclusive("stop", ten), twenty], 810, {
    policies: all,
  }),
  priced("[CAT-5] only_if_first comes second", [ten, exclusive("only_if_first", twenty)], 900, {
    policies: all,
  }),
  priced("[CAT-5] only_if_first comes first", [exclusive("only_if_first", ten), twenty], 720, {
    policies: all,
  }),
  priced(
    "[CAT-5] classes that do not combine",
    [{ ...ten, class: "x", combines_with: [] }, { ...twenty, class: "y" }, ten],
    810,
    {
      policies: all,
    },
  ),
  priced(
    "[CAT-5] line by line",
    [exclusive("sole", catalogue({ awards: [onItems(1000, { items: sku("a") })] })), twenty],
    1700,
    {
      policies: all,
      cart: { lines: [line("a", 1000), line("b", 1000)] },
    },
  ),
]);

golden("the cart after it", [
  priced("[CAT-6] its price is the catalogue price", [ten, { awards: [onOrder(1000)] }], 810, {
    expected: {
      applied: { q: 90 },
      part: { totals: { list: 1000, catalog: 900, items: 810, shipping: 0, saved: 90, to_pay: 810 } },
    },
  }),
  priced(
    "[CAT-6] thresholds read it",
    [ten, { conditions: { kind: "subtotal", at_least: { USD: 1000 } } }],
    900,
    {
      expected: { reasons: { q: [{ code: "minimum_not_reached", need: 1000, have: 900, by: "subtotal" }] } },
    },
  ),
  priced(
    "[CAT-6, CND-14] on sale by it, not by a price",
    [
      ten,
      { awards: [onItems(1000, { items: { kind: "on_sale", by: "price" } })] },
      { awards: [onItems(1000, { items: { kind: "on_sale", by: "catalogue_promotion" } })] },
    ],
    810,
  ),
  priced(
    "[AWD-24] and excluded as such",
    [ten, { awards: [onItems(1000)], excludes_reduced: ["catalogue_promotion"] }],
    900,
    {
      expected: { reasons: { q: [{ code: "already_discounted" }] } },
    },
  ),
  priced(
    "[CAT-6] it is applied in the explanation and not in the list",
    [ten, exclusive("sole", { ...twenty, awards: [fixed(1000)] })],
    900,
    {
      expected: {
        applied: {},
        part: {
          explain: {
            promotions: [
              { promotion: "p", status: "applied", reasons: [] },
              { promotion: "q", status: "refused", reasons: [{ code: "no_effect" }] },
            ],
            trace: [],
          },
        },
      },
    },
  ),
]);

function fixed(price: number) {
  return { kind: "fixed_price" as const, on: "items" as const, per: "unit" as const, prices: { USD: price } };
}

function exclusive(reading: "sole" | "stop" | "only_if_first", fields: Fields): Fields {
  return { ...fields, exclusive: { reading, reach: "lane" } };
}

/** The line of one unit at 10.00 of list price. */
function lowered(parts: { promotion: string; amount: number }[], price: number) {
  return {
    id: "a",
    quantity: 1,
    list: 1000,
    catalog: price,
    total: price,
    lowered: parts,
    units: [{ count: 1, net: price, parts: [] }],
    flags: ["on_sale" as const],
  };
}
