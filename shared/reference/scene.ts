/**
 * What the reference evaluator works on: the four inputs, and the goods of the cart taken apart into single units.
 */
import type { CartFacts, ChargeFacts, LineFacts } from "../model/cart-facts.ts";
import type { EvaluateOptions } from "../model/decision.ts";
import type { RulePromotion, RuleSet } from "../rules/rule-set.ts";
import type { Steps } from "./steps.ts";
import { canonicalText, compareTexts } from "./text.ts";

export interface Scene {
  rules: RuleSet;
  facts: CartFacts;
  atMs: number;
  options: EvaluateOptions;
  steps: Steps;
  /** In unit order (AWD-2). */
  units: Unit[];
  /** By id (AWD-2). */
  charges: Charge[];
  /** In the order of SEL-1. */
  promotions: RulePromotion[];
}

/** One piece of a line. */
export interface Unit {
  line: LineFacts;
  index: number;
  /** Equal for the units of one content run (AWD-1). */
  content: string;
  price: bigint;
}

export interface Charge {
  charge: ChargeFacts;
  price: bigint;
}

/** What an award can take something off. */
export type Piece = Unit | Charge;

export function sceneOf(
  rules: RuleSet,
  facts: CartFacts,
  atMs: number,
  options: EvaluateOptions,
  steps: Steps,
): Scene {
  return {
    rules,
    facts,
    atMs,
    options,
    steps,
    units: unitsInOrder(facts.lines),
    charges: facts.shipping
      .map((charge) => ({ charge, price: BigInt(charge.amount) }))
      .sort((a, b) => compareTexts(a.charge.id, b.charge.id)),
    promotions: promotionsInOrder(rules, steps),
  };
}

/** AWD-1, AWD-2. */
function unitsInOrder(lines: LineFacts[]): Unit[] {
  const units: Unit[] = [];
  for (const line of lines) {
    const rest = restOf(line);
    const content = canonicalText([line.sku, line.catalog, line.list, rest]);
    for (let index = 0; index < line.quantity; index += 1) {
      units.push({ line, index, content, price: BigInt(line.catalog) });
    }
  }
  const restTexts = new Map(lines.map((line) => [line, canonicalText(restOf(line))]));
  return units.sort(
    (a, b) =>
      compareTexts(a.line.sku, b.line.sku) ||
      a.line.catalog - b.line.catalog ||
      a.line.list - b.line.list ||
      compareTexts(restTexts.get(a.line) ?? "", restTexts.get(b.line) ?? "") ||
      compareTexts(a.line.id, b.line.id) ||
      a.index - b.index,
  );
}

/** AWD-1: what makes units equal beside sku and prices. */
function restOf(line: LineFacts) {
  const { attributes, brand, categories, discountable, measure, metadata, product, seller, tags } = line;
  return { attributes, brand, categories, discountable, measure, metadata, product, seller, tags };
}

/** SEL-1: lane, then priority (higher first), then id. */
function promotionsInOrder(rules: RuleSet, steps: Steps): RulePromotion[] {
  const laneIndex = (promotion: RulePromotion) => rules.lanes.findIndex((lane) => lane.id === promotion.lane);
  return [...rules.promotions].sort((a, b) => {
    if (laneIndex(a) !== laneIndex(b)) return laneIndex(a) - laneIndex(b);
    if (a.priority !== b.priority) return b.priority - a.priority;
    if (a.id === b.id) return 0;
    return steps.precedes(a.id, b.id) ? -1 : 1;
  });
}

/** The entry of an amount table for the cart's currency; null without one. */
export function amountIn(table: Record<string, number> | undefined, currency: string): number | null {
  if (table === undefined || !Object.hasOwn(table, currency)) return null;
  return table[currency] ?? null;
}
