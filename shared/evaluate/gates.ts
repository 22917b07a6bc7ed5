/**
 * The cheap look at the head of a cart before a promotion's tree is read: each list of keys is asked once a cart, whoever shares it. Scratch is
 * kept by the plan and stamped, never cleared.
 */
import { KEY_FACTS, type KeyFact } from "../rules/condition-kind.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { KEY_FACT_SPAN, type RulesSections } from "../snapshot/rules-blob.ts";
import type { PreparedCart } from "./prepared-cart.ts";

export const FACT = Object.fromEntries(KEY_FACTS.map((fact, index) => [fact, index])) as Record<
  KeyFact,
  number
>;

/** From this length on a list is searched for each key of the cart instead of being walked. */
const LONG_LIST = 32;

/** What the plan keeps: the lists, and which of them the carts before passed. */
export class GateScratch {
  readonly sections: RulesSections;
  /** Twice the stamp, plus 1 where the list was passed. */
  readonly answers: Float64Array;
  stamp = 0;

  constructor(sections: RulesSections) {
    this.sections = sections;
    this.answers = new Float64Array(Math.max(0, sections.gate_list_at.length - 1));
  }
}

export class Gates {
  readonly #scratch: GateScratch;
  readonly #shown: ReadonlySet<number>;
  #stamp: number;

  constructor(scratch: GateScratch, cart: PreparedCart) {
    this.#scratch = scratch;
    this.#shown = headOf(cart);
    this.#stamp = ++scratch.stamp;
  }

  /** Whether the cart shows one key of every list of a promotion. */
  admit(promotion: number): boolean {
    const { gate_at, gate } = this.#scratch.sections;
    const end = rangeEnd(gate_at, promotion, gate.length);
    for (let at = rangeStart(gate_at, promotion, gate.length); at < end; at++) {
      if (!this.#passes(gate[at] ?? 0)) return false;
    }
    return true;
  }

  #passes(list: number): boolean {
    const { answers, stamp } = this.#scratch;
    // Another cart was looked at in between: what it left says nothing of this one.
    if (stamp !== this.#stamp) this.#stamp = ++this.#scratch.stamp;
    const known = answers[list] ?? 0;
    if (known >= 2 * this.#stamp) return known > 2 * this.#stamp;
    const passes = this.#isShown(list);
    answers[list] = 2 * this.#stamp + (passes ? 1 : 0);
    return passes;
  }

  #isShown(list: number): boolean {
    const { gate_list_at, gate_key } = this.#scratch.sections;
    const start = rangeStart(gate_list_at, list, gate_key.length);
    const end = rangeEnd(gate_list_at, list, gate_key.length);
    if (end - start >= LONG_LIST) {
      for (const key of this.#shown) if (holds(gate_key, start, end, key)) return true;
      return false;
    }
    for (let at = start; at < end; at++) if (this.#shown.has(gate_key[at] ?? -1)) return true;
    return false;
  }
}

/** Binary search in an ascending stretch of a column. */
function holds(column: Uint32Array, start: number, end: number, value: number): boolean {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low < end && column[low] === value;
}

/** Keys that the head of a cart shows; texts that no rule mentions lead nowhere. */
function headOf(cart: PreparedCart): Set<number> {
  const shown = new Set<number>();
  const show = (text: number | null, fact: number) => {
    if (text !== null && text >= 0) shown.add(text * KEY_FACT_SPAN + fact);
  };
  show(cart.channel, FACT.channel);
  show(cart.store, FACT.store);
  for (const group of cart.storeGroups) show(group, FACT.store_group);
  show(cart.currency, FACT.currency);
  show(cart.country, FACT.country);
  show(cart.region, FACT.region);
  show(cart.paymentMethod, FACT.payment_method);
  for (const method of cart.methods) show(method, FACT.shipping_method);
  show(cart.customerGroup ?? null, FACT.customer_group);
  show(cart.tier ?? null, FACT.tier);
  show(cart.lifecycle ?? null, FACT.lifecycle);
  for (const { value } of cart.variants) show(value, FACT.variant);
  for (const segment of cart.segments) show(segment, FACT.segment);
  return shown;
}
