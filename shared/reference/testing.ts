/**
 * Small worked examples for the tests of the reference evaluator. What an example does not mention is as plain as can be: one lane
 * best_combination, default policies, no codes, nobody's cart in USD. Promotions are called p, q, r, … in the order given.
 */
import type { CartFacts, ChargeFacts, LineFacts } from "../model/cart-facts.ts";
import type { DecisionResult, EvaluateOptions } from "../model/decision.ts";
import type { Policies } from "../model/policies.ts";
import type { Reason } from "../model/reason.ts";
import type { Award } from "../rules/award.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../rules/rule-set.ts";
import { referenceEvaluate } from "./evaluate.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { STEPS, type Steps } from "./steps.ts";

export interface Example {
  promotions: Partial<RulePromotion>[];
  policies?: Partial<Policies>;
  lanes?: RuleSet["lanes"];
  caps?: RuleSet["caps"];
  codes?: (Partial<RuleCode> & { code: string })[];
  lines?: LineFacts[];
  cart?: Partial<CartFacts>;
  at?: string;
  options?: Partial<EvaluateOptions>;
}

export const BERLIN = {
  zone: "Europe/Berlin",
  offsets: [
    { from_ms: Date.UTC(2025, 9, 26, 1), offset_min: 60 },
    { from_ms: Date.UTC(2026, 2, 29, 1), offset_min: 120 },
    { from_ms: Date.UTC(2026, 9, 25, 1), offset_min: 60 },
  ],
};

/** The scene of an example, as it is when nothing was chosen. */
export function sceneFor(example: Example, steps: Steps = STEPS): Scene {
  const { rules, facts, atMs, options } = inputsOf(example);
  return sceneOf(rules, facts, atMs, options, steps);
}

export function decide(example: Example, steps: Steps = STEPS): DecisionResult {
  const { rules, facts, atMs, options } = inputsOf(example);
  return referenceEvaluate(rules, facts, atMs, options, steps);
}

/** What each applied promotion saved, in the order told. */
export function savings(example: Example, steps: Steps = STEPS): Record<string, number> {
  return Object.fromEntries(decide(example, steps).applied.map(({ promotion, saved }) => [promotion, saved]));
}

/** Net of each unit by line, in the order of its units. */
export function nets(example: Example): Record<string, number[]> {
  return Object.fromEntries(
    decide(example).lines.map(({ id, units }) => [
      id,
      units.flatMap(({ count, net }) => Array<number>(count).fill(net)),
    ]),
  );
}

/** Reasons of promotions that were not applied. */
export function reasonsIn(example: Example): Record<string, Reason[]> {
  const refused = (decide(example).explain?.promotions ?? []).filter(({ status }) => status === "refused");
  return Object.fromEntries(refused.map(({ promotion, reasons }) => [promotion, reasons]));
}

function inputsOf(example: Example) {
  const atMs = Date.parse(example.at ?? "2026-07-01T12:00:00Z");
  const promotions = example.promotions.map((fields, index) =>
    promotionOf(fields, "pqrstuvwxyz".charAt(index)),
  );
  const rules: RuleSet = {
    company: "acme",
    policies: { ...DEFAULTS, ...example.policies },
    lanes: example.lanes ?? [{ id: "default", mode: "best_combination" }],
    promotions,
    codes: (example.codes ?? []).map((code) => ({ promotion: "p", start_ms: null, end_ms: null, ...code })),
    ...(example.caps === undefined ? {} : { caps: example.caps }),
    zones: [BERLIN],
  };
  const options: EvaluateOptions = {
    left_out: [],
    granted: [],
    explain: { promotions: promotions.map(({ id }) => id) },
    ...example.options,
  };
  return { rules, facts: cartOf({ lines: example.lines ?? [], ...example.cart }), atMs, options };
}

const DEFAULTS: Policies = {
  rounding: "half_up",
  rounded: "discount",
  codes: "one",
  guest_first_order: "never_matches",
  reward_units: "cheapest",
  incomplete_reward: "given",
  threshold_basis: "catalog",
  rounding_place: "run",
  percent_base: "current",
  order_percent_base: "current",
  at_most_picks: "dearest",
  reduced_items: "skip",
  excess: "cut",
  catalogue_selection: "best",
};

function promotionOf(fields: Partial<RulePromotion>, id: string): RulePromotion {
  return {
    id,
    version: 1,
    campaign: null,
    label: id.toUpperCase(),
    lane: "default",
    priority: 0,
    schedules: [],
    conditions: { kind: "all", of: [] },
    awards: [onOrder(1000)],
    ...fields,
  };
}

function cartOf(fields: Partial<CartFacts>): CartFacts {
  return {
    currency: "USD",
    tax_mode: "gross",
    channel: "web",
    store: "main",
    store_groups: [],
    zone: BERLIN,
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
    ...fields,
  };
}

/** A line of one unit, of which nobody knows more than its price; the sku is the line's id. */
export function line(id: string, price: number, fields: Partial<LineFacts> = {}): LineFacts {
  const sku = fields.sku ?? id;
  return { id, sku, product: sku, quantity: 1, list: price, catalog: price, discountable: true, ...fields };
}

/** A line whose price the shop sent, below the list price. */
export function onSale(id: string, price: number, list: number, fields: Partial<LineFacts> = {}): LineFacts {
  return line(id, price, { list, sent_price: true, ...fields });
}

export function charge(amount: number, fields: Partial<ChargeFacts> = {}): ChargeFacts {
  return { id: "ship", method: "std", amount, ...fields };
}

export function sku(...any_of: string[]): LineCondition {
  return { kind: "sku", any_of };
}

export function product(...any_of: string[]): LineCondition {
  return { kind: "product", any_of };
}

export function onItems(rate_bps: number, fields: object = {}): Award {
  return { kind: "percent", on: "items", rate_bps, ...fields };
}

export function onOrder(rate_bps: number, fields: object = {}): Award {
  return { kind: "percent", on: "order", rate_bps, ...fields };
}

/** An amount off, by default each unit of the items. */
export function off(amount: number, fields: object = {}): Award {
  return { kind: "amount", on: "items", per: "unit", amounts: { USD: amount }, ...fields };
}

export function offOrder(amount: number, fields: object = {}): Award {
  return { kind: "amount", on: "order", amounts: { USD: amount }, ...fields };
}

/** A price for each unit of the items. */
export function priceOf(price: number, fields: object = {}): Award {
  return { kind: "fixed_price", on: "items", per: "unit", prices: { USD: price }, ...fields };
}
