/** Order, stages and what lanes choose: worked examples of docs/spec/selection.md. */

import { charge, golden, type Row } from "./golden.ts";
import { items, lane, lanes, never, off, percent, ten } from "./selection-rows.ts";

golden("order and application", [
  {
    title: "[SEL-1] applied by lane, then priority, then id",
    lanes: lanes("all", "all"),
    promotions: [
      { lane: "l1", priority: 9 },
      { lane: "l0", id: "q10" },
      { lane: "l0", id: "q2" },
      { lane: "l0", priority: 1, id: "s" },
    ],
    cart: { lines: ten },
    expected: {
      part: { applied: [applied("s", 100), applied("q10", 90), applied("q2", 81), applied("p", 73)] },
    },
  },
  {
    title: "[SEL-2] left out, out of time, without currency, unmet: none is eligible",
    promotions: [
      {},
      { schedules: [{ zone: "store", start_local_ms: null, end_local_ms: 0, weekly: [] }] },
      { awards: [{ kind: "amount", on: "order", amounts: { EUR: 5 } }] },
      { conditions: never },
    ],
    cart: { lines: ten },
    options: { left_out: [{ promotion: "p", why: "stopped" }] },
    expected: { saved: 0, applied: {} },
  },
  {
    title: "[SEL-3] items before the order before shipping, whatever the lanes",
    lanes: lanes("all", "all"),
    promotions: [
      { lane: "l0", awards: [{ kind: "free_shipping", cap: { USD: 100 } }, percent(1000)] },
      { lane: "l1", awards: [off(200, { on: "items", per: "once" })] },
    ],
    cart: { lines: ten, shipping: [charge(500)] },
    expected: {
      applied: { p: 180, q: 200 },
      part: {
        explain: {
          promotions: [
            { promotion: "p", status: "applied", reasons: [] },
            { promotion: "q", status: "applied", reasons: [] },
          ],
          trace: [
            { promotion: "q", award: 0, stage: "items", base: 1000, saved: 200 },
            { promotion: "p", award: 1, stage: "order", base: 800, saved: 80 },
            { promotion: "p", award: 0, stage: "shipping", base: 500, saved: 100 },
          ],
        },
      },
    },
  },
  {
    title: "[SEL-4] the gain counts what it makes others save less",
    lanes: lanes("all", "best_one"),
    promotions: [
      { lane: "l0", awards: [percent(5000)] },
      // 60 off the items leave 470 to pay: a gain of 30. 40 off after the 50 % are a gain of 40.
      { lane: "l1", awards: [off(60, { on: "items", per: "once" })] },
      { lane: "l1", awards: [off(40)] },
    ],
    cart: { lines: ten },
    expected: { applied: { p: 500, r: 40 } },
  },
  ...(["all", "best_combination"] as const).map(
    (mode): Row => ({
      title: `[SEL-5] ${mode} takes every one, and that is proven`,
      lanes: lane(mode),
      promotions: [{}, {}, {}],
      cart: { lines: ten },
      expected: { applied: { p: 100, q: 90, r: 81 }, part: { proven: true } },
    }),
  ),
  {
    title: "[SEL-5] lanes choose from their own promotions, one after another",
    lanes: lanes("best_one", "best_one"),
    promotions: [
      { lane: "l0" },
      { lane: "l0", awards: [percent(2000)] },
      { lane: "l1", awards: [percent(3000)] },
      { lane: "l1", awards: [percent(500)] },
    ],
    cart: { lines: ten },
    expected: { applied: { q: 200, r: 240 } },
  },
  {
    title: "[SEL-6] best_one takes the greatest gain over all its stages",
    lanes: lane("best_one"),
    promotions: [{ awards: [percent(1000)] }, { awards: [off(60), { kind: "free_shipping" }] }],
    cart: { lines: ten, shipping: [charge(50)] },
    expected: { applied: { q: 110 } },
  },
  {
    title: "[SEL-6] ties go by priority",
    lanes: lane("best_one"),
    promotions: [{}, { priority: 1 }],
    cart: { lines: ten },
    expected: { applied: { q: 100 } },
  },
  {
    title: "[SEL-6] then by id, by code units",
    lanes: lane("best_one"),
    promotions: [{ id: "p2" }, { id: "p10" }],
    cart: { lines: ten },
    expected: { applied: { p10: 100 } },
  },
  {
    title: "[SEL-6] a gain of zero with an effect may win",
    lanes: lanes("all", "best_one"),
    promotions: [
      { lane: "l0", awards: [percent(10_000)] },
      { lane: "l1", awards: [percent(1000, items)] },
    ],
    cart: { lines: ten },
    expected: { applied: { p: 900, q: 100 } },
  },
]);

function applied(promotion: string, saved: number) {
  return { promotion, version: 1, label: promotion.toUpperCase(), saved, grants: [] };
}
