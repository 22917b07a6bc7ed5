/** Random valid rule sets: every award, lane mode and policy, codes with windows, classes, exclusives, caps. */
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { Lane, RuleCode, RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import type { Chance } from "./chance.ts";
import { randomAward } from "./random-awards.ts";
import type { Meeting } from "./random-bounds.ts";
import { randomCataloguePromotions } from "./random-catalogue.ts";
import { type Place, randomTree } from "./random-conditions.ts";
import { randomEachAwards } from "./random-each-awards.ts";
import { HOUR, randomSchedule } from "./random-schedules.ts";
import { randomCaps, randomClass, randomExclusive, randomReduced, somePolicies } from "./random-stacking.ts";
import { WORDS, ZONES } from "./words.ts";

export function randomRules(meeting: Meeting): RuleSet {
  const { chance } = meeting;
  const lanes = randomLanes(chance);
  const manner: Manner = { hasClasses: chance.once(4), asksMuch: chance.once(6) };
  const promotions: RulePromotion[] = [];
  for (const id of chance.shuffled(WORDS.promotion).slice(0, randomCount(chance))) {
    const twin = promotions.length > 0 && chance.once(6) ? chance.one(promotions) : null;
    promotions.push(
      twin === null
        ? randomPromotion(meeting, id, chance.one(lanes), manner)
        : likeTwin(chance, lanes, twin, id),
    );
  }
  if (chance.once(5)) promotions.push(...randomCataloguePromotions(meeting, promotions));
  return {
    company: "acme",
    policies: meeting.policies,
    lanes,
    promotions,
    codes: randomCodes(meeting, promotions),
    ...randomCaps(meeting),
    zones: ZONES,
  };
}

/** What the promotions of one set have in common. */
interface Manner {
  hasClasses: boolean;
  /** Trees are deep: these sets are about conditions. */
  asksMuch: boolean;
}

/** Few, so that the search over sets stays small. */
function randomCount(chance: Chance): number {
  if (chance.once(25)) return chance.one([0, 6, 7]);
  return chance.one([1, 2, 2, 3, 3, 4]);
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

function randomLanes(chance: Chance): Lane[] {
  const modes = [
    "best_combination",
    "best_combination",
    "best_each",
    "best_one",
    "first",
    "lowest",
    "all",
  ] as const;
  const count = chance.once(2) ? 1 : chance.whole(2, 3);
  return chance.some(WORDS.lane, count, count).map((id) => ({ id, mode: chance.one(modes) }));
}

function randomPromotion(meeting: Meeting, id: string, lane: Lane, manner: Manner): RulePromotion {
  const { chance } = meeting;
  const policies = chance.once(5) ? somePolicies(chance, 3) : {};
  const isEach = lane.mode === "best_each";
  const plainBasis = policies.threshold_basis ?? meeting.policies.threshold_basis;
  const place: Place = { mayHoldCode: true, mayBeLate: !isEach, plainBasis };
  return {
    id,
    version: chance.whole(1, 9),
    campaign: chance.once(3) ? "spring" : null,
    label: `label of ${id}`,
    lane: lane.id,
    priority: chance.one([0, 0, 0, 1, -1, 5]),
    schedules: chance.once(6) ? chance.many(chance.whole(1, 2), () => randomSchedule(meeting)) : [],
    conditions: manner.asksMuch ? randomTree(meeting, 3, place) : randomConditions(meeting, place),
    awards: isEach
      ? randomEachAwards(meeting, id)
      : chance.many(chance.once(3) ? chance.whole(2, 3) : 1, () => randomAward(meeting, id)),
    ...randomStacking(chance, isEach, manner.hasClasses),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
  };
}

/** A lane best_each takes nothing that depends on what is chosen beside it. */
function randomStacking(chance: Chance, isEach: boolean, hasClasses: boolean): Partial<RulePromotion> {
  const exclusive = randomExclusive(chance);
  const { combines_with, ...own } = hasClasses ? randomClass(chance) : {};
  const reduced = randomReduced(chance).filter((way) => !isEach || way !== "earlier_promotion");
  return {
    ...(chance.once(7) && !(isEach && exclusive.reading === "only_if_first") ? { exclusive } : {}),
    ...own,
    ...(combines_with === undefined || isEach ? {} : { combines_with }),
    ...(chance.once(7) && reduced.length > 0 ? { excludes_reduced: reduced } : {}),
  };
}

/** Most promotions ask little, so that several meet; more of them ask for a code where several were typed. */
function randomConditions(meeting: Meeting, place: Place): CartCondition {
  const { chance, facts } = meeting;
  const isCoded = facts.codes.length > 1 ? chance.once(2) : chance.once(8);
  if (!isCoded) {
    return chance.once(2) ? { kind: "all", of: [] } : randomTree(meeting, chance.one([0, 0, 1, 3]), place);
  }
  const code: CartCondition = { kind: "code" };
  if (!chance.once(3)) return code;
  const kind = chance.one(["all", "any"] as const);
  const beside = randomTree(meeting, 0, { ...place, mayBeLate: place.mayBeLate && kind === "all" });
  return { kind, of: chance.shuffled([code, beside]) };
}

/** Codes belong to promotions that ask for one. */
function randomCodes({ chance, atMs }: Meeting, promotions: RulePromotion[]): RuleCode[] {
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

export function asksForCode(tree: CartCondition): boolean {
  if (tree.kind === "all" || tree.kind === "any") return tree.of.some(asksForCode);
  if (tree.kind === "not") return asksForCode(tree.of);
  return tree.kind === "code";
}
