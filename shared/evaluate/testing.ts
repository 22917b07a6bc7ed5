/** Small rule sets and carts for the tests of the evaluator: what a test does not name has a plain default. */

import { compileRules } from "../compile/compile-rules.ts";
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { DecisionResult, EvaluateOptions } from "../model/decision.ts";
import { DEFAULT_POLICIES } from "../model/policies.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { openRules } from "../snapshot/rules-blob.ts";
import { evaluate } from "./evaluate.ts";
import { linkPlan, type Plan } from "./plan.ts";

/** 2026-03-02T10:00:00Z, a Monday. */
export const NOW_MS = 1_772_445_600_000;

export function promotion(of: Partial<RulePromotion> & { id: string }): RulePromotion {
  return {
    version: 1,
    campaign: null,
    label: `label of ${of.id}`,
    lane: "default",
    priority: 0,
    schedules: [],
    conditions: { kind: "all", of: [] },
    awards: [{ kind: "percent", rate_bps: 1_000, on: "order" }],
    ...of,
  };
}

export function ruleSet(of: Partial<RuleSet> & { promotions: RulePromotion[] }): RuleSet {
  return {
    company: "acme",
    policies: DEFAULT_POLICIES,
    lanes: [{ id: "default", mode: "best_combination" }],
    codes: [],
    zones: [],
    ...of,
  };
}

export function line(of: Partial<LineFacts> & { id: string }): LineFacts {
  const sku = of.sku ?? of.id;
  const catalog = of.catalog ?? 1_000;
  return { sku, product: sku, quantity: 1, list: of.list ?? catalog, catalog, discountable: true, ...of };
}

export function cart(of: Partial<CartFacts> = {}): CartFacts {
  return {
    currency: "EUR",
    tax_mode: "gross",
    channel: "web",
    store: "berlin",
    store_groups: [],
    zone: { zone: "Europe/Berlin", offsets: [{ from_ms: 0, offset_min: 60 }] },
    country: null,
    region: null,
    postcode: null,
    payment_method: null,
    customer: { key: null, signed_in: false, segments: [], attributes: {}, order_count: null },
    lines: [],
    shipping: [],
    codes: [],
    declined_gifts: [],
    metadata: {},
    variants: {},
    offers: [],
    ...of,
  };
}

export function planOf(rules: RuleSet): Plan {
  const opened = openRules(compileRules(rules), rules.company);
  if (!opened.ok) throw new Error(opened.why);
  return linkPlan(opened.view);
}

export function price(
  rules: RuleSet,
  facts: CartFacts,
  options: Partial<EvaluateOptions> = {},
  atMs = NOW_MS,
): DecisionResult {
  return evaluate(planOf(rules), facts, atMs, { left_out: [], granted: [], explain: false, ...options });
}

/** Reasons of one promotion, as an explanation gives them. */
export function reasons(
  rules: RuleSet,
  facts: CartFacts,
  id = "p",
  options: Partial<EvaluateOptions> = {},
  atMs = NOW_MS,
) {
  const result = price(rules, facts, { explain: { promotions: [id] }, ...options }, atMs);
  return result.explain?.promotions[0]?.reasons;
}

/** Somebody of whom nothing is known but this. */
export function customer(of: Partial<CartFacts["customer"]>): Partial<CartFacts> {
  return { customer: { ...cart().customer, ...of } };
}

/** Nets of a line, unit by unit. */
export function nets(result: DecisionResult, id: string): number[] {
  const found = result.lines.find((each) => each.id === id);
  return (found?.units ?? []).flatMap(({ count, net }) => Array.from({ length: count }, () => net));
}
