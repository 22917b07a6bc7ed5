/** Sets of units of the same sort: buy some, get some of them reduced (AWD-12). `disjoint` stands in disjoint.ts. */
import type { BuyGetAward } from "../rules/awards/buy-get.ts";
import { disjointSets } from "./disjoint.ts";
import { cheapestFirst, dearestFirst, firstOfEachRun, inUnitOrder } from "./picks.ts";
import { type Act, grouped, type Scene, type Unit } from "./scene.ts";
import type { Aim, Missing } from "./targets.ts";

/** `matching` are the units that match `items`, `open` those that may be rewarded; both in unit order. */
export function setsOf(scene: Scene, act: Act, award: BuyGetAward, matching: Unit[], open: Unit[]): Aim {
  const found =
    award.reading === "disjoint"
      ? disjointSets(scene, act, award, matching, open)
      : setsOfSame(scene, act, award, matching, open);
  const pool = inUnitOrder([...new Set([...matching, ...open])]);
  const takes = atMostUnits(scene, act, award, firstOfEachRun(pool, found.rewarded));
  const bought = firstOfEachRun(pool, found.bought, takes);
  return { open, takes, bought, bundles: 0, missing: takes.length === 0 ? found.missing : null };
}

/** `units_max`: what it drops is neither rewarded nor bought. */
function atMostUnits(scene: Scene, act: Act, award: BuyGetAward, rewarded: Unit[]): Unit[] {
  const ordered =
    act.player.policies.reward_units === "dearest"
      ? dearestFirst(scene, rewarded)
      : cheapestFirst(scene, rewarded);
  return inUnitOrder(ordered.slice(0, award.units_max ?? Infinity));
}

/** What sets come to: units and, if nothing is rewarded, what is missing. */
export interface Sets {
  rewarded: Unit[];
  bought: Unit[];
  missing: Missing;
}

function setsOfSame(scene: Scene, act: Act, award: BuyGetAward, matching: Unit[], open: Unit[]): Sets {
  const groups = grouped(matching, ({ line }) => (award.same === "any" ? "" : line[award.same]));
  const rewarded: Unit[] = [];
  const bought: Unit[] = [];
  for (const group of groups) {
    const cut = cutOf(act, award, group.length);
    const chosen = rewardedOf(scene, act, group, new Set(open), cut);
    rewarded.push(...chosen);
    const others = dearestFirst(
      scene,
      group.filter((unit) => !chosen.includes(unit)),
    );
    bought.push(...others.slice(0, cut.asked));
  }
  const isEnough = groups.some((group) => cutOf(act, award, group.length).rewards > 0);
  const missing: Missing = isEnough
    ? { code: "items_missing" }
    : {
        code: "items_missing",
        need: needOf(act, award),
        have: Math.max(0, ...groups.map((group) => group.length)),
      };
  return { rewarded, bought, missing };
}

/** How a group is cut into sets. */
interface Cut {
  /** Size of each set, and how many of its units are rewarded; the further set stands last. */
  sets: { size: number; rewards: number }[];
  /** Rewarded units of all sets. */
  rewards: number;
  /** Units that all sets ask to be bought. */
  asked: number;
}

function cutOf(act: Act, award: BuyGetAward, units: number): Cut {
  const buy = Number(award.buy);
  const { get } = award;
  const isInclusive = award.reading === "inclusive";
  const size = isInclusive ? buy : buy + get;
  const setsMax = award.sets_max ?? Infinity;
  const sets: Cut["sets"] = [];
  let rest = units;
  while (rest >= size && sets.length < setsMax) {
    sets.push({ size, rewards: get });
    rest -= size;
  }
  const isGiven = act.player.policies.incomplete_reward === "given"; // POL-6
  if (!isInclusive && isGiven && rest > buy && sets.length < setsMax) {
    sets.push({ size: rest, rewards: rest - buy });
  }
  const rewards = sets.reduce((sum, set) => sum + set.rewards, 0);
  return { sets, rewards, asked: sets.length * (isInclusive ? buy - get : buy) };
}

/** POL-5. */
function rewardedOf(scene: Scene, act: Act, group: Unit[], open: Set<Unit>, cut: Cut): Unit[] {
  const isRewardable = (unit: Unit) => open.has(unit);
  switch (act.player.policies.reward_units) {
    case "cheapest":
      return cheapestFirst(scene, group.filter(isRewardable)).slice(0, cut.rewards);
    case "dearest":
      return dearestFirst(scene, group.filter(isRewardable)).slice(0, cut.rewards);
    case "grouped": {
      const ordered = dearestFirst(scene, group);
      return cut.sets.flatMap(({ size, rewards }) => {
        const rewardable = ordered.splice(0, size).filter(isRewardable);
        return rewardable.slice(Math.max(0, rewardable.length - rewards));
      });
    }
  }
}

function needOf(act: Act, award: BuyGetAward): number {
  const buy = Number(award.buy);
  if (award.reading === "inclusive") return buy;
  return buy + (act.player.policies.incomplete_reward === "given" ? 1 : award.get);
}
