/**
 * Makes a failing case small: tries ever again to drop a promotion, line, charge, code, award, schedule, option or optional field, to empty a
 * tree, to set a policy back, to lower a quantity, and keeps what could be published and still fails.
 */
import type { CartFacts, LineFacts } from "../../shared/model/cart-facts.ts";
import { DEFAULT_POLICIES, type Policies } from "../../shared/model/policies.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { publishingProblems } from "./publishable.ts";
import type { PricingCase } from "./random-case.ts";
import { smallerAwards } from "./shrink-awards.ts";
import { changeEach, dropEach, withoutEach } from "./smaller.ts";

export function shrink(failing: PricingCase, fails: (smaller: PricingCase) => boolean): PricingCase {
  let small = failing;
  for (;;) {
    const next = smallerCases(small).find((smaller) => isPublishable(smaller.rules) && fails(smaller));
    if (next === undefined) return small;
    small = next;
  }
}

function isPublishable(rules: RuleSet): boolean {
  return publishingProblems(rules).length === 0;
}

function smallerCases(priced: PricingCase): PricingCase[] {
  const { rules, facts, options } = priced;
  const withOptions = (change: Partial<typeof options>) => ({
    ...priced,
    options: { ...options, ...change },
  });
  return [
    ...smallerRules(rules).map((fewer) => ({ ...priced, rules: fewer })),
    ...smallerFacts(facts).map((fewer) => ({ ...priced, facts: fewer })),
    ...dropEach(options.granted).map((granted) => withOptions({ granted })),
    ...dropEach(options.left_out).map((left_out) => withOptions({ left_out })),
    ...(options.explain === false ? [] : [withOptions({ explain: false })]),
    ...(typeof options.explain === "object"
      ? dropEach(options.explain.promotions).map((promotions) => withOptions({ explain: { promotions } }))
      : []),
  ];
}

function smallerRules(rules: RuleSet): RuleSet[] {
  const withRules = (change: Partial<RuleSet>) => ({ ...rules, ...change });
  return [
    ...dropEach(rules.promotions).map((promotions) =>
      withRules({
        promotions,
        codes: rules.codes.filter((code) => promotions.some(({ id }) => id === code.promotion)),
      }),
    ),
    ...dropEach(rules.codes).map((codes) => withRules({ codes })),
    ...withoutEach(rules, ["caps"]),
    ...(rules.caps === undefined
      ? []
      : withoutEach(rules.caps, ["order", "order_bps", "line_bps"])
          .filter((caps) => Object.keys(caps).length > 0)
          .map((caps) => withRules({ caps }))),
    ...plainerPolicies(rules.policies).map((policies) => withRules({ policies })),
    ...changeEach(rules.promotions, smallerPromotions).map((promotions) => withRules({ promotions })),
    ...dropEach(rules.zones).map((zones) => withRules({ zones })),
    ...dropEach(rules.lanes)
      .filter((lanes) => rules.promotions.every(({ lane }) => lanes.some(({ id }) => id === lane)))
      .map((lanes) => withRules({ lanes })),
    ...changeEach(rules.lanes, (lane) =>
      lane.mode === "all" ? [] : [{ ...lane, mode: "all" as const }],
    ).map((lanes) => withRules({ lanes })),
  ];
}

function plainerPolicies(policies: Policies): Policies[] {
  return Object.keys(policies)
    .map((name) => ({ ...policies, [name]: DEFAULT_POLICIES[name as keyof Policies] }))
    .filter((plainer) => JSON.stringify(plainer) !== JSON.stringify(policies));
}

function smallerFacts(facts: CartFacts): CartFacts[] {
  const withFacts = (change: Partial<CartFacts>) => ({ ...facts, ...change });
  return [
    ...dropEach(facts.lines).map((lines) => withFacts({ lines })),
    ...dropEach(facts.shipping).map((shipping) => withFacts({ shipping })),
    ...dropEach(facts.codes).map((codes) => withFacts({ codes })),
    ...dropEach(facts.offers).map((offers) => withFacts({ offers })),
    ...dropEach(facts.declined_gifts).map((declined_gifts) => withFacts({ declined_gifts })),
    ...(Object.keys(facts.metadata).length > 0 ? [withFacts({ metadata: {} })] : []),
    ...(Object.keys(facts.variants).length > 0 ? [withFacts({ variants: {} })] : []),
    ...withoutEach(facts.customer, PROFILE).map((customer) => withFacts({ customer })),
    ...changeEach(facts.lines, smallerLines).map((lines) => withFacts({ lines })),
    ...changeEach(facts.shipping, (charge) => withoutEach(charge, ["seller"])).map((shipping) =>
      withFacts({ shipping }),
    ),
  ];
}

const PROFILE = [
  "group",
  "tier",
  "lifecycle",
  "points",
  "lifetime_spend",
  "last_order_ms",
  "birthday",
  "subscription",
  "behaviour",
] as const;

function smallerPromotions(promotion: RulePromotion): RulePromotion[] {
  const { awards, schedules, policies } = promotion;
  return [
    ...withoutEach(promotion, ["exclusive", "class", "combines_with", "excludes_reduced", "policies"]),
    ...(awards.length > 1 ? dropEach(awards) : []).map((fewer) => ({ ...promotion, awards: fewer })),
    ...changeEach(awards, smallerAwards).map((smaller) => ({ ...promotion, awards: smaller })),
    ...dropEach(schedules).map((fewer) => ({ ...promotion, schedules: fewer })),
    ...changeEach(schedules, (schedule) => [
      ...dropEach(schedule.weekly).map((weekly) => ({ ...schedule, weekly })),
      ...withoutEach(schedule, ["month_days", "repeat", "cool_down_local_ms"]),
    ]).map((smaller) => ({ ...promotion, schedules: smaller })),
    ...(policies === undefined
      ? []
      : withoutEach(policies, Object.keys(policies) as (keyof typeof policies)[])
    ).map((fewer) => ({ ...promotion, policies: fewer })),
    ...smallerTrees(promotion.conditions).map((conditions) => ({ ...promotion, conditions })),
  ];
}

function smallerTrees(tree: CartCondition): CartCondition[] {
  if (tree.kind === "not") return [tree.of, ...smallerTrees(tree.of).map((of) => ({ kind: tree.kind, of }))];
  if (tree.kind === "all" || tree.kind === "any") {
    const { kind } = tree;
    return [
      ...tree.of,
      ...dropEach(tree.of).map((of) => ({ kind, of })),
      ...changeEach(tree.of, smallerTrees).map((of) => ({ kind, of })),
    ];
  }
  const bare = "items" in tree && tree.items !== undefined ? withoutEach(tree, ["items"]) : [];
  return [{ kind: "all", of: [] }, ...bare];
}

/** The plain fields without the optional ones, and fewer units. */
function smallerLines(line: LineFacts): LineFacts[] {
  const fewer = [1, Math.floor(line.quantity / 2), line.quantity - 1].filter(
    (quantity) => quantity >= 1 && quantity < line.quantity,
  );
  return [
    ...fewer.map((quantity) => ({ ...line, quantity })),
    ...withoutEach(line, OPTIONAL),
    ...(line.list === line.catalog ? [] : [{ ...line, list: line.catalog }]),
    ...(line.product === line.sku ? [] : [{ ...line, product: line.sku }]),
  ];
}

const OPTIONAL = [
  "categories",
  "brand",
  "tags",
  "attributes",
  "measure",
  "seller",
  "gift_of",
  "metadata",
  "floor",
  "stock",
  "sent_price",
] as const;
