/**
 * The lane mode best_each (SEL-7): at each target the promotion that saves most there. Values are compared exactly, before
 * rounding, so they are kept in ten-thousandths of a minor unit.
 */
import { type Application, apply, type Choice } from "./apply.ts";
import { orderValue, pieceValue, runValue } from "./each-values.ts";
import { isExcludedNow, isRefusedNow } from "./reduced.ts";
import { type Act, byPlace, type Piece, type Player, type Scene } from "./scene.ts";
import { sumOf } from "./steps.ts";
import { aimOf, stageOf } from "./targets.ts";
import type { Turn } from "./turn.ts";

/** What a best_each lane decided: who won what, and who had a value somewhere but won nothing (CND-23). */
export interface EachWon {
  choices: Choice[];
  outbid: Player[];
}

interface Contender {
  player: Player;
  /** Its one award that takes money off; null if it only gives something beside. */
  act: Act | null;
  won: Set<Piece>;
  hadValue: boolean;
}

/** `chosen` is what earlier lanes chose, `candidates` those of the lane that are admitted, in the order of SEL-1. */
export function bestEach(scene: Scene, chosen: Choice[], candidates: Player[]): EachWon {
  const contenders = candidates.map((player): Contender => {
    const acts = player.acts.filter(({ award }) => stageOf(award) !== "end" && award.kind !== "gift");
    if (acts.length > 1) throw new Error("a lane best_each takes promotions of a single money award");
    return { player, act: acts[0] ?? null, won: new Set(), hadValue: false };
  });
  const standing = () => apply(scene, [...chosen, ...choicesOf(contenders)]);
  settleUnits(scene, contenders, standing());
  settleOrder(scene, contenders, standing());
  settleCharges(scene, contenders, standing());
  const outbid = contenders.filter(({ hadValue, won }) => hadValue && won.size === 0);
  return { choices: choicesOf(contenders), outbid: outbid.map(({ player }) => player) };
}

/** Who won something, and who gives something beside. */
function choicesOf(contenders: Contender[]): Choice[] {
  return contenders
    .filter(({ player, act, won }) => won.size > 0 || player.acts.some((own) => own !== act))
    .map(({ player, won }) => ({ player, won }));
}

/** A contender with what is present of what its award takes, on the amounts that are left. */
interface Bid {
  contender: Contender;
  turn: Turn;
  present: Set<Piece>;
}

function bidsIn(scene: Scene, contenders: Contender[], stage: string, { left, closed }: Application): Bid[] {
  return contenders.flatMap((contender) => {
    const { act, player } = contender;
    if (act === null || stageOf(act.award) !== stage || isRefusedNow(scene, player, left)) return [];
    const { takes, bundles } = aimOf(scene, act);
    const acting = takes.filter((piece) => !closed.has(piece) && !isExcludedNow(player, piece, left));
    const turn: Turn = { scene, act, left, takenAtPlace: new Map(), acting, bundles };
    return [{ contender, turn, present: new Set(acting) }];
  });
}

/** Units first, then whole content runs against their unit winners. */
function settleUnits(scene: Scene, contenders: Contender[], standing: Application): void {
  const bids = bidsIn(scene, contenders, "items", standing);
  const byUnit = bids.filter(({ turn }) => !isPerLine(turn.act));
  const byRun = bids.filter(({ turn }) => isPerLine(turn.act));
  for (const run of byPlace(scene.units)) {
    const winners = run.map((unit) => ({
      unit,
      best: best(byUnit, ({ turn, present }) => (present.has(unit) ? pieceValue(turn, unit) : 0n)),
    }));
    const bestOfRun = best(byRun, ({ turn, present }) =>
      runValue(
        turn,
        run.filter((unit) => present.has(unit)),
      ),
    );
    const sumOfUnits = sumOf(winners.map(({ best }) => best?.value ?? 0n));
    if (bestOfRun !== null && bestOfRun.value > sumOfUnits) {
      const { contender, present } = bestOfRun.bid;
      for (const unit of run) if (present.has(unit)) contender.won.add(unit);
      continue;
    }
    for (const { unit, best } of winners) best?.bid.contender.won.add(unit);
  }
}

/** On what everything chosen so far and the unit winners leave, applied and rounded. The winner acts on all units. */
function settleOrder(scene: Scene, contenders: Contender[], standing: Application): void {
  const winner = best(bidsIn(scene, contenders, "order", standing), ({ turn }) => orderValue(turn));
  if (winner === null) return;
  for (const piece of aimOf(scene, winner.bid.turn.act).takes) winner.bid.contender.won.add(piece);
}

function settleCharges(scene: Scene, contenders: Contender[], standing: Application): void {
  const bids = bidsIn(scene, contenders, "shipping", standing);
  for (const charge of scene.charges) {
    const winner = best(bids, ({ turn, present }) => (present.has(charge) ? pieceValue(turn, charge) : 0n));
    winner?.bid.contender.won.add(charge);
  }
}

/** The greatest value above zero; the first of equal ones, so ties go by SEL-1. */
function best(bids: Bid[], valuation: (bid: Bid) => bigint): { bid: Bid; value: bigint } | null {
  let winner: { bid: Bid; value: bigint } | null = null;
  for (const bid of bids) {
    const value = valuation(bid);
    if (value <= 0n) continue;
    bid.contender.hadValue = true;
    if (winner === null || value > winner.value) winner = { bid, value };
  }
  return winner;
}

function isPerLine({ award }: Act): boolean {
  return award.kind === "amount" && award.per === "line";
}
