/** Units that were reduced before, and promotions that exclude them (AWD-24). */
import type { Award } from "../rules/award.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import { lineMatches } from "./line-conditions.ts";
import { isGift, type Piece, type Player, type Scene, type Unit } from "./scene.ts";

/** The first two senses: they hold from the start, so such a unit is not open. */
export function isExcludedFromStart(player: Player, unit: Unit): boolean {
  if (unit.line.catalog >= unit.line.list) return false;
  return player.excludes.has(unit.line.sent_price === true ? "price" : "catalogue_promotion");
}

/** The third sense: at the award's turn. Charges are never excluded. */
export function isExcludedNow(player: Player, piece: Piece, left: bigint[]): boolean {
  if (piece.kind === "charge" || !player.excludes.has("earlier_promotion")) return false;
  return (left[piece.at] ?? 0n) < piece.catalog;
}

/** POL-12 `refuse`, for the first two senses. */
export function isRefusedFromStart(scene: Scene, player: Player): boolean {
  if (player.policies.reduced_items !== "refuse") return false;
  return actedOn(scene, player).some((unit) => isExcludedFromStart(player, unit));
}

/** POL-12 `refuse`, for the third sense. */
export function isRefusedNow(scene: Scene, player: Player, left: bigint[]): boolean {
  if (player.policies.reduced_items !== "refuse" || !player.excludes.has("earlier_promotion")) return false;
  return actedOn(scene, player).some((unit) => isExcludedNow(player, unit, left));
}

/** The open units of the promotion's awards, exclusions put aside. */
export function actedOn(scene: Scene, player: Player): Unit[] {
  return scene.units.filter((unit) => {
    if (isGift(unit) || !unit.line.discountable) return false;
    return player.acts.some(({ award }) =>
      treesOf(award).some((tree) => lineMatches(scene, tree, unit.line)),
    );
  });
}

/** What an award takes its units by: one of the trees must match; undefined matches every line. No tree: it takes no units. */
export function treesOf(award: Award): (LineCondition | undefined)[] {
  switch (award.kind) {
    case "percent":
    case "amount":
    case "fixed_price":
    case "tiers":
    case "every_full":
      if (award.on === "shipping") return [];
      return [award.on === "items" ? award.items : undefined];
    case "buy_get":
      return [award.reading === "disjoint" ? award.reward_items : award.items];
    case "bundle":
      return award.components.map(({ items }) => items);
    default:
      return [];
  }
}
