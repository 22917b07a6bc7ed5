/**
 * Makes a failing case small: tries ever again to drop a promotion, line, charge, code, award, schedule or option, to empty a tree, to
 * lower a quantity, and keeps what still fails.
 */
import type { LineFacts } from "../../shared/model/cart-facts.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { RulePromotion } from "../../shared/rules/rule-set.ts";
import type { PricingCase } from "./random-case.ts";

export function shrink(failing: PricingCase, fails: (smaller: PricingCase) => boolean): PricingCase {
  let small = failing;
  for (;;) {
    const next = smallerCases(small).find(fails);
    if (next === undefined) return small;
    small = next;
  }
}

function smallerCases(priced: PricingCase): PricingCase[] {
  const { rules, facts, options } = priced;
  const withRules = (change: Partial<typeof rules>) => ({ ...priced, rules: { ...rules, ...change } });
  const withFacts = (change: Partial<typeof facts>) => ({ ...priced, facts: { ...facts, ...change } });
  const withOptions = (change: Partial<typeof options>) => ({
    ...priced,
    options: { ...options, ...change },
  });
  return [
    ...dropEach(rules.promotions).map((promotions) =>
      withRules({
        promotions,
        codes: rules.codes.filter((code) => promotions.some(({ id }) => id === code.promotion)),
      }),
    ),
    ...dropEach(facts.lines).map((lines) => withFacts({ lines })),
    ...dropEach(facts.shipping).map((shipping) => withFacts({ shipping })),
    ...dropEach(facts.codes).map((codes) => withFacts({ codes })),
    ...dropEach(rules.codes).map((codes) => withRules({ codes })),
    ...dropEach(options.granted).map((granted) => withOptions({ granted })),
    ...dropEach(options.left_out).map((left_out) => withOptions({ left_out })),
    ...(options.explain === false ? [] : [withOptions({ explain: false })]),
    ...changeEach(rules.promotions, smallerPromotions).map((promotions) => withRules({ promotions })),
    ...dropEach(rules.lanes)
      .filter((lanes) => rules.promotions.every(({ lane }) => lanes.some(({ id }) => id === lane)))
      .map((lanes) => withRules({ lanes })),
    ...changeEach(facts.lines, smallerLines).map((lines) => withFacts({ lines })),
  ];
}

function smallerPromotions(promotion: RulePromotion): RulePromotion[] {
  return [
    ...(promotion.awards.length > 1 ? dropEach(promotion.awards) : []).map((awards) => ({
      ...promotion,
      awards,
    })),
    ...dropEach(promotion.schedules).map((schedules) => ({ ...promotion, schedules })),
    ...changeEach(promotion.schedules, (schedule) =>
      dropEach(schedule.weekly).map((weekly) => ({ ...schedule, weekly })),
    ).map((schedules) => ({ ...promotion, schedules })),
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
  return [{ kind: "all", of: [] }];
}

/** The plain fields without the optional ones, and fewer units. */
function smallerLines(line: LineFacts): LineFacts[] {
  const optional = [
    "categories",
    "brand",
    "tags",
    "attributes",
    "measure",
    "seller",
    "gift_of",
    "metadata",
  ] as const;
  const without = optional
    .filter((field) => line[field] !== undefined)
    .map((field) => {
      const { [field]: _, ...rest } = line;
      return rest as LineFacts;
    });
  const fewer = [1, Math.floor(line.quantity / 2), line.quantity - 1].filter(
    (quantity) => quantity >= 1 && quantity < line.quantity,
  );
  return [...fewer.map((quantity) => ({ ...line, quantity })), ...without];
}

function dropEach<T>(things: readonly T[]): T[][] {
  return things.map((_, index) => things.filter((_, other) => other !== index));
}

/** The list with one thing replaced by each of its smaller forms. */
function changeEach<T>(things: readonly T[], smaller: (thing: T) => T[]): T[][] {
  return things.flatMap((thing, index) =>
    smaller(thing).map((other) => things.map((each, at) => (at === index ? other : each))),
  );
}
