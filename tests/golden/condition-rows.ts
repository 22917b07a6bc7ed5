/** Rows about one promotion of 10 % off the order: whether its condition is met, and which reasons it gives if not. */
import type { Reason } from "../../shared/model/reason.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { LineCondition } from "../../shared/rules/line-condition.ts";
import type { RuleSchedule } from "../../shared/rules/rule-set.ts";
import { KNOWN, line, type Row } from "./golden.ts";

/** In the plain cart of a known customer: true, false and unknown. */
export const YES: CartCondition = { kind: "customer_known" };
export const NO: CartCondition = { kind: "channel", any_of: ["app"] };
export const NOBODY_KNOWS: CartCondition = { kind: "country", any_of: ["DE"] };

export const ten = [line("a", 1000)];

export function met(title: string, conditions: CartCondition, cart: Row["cart"] = {}): Row {
  return {
    title,
    promotions: [{ conditions }],
    cart: { lines: ten, customer: KNOWN, ...cart },
    expected: { reasons: {} },
  };
}

export function unmet(
  title: string,
  conditions: CartCondition,
  reasons: Reason[],
  cart: Row["cart"] = {},
): Row {
  return {
    title,
    promotions: [{ conditions }],
    cart: { lines: ten, customer: KNOWN, ...cart },
    expected: { reasons: { p: reasons }, saved: 0 },
  };
}

export function subtotal(bounds: object, items?: LineCondition): CartCondition {
  return { kind: "subtotal", basis: "catalog", ...(items === undefined ? {} : { items }), ...bounds };
}

export const vip: CartCondition = { kind: "segment", any_of: ["vip", "staff"] };
export const level = (test: object): CartCondition => ({
  kind: "customer_attribute",
  name: "level",
  ...test,
});
export const first: CartCondition = { kind: "first_order" };

/** A wall clock as the milliseconds it has in UTC. */
export const local = (text: string) => Date.parse(`${text}Z`);
export const schedule = (fields: Partial<RuleSchedule>): RuleSchedule => ({
  zone: "Europe/Berlin",
  start_local_ms: null,
  end_local_ms: null,
  weekly: [],
  ...fields,
});
export const saturdayNight = schedule({ weekly: [{ from_min: 5 * 1440 + 1320, to_min: 6 * 1440 + 150 }] });
