/**
 * Mistakes put into one evaluator on purpose: a differential test that cannot find them finds nothing. In the reference a step is
 * replaced; the compiled evaluator is given changed rules, and its answer changed back, so that it acts as if it were wrong.
 */
import type { DecisionResult } from "../../shared/model/decision.ts";
import { referenceEvaluate } from "../../shared/reference/evaluate.ts";
import { STEPS, type Steps } from "../../shared/reference/steps.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { compiledEvaluate, type Evaluate } from "./evaluators.ts";

export interface Mistake {
  what: string;
  evaluate: Evaluate;
}

export const MISTAKES_IN_REFERENCE: Mistake[] = [
  stepReplaced("half up rounds half down", {
    round: (over, under, mode) => STEPS.round(over, under, mode === "half_up" ? "half_down" : mode),
  }),
  stepReplaced("caps and grants are ignored", { capped: (sum) => sum }),
  stepReplaced("ties go to the greater id", { precedes: (id, other) => id > other }),
  stepReplaced("at_least means above", { reaches: (have, bound) => have > bound }),
  stepReplaced("the last units get the odd cents", {
    shareOut: (total, weights) => STEPS.shareOut(total, weights.toReversed()).toReversed(),
  }),
];

function stepReplaced(what: string, step: Partial<Steps>): Mistake {
  const steps = { ...STEPS, ...step };
  return {
    what,
    evaluate: (rules, facts, atMs, options) => referenceEvaluate(rules, facts, atMs, options, steps),
  };
}

export const MISTAKES_IN_COMPILED: Mistake[] = [
  {
    what: "half up rounds half down",
    evaluate: (rules, facts, atMs, options) => {
      const { policies } = rules;
      if (policies.rounding !== "half_up") return compiledEvaluate(rules, facts, atMs, options);
      const wrong = { ...rules, policies: { ...policies, rounding: "half_down" as const } };
      const result = compiledEvaluate(wrong, facts, atMs, options);
      const { rounding: _, ...named } = result.policies;
      return { ...result, policies: named };
    },
  },
  {
    what: "caps are ignored",
    evaluate: (rules, facts, atMs, options) =>
      compiledEvaluate(
        withPromotions(rules, (promotion) => ({ ...promotion, awards: promotion.awards.map(withoutCap) })),
        facts,
        atMs,
        options,
      ),
  },
  { what: "ties go to the greater id", evaluate: withIdsTurnedRound },
  {
    what: "at_least means above",
    evaluate: (rules, facts, atMs, options) =>
      compiledEvaluate(
        withPromotions(rules, (promotion) => ({ ...promotion, conditions: aboveOnly(promotion.conditions) })),
        facts,
        atMs,
        options,
      ),
  },
];

function withPromotions(rules: RuleSet, change: (promotion: RulePromotion) => RulePromotion): RuleSet {
  return { ...rules, promotions: rules.promotions.map(change) };
}

function withoutCap(award: Award): Award {
  if (award.kind !== "percent" && award.kind !== "free_shipping") return award;
  const { cap: _, ...uncapped } = award;
  return uncapped;
}

function aboveOnly(tree: CartCondition): CartCondition {
  if (tree.kind === "all" || tree.kind === "any") return { ...tree, of: tree.of.map(aboveOnly) };
  if (tree.kind === "not") return { ...tree, of: aboveOnly(tree.of) };
  if (tree.kind !== "subtotal" || tree.at_least === undefined) return tree;
  const { at_least, ...rest } = tree;
  return { ...rest, above: at_least };
}

/** Every promotion gets the id that is as far from the end as its own is from the start. */
function withIdsTurnedRound(...[rules, facts, atMs, options]: Parameters<Evaluate>): DecisionResult {
  const ids = rules.promotions.map(({ id }) => id).sort();
  const turned = new Map(ids.map((id, index) => [id, ids.at(-1 - index) ?? id]));
  const turn = (id: string) => turned.get(id) ?? id;
  const explain = options.explain;
  const result = compiledEvaluate(
    {
      ...rules,
      promotions: rules.promotions.map((promotion) => ({ ...promotion, id: turn(promotion.id) })),
      codes: rules.codes.map((code) => ({ ...code, promotion: turn(code.promotion) })),
    },
    facts,
    atMs,
    {
      left_out: options.left_out.map((entry) => ({ ...entry, promotion: turn(entry.promotion) })),
      granted: options.granted.map((entry) => ({ ...entry, promotion: turn(entry.promotion) })),
      explain: typeof explain === "object" ? { promotions: explain.promotions.map(turn) } : explain,
    },
  );
  return renamed(result, turn) as DecisionResult;
}

/** Ids stand under `promotion` and `by` alone. */
function renamed(value: unknown, turn: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, turn));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      typeof field === "string" && (name === "promotion" || name === "by")
        ? turn(field)
        : renamed(field, turn),
    ]),
  );
}
