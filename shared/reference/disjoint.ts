/** Sets of which some units are bought and others are rewarded (AWD-21). */
import type { BuyGetAward } from "../rules/awards/buy-get.ts";
import type { Sets } from "./buy-get.ts";
import { cheapestFirst, dearestFirst } from "./picks.ts";
import type { Act, Scene, Unit } from "./scene.ts";
import { sumOf } from "./steps.ts";
import { minorIn } from "./tables.ts";
import type { Missing } from "./targets.ts";

/** `matching` are the units that can be bought, `open` those that can be rewarded; both in unit order. */
export function disjointSets(
  scene: Scene,
  act: Act,
  award: BuyGetAward,
  matching: Unit[],
  open: Unit[],
): Sets {
  const isDearest = act.player.policies.reward_units === "dearest"; // POL-5
  const rewardable = new Set(open);
  const toBuy = [
    ...dearestFirst(
      scene,
      matching.filter((unit) => !rewardable.has(unit)),
    ),
    ...(isDearest ? cheapestFirst : dearestFirst)(
      scene,
      matching.filter((unit) => rewardable.has(unit)),
    ),
  ];
  const toReward = (isDearest ? dearestFirst : cheapestFirst)(scene, open);
  const rewarded = new Set<Unit>();
  const bought = new Set<Unit>();
  const isFree = (unit: Unit) => !rewarded.has(unit) && !bought.has(unit);
  for (let sets = 0; sets < (award.sets_max ?? Infinity); sets += 1) {
    const buying = boughtForOne(scene, award, toBuy.filter(isFree));
    if (buying === null) break;
    const rewards = toReward.filter((unit) => isFree(unit) && !buying.includes(unit)).slice(0, award.get);
    const isIncomplete = rewards.length < award.get;
    if (rewards.length === 0 || (isIncomplete && act.player.policies.incomplete_reward === "not_given"))
      break; // POL-6
    for (const unit of buying) bought.add(unit);
    for (const unit of rewards) rewarded.add(unit);
    if (isIncomplete) break;
  }
  return { rewarded: [...rewarded], bought: [...bought], missing: missingOf(scene, award, matching) };
}

/** The units bought for one set: so many, or worth so much; null if there are not enough. */
function boughtForOne(scene: Scene, award: BuyGetAward, free: Unit[]): Unit[] | null {
  if (typeof award.buy === "number") return free.length < award.buy ? null : free.slice(0, award.buy);
  const amount = minorIn(award.buy, scene.facts.currency);
  const buying: Unit[] = [];
  let sum = 0n;
  for (const unit of free) {
    if (unit.catalog === 0n) continue;
    buying.push(unit);
    sum += unit.catalog;
    if (sum >= amount) return buying;
  }
  return null;
}

function missingOf(scene: Scene, { buy }: BuyGetAward, matching: Unit[]): Missing {
  const need = typeof buy === "number" ? buy : Number(minorIn(buy, scene.facts.currency));
  const sum = Number(sumOf(matching.map(({ catalog }) => catalog)));
  const have = typeof buy === "number" ? matching.length : sum;
  if (have >= need) return { code: "items_missing", need: 1, have: 0 };
  return { code: typeof buy === "number" ? "items_missing" : "minimum_not_reached", need, have };
}
