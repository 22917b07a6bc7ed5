/** The stage before there is a cart: promotions that lower the prices of articles (CAT-1 to 6). */
import type { CartFacts, LineFacts } from "../model/cart-facts.ts";
import type { Part } from "../model/decision.ts";
import type { Reason } from "../model/reason.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import { combine } from "./combine.ts";
import { refusalByConditions } from "./eligibility.ts";
import { lineMatches } from "./line-conditions.ts";
import { cataloguePromotions, type Player, playerOf, type Scene } from "./scene.ts";
import { least, less } from "./steps.ts";
import { minorIn } from "./tables.ts";

export interface CatalogueStage {
  /** With the prices that it left. */
  facts: CartFacts;
  /** By line id; only where something was taken off. */
  lowered: Map<string, Part[]>;
  /** The promotions of the stage in their order. */
  promotions: RulePromotion[];
  /** Of every one that lowered nothing. */
  reasons: Map<RulePromotion, Reason[]>;
}

const WHOLE_BPS = 10_000n;

/** `scene` has the prices as they came. No code counts here. */
export function catalogueStage(scene: Scene): CatalogueStage {
  const { rules, options, steps, facts } = scene;
  const players = cataloguePromotions(rules, steps).map((promotion, rank) =>
    playerOf(rules, options, promotion, rank),
  );
  const reasons = new Map<RulePromotion, Reason[]>();
  const eligible = players.filter(({ promotion, policies }) => {
    const judged = { policies, codeCounts: false, withoutFirstOrder: false };
    const refused = refusalByConditions(scene, promotion, judged);
    reasons.set(promotion, refused ?? [{ code: "no_effect" }]);
    return refused === null;
  });
  const lowered = new Map<string, Part[]>();
  const lines = facts.lines.map((line) => {
    const parts = loweredBy(scene, eligible, line);
    if (parts.length === 0) return line;
    lowered.set(line.id, parts);
    return { ...line, catalog: line.list - parts.reduce((sum, { amount }) => sum + amount, 0) };
  });
  const lowering = new Set([...lowered.values()].flat().map(({ promotion }) => promotion));
  for (const { promotion } of eligible) if (lowering.has(promotion.id)) reasons.delete(promotion);
  return {
    facts: { ...facts, lines },
    lowered,
    promotions: players.map(({ promotion }) => promotion),
    reasons,
  };
}

/** What each takes off one unit of a line, in the order in which it does, without zeros. */
function loweredBy(scene: Scene, eligible: Player[], line: LineFacts): Part[] {
  if (line.sent_price === true || !line.discountable || line.gift_of !== undefined) return []; // CAT-2
  const atList = { ...line, catalog: line.list };
  const taking = eligible.filter((player) => {
    const award = awardOf(player);
    return lineMatches(scene, award.items, atList);
  });
  const list = BigInt(line.list);
  const off = (player: Player, price: bigint) => takenOff(scene, player, line, price);
  const left = afterExclusive(taking, (player) => off(player, list) > 0n);
  return scene.rules.policies.catalogue_selection === "all"
    ? allOf(left, list, off)
    : bestOf(left, list, off);
}

type Off = (player: Player, price: bigint) => bigint;

/** CAT-5. */
function afterExclusive(taking: Player[], takesSomething: (player: Player) => boolean): Player[] {
  for (const [index, player] of taking.entries()) {
    const reading = player.promotion.exclusive?.reading;
    if (reading === undefined || reading === "only_if_first" || !takesSomething(player)) continue;
    return reading === "sole" ? [player] : taking.slice(0, index + 1);
  }
  return taking;
}

/** CAT-4, POL-14 `best`: ties by order. */
function bestOf(players: Player[], list: bigint, off: Off): Part[] {
  let best: Player | null = null;
  for (const player of players) {
    if (off(player, list) > (best === null ? 0n : off(best, list))) best = player;
  }
  return best === null ? [] : [partOf(best, off(best, list))];
}

/** CAT-4, POL-14 `all`: each on the price that the ones before left. */
function allOf(players: Player[], list: bigint, off: Off): Part[] {
  const took: Player[] = [];
  const parts: Part[] = [];
  let price = list;
  for (const player of players) {
    const isLate = player.promotion.exclusive?.reading === "only_if_first" && took.length > 0;
    if (isLate || took.some((other) => !combine(player, other))) continue;
    const amount = off(player, price);
    if (amount === 0n) continue;
    took.push(player);
    parts.push(partOf(player, amount));
    price -= amount;
  }
  return parts;
}

function partOf({ promotion }: Player, amount: bigint): Part {
  return { promotion: promotion.id, amount: Number(amount) };
}

/** CAT-1. */
function awardOf({ promotion }: Player) {
  const [award] = promotion.awards;
  if (award?.kind !== "percent" && award?.kind !== "amount" && award?.kind !== "fixed_price") {
    throw new Error("the catalogue stage takes percent, amount and fixed_price alone");
  }
  return award;
}

/** CAT-3. */
function takenOff(scene: Scene, player: Player, line: LineFacts, price: bigint): bigint {
  const wanted = wantedOff(scene, player, price);
  return least(wanted, scene.steps.room(price, BigInt(line.floor ?? 0)));
}

function wantedOff({ facts, steps }: Scene, player: Player, price: bigint): bigint {
  const award = awardOf(player);
  const { rounding, rounded, excess } = player.policies;
  switch (award.kind) {
    case "percent": {
      const rate = BigInt(award.rate_bps);
      if (rounded === "discount") return steps.round(price * rate, WHOLE_BPS, rounding);
      return price - steps.round(price * (WHOLE_BPS - rate), WHOLE_BPS, rounding);
    }
    case "amount": {
      const amount = minorIn(award.amounts, facts.currency);
      return excess === "refuse" && amount > price ? 0n : least(amount, price);
    }
    case "fixed_price":
      return less(price, minorIn(award.prices, facts.currency));
  }
}
