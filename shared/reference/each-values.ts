/** What an award is worth at a target of a lane best_each, in ten-thousandths of a minor unit (SEL-7). */
import type { Award } from "../rules/award.ts";
import type { UnitValue } from "../rules/unit-value.ts";
import type { Piece } from "./scene.ts";
import { least, less, sumOf } from "./steps.ts";
import { minorIn } from "./tables.ts";
import { costOf, priceOf, roomOf, sumLeft, type Turn } from "./turn.ts";
import { isRefused, WHOLE_BPS } from "./values.ts";

/** At a unit or a charge that it acts on: at most its room. */
export function pieceValue(turn: Turn, piece: Piece): bigint {
  return least(saidOf(turn, turn.act.award, piece), roomOf(turn, piece) * WHOLE_BPS);
}

function saidOf(turn: Turn, award: Award, piece: Piece): bigint {
  switch (award.kind) {
    case "percent":
      return unitValue(turn, { rate_bps: award.rate_bps }, piece);
    case "amount":
      return unitValue(turn, { amounts: award.amounts }, piece);
    case "fixed_price":
      return unitValue(turn, { prices: award.prices }, piece);
    case "buy_get":
      return unitValue(turn, award, piece);
    case "free_shipping":
      return costOf(turn, piece) * WHOLE_BPS;
    default:
      return notHere(award);
  }
}

function unitValue(turn: Turn, { rate_bps, amounts, prices }: UnitValue, piece: Piece): bigint {
  const { currency } = turn.scene.facts;
  const cost = costOf(turn, piece);
  if (rate_bps !== undefined)
    return priceOf(turn, piece, turn.act.player.policies.percent_base) * BigInt(rate_bps);
  if (prices !== undefined) return less(cost, minorIn(prices, currency)) * WHOLE_BPS;
  const amount = minorIn(amounts, currency);
  return isRefused(turn, amount, cost) ? 0n : amount * WHOLE_BPS;
}

/** Of an `amount` per line at the present units of a content run. */
export function runValue(turn: Turn, units: Piece[]): bigint {
  const { award } = turn.act;
  return award.kind === "amount" ? amountOver(turn, award.amounts, units) : notHere(award);
}

/** Of an award on the order, over all its present units. */
export function orderValue(turn: Turn): bigint {
  const { award, player } = turn.act;
  if (award.kind === "amount") return amountOver(turn, award.amounts, turn.acting);
  if (award.kind !== "percent") return notHere(award);
  const base = sumOf(turn.acting.map((piece) => priceOf(turn, piece, player.policies.order_percent_base)));
  return least(base * BigInt(award.rate_bps), roomIn(turn, turn.acting) * WHOLE_BPS);
}

function amountOver(turn: Turn, amounts: Record<string, number>, pieces: Piece[]): bigint {
  const amount = minorIn(amounts, turn.scene.facts.currency);
  if (isRefused(turn, amount, sumLeft(turn, pieces))) return 0n;
  return least(amount, roomIn(turn, pieces)) * WHOLE_BPS;
}

function roomIn(turn: Turn, pieces: Piece[]): bigint {
  return sumOf(pieces.map((piece) => roomOf(turn, piece)));
}

function notHere(award: Award): never {
  throw new Error(`an award ${award.kind} of this sort does not stand in a lane best_each`);
}
