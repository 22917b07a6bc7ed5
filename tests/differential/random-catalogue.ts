/** Random catalogue promotions (CAT): one award on the prices of single articles, conditions on customer and context alone. */
import type { Award } from "../../shared/rules/award.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import { type Meeting, randomAmounts } from "./random-bounds.ts";
import { randomCatalogueLeaf } from "./random-context-conditions.ts";
import { randomItems } from "./random-line-conditions.ts";
import { randomSchedule } from "./random-schedules.ts";
import { randomClass, randomExclusive } from "./random-stacking.ts";
import { randomRate, randomSum } from "./random-values.ts";
import { WORDS } from "./words.ts";

export function randomCataloguePromotions(
  meeting: Meeting,
  others: readonly RulePromotion[],
): RulePromotion[] {
  const { chance } = meeting;
  const taken = new Set(others.map(({ id }) => id));
  const ids = WORDS.promotion.filter((id) => !taken.has(id));
  const hasClasses = chance.once(3);
  return chance.some(ids, 1, 3).map((id) => ({
    id,
    version: 1,
    campaign: null,
    label: `label of ${id}`,
    lane: "default",
    priority: chance.one([0, 0, 1]),
    schedules: chance.once(8) ? [randomSchedule(meeting)] : [],
    conditions: randomCatalogueTree(meeting),
    awards: [randomCatalogueAward(meeting)],
    stage: "catalogue" as const,
    ...(chance.once(5) ? { exclusive: { ...randomExclusive(chance), reach: "lane" as const } } : {}),
    ...(hasClasses ? randomClass(chance) : {}),
    ...(chance.once(4)
      ? { policies: chance.one([{ rounding: "floor" }, { excess: "refuse" }, { rounded: "price" }] as const) }
      : {}),
  }));
}

function randomCatalogueTree(meeting: Meeting): CartCondition {
  const { chance } = meeting;
  if (!chance.once(3)) return { kind: "all", of: [] };
  const leaf = randomCatalogueLeaf(meeting);
  return chance.one<CartCondition>([
    leaf,
    { kind: "not", of: leaf },
    { kind: "any", of: [leaf, randomCatalogueLeaf(meeting)] },
  ]);
}

function randomCatalogueAward(meeting: Meeting): Award {
  const { chance } = meeting;
  const target = { on: "items" as const, ...randomItems(meeting) };
  switch (chance.whole(1, 4)) {
    case 1:
      return { kind: "amount", amounts: randomAmounts(meeting, randomSum(meeting)), per: "unit", ...target };
    case 2:
      return {
        kind: "fixed_price",
        prices: randomAmounts(meeting, randomSum(meeting)),
        per: "unit",
        ...target,
      };
    default:
      return { kind: "percent", rate_bps: randomRate(chance), ...target };
  }
}
