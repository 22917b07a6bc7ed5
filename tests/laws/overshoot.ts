/**
 * What an evaluation may still do once its fuel ran out (SEL-23), read from the code: the fuel is looked at before a promotion is judged and
 * before most applications, never within one. What is done without a look is counted here, for one case.
 */

import type { CartFacts } from "../../shared/model/cart-facts.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { CART_KINDS } from "../../shared/rules/condition-kinds.ts";
import type { Lane, RulePromotion } from "../../shared/rules/rule-set.ts";
import { cartLeaves, lineLeaves } from "../../shared/rules/tree.ts";
import type { PricingCase } from "../differential/random-case.ts";

/** Applications that find out why a promotion did nothing: its late conditions, reduced units, what its awards lack. */
const WHY_NOT = 3;
/** Of one candidate for a hint: why it did nothing, what late conditions and its tables lack. */
const OF_HINT = WHY_NOT + 2;

/** Applications of a lane that are begun without a look at the fuel, beside one for each candidate in `best_each`. */
const OF_LANE: Readonly<Record<Lane["mode"], number>> = {
  // What was taken so far.
  all: 1,
  // What was chosen before; what was taken so far.
  first: 2,
  best_one: 2,
  lowest: 2,
  // What was chosen before; what goods, then the order, leave.
  best_each: 3,
  // The empty set; a set that a bound was found for; what was taken.
  best_combination: 3,
};

/** How many applications may be begun without fuel. */
export function lateApplicationsMost(priced: PricingCase): number {
  const { rules, facts, options } = priced;
  const ofCart = rules.promotions.filter(isOfCart);
  const exclusives = ofCart.filter(({ exclusive }) => exclusive !== undefined).length;
  const ofLanes = rules.lanes.reduce((sum, { id, mode }) => {
    const own = ofCart.filter(({ lane }) => lane === id).length;
    return own === 0 ? sum : sum + OF_LANE[mode] + (mode === "best_each" ? own : 0);
  }, 0);
  // Each exclusive one alone; at last all that was chosen.
  const ofSelection = exclusives + ofLanes + 1;
  const hints = options.hints === true ? OF_HINT + LIMITS.hintsWeighed * ofSelection : 0;
  return selectionsOf(priced) * ofSelection + hints + WHY_NOT * (facts.codes.length + toldOf(priced));
}

/** Steps that may be burnt without fuel beside applications. */
export function lateStepsMost(priced: PricingCase): number {
  const { rules, facts, options } = priced;
  const ofCart = rules.promotions.filter(isOfCart);
  const lines = facts.lines.length;
  // One promotion is being judged; codes, explanations and first orders ask again.
  const asked = 1 + facts.codes.length + toldOf(priced) + ofCart.filter(asksForFirstOrder).length;
  const judging = asked * Math.max(0, ...ofCart.map((each) => judgingOf(each, lines)));
  const lowering = lines * (rules.promotions.length - ofCart.length);
  const selections = selectionsOf(priced) + (options.hints === true ? LIMITS.hintsWeighed : 0);
  return judging + lowering + selections * selectingOf(ofCart, facts);
}

/** Of one selection: what is free, bounds of sets, and who wins each unit in a lane `best_each`. */
function selectingOf(ofCart: readonly RulePromotion[], { lines, shipping }: CartFacts): number {
  const promotions = ofCart.length;
  const awards = ofCart.reduce((sum, each) => sum + each.awards.length, 0);
  const places = lines.length + shipping.length;
  // Each award finds its target, then the places that it closes, joins and reads.
  const freeing = awards * 4 * places;
  const bounding = (promotions + 2) * awards * (1 + lines.length) + promotions * promotions;
  const stretches = lines.reduce((sum, { quantity }) => sum + Math.min(quantity, promotions + awards), 0);
  return freeing + bounding + (stretches + places + 1) * promotions;
}

function isOfCart({ stage }: RulePromotion): boolean {
  return stage !== "catalogue";
}

function asksForFirstOrder({ conditions }: RulePromotion): boolean {
  return cartLeaves(conditions).some((leaf) => CART_KINDS[leaf.kind].facts.includes("order_count"));
}

/** SEL-9. */
function selectionsOf({ rules, facts }: PricingCase): number {
  return rules.policies.codes === "one" ? Math.max(1, facts.codes.length) : 1;
}

/** How many promotions an explanation may tell of. */
function toldOf({ rules, options: { explain } }: PricingCase): number {
  return typeof explain === "object" ? explain.promotions.length : explain ? rules.promotions.length : 0;
}

/** Of the tree, and of the awards' units that were reduced before. */
function judgingOf({ conditions, awards }: RulePromotion, lines: number): number {
  const leaves = cartLeaves(conditions);
  const trees = leaves.flatMap((leaf) => CART_KINDS[leaf.kind].lineTrees(leaf));
  const lineNodes = trees.reduce((sum, { tree }) => sum + lineLeaves(tree).length, 0);
  return 2 + leaves.length + (lineNodes + awards.length) * lines;
}
