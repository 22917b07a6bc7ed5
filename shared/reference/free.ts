/** Candidates of a lane best_combination that need no search (SEL-19 to 21). */
import type { Award } from "../rules/award.ts";
import { actsInOrder, type Choice } from "./apply.ts";
import { combine } from "./combine.ts";
import { leavesOf } from "./conditions.ts";
import { lateAmong } from "./late.ts";
import { sortedBy } from "./measures.ts";
import { actedOn } from "./reduced.ts";
import { type Act, isGift, type Piece, type Player, type Scene } from "./scene.ts";
import { aimOf } from "./targets.ts";
import { isReached, measuredUnits, measureOf, measuresCurrent } from "./tiers.ts";

type Places = Set<number>;

interface InPlay {
  scene: Scene;
  /** In the order of application. */
  acts: Act[];
}

/** SEL-19. */
export function isFree(scene: Scene, chosen: Choice[], candidates: Player[], candidate: Player): boolean {
  if (candidates.some((other) => isOnlyIfFirst(other) && candidate.rank <= other.rank)) return false;
  const choices = [...chosen, ...candidates.map((player) => ({ player, won: null }))];
  if (choices.some(({ player }) => player !== candidate && !combine(player, candidate))) return false;
  const play: InPlay = { scene, acts: actsInOrder(scene, choices).map(({ act }) => act) };
  return play.acts.every(
    (act, index) =>
      act.player !== candidate || (!movesReading(play, index) && !closesForLater(play, index, act)),
  );
}

function isOnlyIfFirst({ promotion }: Player): boolean {
  return promotion.exclusive?.reading === "only_if_first";
}

/** One award moves what a later award of another promotion reads, by itself or through awards that join places. */
function movesReading(play: InPlay, index: number): boolean {
  const { scene } = play;
  const own = play.acts[index];
  if (own === undefined) return false;
  const reached = placesOf(scene, own);
  for (const act of play.acts.slice(index + 1)) {
    if (act.player !== own.player && meet(reached, readBy(play, act))) return true;
    const joined = joinedBy(scene, act);
    if (meet(reached, joined)) for (const place of joined) reached.add(place);
  }
  return false;
}

function meet(places: Places, others: Places): boolean {
  return [...others].some((place) => places.has(place));
}

function closesForLater(play: InPlay, index: number, act: Act): boolean {
  if (!("closes_units" in act.award) || act.award.closes_units !== true) return false;
  const { takes, bought } = aimOf(play.scene, act);
  const closing = placesIn([...takes, ...bought]);
  return play.acts
    .slice(index + 1)
    .some((later) => later.player !== act.player && meet(closing, placesOf(play.scene, later)));
}

function placesIn(pieces: Piece[]): Places {
  return new Set(pieces.map(({ place }) => place));
}

/** The content runs with units that an award may take, and its charges. Without a target it has none. */
function placesOf(scene: Scene, act: Act): Places {
  return canReach(scene, act) ? placesIn(aimOf(scene, act).takes) : new Set();
}

/** A table that is not reached has no target; one on basis `current` is judged only when its turn comes. */
function canReach(scene: Scene, { award, player }: Act): boolean {
  if ((award.kind !== "tiers" && award.kind !== "every_full") || measuresCurrent(player, award)) return true;
  return isReached(scene, award, measureOf(scene, player, award, []));
}

/** SEL-20: what an award reads; nothing of one that does not. */
function readBy(play: InPlay, act: Act): Places {
  const { scene } = play;
  const read: Places = new Set();
  const { award, player } = act;
  if (readsPlaces(player, award)) for (const place of placesOf(scene, act)) read.add(place);
  if ((award.kind === "tiers" || award.kind === "every_full") && measuresCurrent(player, award)) {
    for (const place of placesIn(measuredUnits(scene, award))) read.add(place);
  }
  const first = play.acts.find((one) => one.player === player);
  if (first !== act) return read;
  for (const place of measuredLate(scene, player)) read.add(place);
  if (player.policies.reduced_items === "refuse" && player.excludes.has("earlier_promotion")) {
    for (const place of placesIn(actedOn(scene, player))) read.add(place);
  }
  return read;
}

function readsPlaces({ policies, excludes, granted }: Player, award: Award): boolean {
  if (excludes.has("earlier_promotion")) return true;
  if ("closes_units" in award && award.closes_units === true) return true;
  const isRefusing = policies.excess === "refuse"; // POL-13
  const isSpread =
    isFixedOnce(award) || (award.kind === "amount" && (award.per === "line" || isAmountOnce(award)));
  if (award.kind === "bundle" || isFixedOnce(award)) return true;
  if (isRefusing && hasAmounts(award)) return true;
  return picksAtMost(award) && (isSpread || hasCap(award) || granted !== null);
}

/** An amount off: of the award itself, or of a step of its table. */
function hasAmounts(award: Award): boolean {
  if (award.kind === "tiers") return award.steps.some(({ amounts }) => amounts !== undefined);
  if (award.kind === "amount" || award.kind === "every_full") return true;
  return award.kind === "buy_get" && award.amounts !== undefined;
}

function isAmountOnce(award: Award): boolean {
  return award.kind === "amount" && (award.per === "once" || award.per === undefined);
}

function isFixedOnce(award: Award): boolean {
  if (award.kind !== "fixed_price") return false;
  return award.per === "once" || (award.per === undefined && award.on !== "shipping");
}

function picksAtMost(award: Award): boolean {
  return "pick" in award && typeof award.pick === "object" && award.pick.by === "at_most";
}

function hasCap(award: Award): boolean {
  return "cap" in award && award.cap !== undefined;
}

/** What the late conditions of a promotion measure: lines that match or of which it is unknown. */
function measuredLate(scene: Scene, { promotion, policies }: Player): Places {
  const late = lateAmong(leavesOf(promotion.conditions), policies);
  const goods = scene.units.filter((unit) => !isGift(unit));
  return placesIn(
    late.flatMap((leaf): Piece[] =>
      leaf.kind === "total" ? scene.pieces : sortedBy(scene, leaf.items, goods).possible,
    ),
  );
}

/** SEL-21: what an award joins; nothing of one that does not. */
function joinedBy(scene: Scene, act: Act): Places {
  const { caps } = scene.rules;
  if (caps?.order_bps !== undefined || caps?.order?.[scene.facts.currency] !== undefined) {
    return placesIn(scene.pieces);
  }
  if (act.player.granted !== null) {
    return new Set(act.player.acts.flatMap((own) => [...placesOf(scene, own)]));
  }
  const joins = caps?.line_bps !== undefined || joinsPlaces(act.award);
  return joins ? placesOf(scene, act) : new Set();
}

function joinsPlaces(award: Award): boolean {
  if (award.kind === "bundle" || award.kind === "every_full") return true;
  if (hasCap(award) || picksAtMost(award) || isFixedOnce(award) || isAmountOnce(award)) return true;
  if (award.kind === "amount") return award.per === "line";
  if (award.kind === "percent") return award.on === "order" || award.on === "order_and_shipping";
  if (award.kind !== "tiers") return false;
  return (
    award.on === "order" || award.per === "once" || (award.reading === "marginal" && award.by === "spend")
  );
}
