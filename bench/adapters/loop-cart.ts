/** The cart as the hand-written loop reads it, made once a cart: what it shows as lists and sets, its lines in unit order. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import { compareText } from "../../shared/model/identifier.ts";
import { localMs } from "../../shared/time/offsets.ts";
import { OFFSETS } from "../workload/moment.ts";
import type { TokenList } from "./loop-rules.ts";

export interface LoopLine {
  readonly id: string;
  readonly sku: string;
  readonly brand: string;
  readonly categories: readonly string[];
  readonly quantity: number;
  readonly priceMinor: number;
}

export interface LoopCart {
  readonly atS: number;
  readonly minuteOfWeek: number;
  readonly channel: string;
  readonly country: string;
  readonly store: string;
  readonly codes: TokenList;
  readonly segments: TokenList;
  readonly subtotalMinor: number;
  /** By sku: every line of the workload is an article of its own. */
  readonly lines: readonly LoopLine[];
  readonly skus: TokenList;
  readonly categories: TokenList;
  readonly brands: TokenList;
  readonly chargesMinor: readonly number[];
}

const MINUTE_MS = 60_000;
const WEEK_MIN = 10_080;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY_MIN = 4 * 1_440;

export function loopCart(facts: CartFacts, atMs: number): LoopCart {
  const lines = facts.lines.map(loopLine).sort((a, b) => compareText(a.sku, b.sku));
  let subtotalMinor = 0;
  for (const line of lines) subtotalMinor += line.priceMinor * line.quantity;
  return {
    atS: Math.floor(atMs / 1_000),
    minuteOfWeek: minuteOfWeek(atMs),
    channel: facts.channel,
    country: facts.country ?? "",
    store: facts.store,
    codes: tokens(facts.codes),
    segments: tokens(facts.customer.segments),
    subtotalMinor,
    lines,
    skus: tokens(lines.map((line) => line.sku)),
    categories: tokens(lines.flatMap((line) => line.categories)),
    brands: tokens(lines.map((line) => line.brand)),
    chargesMinor: facts.shipping.map((charge) => charge.amount),
  };
}

/** Minutes since Monday 00:00 on the wall clock of the workload's zone. */
export function minuteOfWeek(atMs: number): number {
  return (Math.floor(localMs(OFFSETS, atMs) / MINUTE_MS) - FIRST_MONDAY_MIN) % WEEK_MIN;
}

function loopLine(line: CartFacts["lines"][number]): LoopLine {
  return {
    id: line.id,
    sku: line.sku,
    brand: line.brand ?? "",
    categories: line.categories ?? [],
    quantity: line.quantity,
    priceMinor: line.catalog,
  };
}

function tokens(list: readonly string[]): TokenList {
  return { list, set: new Set(list) };
}
