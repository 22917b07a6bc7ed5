/** What bounds awards: grants, caps, and exclusion of what is reduced already. */
import { describe, expect, test } from "vitest";
import type { Award } from "../rules/award.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
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
  onSale,
  reasonsIn,
  savings,
  sku,
} from "./testing.ts";

const all: Example["lanes"] = [{ id: "default", mode: "all" }];
const two = [line("a", 300), line("b", 100)];

describe("grants and caps", () => {
  test.each<[string, Example, Record<string, number>]>([
    [
      "[AWD-15] over all awards of the promotion",
      {
        promotions: [{ awards: [off(100, { items: sku("a") }), onOrder(5000)] }],
        lines: two,
        options: { granted: [{ promotion: "p", amount: 160 }] },
      },
      { p: 160 },
    ],
    [
      "[AWD-15] a grant of nothing",
      { promotions: [{}], lines: two, options: { granted: [{ promotion: "p", amount: 0 }] } },
      {},
    ],
    [
      "[AWD-26] an amount for the order",
      {
        promotions: [{ awards: [offOrder(90)] }, { awards: [offOrder(50)] }],
        lines: two,
        caps: { order: { USD: 100 } },
        lanes: all,
      },
      { p: 90, q: 10 },
    ],
    [
      "[AWD-26] another currency has no such bound",
      { promotions: [{ awards: [offOrder(90)] }], lines: two, caps: { order: { EUR: 10 } } },
      { p: 90 },
    ],
    [
      "[AWD-26] a share of all goods, rounded down",
      {
        promotions: [{ awards: [offOrder(90)] }],
        lines: [line("a", 99), line("b", 100, { discountable: false })],
        caps: { order_bps: 1000 },
      },
      { p: 19 },
    ],
    [
      "[AWD-26] the least of both",
      { promotions: [{ awards: [offOrder(90)] }], lines: two, caps: { order_bps: 1000, order: { USD: 60 } } },
      { p: 40 },
    ],
    [
      "[AWD-26] goods and charges together",
      {
        promotions: [{ awards: [offOrder(30), { kind: "free_shipping" }] }],
        lines: two,
        cart: { shipping: [charge(50)] },
        caps: { order: { USD: 50 } },
      },
      { p: 50 },
    ],
    [
      "[AWD-26] gifts are no goods",
      {
        promotions: [{ awards: [offOrder(90)] }],
        lines: [line("a", 100), line("b", 100, { gift_of: "x" })],
        caps: { order_bps: 1000 },
      },
      { p: 10 },
    ],
    [
      "[AWD-26] a share of each content run",
      {
        promotions: [{ awards: [onItems(5000)] }],
        lines: [line("a", 99, { quantity: 2 })],
        caps: { line_bps: 1000 },
      },
      { p: 19 },
    ],
    [
      "[AWD-26] over all awards",
      {
        promotions: [{ awards: [off(15, { items: sku("a") }), off(20)] }],
        lines: two,
        caps: { line_bps: 1000 },
      },
      { p: 15 + 15 + 10 },
    ],
    [
      "[AWD-15] to the own cap, then the grant, then the order's",
      {
        promotions: [{ awards: [onOrder(9000, { cap: { USD: 90 } })] }],
        lines: two,
        caps: { order: { USD: 70 } },
        options: { granted: [{ promotion: "p", amount: 80 }] },
      },
      { p: 70 },
    ],
  ])("%s", (_, example, expected) => {
    expect(savings(example)).toEqual(expected);
  });

  test("[AWD-8] trimmed in proportion, step by step", () => {
    const example: Example = {
      promotions: [{ awards: [onOrder(5000)] }],
      lines: two,
      caps: { order: { USD: 10 } },
    };
    expect(nets(example)).toEqual({ a: [292], b: [98] });
  });
});

describe("reduced before", () => {
  const excluding = (fields: Partial<RulePromotion> = {}): Partial<RulePromotion> => ({
    awards: [onItems(1000)],
    excludes_reduced: ["price", "catalogue_promotion", "earlier_promotion"],
    ...fields,
  });
  const reduced = onSale("s", 800, 1000);
  const refuse: Example["policies"] = { reduced_items: "refuse" };
  const earlier = (items: object = sku("a")): Partial<RulePromotion> => ({
    priority: 1,
    awards: [off(100, { items })],
  });

  test.each<[string, Example, Record<string, number>]>([
    [
      "[AWD-24] a sent price below list is passed over",
      { promotions: [excluding()], lines: [reduced, line("a", 500)] },
      { p: 50 },
    ],
    [
      "[AWD-24] only the ways that are named",
      {
        promotions: [excluding({ excludes_reduced: ["catalogue_promotion"] })],
        lines: [reduced, line("a", 500)],
      },
      { p: 130 },
    ],
    [
      "[AWD-24] what an earlier promotion reduced",
      { promotions: [earlier(), excluding()], lines: two, lanes: all },
      { p: 100, q: 10 },
    ],
    [
      "[AWD-24, POL-12] one of them refuses the whole",
      { promotions: [excluding()], lines: [reduced, line("a", 500)], policies: refuse },
      {},
    ],
    [
      "[AWD-24, POL-12] of the target alone",
      {
        promotions: [excluding({ awards: [onItems(1000, { items: sku("a") })] })],
        lines: [reduced, line("a", 500)],
        policies: refuse,
      },
      { p: 50 },
    ],
    [
      "[AWD-24, POL-12] at its turn",
      { promotions: [earlier(), excluding()], lines: two, lanes: all, policies: refuse },
      { p: 100 },
    ],
    [
      "[AWD-24] not an earlier one that came to nothing",
      { promotions: [earlier(sku("x")), excluding()], lines: two, lanes: all, policies: refuse },
      { q: 40 },
    ],
    [
      "[AWD-24] its own awards reduce too",
      { promotions: [excluding({ awards: [off(100, { items: sku("a") }), onItems(1000)] })], lines: two },
      { p: 110 },
    ],
  ])("%s", (_, example, expected) => {
    expect(savings(example)).toEqual(expected);
  });

  test.each<[string, Example, string]>([
    [
      "[AWD-24] refused from the start",
      { promotions: [excluding()], lines: [reduced, line("a", 500)], policies: refuse },
      "already_discounted",
    ],
    [
      "[CND-23] all that it would act on is excluded",
      { promotions: [excluding()], lines: [reduced] },
      "already_discounted",
    ],
    [
      "[CND-23] nothing to act on",
      { promotions: [excluding({ awards: [onItems(1000, { items: sku("x") })] })], lines: [reduced] },
      "items_missing",
    ],
  ])("%s", (_, example, code) => {
    expect(reasonsIn(example).p?.map((reason) => reason.code)).toEqual([code]);
  });

  test("[CND-23] by an earlier promotion", () => {
    const example: Example = {
      promotions: [earlier(), excluding({ awards: [onItems(1000, { items: sku("a") })] })],
      lines: two,
      lanes: all,
    };
    expect(reasonsIn(example)).toEqual({ q: [{ code: "already_discounted" }] });
    expect(reasonsIn({ ...example, policies: refuse })).toEqual({ q: [{ code: "already_discounted" }] });
  });
});

test("policies.md: a promotion is applied by its own, and names those that differ", () => {
  const own: Award = onItems(1000);
  const example: Example = {
    promotions: [{ awards: [own], policies: { rounding: "floor", excess: "cut" } }],
    lines: [line("a", 5)],
  };
  expect(savings(example)).toEqual({});
  const { applied, policies } = decide({
    ...example,
    lines: [line("a", 15)],
    policies: { excess: "refuse" },
  });
  expect(applied[0]?.policies).toEqual({ rounding: "floor", excess: "cut" });
  expect(policies).toEqual({ excess: "refuse" });
});
