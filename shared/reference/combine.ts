/** Which promotions combine, and what the chosen ones admit (SEL-18). */
import { type Application, apply, type Choice } from "./apply.ts";
import type { Player, Scene } from "./scene.ts";

/** Each allows the other's class. */
export function combine(a: Player, b: Player): boolean {
  return allows(a, b) && allows(b, a);
}

function allows({ promotion }: Player, { promotion: other }: Player): boolean {
  if (promotion.combines_with === undefined || other.class === undefined) return true;
  return promotion.combines_with.includes(other.class);
}

/** The promotions with an effect, in the order of SEL-1. */
export function effectsInOrder({ effects }: Application): Player[] {
  return [...effects].sort((a, b) => a.rank - b.rank);
}

/** Whether a promotion yields to one that comes before it: in its lane, or with reach `cart` anywhere. */
export function yieldsTo(player: Player, other: Player): boolean {
  const { exclusive, lane } = player.promotion;
  if (exclusive?.reading !== "only_if_first" || other.rank >= player.rank) return false;
  return exclusive.reach === "cart" || other.promotion.lane === lane;
}

/** The first promotion because of which this one is not admitted, in an application with it; null if it is admitted. */
export function blockerIn(application: Application, player: Player): Player | null {
  if (!application.effects.has(player)) return null;
  const others = effectsInOrder(application).filter((other) => other !== player);
  return others.find((other) => !combine(player, other) || yieldsTo(player, other)) ?? null;
}

/** The same, with what is chosen so far. */
export function blockerOf(scene: Scene, chosen: Choice[], player: Player): Player | null {
  return blockerIn(apply(scene, [...chosen, { player, won: null }]), player);
}
