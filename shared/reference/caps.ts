/** Bounds of the rule set on what all awards together take (AWD-26). Gifts do not count. */
import { isGift, type Scene } from "./scene.ts";
import { least, less, sumOf } from "./steps.ts";
import { amountIn } from "./tables.ts";
import type { Taking, Turn } from "./turn.ts";

const WHOLE_BPS = 10_000n;

/** What the line cap leaves a content run at an award's turn, with what the award took there already; null is no bound. */
export function lineCapLeft(turn: Turn, taking: Taking, place: number): bigint | null {
  const cap = lineCap(turn.scene, place);
  if (cap === null) return null;
  const here = [...taking].filter(([piece]) => piece.place === place).map(([, amount]) => amount);
  return less(cap, (turn.takenAtPlace.get(place) ?? 0n) + sumOf(here));
}

/** A share of the catalogue price of all units of a content run; charges have none. */
function lineCap(scene: Scene, place: number): bigint | null {
  const rate = scene.rules.caps?.line_bps;
  if (rate === undefined) return null;
  const units = scene.units.filter((unit) => unit.place === place && !isGift(unit));
  if (units.length === 0) return null;
  return (sumOf(units.map(({ catalog }) => catalog)) * BigInt(rate)) / WHOLE_BPS;
}

/** The least of the caps of the order; null without one. */
export function orderCap(scene: Scene): bigint | null {
  const { caps } = scene.rules;
  const goods = sumOf(scene.units.filter((unit) => !isGift(unit)).map(({ catalog }) => catalog));
  const share = caps?.order_bps === undefined ? null : (goods * BigInt(caps.order_bps)) / WHOLE_BPS;
  const fixed = amountIn(caps?.order, scene.facts.currency);
  if (share === null || fixed === null) return share ?? (fixed === null ? null : BigInt(fixed));
  return least(share, BigInt(fixed));
}
