/** Percentages: of what they are taken, where they are rounded and how they are shared out (AWD-5 to AWD-7, POL-1, POL-2, POL-8 to POL-10). */
import { DEFAULT_POLICIES, type Policies } from "../model/policies.ts";
import { mulDivRounded } from "../money/rounding.ts";
import type { Found, Turn } from "./award-kind.ts";
import type { Basis } from "./basis.ts";
import { type ExactWorth, worthOf } from "./exact-worth.ts";
import { byLine, byRun, type Slice, takeGrouped } from "./slice.ts";
import { spread, takeEach } from "./spread.ts";
import type { On } from "./target.ts";

const RATE_WHOLE = 10_000;

/** POL-1, POL-2: a rate of a base, rounded. */
export function discountOf(baseMinor: number, rateBps: number, policies: Policies): number {
  if (policies.rounded === DEFAULT_POLICIES.rounded) {
    return mulDivRounded(baseMinor, rateBps, RATE_WHOLE, policies.rounding);
  }
  return baseMinor - mulDivRounded(baseMinor, RATE_WHOLE - rateBps, RATE_WHOLE, policies.rounding);
}

/** POL-9, POL-10. */
export function rateBasis(on: On, policies: Policies): Basis {
  return on === "items" || on === "shipping" ? policies.percent_base : policies.order_percent_base;
}

/** Takes a rate of the slices of a turn. */
export function takeRate(turn: Turn, slices: readonly Slice[], rateBps: number, on: On): readonly Slice[] {
  const { policies } = turn.cart;
  const basis = rateBasis(on, policies);
  const place = policies.rounding_place;
  if (on === "items" && place === "unit") {
    return takeEach(slices, (slice) => discountOf(priceOf(slice, basis), rateBps, policies), turn.bounds);
  }
  const take = (part: readonly Slice[]) => {
    return spread(part, discountOf(priceSum(part, basis), rateBps, policies), turn.bounds);
  };
  const name = roundedTogether(on, place);
  return name === null ? take(slices) : takeGrouped(slices, name, take);
}

/** What is rounded together: neighbours of one name; null: all. */
function roundedTogether(on: On, place: Policies["rounding_place"]): ((slice: Slice) => number) | null {
  if (on === "items") return place === "line" ? byLine : byRun;
  if (on === "shipping") return byRun;
  return on === "order" && place !== "run" ? byLine : null;
}

function priceOf(slice: Slice, basis: Basis): number {
  return basis === "current" ? slice.current : slice.prices[basis];
}

function priceSum(slices: readonly Slice[], basis: Basis): number {
  let sum = 0;
  for (const slice of slices) sum += priceOf(slice, basis) * slice.count;
  return sum;
}

/** SEL-7: value of a rate at a target of a contest. */
export function worthOfRate(found: Found, rateBps: number, basis: Basis): ExactWorth {
  return leastWorth(worthOf(found[basis], rateBps), worthOf(found.room, RATE_WHOLE));
}

/** SEL-7: value of an amount that may be more than is there (POL-13). */
export function worthOfAmount(found: Found, amountMinor: number, policies: Policies): ExactWorth {
  if (isExcessive(amountMinor, found.current, policies)) return 0;
  return worthOf(Math.min(amountMinor, found.room), RATE_WHOLE);
}

/** SEL-7: value of a lower price. */
export function worthOfPrice(found: Found, priceMinor: number): ExactWorth {
  return worthOf(Math.max(0, Math.min(found.current - priceMinor, found.room)), RATE_WHOLE);
}

function leastWorth(a: ExactWorth, b: ExactWorth): ExactWorth {
  return a < b ? a : b;
}

/** POL-13: whether an amount takes nothing because it is above what is there. */
export function isExcessive(amountMinor: number, currentMinor: number, policies: Policies): boolean {
  return policies.excess === "refuse" && amountMinor > currentMinor;
}
