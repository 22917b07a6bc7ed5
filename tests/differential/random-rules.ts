/** Random valid rule sets: every award, lane mode and policy, schedules near the changes of clocks, codes with windows. */
import type { Policies } from "../../shared/model/policies.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { Lane, RuleCode, RulePromotion, RuleSchedule, RuleSet } from "../../shared/rules/rule-set.ts";
import { type Chance, defined } from "./chance.ts";
import { type Meeting, randomAmounts, randomLineTree, randomTree } from "./random-conditions.ts";
import { BIG_PRICES, SMALL_PRICES, WORDS, ZONES } from "./words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function randomRules(meeting: Meeting, atMs: number): RuleSet {
  const { chance, facts } = meeting;
  if (facts.codes.length > 1 && chance.once(8)) return randomDuel(meeting);
  const lanes = randomLanes(chance);
  const count = chance.once(5) ? chance.whole(5, 14) : chance.whole(chance.once(20) ? 0 : 1, 4);
  const promotions: RulePromotion[] = [];
  for (const id of chance.shuffled(WORDS.promotion).slice(0, count)) {
    const twin = promotions.length > 0 && chance.once(4) ? chance.one(promotions) : null;
    promotions.push(
      twin === null
        ? randomPromotion(meeting, id, chance.one(lanes), atMs)
        : likeTwin(chance, lanes, twin, id),
    );
  }
  return {
    company: "acme",
    policies: randomPolicies(chance),
    lanes,
    promotions,
    codes: randomCodes(chance, promotions, atMs),
    zones: ZONES,
  };
}

/** Promotions of equal awards tie, so that priorities, lanes and ids show. */
function likeTwin(chance: Chance, lanes: Lane[], twin: RulePromotion, id: string): RulePromotion {
  const homes = lanes.filter((lane) => lane.id === twin.lane || lane.mode !== "best_each");
  return {
    ...twin,
    id,
    lane: chance.one(homes).id,
    priority: chance.once(2) ? twin.priority : chance.one([0, 1]),
    conditions: chance.once(2) ? twin.conditions : { kind: "code" },
  };
}

/** Typed codes that save the same: who has which priority, lane, id and code decides (SEL-9). */
function randomDuel({ chance, facts }: Meeting): RuleSet {
  const lanes = chance.some(WORDS.lane, 2, 4).map((id): Lane => ({ id, mode: "all" }));
  const ids = chance.some(WORDS.promotion, 3, 6);
  const promotions = ids.map(
    (id, index): RulePromotion => ({
      id,
      version: 1,
      campaign: null,
      label: id,
      lane: chance.one(lanes).id,
      priority: chance.one([0, 0, 1]),
      schedules: [],
      conditions: index < 2 || chance.once(2) ? { kind: "code" } : { kind: "all", of: [] },
      awards: [{ kind: "amount", on: "items", per: "unit", amounts: { [facts.currency]: 1 } }],
    }),
  );
  const coded = promotions.filter(({ conditions }) => conditions.kind === "code");
  const codes = facts.codes.map((code) => ({
    code,
    promotion: chance.one(coded).id,
    start_ms: null,
    end_ms: null,
  }));
  return {
    company: "acme",
    policies: { ...randomPolicies(chance), codes: "one" },
    lanes,
    promotions,
    codes,
    zones: ZONES,
  };
}

function randomLanes(chance: Chance): Lane[] {
  const modes = ["best_combination", "best_each", "best_one", "all"] as const;
  const count = chance.once(2) ? 1 : chance.whole(2, 4);
  return chance.some(WORDS.lane, count, count).map((id) => ({ id, mode: chance.one(modes) }));
}

function randomPolicies(chance: Chance): Policies {
  const isDefault = chance.once(3);
  const pick = <T>(first: T, ...others: T[]) => (isDefault || chance.once(2) ? first : chance.one(others));
  return {
    rounding: pick<Policies["rounding"]>("half_up", "half_down", "half_even", "floor", "ceiling"),
    rounded: pick<Policies["rounded"]>("discount", "price"),
    codes: pick<Policies["codes"]>("one", "several"),
    guest_first_order: pick<Policies["guest_first_order"]>("never_matches", "counts_as_first"),
    reward_units: pick<Policies["reward_units"]>("cheapest", "dearest"),
    incomplete_reward: pick<Policies["incomplete_reward"]>("given", "not_given"),
  };
}

function randomPromotion(meeting: Meeting, id: string, lane: Lane, atMs: number): RulePromotion {
  const { chance } = meeting;
  const awardCount = chance.once(3) ? chance.whole(2, 3) : 1;
  return {
    id,
    version: chance.whole(1, 9),
    campaign: chance.once(3) ? "spring" : null,
    label: `label of ${id}`,
    lane: lane.id,
    priority: chance.one([0, 0, 0, 1, -1, 5]),
    schedules: chance.once(4) ? chance.many(chance.whole(1, 2), () => randomSchedule(chance, atMs)) : [],
    conditions: randomConditions(meeting),
    awards:
      lane.mode === "best_each"
        ? [randomEachAward(meeting)]
        : chance.many(awardCount, () => randomAward(meeting)),
  };
}

/** Most promotions ask little, so that several meet; more of them ask for a code where several were typed. */
function randomConditions(meeting: Meeting): CartCondition {
  const { chance, facts } = meeting;
  const isCoded = facts.codes.length > 1 ? !chance.once(3) : chance.once(5);
  if (!isCoded)
    return chance.once(2) ? { kind: "all", of: [] } : randomTree(meeting, chance.one([0, 1, 3]), true);
  const code: CartCondition = { kind: "code" };
  if (!chance.once(3)) return code;
  return {
    kind: chance.one(["all", "any"] as const),
    of: chance.shuffled([code, randomTree(meeting, 0, true)]),
  };
}

function randomRate(chance: Chance): number {
  return chance.one([1, 500, 1000, 1000, 1250, 2000, 2500, 3333, 5000, 9999, 10_000]);
}

function randomItems(meeting: Meeting) {
  const { chance, facts } = meeting;
  if (chance.once(2)) return {};
  if (facts.lines.length === 0 || chance.once(2)) return { items: randomLineTree(meeting, 2) };
  const { sku } = chance.one(facts.lines);
  return { items: { kind: "sku" as const, any_of: [sku] } };
}

function randomMethods({ chance }: Meeting) {
  return chance.once(2) ? {} : { methods: chance.some(WORDS.method, 1, 2) };
}

function randomCap(meeting: Meeting) {
  const { chance } = meeting;
  if (!chance.once(3)) return {};
  return { cap: randomAmounts(meeting, chance.one([1, 2, 3, 10, 100, 499, 1000])) };
}

/** Often what a line, or a part of it, costs. */
function randomSum({ chance, facts }: Meeting): number {
  if (facts.lines.length > 0 && chance.once(3)) {
    const { catalog, quantity } = chance.one(facts.lines);
    return Math.floor((catalog * quantity) / chance.one([1, 2, 10])) + chance.whole(-1, 1);
  }
  return chance.once(20) ? chance.one(BIG_PRICES) : chance.one(SMALL_PRICES);
}

function randomAward(meeting: Meeting): Award {
  const { chance } = meeting;
  switch (chance.one(["percent", "percent", "amount", "amount", "buy_get", "free_shipping"] as const)) {
    case "percent":
      return { ...randomPercent(meeting), ...randomCap(meeting) };
    case "amount":
      return randomAmount(meeting, ["unit", "line", "once"], ["items", "items", "order", "shipping"]);
    case "buy_get":
      return randomBuyGet(meeting);
    case "free_shipping":
      return { kind: "free_shipping", ...randomMethods(meeting), ...randomCap(meeting) };
  }
}

/** SEL-7: the sorts that may stand in a lane best_each. */
function randomEachAward(meeting: Meeting): Award {
  const { chance } = meeting;
  switch (chance.one(["percent", "percent", "amount", "amount", "buy_get", "free_shipping"] as const)) {
    case "percent":
      return randomPercent(meeting);
    case "amount":
      return randomAmount(meeting, ["unit", "line"], ["items", "items", "order"]);
    case "buy_get":
      return randomBuyGet(meeting);
    case "free_shipping":
      return { kind: "free_shipping", ...randomMethods(meeting) };
  }
}

function randomPercent(meeting: Meeting) {
  const { chance } = meeting;
  const on = chance.one(["items", "items", "order", "shipping"] as const);
  const rate_bps = randomRate(chance);
  if (on === "items") return { kind: "percent" as const, on, rate_bps, ...randomItems(meeting) };
  if (on === "shipping") return { kind: "percent" as const, on, rate_bps, ...randomMethods(meeting) };
  return { kind: "percent" as const, on, rate_bps };
}

function randomAmount(
  meeting: Meeting,
  pers: ("unit" | "line" | "once")[],
  ons: ("items" | "order" | "shipping")[],
): Award {
  const { chance } = meeting;
  const on = chance.one(ons);
  const amounts = randomAmounts(meeting, randomSum(meeting));
  if (on === "items") return { kind: "amount", on, amounts, per: chance.one(pers), ...randomItems(meeting) };
  if (on === "shipping") return { kind: "amount", on, amounts, ...randomMethods(meeting) };
  return { kind: "amount", on, amounts };
}

function randomBuyGet(meeting: Meeting): Award {
  const { chance } = meeting;
  return defined({
    kind: "buy_get" as const,
    buy: chance.whole(1, 3),
    get: chance.whole(1, 2),
    rate_bps: chance.one([10_000, 10_000, 5000, 3333]),
    same: chance.one(["sku", "product"] as const),
    ...randomItems(meeting),
    sets_max: chance.once(3) ? chance.whole(1, 2) : undefined,
  });
}

function randomSchedule(chance: Chance, atMs: number): RuleSchedule {
  const zone = chance.one([...ZONES.map((each) => each.zone), "store"]);
  // About the wall clock of the instant, whatever the zone: whole and half hours around it, to the millisecond sometimes.
  const about = atMs + chance.one([-240, -300, 60, 120, 540, 630, 660]) * MINUTE;
  const near = () => about + chance.whole(-4, 4) * (HOUR / 2) + chance.one([0, 0, 0, -1, 1, 86_400_000]);
  const start = chance.once(2) ? null : near() - chance.one([0, 0, HOUR, 60 * 24 * HOUR]);
  const end = chance.once(2) ? null : near() + chance.one([0, 0, HOUR, 60 * 24 * HOUR]);
  const isSwapped = start !== null && end !== null && start >= end;
  return {
    zone,
    start_local_ms: start,
    end_local_ms: isSwapped ? start + HOUR : end,
    weekly: chance.once(2) ? [] : chance.many(chance.whole(1, 3), () => randomRange(chance, about)),
  };
}

function randomRange(chance: Chance, aboutMs: number) {
  const week = 10_080;
  const monday = 4 * 1_440;
  const minuteOfWeek = (((Math.floor(aboutMs / MINUTE) - monday) % week) + week) % week;
  const from = chance.once(4) ? chance.whole(0, 6) * 1_440 : minuteOfWeek + chance.whole(-6, 6) * 30;
  const from_min = ((from % week) + week) % week;
  const length = chance.one([30, 60, 120, 240, 1_440]);
  return { from_min, to_min: from_min + length };
}

/** Codes belong to promotions that ask for one. */
function randomCodes(chance: Chance, promotions: RulePromotion[], atMs: number): RuleCode[] {
  const asking = promotions.filter(({ conditions }) => asksForCode(conditions));
  if (asking.length === 0) return [];
  return chance
    .some(WORDS.code, 2, WORDS.code.length)
    .map((code) => ({
      code,
      promotion: chance.one(asking).id,
      start_ms: chance.once(5) ? atMs + chance.one([-1, 0, 1, -HOUR]) : null,
      end_ms: chance.once(5) ? atMs + chance.one([2, 2, 3, HOUR]) - chance.one([0, 2]) : null,
    }))
    .filter(({ start_ms, end_ms }) => start_ms === null || end_ms === null || start_ms < end_ms);
}

function asksForCode(tree: CartCondition): boolean {
  if (tree.kind === "all" || tree.kind === "any") return tree.of.some(asksForCode);
  if (tree.kind === "not") return asksForCode(tree.of);
  return tree.kind === "code";
}
