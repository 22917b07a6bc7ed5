/** The ways in which awards take something off: percentages, amounts, fixed prices (AWD-5 to 11, AWD-20). */
import { byPlace, grouped, type Piece } from "./scene.ts";
import { spread, takeEach } from "./spread.ts";
import { less, sumOf } from "./steps.ts";
import { costOf, type PriceBasis, priceOf, sumLeft, type Taking, type Turn } from "./turn.ts";

export const WHOLE_BPS = 10_000n;

/** POL-1, POL-2: a discount of so many ten-thousandths on an amount, in whole minor units. */
export function roundedDiscount(turn: Turn, amount: bigint, tenThousandths: bigint): bigint {
  const { rounding, rounded } = turn.act.player.policies;
  const { round } = turn.scene.steps;
  if (rounded === "discount") return round(tenThousandths, WHOLE_BPS, rounding);
  return amount - round(amount * WHOLE_BPS - tenThousandths, WHOLE_BPS, rounding);
}

function rateOn(turn: Turn, rateBps: number, pieces: Piece[], basis: PriceBasis): bigint {
  const sum = sumOf(pieces.map((piece) => priceOf(turn, piece, basis)));
  return roundedDiscount(turn, sum, sum * BigInt(rateBps));
}

/** The pieces of each cart line together. */
function byLine(pieces: Piece[]): Piece[][] {
  return grouped(pieces, (piece) => (piece.kind === "unit" ? piece.line : piece));
}

/** AWD-5, with POL-8 and POL-9. */
export function rateOnItems(turn: Turn, taking: Taking, rateBps: number, units: Piece[]): void {
  const { rounding_place, percent_base } = turn.act.player.policies;
  if (rounding_place === "unit") {
    takeEach(turn, taking, units, (unit) => rateOn(turn, rateBps, [unit], percent_base));
    return;
  }
  for (const group of rounding_place === "line" ? byLine(units) : byPlace(units)) {
    spread(turn, taking, rateOn(turn, rateBps, group, percent_base), group);
  }
}

/** AWD-6, with POL-8 and POL-10. */
export function rateOnOrder(turn: Turn, taking: Taking, rateBps: number, withShipping: boolean): void {
  const { rounding_place, order_percent_base } = turn.act.player.policies;
  const isOnce = withShipping || rounding_place === "run";
  for (const group of isOnce ? [turn.acting] : byLine(turn.acting)) {
    spread(turn, taking, rateOn(turn, rateBps, group, order_percent_base), group);
  }
}

/** AWD-7, with POL-9. */
export function rateOnCharges(turn: Turn, taking: Taking, rateBps: number): void {
  const { percent_base } = turn.act.player.policies;
  takeEach(turn, taking, turn.acting, (charge) => rateOn(turn, rateBps, [charge], percent_base));
}

/** POL-13: nothing is taken where an amount exceeds what is there. */
export function isRefused(turn: Turn, amount: bigint, current: bigint): boolean {
  return turn.act.player.policies.excess === "refuse" && amount > current;
}

/** AWD-9. */
export function amountFromEach(turn: Turn, taking: Taking, amount: bigint, pieces: Piece[]): void {
  takeEach(turn, taking, pieces, (piece) => (isRefused(turn, amount, costOf(turn, piece)) ? 0n : amount));
}

/** AWD-10. */
export function amountFromRuns(turn: Turn, taking: Taking, amount: bigint, pieces: Piece[]): void {
  for (const run of byPlace(pieces)) amountOnce(turn, taking, amount, run);
}

/** AWD-11. */
export function amountOnce(turn: Turn, taking: Taking, amount: bigint, pieces: Piece[]): void {
  if (!isRefused(turn, amount, sumLeft(turn, pieces))) spread(turn, taking, amount, pieces);
}

/** AWD-20: each comes to cost the price. */
export function priceForEach(turn: Turn, taking: Taking, price: bigint, pieces: Piece[]): void {
  takeEach(turn, taking, pieces, (piece) => less(costOf(turn, piece), price));
}

/** AWD-20: all together come to cost the price. */
export function priceOnce(turn: Turn, taking: Taking, price: bigint, pieces: Piece[]): void {
  spread(turn, taking, less(sumLeft(turn, pieces), price), pieces);
}
