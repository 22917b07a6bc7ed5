/** Random choices that say how promotions go together: policies, exclusivity, classes, exclusions, caps. */
import { DEFAULT_POLICIES, type Policies } from "../../shared/model/policies.ts";
import type { Exclusive, Reduced } from "../../shared/rules/promotion.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import type { Chance } from "./chance.ts";
import { type Meeting, randomAmounts } from "./random-bounds.ts";
import { WORDS } from "./words.ts";

export function randomPolicies(chance: Chance): Policies {
  if (chance.once(4)) return DEFAULT_POLICIES;
  return {
    ...DEFAULT_POLICIES,
    ...somePolicies(chance, 4),
    ...(chance.once(2) ? { codes: "several" } : {}),
    ...(chance.once(2) ? { catalogue_selection: "all" } : {}),
  };
}

/** What a promotion may choose for itself. */
type OwnPolicies = Omit<Policies, "codes" | "catalogue_selection">;

/** Each of those that a promotion may choose, once in so many. */
export function somePolicies(chance: Chance, onceIn: number): Partial<OwnPolicies> {
  const choice: OwnPolicies = {
    rounding: chance.one(["half_up", "half_down", "half_even", "floor", "ceiling"]),
    rounded: chance.one(["discount", "price"]),
    guest_first_order: chance.one(["never_matches", "counts_as_first"]),
    reward_units: chance.one(["cheapest", "dearest", "grouped"]),
    incomplete_reward: chance.one(["given", "not_given"]),
    threshold_basis: chance.one(["catalog", "list", "current"]),
    rounding_place: chance.one(["run", "unit", "line"]),
    percent_base: chance.one(["current", "catalog", "list"]),
    order_percent_base: chance.one(["current", "catalog", "list"]),
    at_most_picks: chance.one(["dearest", "cheapest"]),
    reduced_items: chance.one(["skip", "refuse"]),
    excess: chance.one(["cut", "refuse"]),
  };
  return Object.fromEntries(Object.entries(choice).filter(() => chance.once(onceIn)));
}

export function randomExclusive(chance: Chance): Exclusive {
  return {
    reading: chance.one(["sole", "stop", "only_if_first"] as const),
    reach: chance.one(["lane", "lane", "cart"] as const),
  };
}

export function randomClass(chance: Chance): Pick<RulePromotion, "class" | "combines_with"> {
  return {
    ...(chance.once(3) ? {} : { class: chance.one(WORDS.class) }),
    ...(chance.once(2) ? {} : { combines_with: chance.some<string>(WORDS.class, 0, 2) }),
  };
}

export function randomReduced(chance: Chance): Reduced[] {
  return chance.some(
    ["price", "catalogue_promotion", "earlier_promotion", "earlier_promotion"] as const,
    1,
    2,
  );
}

export function randomCaps(meeting: Meeting): Pick<RuleSet, "caps"> {
  const { chance } = meeting;
  if (!chance.once(5)) return {};
  const share = () => chance.one([500, 1000, 2500, 5000, 9000]);
  const caps = [
    { order_bps: share() },
    { order: randomAmounts(meeting, chance.one([1, 5, 100, 499, 1000])) },
    { line_bps: share() },
  ];
  return { caps: Object.assign({}, ...chance.some<object>(caps, 1, 2)) };
}
