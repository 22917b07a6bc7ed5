/** Bounds of the company on what all promotions together take off one cart (AWD-26). */
import { mulDivRounded } from "../money/rounding.ts";
import { amountAt } from "../rules/program.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import type { Plan } from "./plan.ts";
import type { PreparedCart } from "./prepared-cart.ts";

export interface CapsOfCart {
  /** Infinity without. */
  readonly orderMinor: number;
  /** 0 without. */
  readonly lineBps: number;
}

const RATE_WHOLE = 10_000;

export function capsOfCart(plan: Plan, cart: PreparedCart): CapsOfCart {
  const [orderBps = NONE, lineBps = NONE, place = NONE] = plan.sections.caps;
  const goods = cart.runs.reduce((sum, { catalog, count }) => sum + catalog * count, 0);
  const share = orderBps === NONE ? Infinity : mulDivRounded(goods, orderBps, RATE_WHOLE, "floor");
  const amount = place === NONE ? Number.NaN : amountAt(plan, place, plan.words.length, cart.currency);
  return {
    orderMinor: amount >= 0 ? Math.min(share, Math.floor(amount)) : share,
    lineBps: lineBps === NONE ? 0 : lineBps,
  };
}
