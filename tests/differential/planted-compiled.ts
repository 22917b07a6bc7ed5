/**
 * Mistakes in the compiled evaluator: it is given changed rules, facts or options, and its answer changed back, so that it acts as if it were
 * wrong.
 */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { DecisionResult } from "../../shared/model/decision.ts";
import { type Policies, policiesInForce } from "../../shared/model/policies.ts";
import type { Award } from "../../shared/rules/award.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { compiledEvaluate, type Evaluate } from "./evaluators.ts";
import type { Mistake } from "./planted.ts";

export const MISTAKES_IN_COMPILED: Mistake[] = [
  policyTaken("half up rounds half down", "rounding", { half_up: "half_down" }),
  policyTaken("the dearest unit is rewarded for the cheapest", "reward_units", { cheapest: "dearest" }),
  policyTaken("at most n takes the cheapest", "at_most_picks", { dearest: "cheapest" }),
  policyTaken("an amount above the price is refused", "excess", { cut: "refuse" }),
  awardChanged("caps of awards are ignored", (award) => withoutField(award, "cap")),
  awardChanged("units are never closed", (award) => withoutField(award, "closes_units")),
  awardChanged("a pattern takes one unit more", morePicked),
  awardChanged("a step begins one later", laterSteps),
  awardChanged("one set more than at most", moreSets),
  promotionChanged("at_least means above", (promotion) => ({
    ...promotion,
    conditions: aboveOnly(promotion.conditions),
  })),
  promotionChanged("schedules end one millisecond later", (promotion) => ({
    ...promotion,
    schedules: promotion.schedules.map((schedule) => ({
      ...schedule,
      end_local_ms: schedule.end_local_ms === null ? null : schedule.end_local_ms + 1,
    })),
  })),
  promotionChanged(
    "what was reduced before is not excluded",
    ({ excludes_reduced: _, ...promotion }) => promotion,
  ),
  promotionChanged("stop is taken for sole", ({ exclusive, ...promotion }) => ({
    ...promotion,
    ...(exclusive === undefined
      ? {}
      : { exclusive: exclusive.reading === "stop" ? { ...exclusive, reading: "sole" as const } : exclusive }),
  })),
  rulesChanged("the order of lanes is turned round", (rules) => ({
    ...rules,
    lanes: rules.lanes.toReversed(),
  })),
  rulesChanged("caps of the order and of lines are ignored", ({ caps: _, ...rules }) => rules),
  rulesChanged("first takes all", (rules) => ({
    ...rules,
    lanes: rules.lanes.map((lane) => (lane.mode === "first" ? { ...lane, mode: "all" } : lane)),
  })),
  factsChanged("floors are ignored", (facts) => ({
    ...facts,
    lines: facts.lines.map(({ floor: _, ...line }) => line),
  })),
  factsChanged("unknown categories are none", (facts) => ({
    ...facts,
    lines: facts.lines.map((line) => ({ categories: [], ...line })),
  })),
  factsChanged("declined gifts are given", (facts) => ({ ...facts, declined_gifts: [] })),
  {
    what: "grants are ignored",
    evaluate: (rules, facts, atMs, options) => ({
      ...compiledEvaluate(rules, facts, atMs, { ...options, granted: [] }),
      granted: options.granted,
    }),
  },
  { what: "ties go to the greater id", evaluate: withIdsTurnedRound },
];

/** A company's policy is read as another one; the answer names what was asked for. */
function policyTaken<N extends keyof Policies>(
  what: string,
  name: N,
  taken: Partial<Record<Policies[N], Policies[N]>>,
): Mistake {
  return {
    what,
    evaluate: (rules, facts, atMs, options) => {
      const policies = { ...rules.policies, [name]: taken[rules.policies[name]] ?? rules.policies[name] };
      const result = compiledEvaluate({ ...rules, policies }, facts, atMs, options);
      return { ...result, policies: policiesInForce(rules.policies) };
    },
  };
}

function rulesChanged(what: string, change: (rules: RuleSet) => RuleSet): Mistake {
  return {
    what,
    evaluate: (rules, facts, atMs, options) => compiledEvaluate(change(rules), facts, atMs, options),
  };
}

function promotionChanged(what: string, change: (promotion: RulePromotion) => RulePromotion): Mistake {
  return rulesChanged(what, (rules) => ({ ...rules, promotions: rules.promotions.map(change) }));
}

function awardChanged(what: string, change: (award: Award) => Award): Mistake {
  return promotionChanged(what, (promotion) => ({ ...promotion, awards: promotion.awards.map(change) }));
}

function factsChanged(what: string, change: (facts: CartFacts) => CartFacts): Mistake {
  return {
    what,
    evaluate: (rules, facts, atMs, options) => compiledEvaluate(rules, change(facts), atMs, options),
  };
}

function withoutField(award: Award, field: "cap" | "closes_units"): Award {
  const { [field]: _, ...rest } = award as Award & { cap?: unknown; closes_units?: unknown };
  return rest as Award;
}

function morePicked(award: Award): Award {
  if (award.kind === "bundle" || !("pick" in award) || award.pick?.by !== "pattern") return award;
  return { ...award, pick: { ...award.pick, take: award.pick.take + 1 } };
}

function laterSteps(award: Award): Award {
  if (award.kind !== "tiers") return award;
  const later = (from: number | Record<string, number>) =>
    typeof from === "number"
      ? from + 1
      : Object.fromEntries(Object.entries(from).map(([currency, amount]) => [currency, amount + 1]));
  return { ...award, steps: award.steps.map((step) => ({ ...step, from: later(step.from) })) };
}

function moreSets(award: Award): Award {
  if (award.kind !== "buy_get" || award.sets_max === undefined) return award;
  return { ...award, sets_max: award.sets_max + 1 };
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
  const result = compiledEvaluate(
    {
      ...rules,
      promotions: rules.promotions.map((promotion) => ({ ...promotion, id: turn(promotion.id) })),
      codes: rules.codes.map((code) => ({ ...code, promotion: turn(code.promotion) })),
    },
    {
      ...facts,
      lines: facts.lines.map((line) =>
        line.gift_of === undefined ? line : { ...line, gift_of: turn(line.gift_of) },
      ),
      declined_gifts: facts.declined_gifts.map(turn).sort(),
    },
    atMs,
    {
      left_out: options.left_out.map((entry) => ({ ...entry, promotion: turn(entry.promotion) })),
      granted: options.granted.map((entry) => ({ ...entry, promotion: turn(entry.promotion) })),
      explain:
        typeof options.explain === "object"
          ? { promotions: options.explain.promotions.map(turn) }
          : options.explain,
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
