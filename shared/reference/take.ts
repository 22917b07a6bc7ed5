/** What an award takes at its turn, before caps, grants and the cap of the order. */
import type { Award } from "../rules/award.ts";
import type { BundleAward } from "../rules/awards/bundle.ts";
import type { EveryFullAward } from "../rules/awards/every-full.ts";
import type { TiersAward } from "../rules/awards/tiers.ts";
import type { UnitValue } from "../rules/unit-value.ts";
import { dearestFirst } from "./picks.ts";
import { grouped, type Piece, type Unit } from "./scene.ts";
import { spread, takeEach } from "./spread.ts";
import { sumOf } from "./steps.ts";
import { minorIn, type Table } from "./tables.ts";
import { aimOf } from "./targets.ts";
import { marginalSum, measureOf, stepFor, timesFull, unitsByStep } from "./tiers.ts";
import { costOf, sumLeft, type Taking, type Turn } from "./turn.ts";
import {
  amountFromEach,
  amountFromRuns,
  amountOnce,
  priceForEach,
  priceOnce,
  rateOnCharges,
  rateOnItems,
  rateOnOrder,
  roundedDiscount,
} from "./values.ts";

export function takenBy(turn: Turn): Taking {
  const taking: Taking = new Map();
  const { award } = turn.act;
  switch (award.kind) {
    case "percent":
      takePercent(turn, taking, award.on, award.rate_bps);
      break;
    case "amount":
      takeAmount(turn, taking, award);
      break;
    case "fixed_price":
      takeFixedPrice(turn, taking, award);
      break;
    case "buy_get": // AWD-22
      takeUnitValue(turn, taking, award, turn.acting);
      break;
    case "bundle":
      takeBundle(turn, taking, award);
      break;
    case "tiers":
      takeTiers(turn, taking, award);
      break;
    case "every_full":
      takeEveryFull(turn, taking, award);
      break;
    case "free_shipping": // AWD-13
      takeEach(turn, taking, turn.acting, (charge) => costOf(turn, charge));
      break;
  }
  return taking;
}

function minor(turn: Turn, table: Table | undefined): bigint {
  return minorIn(table, turn.scene.facts.currency);
}

function takePercent(
  turn: Turn,
  taking: Taking,
  on: Extract<Award, { kind: "percent" }>["on"],
  rateBps: number,
): void {
  if (on === "items") rateOnItems(turn, taking, rateBps, turn.acting);
  else if (on === "shipping") rateOnCharges(turn, taking, rateBps);
  else rateOnOrder(turn, taking, rateBps, on === "order_and_shipping");
}

function takeAmount(turn: Turn, taking: Taking, award: Extract<Award, { kind: "amount" }>): void {
  const amount = minor(turn, award.amounts);
  if (award.per === "unit" || award.per === "charge") amountFromEach(turn, taking, amount, turn.acting);
  else if (award.per === "line") amountFromRuns(turn, taking, amount, turn.acting);
  else amountOnce(turn, taking, amount, turn.acting);
}

/** AWD-20: on shipping each charge unless `once` is said; on the order, on order and shipping once. */
function takeFixedPrice(turn: Turn, taking: Taking, award: Extract<Award, { kind: "fixed_price" }>): void {
  const isOnce = award.per === "once" || (award.per === undefined && award.on !== "shipping");
  (isOnce ? priceOnce : priceForEach)(turn, taking, minor(turn, award.prices), turn.acting);
}

/** AWD-22: a percentage as AWD-5, an amount off each, or a price for each. */
function takeUnitValue(turn: Turn, taking: Taking, value: UnitValue, pieces: Piece[]): void {
  if (value.rate_bps !== undefined) rateOnItems(turn, taking, value.rate_bps, pieces);
  if (value.amounts !== undefined) amountFromEach(turn, taking, minor(turn, value.amounts), pieces);
  if (value.prices !== undefined) priceForEach(turn, taking, minor(turn, value.prices), pieces);
}

/** AWD-23: `amounts` and `prices` are those of one bundle. It gives nothing if one of its units is not present. */
function takeBundle(turn: Turn, taking: Taking, award: BundleAward): void {
  const { takes } = aimOf(turn.scene, turn.act);
  if (turn.acting.length < takes.length) return;
  const bundles = BigInt(turn.bundles);
  if (award.rate_bps !== undefined) rateOnItems(turn, taking, award.rate_bps, turn.acting);
  if (award.amounts !== undefined) spread(turn, taking, bundles * minor(turn, award.amounts), turn.acting);
  if (award.prices !== undefined) priceOnce(turn, taking, bundles * minor(turn, award.prices), turn.acting);
}

/** AWD-25. */
function takeTiers(turn: Turn, taking: Taking, award: TiersAward): void {
  const { scene, act } = turn;
  const measure = measureOf(scene, act.player, award, turn.left);
  const step = stepFor(scene, award, measure);
  if (step === null) return;
  if (award.reading === "marginal") takeMarginal(turn, taking, award);
  else if (step.rate_bps !== undefined) takePercent(turn, taking, award.on, step.rate_bps);
  else if (step.amounts !== undefined && award.per === "once") {
    amountOnce(turn, taking, minor(turn, step.amounts), turn.acting);
  } else takeUnitValue(turn, taking, step, turn.acting);
}

/** AWD-25 `marginal`: each part, or each unit, has the value of its own step. */
function takeMarginal(turn: Turn, taking: Taking, award: TiersAward): void {
  const { scene, act, acting } = turn;
  const { open } = aimOf(scene, act);
  if (award.by === "spend") {
    const spend = sumOf(open.map(({ catalog }) => catalog));
    spread(turn, taking, roundedDiscount(turn, spend, marginalSum(scene, award, spend)), acting);
    return;
  }
  const steps = unitsByStep(scene, award, dearestFirst(scene, open));
  const units = acting.filter((piece): piece is Unit => piece.kind === "unit" && steps.has(piece));
  for (const run of grouped(units, ({ place }) => place)) {
    for (const ofStep of grouped(run, (unit) => steps.get(unit))) {
      const step = ofStep[0] && steps.get(ofStep[0]);
      if (step !== undefined) takeUnitValue(turn, taking, step, ofStep);
    }
  }
}

function takeEveryFull(turn: Turn, taking: Taking, award: EveryFullAward): void {
  const { scene, act } = turn;
  const times = timesFull(scene, award, measureOf(scene, act.player, award, turn.left));
  if (times > 0n) amountOnce(turn, taking, times * minor(turn, award.amounts), turn.acting);
}

/** The base of an award in the trace (SEL-13). */
export function baseOf(turn: Turn): bigint {
  return sumLeft(turn, turn.acting);
}
