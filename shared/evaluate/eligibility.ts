/**
 * Which promotions are eligible (SEL-2). A cart meets a promotion through the index, by what it shows, or through a code that counts; on
 * the way to "no" nothing is allocated.
 */
import { TRUE } from "../rules/truth.ts";
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { KEY_FACT_SPAN } from "../snapshot/rules-blob.ts";
import { refusesReduced } from "./award-targets.ts";
import { type CodeEntry, codeOf } from "./codes.ts";
import { FACT } from "./gates.ts";
import { enter, type Inputs } from "./inputs.ts";
import { cartTruth } from "./judge.ts";
import type { Plan, PlanIndex } from "./plan.ts";
import type { PreparedCart } from "./prepared-cart.ts";

/** What the cart meets without codes: once judged for all selections, and those that a code may change. */
export interface Met {
  /** Eligible whatever code counts, ascending. */
  readonly eligible: readonly number[];
  readonly askingForCodes: readonly number[];
  /** All that the cart reached; kept only where an explanation asks for the nearest misses. */
  readonly reached: readonly number[];
  /** Those of it that give hints; kept only where hints are wanted. */
  readonly hinting: readonly number[];
}

/** Judges what does not depend on codes. */
export function meet(inputs: Inputs): Met {
  const { plan, cart } = inputs;
  const eligible: number[] = [];
  const askingForCodes: number[] = [];
  const reached: number[] = [];
  const hinting: number[] = [];
  const isKept = inputs.options.explain === true;
  const wantsHints = inputs.options.hints === true;
  reach(plan, plan.index, cart, (promotion) => {
    if (isKept) reached.push(promotion);
    if (wantsHints && plan.hasHint(promotion)) hinting.push(promotion);
    if (plan.dependsOnCodes(promotion)) askingForCodes.push(promotion);
    else if (isEligible(inputs, promotion, false)) eligible.push(promotion);
  });
  return { eligible: eligible.sort(ascending), askingForCodes, reached, hinting };
}

/** Eligible promotions of the catalogue stage, and all of them that the cart reached. */
export function meetCatalogue(inputs: Inputs): { eligible: readonly number[]; reached: readonly number[] } {
  const { plan, cart } = inputs;
  const eligible: number[] = [];
  const reached: number[] = [];
  reach(plan, plan.catalogueIndex, cart, (promotion) => {
    reached.push(promotion);
    if (isEligible(inputs, promotion, false)) eligible.push(promotion);
  });
  return { eligible: eligible.sort(ascending), reached };
}

/** All that are eligible when some codes count, ascending: the order of SEL-1. */
export function eligibleWith(inputs: Inputs, met: Met, counting: readonly CodeEntry[]): readonly number[] {
  const { plan } = inputs;
  const asked = new Set(met.askingForCodes);
  for (const { promotion } of counting) if (plan.dependsOnCodes(promotion)) asked.add(promotion);
  if (asked.size === 0) return met.eligible;
  const more = [...asked].filter((promotion) => {
    return isEligible(inputs, promotion, codeOf(promotion, counting) !== null);
  });
  return [...met.eligible, ...more].sort(ascending);
}

/** SEL-2 for one promotion; without fuel it is not judged (SEL-23). */
function isEligible(inputs: Inputs, promotion: number, codeCounts: boolean): boolean {
  if (inputs.fuel <= 0) {
    inputs.notJudged.add(promotion);
    return false;
  }
  inputs.burn(1);
  return (
    !inputs.leftOut.has(promotion) &&
    inputs.schedulesHold(promotion, codeCounts) &&
    inputs.gates.admit(promotion) &&
    inputs.hasCurrency(promotion) &&
    treeIsMet(inputs, promotion, codeCounts) &&
    !refusesReduced(inputs, promotion)
  );
}

/** CND-2. */
export function treeIsMet(inputs: Inputs, promotion: number, codeCounts: boolean): boolean {
  const { plan, cart } = inputs;
  inputs.burn(plan.costOf(promotion, cart.runs.length));
  enter(inputs, promotion);
  cart.codeCounts = codeCounts;
  return cartTruth(plan, plan.sections.promotion_tree[promotion] ?? 0, plan.words.length, cart) === TRUE;
}

/** CND-18: met, and not met without a first order. */
export function restsOnFirstOrder(inputs: Inputs, promotion: number, codeCounts: boolean): boolean {
  const { plan, cart } = inputs;
  if (!plan.hasFirstOrder(promotion)) return false;
  cart.firstOrderCounts = false;
  const isMetWithout = treeIsMet(inputs, promotion, codeCounts);
  cart.firstOrderCounts = true;
  return !isMetWithout;
}

/** What nobody knows leads nowhere. */
const NOT_SHOWN = -1;

type Visit = (promotion: number) => void;

/** Calls once for each promotion that is filed under something that the cart shows, or under nothing. */
function reach(plan: Plan, index: PlanIndex, cart: PreparedCart, visit: Visit): void {
  plan.startRound();
  for (const promotion of index.loose) if (plan.isNew(promotion)) visit(promotion);
  if (index.keys.length === 0) return;
  const show = (text: number, fact: number) => showKey(plan, index, text, fact, visit);
  show(cart.channel, FACT.channel);
  show(cart.store, FACT.store);
  for (const group of cart.storeGroups) show(group, FACT.store_group);
  show(cart.currency, FACT.currency);
  show(cart.country ?? NOT_SHOWN, FACT.country);
  show(cart.region ?? NOT_SHOWN, FACT.region);
  show(cart.paymentMethod ?? NOT_SHOWN, FACT.payment_method);
  for (const method of cart.methods) show(method, FACT.shipping_method);
  show(cart.customerGroup ?? NOT_SHOWN, FACT.customer_group);
  show(cart.tier ?? NOT_SHOWN, FACT.tier);
  show(cart.lifecycle ?? NOT_SHOWN, FACT.lifecycle);
  for (const { value } of cart.variants) show(value, FACT.variant);
  for (const segment of cart.segments) show(segment, FACT.segment);
  for (const run of cart.runs) {
    show(run.sku, FACT.sku);
    show(run.product, FACT.product);
    show(run.seller, FACT.seller);
    if (run.brand !== null) show(run.brand, FACT.brand);
    if (run.categories !== null) for (const category of run.categories) show(category, FACT.category);
    if (run.tags !== null) for (const tag of run.tags) show(tag, FACT.tag);
  }
}

function showKey(plan: Plan, index: PlanIndex, text: number, fact: number, visit: Visit): void {
  if (text < 0) return;
  const { keys, ofText, starts, promotions } = index;
  const key = text * KEY_FACT_SPAN + fact;
  const last = Math.min(ofText[text + 1] ?? 0, keys.length);
  for (let place = ofText[text] ?? 0; place < last; place++) {
    if (keys[place] !== key) continue;
    const end = rangeEnd(starts, place, promotions.length);
    for (let at = rangeStart(starts, place, promotions.length); at < end; at++) {
      const promotion = promotions[at] ?? 0;
      if (plan.isNew(promotion)) visit(promotion);
    }
    return;
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}
