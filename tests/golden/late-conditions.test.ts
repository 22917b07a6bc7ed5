/** Late conditions: what is left to pay when the turn of a promotion comes, in a lane that takes every promotion. */
import type { Award } from "../../shared/rules/award.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import { charge, type Expected, golden, line, type Row } from "./golden.ts";

const TWENTY: Award = { kind: "percent", on: "order", rate_bps: 2_000 };
const TEN_OFF: Award = { kind: "amount", on: "order", amounts: { USD: 1_000 } };
const HALF_OF_B: Award = {
  kind: "percent",
  on: "items",
  rate_bps: 5_000,
  items: { kind: "sku", any_of: ["b"] },
};

const least = (amount: number) => ({ at_least: { USD: amount } });
const subtotal = (of: object): CartCondition => ({ kind: "subtotal", basis: "current", ...of });
const total = (of: object): CartCondition => ({ kind: "total", basis: "current", ...of });
const largest = (of: object): CartCondition => ({ kind: "largest_line", basis: "current", ...of });

/** 20 % off the order, then 10.00 off it on a condition, of goods at 40.00 and 60.00 and a charge of 5.00. */
function row(
  title: string,
  conditions: CartCondition,
  expected: Expected,
  { p = {}, q = {}, basis = "catalog" }: More = {},
): Row {
  return {
    title,
    lanes: [{ id: "default", mode: "all" }],
    promotions: [
      { awards: [TWENTY], priority: 1, ...p },
      { awards: [TEN_OFF], conditions, ...q },
    ],
    policies: { threshold_basis: basis },
    cart: { lines: [line("a", 4_000), line("b", 6_000)], shipping: [charge(500)] },
    expected,
  };
}

interface More {
  p?: Partial<RulePromotion>;
  q?: Partial<RulePromotion>;
  basis?: "catalog" | "current";
}

const both: Expected = { applied: { p: 2_000, q: 1_000 } };

function short(need: number, have: number, by = "subtotal", saved = 2_000): Expected {
  return { applied: { p: saved }, reasons: { q: [{ code: "minimum_not_reached", need, have, by }] } };
}

golden("late conditions", [
  row("[CND-24] 80.00 are left and are enough", subtotal(least(8_000)), both),
  row("[CND-24] 80.00 are left and are not", subtotal(least(8_001)), short(8_001, 8_000)),
  row("[CND-24] not even catalogue prices reach it", subtotal(least(10_001)), short(10_001, 10_000)),
  row(
    "[CND-24] its own discount does not count against it",
    subtotal(least(10_000)),
    { applied: { q: 1_000, p: 1_800 } },
    { q: { priority: 2 } },
  ),
  row(
    "[CND-24] it is judged at the turn of the first award, before the order's discounts",
    subtotal(least(10_000)),
    { applied: { p: 1_400, q: 4_000 } },
    { q: { awards: [TEN_OFF, HALF_OF_B] } },
  ),
  row("[CND-26, CND-24] charges count in the total", total(least(8_500)), both),
  row("[CND-26, CND-24] and no more than they cost", total(least(8_501)), short(8_501, 8_500, "total")),
  row(
    "[CND-26, CND-24] the largest line is another then",
    largest(least(4_000)),
    { applied: { p: 3_000, q: 1_000 } },
    { p: { awards: [HALF_OF_B] } },
  ),
  row(
    "[CND-26, CND-24] and smaller than it was",
    largest(least(4_001)),
    short(4_001, 4_000, "largest_line", 3_000),
    { p: { awards: [HALF_OF_B] } },
  ),
  row("[CND-24] a maximum is asked then, and not before", subtotal({ at_most: { USD: 8_000 } }), both),
  row(
    "[CND-24] nobody knows whether what is left are drinks",
    subtotal({ ...least(1_000), items: { kind: "category", any_of: ["drinks"] } }),
    { applied: { p: 2_000 }, reasons: { q: [{ code: "fact_missing", by: "subtotal" }] } },
  ),
  row(
    "[POL-7] a threshold that names no basis reads what the company says",
    { kind: "subtotal", ...least(8_001) },
    short(8_001, 8_000),
    { basis: "current" },
  ),
  row("[POL-7] or what the promotion says", { kind: "subtotal", ...least(8_001) }, both, {
    q: { policies: { threshold_basis: "list" } },
    basis: "current",
  }),
]);
