/** Applying a set of promotions stage by stage (SEL-3). */
import type { Gift, Grant, TraceStep } from "../model/decision.ts";
import type { Reason } from "../model/reason.ts";
import type { GiftAward } from "../rules/awards/gift.ts";
import { orderCap } from "./caps.ts";
import { earnedUnits, giftWorth, giveGift } from "./gifts.ts";
import { grantsOf, grantWorth } from "./grants.ts";
import { lateReasons } from "./late-reasons.ts";
import { pickedAtTurn } from "./picks.ts";
import { isExcludedNow, isRefusedNow } from "./reduced.ts";
import type { Act, Piece, Player, Scene, Unit } from "./scene.ts";
import { trimmed } from "./spread.ts";
import { less, sumOf } from "./steps.ts";
import { baseOf, takenBy } from "./take.ts";
import { aimOf, type Missing, missingNow, type Stage, stageOf } from "./targets.ts";
import { roomOf, type Taking, type Turn } from "./turn.ts";

/** A promotion of a set. Chosen by a lane best_each it acts only on the pieces it won; `won` null is no bound. */
export interface Choice {
  player: Player;
  won: Set<Piece> | null;
}

interface Part {
  promotion: string;
  amount: bigint;
}

/** What one award took, in the order of application. */
export interface Took {
  act: Act;
  stage: TraceStep["stage"];
  base: bigint;
  saved: bigint;
}

/** How an award without effect stood when its turn came (CND-23). */
export interface Stood {
  missing: Missing | null;
  /** It had units or charges to act on, and all were excluded as reduced by then. */
  allExcluded: boolean;
}

export interface Application {
  /** What each piece costs, by `at`. */
  left: bigint[];
  /** AWD-16: by `at`; without zeros, a promotion once at the place of its first part. */
  parts: Part[][];
  took: Took[];
  /** What gifts took off their lines (AWD-27). */
  gave: Took[];
  gifts: Gift[];
  givenUnits: Set<Unit>;
  /** AWD-18. */
  closed: Set<Piece>;
  grants: Map<Player, Grant[]>;
  /** Promotions that do nothing, with the reasons (CND-24, AWD-24). */
  idle: Map<Player, Reason[]>;
  stood: Map<Act, Stood>;
  /** SEL-4. */
  effects: Set<Player>;
  /** SEL-4: without what gifts take off, with the worth of what has an effect. */
  saving: bigint;
}

/** What is only of interest while a set is applied. */
interface Work {
  scene: Scene;
  application: Application;
  begun: Set<Player>;
  takenAtPlace: Map<number, bigint>;
  /** Units of gift lines that an award was served by. */
  serving: Set<Unit>;
  orderCap: bigint | null;
}

const STAGES: Stage[] = ["items", "order", "shipping", "end"];

/** SEL-3. */
export function apply(scene: Scene, choices: Choice[]): Application {
  const work: Work = {
    scene,
    application: emptyApplication(scene),
    begun: new Set(),
    takenAtPlace: new Map(),
    serving: new Set(),
    orderCap: orderCap(scene),
  };
  for (const { act, choice } of actsInOrder(scene, choices)) {
    if (begins(work, act.player)) takeTurn(work, act, choice);
  }
  const { application } = work;
  for (const { player } of choices) {
    if (application.idle.has(player)) continue;
    const grants = grantsOf(scene, player, application.left);
    application.grants.set(player, grants);
    if (!hasEffect(scene, application, player)) continue;
    application.effects.add(player);
    application.saving += giftWorth(scene, player) + grantWorth(scene, player);
  }
  application.saving += sumOf(application.took.map(({ saved }) => saved));
  return application;
}

function emptyApplication(scene: Scene): Application {
  return {
    left: scene.pieces.map(({ catalog }) => catalog),
    parts: scene.pieces.map(() => []),
    took: [],
    gave: [],
    gifts: [],
    givenUnits: new Set(),
    closed: new Set(),
    grants: new Map(),
    idle: new Map(),
    stood: new Map(),
    effects: new Set(),
    saving: 0n,
  };
}

/** The order of application: stage, then promotion, then the awards of a promotion in their own order. */
export function actsInOrder(scene: Scene, choices: Choice[]): { act: Act; choice: Choice }[] {
  const inOrder = [...choices].sort((a, b) => {
    if (a.player === b.player) return 0;
    return scene.steps.actsBefore(a.player.rank, b.player.rank) ? -1 : 1;
  });
  return STAGES.flatMap((stage) =>
    inOrder.flatMap((choice) =>
      choice.player.acts.filter(({ award }) => stageOf(award) === stage).map((act) => ({ act, choice })),
    ),
  );
}

/** CND-24, AWD-24: judged once, when the turn of the first award comes. */
function begins({ scene, application, begun }: Work, player: Player): boolean {
  if (!begun.has(player)) {
    begun.add(player);
    const late = lateReasons(scene, player, application.left);
    if (late.length > 0) application.idle.set(player, late);
    else if (isRefusedNow(scene, player, application.left)) {
      application.idle.set(player, [{ code: "already_discounted" }]);
    }
  }
  return !application.idle.has(player);
}

function takeTurn(work: Work, act: Act, choice: Choice): void {
  const stage = stageOf(act.award);
  if (act.award.kind === "gift") give(work, act, act.award);
  else if (stage !== "end") takeMoney(work, act, choice, stage);
}

function takeMoney(work: Work, act: Act, choice: Choice, stage: TraceStep["stage"]): void {
  const { scene, application, takenAtPlace } = work;
  const { takes, bought, bundles } = aimOf(scene, act);
  const { left, closed } = application;
  application.stood.set(act, {
    missing: missingNow(scene, act, left),
    allExcluded: takes.length > 0 && takes.every((piece) => isExcludedNow(act.player, piece, left)),
  });
  const present = takes.filter(
    (piece) =>
      !closed.has(piece) &&
      !isExcludedNow(act.player, piece, left) &&
      (choice.won === null || choice.won.has(piece)),
  );
  const turn: Turn = { scene, act, left: [...left], takenAtPlace, acting: present, bundles };
  turn.acting = actingOf(turn, present);
  const taking = bounded(work, turn, takenBy(turn));
  const saved = sumOf(taking.values());
  for (const [piece, amount] of taking) takeOff(work, act.player, piece, amount);
  if (saved > 0n) application.took.push({ act, stage, base: baseOf(turn), saved });
  if (closesUnits(act) && scene.steps.closes(saved)) {
    for (const unit of [...turn.acting, ...bought]) closed.add(unit); // AWD-18
  }
}

/** AWD-17: `at_most` picks now, among the present units with room. */
function actingOf(turn: Turn, present: Piece[]): Piece[] {
  const { award, player } = turn.act;
  const pick = "pick" in award && award.kind !== "bundle" ? award.pick : undefined;
  if (pick?.by !== "at_most") return present;
  const units = present.filter((piece): piece is Unit => piece.kind === "unit" && roomOf(turn, piece) > 0n);
  return pickedAtTurn(turn.scene, units, pick, player.policies);
}

/** AWD-15: to the award's own cap, then to the grant, then to what is left of the order's cap. */
function bounded({ scene, application, orderCap: cap }: Work, turn: Turn, taking: Taking): Taking {
  const { award, player } = turn.act;
  const table = "cap" in award ? award.cap : undefined;
  const own = table?.[scene.facts.currency];
  const ownBounded = trimmed(scene, taking, own === undefined ? null : BigInt(own));
  const granted = trimmed(scene, ownBounded, grantLeft(application, player));
  return trimmed(
    scene,
    granted,
    cap === null ? null : less(cap, sumOf(application.took.map(({ saved }) => saved))),
  );
}

/** What is left of a promotion's grant; null without a grant. */
function grantLeft(application: Application, player: Player): bigint | null {
  return player.granted === null ? null : less(player.granted, savedBy(application, player));
}

function closesUnits({ award }: Act): boolean {
  return "closes_units" in award && award.closes_units === true;
}

/** AWD-14, AWD-16. */
function takeOff(work: Work, player: Player, piece: Piece, amount: bigint): void {
  if (amount === 0n) return;
  const { left, parts } = work.application;
  const rest = (left[piece.at] ?? 0n) - amount;
  if (rest < 0n || amount < 0n) throw new Error("an award took more than is there");
  left[piece.at] = rest;
  work.takenAtPlace.set(piece.place, (work.takenAtPlace.get(piece.place) ?? 0n) + amount);
  addPart(parts[piece.at] ?? [], player, amount);
}

function addPart(parts: Part[], { promotion }: Player, amount: bigint): void {
  const part = parts.find((one) => one.promotion === promotion.id);
  if (part === undefined) parts.push({ promotion: promotion.id, amount });
  else part.amount += amount;
}

/** AWD-27. Caps do not count what is given. */
function give(work: Work, act: Act, award: GiftAward): void {
  const { scene, application, serving } = work;
  application.stood.set(act, { missing: missingNow(scene, act, application.left), allExcluded: false });
  const given = giveGift(scene, act, award, grantLeft(application, act.player), serving);
  for (const unit of given.serving) serving.add(unit);
  for (const unit of given.units) {
    application.givenUnits.add(unit);
    application.left[unit.at] = 0n;
    if (unit.list > 0n) addPart(application.parts[unit.at] ?? [], act.player, unit.list);
  }
  const saved = sumOf(given.units.map(({ list }) => list));
  if (saved > 0n) application.gave.push({ act, stage: "items", base: saved, saved });
  if (given.toAdd !== null) application.gifts.push(given.toAdd);
}

/** What one promotion took off, gifts included (SEL-11). */
export function savedBy({ took, gave }: Application, player: Player): bigint {
  return sumOf([...took, ...gave].filter(({ act }) => act.player === player).map(({ saved }) => saved));
}

/** SEL-4: it takes something off, gives a gift, or a grant. */
function hasEffect(scene: Scene, application: Application, player: Player): boolean {
  if (savedBy(application, player) > 0n) return true;
  if ((application.grants.get(player) ?? []).length > 0) return true;
  return player.acts.some((act) => act.award.kind === "gift" && earnedUnits(scene, act, act.award) > 0);
}

/** SEL-13: in the order of application, gifts last among the items. */
export function traceOf({ took, gave }: Application): TraceStep[] {
  const step = ({ act, stage, base, saved }: Took): TraceStep => ({
    promotion: act.player.promotion.id,
    award: act.index,
    stage,
    base: Number(base),
    saved: Number(saved),
  });
  const onItems = took.filter(({ stage }) => stage === "items");
  const others = took.filter(({ stage }) => stage !== "items");
  return [...onItems, ...gave, ...others].map(step);
}
