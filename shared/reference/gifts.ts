/** Gifts: what is earned, what is given, and what can still be added (AWD-27). */
import type { Gift } from "../model/decision.ts";
import type { GiftAward } from "../rules/awards/gift.ts";
import { matchingUnits } from "./matching-units.ts";
import type { Act, Player, Scene, Unit } from "./scene.ts";
import { sumOf } from "./steps.ts";
import { minorIn } from "./tables.ts";

/** Once, or by `every` so many times. */
export function earnedTimes(scene: Scene, { every, times_max }: GiftAward): number {
  if (every === undefined) return 1;
  const units = matchingUnits(scene, every.items);
  const times =
    "units" in every
      ? Math.floor(units.length / every.units)
      : Number(sumOf(units.map(({ catalog }) => catalog)) / minorIn(every.amounts, scene.facts.currency));
  return Math.min(times, times_max ?? Infinity);
}

/** Units that the award gives: 0 where nothing is given, whether it is not earned or held back. */
export function earnedUnits(scene: Scene, act: Act, award: GiftAward): number {
  const { facts } = scene;
  if (facts.declined_gifts.includes(act.player.promotion.id)) return 0;
  const isInCart = facts.lines.some(({ sku }) => award.choices.includes(sku));
  if (offeredChoices(scene, award).length === 0 && !isInCart) return 0;
  return award.units * earnedTimes(scene, award);
}

/** The choices that are not known to be out of stock. */
function offeredChoices(scene: Scene, { choices }: GiftAward): string[] {
  return choices.filter((sku) => {
    const stock = scene.facts.offers.find((offer) => offer.sku === sku)?.stock ?? null;
    return stock === null || stock >= 1;
  });
}

export interface Given {
  /** Units reduced from list to zero. */
  units: Unit[];
  /** Units of the cart that serve this award, reduced or not. */
  serving: Unit[];
  /** What the shop may still add; null if nothing. */
  toAdd: Gift | null;
}

/** `granted` is what is left of the grant, null without one; `serving` are units that earlier awards were served by. */
export function giveGift(
  scene: Scene,
  act: Act,
  award: GiftAward,
  granted: bigint | null,
  alreadyServing: Set<Unit>,
): Given {
  const { id } = act.player.promotion;
  const earned = earnedUnits(scene, act, award);
  const serving = scene.units
    .filter(({ line }) => line.gift_of === id && award.choices.includes(line.sku))
    .filter((unit) => !alreadyServing.has(unit))
    .slice(0, earned);
  const units: Unit[] = [];
  let given = 0n;
  for (const unit of serving) {
    if (granted !== null && given + unit.list > granted) break;
    units.push(unit);
    given += unit.list;
  }
  const choices = offeredChoices(scene, award);
  const lacking = earned - serving.length;
  const canAdd = lacking > 0 && choices.length > 0;
  return { units, serving, toAdd: canAdd ? { promotion: id, units: lacking, choices } : null };
}

/** AWD-29: of what is earned, given or still to be added. */
export function giftWorth(scene: Scene, player: Player): bigint {
  return sumOf(
    player.acts.map((act) =>
      act.award.kind === "gift"
        ? BigInt(earnedUnits(scene, act, act.award)) * minorIn(act.award.worth, scene.facts.currency)
        : 0n,
    ),
  );
}
