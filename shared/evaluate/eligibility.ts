/**
 * Which promotions are eligible (SEL-2). A cart meets a promotion through the index, by what it shows, or through a code that counts; on
 * the way to "no" nothing is allocated.
 */
import { KEY_FACTS, type KeyFact } from "../rules/condition-kind.ts";
import { TRUE } from "../rules/truth.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { KEY_FACT_SPAN } from "../snapshot/rules-blob.ts";
import { type CodeEntry, codeOf } from "./codes.ts";
import type { Inputs } from "./inputs.ts";
import { cartTruth } from "./judge.ts";
import { type Plan, placeIn } from "./plan.ts";
import type { PreparedCart } from "./prepared-cart.ts";

/** What the cart meets without codes: once judged for all selections, and those that a code may change. */
export interface Met {
  /** Eligible whatever code counts, ascending. */
  readonly eligible: readonly number[];
  readonly askingForCodes: readonly number[];
}

/** Judges what does not depend on codes. */
export function meet(inputs: Inputs): Met {
  const eligible: number[] = [];
  const askingForCodes: number[] = [];
  const { plan } = inputs;
  reach(plan, inputs.cart, (promotion) => {
    if (plan.hasCode(promotion)) askingForCodes.push(promotion);
    else if (isEligible(inputs, promotion, false)) eligible.push(promotion);
  });
  return { eligible: eligible.sort(ascending), askingForCodes };
}

/** All that are eligible when some codes count, ascending: the order of SEL-1. */
export function eligibleWith(inputs: Inputs, met: Met, counting: readonly CodeEntry[]): readonly number[] {
  const { plan } = inputs;
  const asked = new Set(met.askingForCodes);
  for (const { promotion } of counting) if (plan.hasCode(promotion)) asked.add(promotion);
  if (asked.size === 0) return met.eligible;
  const more = [...asked].filter((promotion) => {
    return isEligible(inputs, promotion, codeOf(promotion, counting) !== null);
  });
  return [...met.eligible, ...more].sort(ascending);
}

/** SEL-2 for one promotion. */
export function isEligible(inputs: Inputs, promotion: number, codeCounts: boolean): boolean {
  return (
    !inputs.leftOut.has(promotion) &&
    inputs.schedulesHold(promotion) &&
    inputs.hasCurrency(promotion) &&
    treeIsMet(inputs, promotion, codeCounts)
  );
}

/** CND-2. */
export function treeIsMet({ plan, cart }: Inputs, promotion: number, codeCounts: boolean): boolean {
  cart.codeCounts = codeCounts;
  return cartTruth(plan, plan.sections.promotion_tree[promotion] ?? 0, plan.words.length, cart) === TRUE;
}

/** CND-18: met, and not met without a first order. */
export function restsOnFirstOrder(inputs: Inputs, promotion: number, codeCounts: boolean): boolean {
  const { plan, cart } = inputs;
  if (!plan.hasFirstOrder(promotion) || !cart.isFirstOrder()) return false;
  cart.firstOrder = false;
  const isMetWithout = treeIsMet(inputs, promotion, codeCounts);
  cart.firstOrder = true;
  return !isMetWithout;
}

const FACT = Object.fromEntries(KEY_FACTS.map((fact, index) => [fact, index])) as Record<KeyFact, number>;

/** Calls once for each promotion that is filed under something that the cart shows, or under nothing. */
function reach(plan: Plan, cart: PreparedCart, visit: (promotion: number) => void): void {
  plan.startRound();
  for (const promotion of plan.sections.loose) if (plan.isNew(promotion)) visit(promotion);
  const show = (text: number, fact: number) => showKey(plan, text, fact, visit);
  show(cart.channel, FACT.channel);
  show(cart.store, FACT.store);
  for (const group of cart.storeGroups) show(group, FACT.store_group);
  if (cart.country !== null) show(cart.country, FACT.country);
  for (const segment of cart.segments) show(segment, FACT.segment);
  for (const run of cart.runs) {
    show(run.sku, FACT.sku);
    show(run.product, FACT.product);
    if (run.brand !== null) show(run.brand, FACT.brand);
    if (run.categories !== null) for (const category of run.categories) show(category, FACT.category);
    if (run.tags !== null) for (const tag of run.tags) show(tag, FACT.tag);
  }
}

function showKey(plan: Plan, text: number, fact: number, visit: (promotion: number) => void): void {
  if (text < 0) return;
  const { key, key_at, key_promotions } = plan.sections;
  const place = placeIn(key, text * KEY_FACT_SPAN + fact);
  if (place < 0) return;
  const end = rangeEnd(key_at, place, key_promotions.length);
  for (let at = rangeStart(key_at, place, key_promotions.length); at < end; at++) {
    const promotion = key_promotions[at] ?? 0;
    if (plan.isNew(promotion)) visit(promotion);
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}
