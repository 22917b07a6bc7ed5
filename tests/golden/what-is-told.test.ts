/** What the decision tells beside prices: applied promotions, totals, explanation. */

import { charge, golden, line } from "./golden.ts";
import { code, never, percent, ten, typed } from "./selection-rows.ts";

/** What no index keeps from a cart of the web shop. */
const notHere = { kind: "not" as const, of: { kind: "channel" as const, any_of: ["web"] } };
const tooFew = { kind: "quantity" as const, at_least: 2 };

golden("what is told", [
  {
    title: "[SEL-11] version, campaign, the smallest counting code",
    policies: { codes: "several" },
    promotions: [{ conditions: code, version: 7, campaign: "spring", label: "Ten" }],
    codes: [{ code: "B" }, { code: "A" }],
    cart: typed,
    expected: {
      part: {
        applied: [
          { promotion: "p", version: 7, campaign: "spring", code: "A", label: "Ten", saved: 100, grants: [] },
        ],
      },
    },
  },
  {
    title: "[SEL-12] totals",
    promotions: [{ awards: [percent(1000), { kind: "percent", on: "shipping", rate_bps: 5000 }] }],
    cart: {
      lines: [line("a", 1000, { list: 1200 }), line("b", 500, { discountable: false })],
      shipping: [charge(300)],
    },
    expected: {
      part: { totals: { list: 1700, catalog: 1500, items: 1400, shipping: 150, saved: 250, to_pay: 1550 } },
    },
  },
  {
    title: "[SEL-12] a cart without lines",
    promotions: [{}, { awards: [{ kind: "free_shipping" }] }],
    cart: { shipping: [charge(300)] },
    expected: {
      part: { totals: { list: 0, catalog: 0, items: 0, shipping: 0, saved: 300, to_pay: 0 }, lines: [] },
      reasons: { p: [{ code: "items_missing", by: "percent" }] },
    },
  },
  {
    title: "[SEL-13] the named ones in the order asked, each once, an unknown one too",
    promotions: [{}, { conditions: never }],
    cart: { lines: ten },
    options: { explain: { promotions: ["q", "nobody", "p", "q"] } },
    expected: {
      part: {
        explain: {
          promotions: [
            { promotion: "q", status: "refused", reasons: [{ code: "wrong_channel", have: "web" }] },
            { promotion: "nobody", status: "refused", reasons: [{ code: "promotion_not_active" }] },
            { promotion: "p", status: "applied", reasons: [] },
          ],
          trace: [{ promotion: "p", award: 0, stage: "order", base: 1000, saved: 100 }],
        },
      },
    },
  },
  {
    title: "[SEL-13] else those not applied, the nearest first, without those whose code nobody typed",
    promotions: [
      {},
      { conditions: { kind: "all", of: [notHere, tooFew] } },
      { conditions: code },
      { conditions: { kind: "all", of: [code, notHere] } },
      { conditions: notHere },
    ],
    codes: [
      { code: "A", promotion: "s" },
      { code: "C", promotion: "r" },
    ],
    cart: { lines: ten, codes: ["A"] },
    options: { explain: true },
    expected: {
      part: {
        explain: {
          promotions: [
            { promotion: "s", status: "refused", reasons: [{ code: "wrong_channel", have: "web" }] },
            { promotion: "t", status: "refused", reasons: [{ code: "wrong_channel", have: "web" }] },
            {
              promotion: "q",
              status: "refused",
              reasons: [
                { code: "minimum_not_reached", need: 2, have: 1, by: "quantity" },
                { code: "wrong_channel", have: "web" },
              ],
            },
          ],
          trace: [{ promotion: "p", award: 0, stage: "order", base: 1000, saved: 100 }],
        },
      },
    },
  },
  {
    title: "[SEL-13] the first 20 of them",
    promotions: Array.from({ length: 22 }, (_, index) => ({ id: `p${index + 10}`, conditions: notHere })),
    cart: { lines: ten },
    options: { explain: true },
    expected: {
      reasons: Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [
          `p${index + 10}`,
          [{ code: "wrong_channel" as const, have: "web" }],
        ]),
      ),
    },
  },
  {
    title: "[SEL-13] the base of a reward is what the rewarded units cost",
    promotions: [
      { awards: [{ kind: "buy_get", reading: "additive", buy: 2, get: 1, rate_bps: 5000, same: "sku" }] },
    ],
    cart: { lines: [line("a", 100, { quantity: 4 })] },
    options: { explain: { promotions: [] } },
    expected: {
      part: {
        explain: {
          promotions: [],
          trace: [{ promotion: "p", award: 0, stage: "items", base: 100, saved: 50 }],
        },
      },
    },
  },
  {
    title: "[SEL-14] the instant is told in UTC, and left_out and granted as they came",
    promotions: [{}],
    cart: { lines: ten },
    at: "2028-02-29T23:59:59.007Z",
    options: { left_out: [{ promotion: "p", why: "stopped" }], granted: [{ promotion: "p", amount: 5 }] },
    expected: {
      part: {
        at: "2028-02-29T23:59:59.007Z",
        left_out: [{ promotion: "p", why: "stopped" }],
        granted: [{ promotion: "p", amount: 5 }],
      },
    },
  },
]);
