/** Bounds of what awards take, whatever was applied before them (SEL-16): see `Most`. Rounding up once a unit is more than any place of it. */
import type { Most, Target } from "./award-kind.ts";
import type { Basis } from "./basis.ts";
import type { CartView, ContentRun } from "./cart-view.ts";
import type { ReadValue } from "./unit-value.ts";

const RATE_WHOLE = 10_000;

/** Of an amount that is taken at most. */
export function mostOfAmount(amountMinor: number): Most {
  return { rateBps: RATE_WHOLE, amountMinor };
}

/** Of a rate; of a price that does not sink with what is left it is an amount. */
export function mostOfRate(rateBps: number, basis: Basis, target: Target, cart: CartView): Most {
  if (basis === "current") return { rateBps, amountMinor: Number.POSITIVE_INFINITY };
  const share = Math.ceil((costOf(target, cart, basis) / RATE_WHOLE) * rateBps);
  return mostOfAmount(share + unitsOf(target) + target.charges.length + 1);
}

/** Of a value of units, or of charges. */
export function mostOfValue(value: ReadValue, target: Target, cart: CartView): Most {
  if (value.by === "rate") return mostOfRate(value.rateBps, cart.policies.percent_base, target, cart);
  const { minor } = value;
  const takes = value.by === "amount" ? () => minor : (price: number) => Math.max(0, price - minor);
  return mostOfAmount(sumOver(target, cart, ({ catalog }) => takes(catalog), takes));
}

/** What a target costs before any award. */
export function costOf(target: Target, cart: CartView, basis: "list" | "catalog"): number {
  return sumOver(
    target,
    cart,
    (run) => run[basis],
    (amount) => amount,
  );
}

/** A sum over the units and charges of a target. */
function sumOver(
  { places, counts, charges }: Target,
  cart: CartView,
  ofUnit: (run: ContentRun) => number,
  ofCharge: (amountMinor: number) => number,
): number {
  let sum = 0;
  for (const charge of charges) sum += ofCharge(cart.facts.shipping[charge]?.amount ?? 0);
  let at = 0;
  for (const [index, place] of places.entries()) {
    while ((cart.runs[at]?.to ?? Number.POSITIVE_INFINITY) <= place) at++;
    const run = cart.runs[at];
    if (run !== undefined) sum += ofUnit(run) * (counts[index] ?? 0);
  }
  return sum;
}

function unitsOf({ counts }: Target): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
