/** One promotion that gives hints on one cart, for the tests of hints. */
import type { CartFacts } from "../model/cart-facts.ts";
import type { Hint } from "../model/hint.ts";
import type { CartCondition } from "../rules/cart-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { cart, line, price, promotion, ruleSet } from "./testing.ts";
import { skus } from "./testing-awards.ts";

/** A coffee at 30.00, two cups at 5.00, shipping at 5.00. */
export const facts = cart({
  lines: [line({ id: "coffee", catalog: 3_000 }), line({ id: "cup", catalog: 500, quantity: 2 })],
  shipping: [{ id: "s", method: "std", amount: 500 }],
});

const BERLIN = { zone: "Europe/Berlin", offsets: [{ from_ms: 0, offset_min: 60 }] };

/** What is told of a promotion `p` that opted in and takes 10 % off the order where nothing else is said; null without a hint. */
export function hintOf(
  of: Partial<RulePromotion>,
  on: Partial<CartFacts> = {},
  others: RulePromotion[] = [],
): Omit<Hint, "promotion" | "label"> | null {
  const promotions = [promotion({ id: "p", hint: {}, ...of }), ...others];
  const codes = [{ code: "SAVE", promotion: "p", start_ms: null, end_ms: null }];
  const rules = ruleSet({ promotions, codes, zones: [BERLIN] });
  const [hint, ...more] = price(rules, { ...facts, ...on }, { hints: true }).hints;
  if (hint === undefined) return null;
  const { promotion: id, label, ...told } = hint;
  if (more.length > 0 || id !== "p" || label !== "label of p") throw new Error("a hint of another promotion");
  return told;
}

export const subtotal = (EUR: number, ...of: string[]): CartCondition => ({
  kind: "subtotal",
  at_least: { EUR },
  ...(of.length > 0 && { items: skus(...of) }),
});
export const all = (...of: CartCondition[]): CartCondition => ({ kind: "all", of });
export const web: CartCondition = { kind: "channel", any_of: ["web"] };
export const app: CartCondition = { kind: "channel", any_of: ["app"] };
