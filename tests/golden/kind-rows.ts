/**
 * Tables of single conditions: each in the cart of a guest in Berlin, with one article, priced in EUR, of whom and which nobody knows more.
 * The promotion grants a message, so that it has an effect wherever its condition is met.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Policies } from "../../shared/model/policies.ts";
import type { Reason } from "../../shared/model/reason.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import { GUEST, golden, line, type Row } from "./golden.ts";

/** The instant of all rows that name none: a Monday. */
export const NOW = "2026-03-02T10:00:00Z";
export const NOW_MS = Date.parse(NOW);
export const DAY = 86_400_000;

/** Title, condition, cart, and what comes of it: "true", or the reasons why not. */
export type KindRow = [
  title: string,
  conditions: CartCondition,
  cart: Partial<CartFacts>,
  verdict: "true" | Reason[],
  more?: { at?: string; policies?: Partial<Policies> },
];

export function kindRows(name: string, table: KindRow[]): void {
  golden(
    name,
    table.map(([title, conditions, cart, verdict, { at = NOW, policies = {} } = {}]): Row => {
      return {
        title,
        promotions: [{ conditions, awards: [{ kind: "message", message: "hello" }] }],
        policies,
        cart: { currency: "EUR", customer: GUEST, lines: [line("a", 1_000)], ...cart },
        at,
        expected: { reasons: verdict === "true" ? {} : { p: verdict } },
      };
    }),
  );
}

export function not(of: CartCondition): CartCondition {
  return { kind: "not", of };
}

/** A guest of whom nothing is known but this. */
export function customer(of: Partial<CartFacts["customer"]>): Partial<CartFacts> {
  return { customer: { ...GUEST, ...of } };
}

export function refused(by: string): Reason[] {
  return [{ code: "customer_not_eligible", by }];
}

export function missing(by: string): Reason[] {
  return [{ code: "fact_missing", by }];
}
