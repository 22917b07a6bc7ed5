/** The rules of a heavy case: promotions that all match, search one another's places and ask much before they say so. Within what may be published. */
import type { CartFacts } from "../../shared/model/cart-facts.ts";
import type { EvaluateOptions } from "../../shared/model/decision.ts";
import type { DiscountCaps } from "../../shared/model/discount-caps.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { DEFAULT_POLICIES, type Policies } from "../../shared/model/policies.ts";
import type { CartCondition } from "../../shared/rules/cart-condition.ts";
import type { Lane, RulePromotion, RuleSet } from "../../shared/rules/rule-set.ts";
import { Chance } from "../differential/chance.ts";
import type { PricingCase } from "../differential/random-case.ts";
import { heavyAwards, heavyCatalogueAwards, heavyContestant, matchesAll } from "./heavy-awards.ts";
import { heavyCart } from "./heavy-cart.ts";
import { HEAVY } from "./heavy-names.ts";
import type { Shape } from "./heavy-shape.ts";

/** 2026-03-02T10:00:00Z. */
const AT_MS = 1_772_445_600_000;

export function heavyCase(wanted: Shape): PricingCase {
  const shape = withinNodes(wanted);
  const facts = heavyCart(shape);
  const rules = heavyRules(shape, facts);
  return { rules, facts, atMs: AT_MS, options: optionsOf(shape, rules) };
}

/** Nodes of a component's tree, and of what stands around the trees of a promotion. */
const COMPONENT_NODES = 2;
const AROUND_NODES = 8;

/** All trees of a promotion together have so many nodes at most. */
function withinNodes(shape: Shape): Shape {
  const left = LIMITS.treeNodes - AROUND_NODES;
  const itemNodes = Math.min(shape.itemNodes, Math.floor(left / shape.awards));
  const ofAwards = shape.awards * Math.max(itemNodes, COMPONENT_NODES * shape.components, 3);
  return { ...shape, itemNodes, conditionNodes: Math.min(shape.conditionNodes, left - ofAwards) };
}

function heavyRules(shape: Shape, facts: CartFacts): RuleSet {
  const chance = new Chance(shape.seed ^ 1);
  const lanes = chance.many(shape.lanes, (index) => ({ id: HEAVY.lane(index), mode: modeOf(shape, index) }));
  const ofCart = chance.many(shape.promotions, (index) => heavyPromotion(shape, facts, chance, lanes, index));
  return {
    company: "acme",
    policies: policiesOf(shape),
    lanes,
    promotions: [...ofCart, ...cataloguePromotions(shape, chance)],
    codes: facts.codes.map((code, index) => ({
      code,
      promotion: HEAVY.promotion(index % shape.promotions),
      start_ms: null,
      end_ms: null,
    })),
    ...capsOf(shape, facts),
    zones: [],
  };
}

const MODES = ["best_combination", "best_each", "best_one", "first", "lowest", "all"] as const;

function modeOf({ mode }: Shape, index: number): Lane["mode"] {
  return MODES[mode] ?? MODES[index % MODES.length] ?? "all";
}

function policiesOf({ oneCode, policies }: Shape): Policies {
  return {
    ...DEFAULT_POLICIES,
    codes: oneCode === 1 ? "one" : "several",
    rounding_place: (policies & 1) === 0 ? "run" : "line",
    excess: (policies & 2) === 0 ? "cut" : "refuse",
    reduced_items: (policies & 4) === 0 ? "skip" : "refuse",
    catalogue_selection: (policies & 8) === 0 ? "best" : "all",
  };
}

function capsOf({ caps }: Shape, facts: CartFacts): { caps?: DiscountCaps } {
  if (caps === 0) return {};
  return {
    caps: {
      ...((caps & 1) === 0 ? {} : { order: { EUR: Math.min(catalogSum(facts), LIMITS.amountMinor) } }),
      ...((caps & 2) === 0 ? {} : { order_bps: 9_000 }),
      ...((caps & 4) === 0 ? {} : { line_bps: 9_000 }),
    },
  };
}

function heavyPromotion(
  shape: Shape,
  facts: CartFacts,
  chance: Chance,
  lanes: readonly Lane[],
  index: number,
): RulePromotion {
  const lane = lanes[index % lanes.length] ?? { id: "none", mode: "all" };
  const isEach = lane.mode === "best_each";
  const isIn = (share: number) => chance.whole(1, 10) <= share;
  const reading = chance.one(["sole", "stop", "only_if_first"] as const);
  const isExclusive = isIn(shape.exclusives) && !(isEach && reading === "only_if_first");
  return {
    ...plainPromotion(HEAVY.promotion(index)),
    lane: lane.id,
    priority: chance.whole(0, 3),
    conditions: heavyConditions(shape, facts, chance, { isCoded: index < facts.codes.length, isEach }),
    awards: isEach ? heavyContestant(shape, chance) : heavyAwards(shape, chance),
    ...(isExclusive ? { exclusive: { reading, reach: chance.one(["lane", "cart"] as const) } } : {}),
    ...(shape.classes === 0 || isEach ? {} : classOf(shape, chance)),
    ...(isIn(shape.reduced) && !isEach ? { excludes_reduced: ["earlier_promotion" as const] } : {}),
    ...(shape.hints === 0 ? {} : { hint: {} }),
  };
}

function plainPromotion(id: string): RulePromotion {
  return {
    id,
    version: 1,
    campaign: null,
    label: id,
    lane: "none",
    priority: 0,
    schedules: [],
    conditions: { kind: "all", of: [] },
    awards: [],
  };
}

function cataloguePromotions({ cataloguePromotions }: Shape, chance: Chance): RulePromotion[] {
  return chance.many(cataloguePromotions, (index) => ({
    ...plainPromotion(`catalogue-${index}`),
    stage: "catalogue" as const,
    awards: heavyCatalogueAwards(chance),
  }));
}

function classOf({ classes }: Shape, chance: Chance) {
  const names = chance.many(classes, HEAVY.class);
  return { class: chance.one(names), combines_with: chance.some(names, 0, classes) };
}

/** Leaves that each ask all lines, one of them for a code. */
function heavyConditions(
  { conditionNodes, late }: Shape,
  facts: CartFacts,
  chance: Chance,
  { isCoded, isEach }: { isCoded: boolean; isEach: boolean },
): CartCondition {
  const count = Math.ceil(conditionNodes / (LIMITS.treeChildren + 3));
  const nodes = Math.floor(conditionNodes / Math.max(1, count)) - 1;
  const leaves = chance.many(count, (): CartCondition => {
    const isLate = !isEach && chance.whole(1, 10) <= late;
    const items = matchesAll(nodes);
    return {
      kind: "subtotal",
      basis: isLate ? "current" : "catalog",
      items,
      at_least: { EUR: thresholdOf(facts, chance) },
    };
  });
  return { kind: "all", of: [...(isCoded ? [{ kind: "code" as const }] : []), ...leaves] };
}

/** At most what the cart comes to: next to nothing, or so much that a small discount before takes it away. */
function thresholdOf(facts: CartFacts, chance: Chance): number {
  const sum = catalogSum(facts);
  return Math.min(chance.one([1, 1, Math.max(1, sum - chance.whole(0, 1_000))]), LIMITS.amountMinor);
}

function catalogSum({ lines }: CartFacts): number {
  return lines.reduce((sum, { catalog, quantity }) => sum + catalog * quantity, 0);
}

function optionsOf({ explain, hints, granted }: Shape, { promotions }: RuleSet): EvaluateOptions {
  const ids = promotions.map(({ id }) => id);
  return {
    left_out: [],
    granted: ids
      .filter((_, index) => index % 10 < granted)
      .map((promotion, index) => ({ promotion, amount: 1 + index * 100 })),
    explain: explain === 1 ? { promotions: ids.slice(0, LIMITS.explainPromotions) } : explain === 2,
    ...(hints === 0 ? {} : { hints: true }),
  };
}
