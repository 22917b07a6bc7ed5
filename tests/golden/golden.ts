/**
 * Worked examples as rows: some promotions, a cart, and what must come of it. Each row runs against both evaluators. What a row does not
 * mention is as plain as can be: one lane best_combination, default policies, no codes, nobody's cart in USD.
 */
import { describe, expect, test } from "vitest";
import type { CartFacts, ChargeFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult, EvaluateOptions } from "../../shared/model/decision.ts";
import type { DiscountCaps } from "../../shared/model/discount-caps.ts";
import { DEFAULT_POLICIES, type Policies } from "../../shared/model/policies.ts";
import type { Reason } from "../../shared/model/reason.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { RuleCode, RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { EVALUATORS } from "../differential/evaluators.ts";
import { sliceAround, ZONES } from "../differential/words.ts";

export interface Row {
  /** Begins with the numbers of the rules it shows. */
  title: string;
  promotions: Partial<RulePromotion>[];
  policies?: Partial<Policies>;
  lanes?: RuleSet["lanes"];
  caps?: DiscountCaps;
  codes?: (Partial<RuleCode> & { code: string })[];
  cart: Partial<CartFacts>;
  at?: string;
  options?: Partial<EvaluateOptions>;
  expected: Expected;
}

/** Only what is mentioned is compared, but that exactly. */
export interface Expected {
  saved?: number;
  toPay?: number;
  /** Net of each unit by line, in unit order of the line. */
  nets?: Record<string, number[]>;
  /** Total of each charge. */
  charges?: Record<string, number>;
  /** What each applied promotion saved, in the order told. */
  applied?: Record<string, number>;
  /** Reasons of promotions that were not applied. */
  reasons?: Record<string, Reason[]>;
  /** Status of each code, with the reasons' codes and what stood against it. */
  codes?: Record<string, string>;
  /** Any other part of the decision. */
  part?: Partial<DecisionResult>;
}

export function golden(name: string, rows: Row[]): void {
  for (const { name: evaluator, evaluate } of EVALUATORS) {
    describe(`${name}: ${evaluator}`, () => {
      test.each(rows)("$title", (row) => {
        const { rules, facts, atMs, options } = inputsOf(row);
        const decision = evaluate(rules, facts, atMs, options);
        expect(summaryOf(decision, row.expected)).toEqual(row.expected);
      });
    });
  }
}

function inputsOf(row: Row) {
  const atMs = Date.parse(row.at ?? "2026-07-01T12:00:00Z");
  const promotions = row.promotions.map((fields, index) => promotionOf(fields, "pqrstuvw".charAt(index)));
  const rules: RuleSet = {
    company: "acme",
    policies: { ...DEFAULT_POLICIES, ...row.policies },
    lanes: row.lanes ?? [{ id: "default", mode: "best_combination" }],
    promotions,
    codes: (row.codes ?? []).map((code) => ({ promotion: "p", start_ms: null, end_ms: null, ...code })),
    ...(row.caps === undefined ? {} : { caps: row.caps }),
    zones: ZONES,
  };
  const options: EvaluateOptions = {
    left_out: [],
    granted: [],
    explain: { promotions: promotions.map(({ id }) => id) },
    ...row.options,
  };
  return { rules, facts: cartOf(row.cart, atMs), atMs, options };
}

function promotionOf(fields: Partial<RulePromotion>, id: string): RulePromotion {
  return {
    id,
    version: 1,
    campaign: null,
    label: (fields.id ?? id).toUpperCase(),
    lane: "default",
    priority: 0,
    schedules: [],
    conditions: { kind: "all", of: [] },
    awards: [TEN_PERCENT],
    ...fields,
  };
}

function cartOf(fields: Partial<CartFacts>, atMs: number): CartFacts {
  const [berlin] = ZONES;
  if (berlin === undefined) throw new Error("no zone");
  return {
    currency: "USD",
    tax_mode: "gross",
    channel: "web",
    store: "main",
    store_groups: [],
    zone: sliceAround(berlin, atMs),
    country: null,
    region: null,
    postcode: null,
    payment_method: null,
    customer: GUEST,
    shipping: [],
    codes: [],
    declined_gifts: [],
    metadata: {},
    variants: {},
    offers: [],
    ...fields,
    lines: [...(fields.lines ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

export const GUEST: CartFacts["customer"] = {
  key: null,
  signed_in: false,
  segments: [],
  attributes: {},
  order_count: null,
};

export const KNOWN: CartFacts["customer"] = { ...GUEST, key: "k", signed_in: true, order_count: 0 };

/** 10 % off the order. */
export const TEN_PERCENT: Award = { kind: "percent", on: "order", rate_bps: 1000 };

/** A line of one unit, of which nobody knows more than its price; the sku is the line's id. */
export function line(id: string, price: number, fields: Partial<LineFacts> = {}): LineFacts {
  return {
    id,
    sku: id,
    product: fields.sku ?? id,
    quantity: 1,
    list: price,
    catalog: price,
    discountable: true,
    ...fields,
  };
}

export function charge(amount: number, fields: Partial<ChargeFacts> = {}): ChargeFacts {
  return { id: "ship", method: "std", amount, ...fields };
}

function summaryOf(decision: DecisionResult, expected: Expected): Expected {
  const told: Required<Omit<Expected, "part">> = {
    saved: decision.totals.saved,
    toPay: decision.totals.to_pay,
    nets: Object.fromEntries(
      decision.lines.map(({ id, units }) => [
        id,
        units.flatMap((run) => Array<number>(run.count).fill(run.net)),
      ]),
    ),
    charges: Object.fromEntries(decision.shipping.map(({ id, total }) => [id, total])),
    applied: Object.fromEntries(decision.applied.map(({ promotion, saved }) => [promotion, saved])),
    reasons: Object.fromEntries(
      (decision.explain?.promotions ?? [])
        .filter(({ status }) => status === "refused")
        .map(({ promotion, reasons }) => [promotion, reasons]),
    ),
    codes: Object.fromEntries(
      decision.codes.map(({ code, status, reasons }) => [
        code,
        [status, ...reasons.map((reason) => [reason.code, reason.by].filter(Boolean).join(" by "))].join(
          ": ",
        ),
      ]),
    ),
  };
  const mentioned = Object.entries(told).filter(([field]) => field in expected);
  const part = Object.keys(expected.part ?? {}).map((field) => [
    field,
    decision[field as keyof DecisionResult],
  ]);
  return {
    ...Object.fromEntries(mentioned),
    ...(expected.part === undefined ? {} : { part: Object.fromEntries(part) }),
  };
}
