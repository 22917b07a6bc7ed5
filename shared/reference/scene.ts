/**
 * What the reference evaluator works on: the four inputs, the goods of the cart taken apart into single units, and the promotions of
 * the stage `cart` as players, each with the acts that are its awards.
 */
import type { CartFacts, ChargeFacts, LineFacts } from "../model/cart-facts.ts";
import type { EvaluateOptions } from "../model/decision.ts";
import type { Policies } from "../model/policies.ts";
import type { Award } from "../rules/award.ts";
import type { Reduced } from "../rules/promotion.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import type { Steps } from "./steps.ts";
import type { Aim } from "./targets.ts";
import { canonicalText, compareTexts } from "./text.ts";

export interface Scene {
  rules: RuleSet;
  facts: CartFacts;
  atMs: number;
  options: EvaluateOptions;
  steps: Steps;
  /** In unit order (AWD-2). */
  units: Unit[];
  /** By id (AWD-2). */
  charges: Charge[];
  /** Units, then charges; the index of each is its `at`. */
  pieces: Piece[];
  /** In the order of SEL-1. */
  players: Player[];
  /** What each act aims at: the same in every application. */
  aims: Map<Act, Aim>;
}

/** One piece of a line. */
export interface Unit {
  kind: "unit";
  at: number;
  /** Number of its content run (AWD-1); charges have numbers of their own after these. */
  place: number;
  line: LineFacts;
  index: number;
  /** Price by basis `catalog` and `list`. */
  catalog: bigint;
  list: bigint;
  floor: bigint;
}

export interface Charge {
  kind: "charge";
  at: number;
  place: number;
  charge: ChargeFacts;
  catalog: bigint;
  list: bigint;
}

/** What an award can take something off. */
export type Piece = Unit | Charge;

/** A promotion with what holds for it wherever it acts. */
export interface Player {
  promotion: RulePromotion;
  /** Its place in the order of SEL-1. */
  rank: number;
  /** The company's policies with its own in their place. */
  policies: Policies;
  /** The ways of being reduced that it excludes (AWD-24). */
  excludes: ReadonlySet<Reduced>;
  /** AWD-15; null without. */
  granted: bigint | null;
  acts: Act[];
}

/** One award of one promotion. */
export interface Act {
  player: Player;
  index: number;
  award: Award;
}

export function sceneOf(
  rules: RuleSet,
  facts: CartFacts,
  atMs: number,
  options: EvaluateOptions,
  steps: Steps,
): Scene {
  const units = unitsInOrder(facts.lines);
  const runs = 1 + (units.at(-1)?.place ?? -1);
  const charges = chargesInOrder(facts.shipping, units.length, runs);
  return {
    rules,
    facts,
    atMs,
    options,
    steps,
    units,
    charges,
    pieces: [...units, ...charges],
    players: promotionsInOrder(rules, steps).map((promotion, rank) =>
      playerOf(rules, options, promotion, rank),
    ),
    aims: new Map(),
  };
}

/** AWD-1, AWD-2. */
function unitsInOrder(lines: LineFacts[]): Unit[] {
  const rests = new Map(lines.map((line) => [line, canonicalText(restOf(line))]));
  const restText = (line: LineFacts) => rests.get(line) ?? "";
  const inOrder = [...lines].sort(
    (a, b) =>
      compareTexts(a.sku, b.sku) ||
      a.catalog - b.catalog ||
      a.list - b.list ||
      compareTexts(restText(a), restText(b)) ||
      compareTexts(a.id, b.id),
  );
  const places = new Map<string, number>();
  const units: Unit[] = [];
  for (const line of inOrder) {
    const content = canonicalText([line.sku, line.catalog, line.list, restText(line)]);
    const place = places.get(content) ?? places.size;
    places.set(content, place);
    const prices = { catalog: BigInt(line.catalog), list: BigInt(line.list), floor: BigInt(line.floor ?? 0) };
    for (let index = 0; index < line.quantity; index += 1) {
      units.push({ kind: "unit", at: units.length, place, line, index, ...prices });
    }
  }
  return units;
}

/** AWD-1: what makes units equal beside sku and prices. */
function restOf(line: LineFacts) {
  const { attributes, brand, categories, discountable, floor, measure } = line;
  const { metadata, product, seller, sent_price, stock, tags } = line;
  return {
    attributes,
    brand,
    categories,
    discountable,
    floor,
    measure,
    metadata,
    product,
    seller,
    sent_price,
    stock,
    tags,
  };
}

function chargesInOrder(charges: ChargeFacts[], firstAt: number, firstPlace: number): Charge[] {
  return [...charges]
    .sort((a, b) => compareTexts(a.id, b.id))
    .map((charge, index) => ({
      kind: "charge",
      at: firstAt + index,
      place: firstPlace + index,
      charge,
      catalog: BigInt(charge.amount),
      list: BigInt(charge.amount),
    }));
}

function isInCatalogueStage(promotion: RulePromotion): boolean {
  return promotion.stage === "catalogue";
}

/** SEL-1: lane, then priority (higher first), then id. */
function promotionsInOrder(rules: RuleSet, steps: Steps): RulePromotion[] {
  const laneIndex = (promotion: RulePromotion) => rules.lanes.findIndex((lane) => lane.id === promotion.lane);
  const compared = byPriorityAndId(steps);
  return rules.promotions
    .filter((promotion) => !isInCatalogueStage(promotion))
    .sort((a, b) => laneIndex(a) - laneIndex(b) || compared(a, b));
}

/** CAT-1: the promotions of the stage `catalogue` in their order. */
export function cataloguePromotions(rules: RuleSet, steps: Steps): RulePromotion[] {
  return rules.promotions.filter(isInCatalogueStage).sort(byPriorityAndId(steps));
}

function byPriorityAndId(steps: Steps) {
  return (a: RulePromotion, b: RulePromotion) => {
    if (a.priority !== b.priority) return b.priority - a.priority;
    if (a.id === b.id) return 0;
    return steps.precedes(a.id, b.id) ? -1 : 1;
  };
}

/** A promotion with its policies (policies.md), its exclusions and its grant. */
export function playerOf(
  rules: RuleSet,
  options: EvaluateOptions,
  promotion: RulePromotion,
  rank: number,
): Player {
  const granted = options.granted.find((one) => one.promotion === promotion.id);
  const player: Player = {
    promotion,
    rank,
    policies: Object.assign({}, rules.policies, promotion.policies),
    excludes: new Set(promotion.excludes_reduced),
    granted: granted === undefined ? null : BigInt(granted.amount),
    acts: [],
  };
  player.acts = promotion.awards.map((award, index) => ({ player, index, award }));
  return player;
}

/** AWD-1: the units of each content run, and each charge by itself, in the order given. */
export function byPlace<P extends Piece>(pieces: P[]): P[][] {
  return grouped(pieces, (piece) => piece.place);
}

/** Things that are the same stand together, in the order of the first of them. */
export function grouped<Thing, Key>(things: Thing[], sameness: (thing: Thing) => Key): Thing[][] {
  const groups = new Map<Key, Thing[]>();
  for (const thing of things) {
    const group = groups.get(sameness(thing));
    if (group === undefined) groups.set(sameness(thing), [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
}

/** CND-3: a unit of a line with `gift_of`. */
export function isGift(unit: Unit): boolean {
  return unit.line.gift_of !== undefined;
}
