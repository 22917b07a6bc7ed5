/**
 * The main yardstick: what a careful team would write by hand. One loop over prepared promotions, cheap gates first, sets instead of
 * lists, always walking the shorter side, leaving as soon as the answer is known. It finds nothing by an index: that is the
 * difference that is measured.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { Draft } from "../workload/draft.ts";
import { AT_MS } from "../workload/moment.ts";
import type { Engine } from "./engine.ts";
import { loopDecision } from "./loop-awards.ts";
import { type LoopCart, loopCart } from "./loop-cart.ts";
import {
  isItem,
  type LoopRule,
  loopRule,
  loopRules,
  type Prepared,
  prepare,
  type TokenList,
} from "./loop-rules.ts";

export const loopEngine: Engine = {
  name: "hand-written loop",
  version: null,
  runsOnWorkers: true,
  clock: "cpu",
  tasks: ["match", "decide"],
  publish: ({ drafts }) => new TextEncoder().encode(JSON.stringify(loopRules(drafts))),
  load(bytes) {
    const prepared = (JSON.parse(new TextDecoder().decode(bytes)) as LoopRule[]).map(prepare);
    return {
      match: (facts, atMs) => eligible(prepared, loopCart(facts, atMs)).map(({ rule }) => rule.id),
      decide(facts, atMs) {
        const cart = loopCart(facts, atMs);
        return loopDecision(eligible(prepared, cart), cart);
      },
    };
  },
};

/** Whether a promotion is eligible for one of some carts. */
export function matchesSome(draft: Draft, carts: readonly CartFacts[]): boolean {
  const prepared = prepare(loopRule(draft));
  return carts.some((facts) => isEligible(prepared, cartOf(facts)));
}

const known = new WeakMap<CartFacts, LoopCart>();

function cartOf(facts: CartFacts): LoopCart {
  const found = known.get(facts) ?? loopCart(facts, AT_MS);
  known.set(facts, found);
  return found;
}

function eligible(promotions: readonly Prepared[], cart: LoopCart): Prepared[] {
  const found: Prepared[] = [];
  for (const promotion of promotions) if (isEligible(promotion, cart)) found.push(promotion);
  return found;
}

function isEligible(promotion: Prepared, cart: LoopCart): boolean {
  if (cart.atS < promotion.startS || cart.atS >= promotion.endS) return false;
  const { codes, channels, countries, stores, segmentsAny, segmentsNone, skus, brands, categories } =
    promotion;
  if (codes !== null && !meets(codes, cart.codes)) return false;
  if (channels !== null && !channels.has(cart.channel)) return false;
  if (countries !== null && !countries.has(cart.country)) return false;
  if (stores !== null && !stores.has(cart.store)) return false;
  if (cart.subtotalMinor < promotion.subtotalMinor) return false;
  if (skus !== null && !meets(skus, cart.skus)) return false;
  if (brands !== null && !meets(brands, cart.brands)) return false;
  if (categories !== null && !meets(categories, cart.categories)) return false;
  if (segmentsAny !== null && !meets(segmentsAny, cart.segments)) return false;
  if (segmentsNone !== null && meets(segmentsNone, cart.segments)) return false;
  if (promotion.weekly !== null && !isInWeek(promotion, cart.minuteOfWeek)) return false;
  return promotion.units === 0 || hasItems(promotion, cart);
}

function meets(wanted: TokenList, shown: TokenList): boolean {
  const isWantedShorter = wanted.list.length < shown.list.length;
  const { set } = isWantedShorter ? shown : wanted;
  for (const token of (isWantedShorter ? wanted : shown).list) if (set.has(token)) return true;
  return false;
}

const WEEK_MIN = 10_080;

function isInWeek({ weekly }: Prepared, minute: number): boolean {
  for (const [from, to] of weekly ?? []) {
    if (minute >= from && minute < to) return true;
    if (minute + WEEK_MIN < to) return true;
  }
  return false;
}

function hasItems(promotion: Prepared, cart: LoopCart): boolean {
  let units = 0;
  let sumMinor = 0;
  for (const line of cart.lines) {
    if (!isItem(promotion, line)) continue;
    units += line.quantity;
    sumMinor += line.quantity * line.priceMinor;
    if (units >= promotion.units && sumMinor >= promotion.amountMinor) return true;
  }
  return false;
}
