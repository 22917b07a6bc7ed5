/**
 * What the general rule engines are given: of each promotion a list of tests, cheap ones first, that must all hold; of each cart one flat
 * document. Each adapter says the tests in its engine's own language. Text is JSON from here to there.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { DraftItems } from "../workload/draft.ts";
import type { Workload } from "../workload/workload.ts";
import { loopCart } from "./loop-cart.ts";
import { type LoopRule, loopRules } from "./loop-rules.ts";

export type PeerTest =
  | { readonly test: "window"; readonly start: number; readonly end: number }
  | {
      readonly test: "one_of";
      readonly field: "channel" | "country" | "store";
      readonly list: readonly string[];
    }
  | {
      readonly test: "meets";
      readonly field: "segments" | "codes";
      readonly list: readonly string[];
      readonly wanted: boolean;
    }
  | { readonly test: "subtotal"; readonly least: number }
  | { readonly test: "weekly"; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly test: "items"; readonly items: DraftItems; readonly units: number; readonly amount: number };

export interface PeerRule {
  readonly id: string;
  readonly tests: readonly PeerTest[];
}

/** The document of a cart. */
export interface PeerCart {
  readonly now: number;
  readonly minute: number;
  readonly channel: string;
  readonly country: string;
  readonly store: string;
  readonly subtotal: number;
  readonly segments: readonly string[];
  readonly codes: readonly string[];
  readonly lines: readonly PeerLine[];
}

interface PeerLine {
  readonly sku: string;
  readonly brand: string;
  readonly categories: readonly string[];
  readonly quantity: number;
  /** Of all its units, minor units. */
  readonly amount: number;
}

export const WEEK_MIN = 10_080;

/** Tests of all promotions, in the order of application. */
export function peerRules({ drafts }: Workload): PeerRule[] {
  return loopRules(drafts).map((rule) => ({ id: rule.id, tests: testsOf(rule) }));
}

function testsOf(rule: LoopRule): PeerTest[] {
  const tests: PeerTest[] = [{ test: "window", start: rule.start, end: rule.end }];
  for (const [field, list] of [
    ["channel", rule.channels],
    ["country", rule.countries],
    ["store", rule.stores],
  ] as const) {
    if (list !== undefined) tests.push({ test: "one_of", field, list });
  }
  if (rule.codes !== undefined) tests.push({ test: "meets", field: "codes", list: rule.codes, wanted: true });
  if (rule.subtotal !== undefined) tests.push({ test: "subtotal", least: rule.subtotal });
  if (rule.weekly !== undefined) tests.push({ test: "weekly", ranges: rule.weekly });
  if (rule.segmentsAny !== undefined) {
    tests.push({ test: "meets", field: "segments", list: rule.segmentsAny, wanted: true });
  }
  if (rule.segmentsNone !== undefined) {
    tests.push({ test: "meets", field: "segments", list: rule.segmentsNone, wanted: false });
  }
  if (rule.units !== undefined) {
    tests.push({ test: "items", items: itemsOf(rule), units: rule.units, amount: rule.amount ?? 0 });
  }
  return tests;
}

function itemsOf(rule: LoopRule): DraftItems {
  return {
    skus: rule.skus ?? [],
    categories: rule.categories ?? [],
    brands: rule.brands ?? [],
    excludedBrands: rule.excludedBrands ?? [],
  };
}

export function peerCart(facts: CartFacts, atMs: number): PeerCart {
  const cart = loopCart(facts, atMs);
  return {
    now: atMs,
    minute: cart.minuteOfWeek,
    channel: cart.channel,
    country: cart.country,
    store: cart.store,
    subtotal: cart.subtotalMinor,
    segments: facts.customer.segments,
    codes: facts.codes,
    lines: cart.lines.map(({ sku, brand, categories, quantity, priceMinor }) => ({
      sku,
      brand,
      categories,
      quantity,
      amount: quantity * priceMinor,
    })),
  };
}

/** JSON as bytes and back. */
export function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function fromBytes<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
