/** Conditions on the cart (CND-4 to 11), and what makes a promotion eligible beside its tree (CND-15 to 18). */
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { CartLeaf } from "../rules/cart-condition.ts";
import type { LineCondition } from "../rules/line-condition.ts";
import type { RuleCode, RulePromotion, RuleSchedule } from "../rules/rule-set.ts";
import { judgeAttribute, judgeLine, judgeRange, meets } from "./line-conditions.ts";
import { amountIn, type Scene } from "./scene.ts";
import { type ScheduleState, scheduleState } from "./time.ts";
import { judgeTree, type Truth } from "./truth.ts";

/** What one promotion's tree is judged with beside the scene. */
export interface Judged {
  /** A code of the promotion counts (CND-11). */
  codeCounts: boolean;
  /** CND-18: `first_order` is taken as false. */
  withoutFirstOrder: boolean;
}

/** CND-2. */
export function treeIsMet(scene: Scene, promotion: RulePromotion, judged: Judged): boolean {
  return judgeCart(scene, promotion.conditions, judged) === true;
}

export function judgeCart(scene: Scene, tree: RulePromotion["conditions"], judged: Judged): Truth {
  return judgeTree<CartLeaf>(tree, (leaf) => judgeLeaf(scene, leaf, judged));
}

export function judgeLeaf(scene: Scene, leaf: CartLeaf, judged: Judged): Truth {
  const { facts, steps } = scene;
  const { customer } = facts;
  switch (leaf.kind) {
    case "subtotal": // CND-4
    case "quantity": // CND-5
      return judgeRange(measured(scene, leaf), boundsOf(scene, leaf), steps);
    case "segment": // CND-6
      return meets(leaf.any_of, customer.segments);
    case "customer_attribute": // CND-7
      return judgeAttribute(leaf, customer.attributes, steps);
    case "first_order": // CND-8, CND-18
      if (judged.withoutFirstOrder) return false;
      if (customer.order_count !== null) return customer.order_count === 0;
      return scene.rules.policies.guest_first_order === "counts_as_first"; // POL-4
    case "customer_known": // CND-9
      return customer.key !== null;
    case "channel": // CND-10
      return leaf.any_of.includes(facts.channel);
    case "store":
      return leaf.any_of.includes(facts.store) || meets(leaf.groups, facts.store_groups);
    case "country":
      return facts.country === null ? "unknown" : leaf.any_of.includes(facts.country);
    case "code": // CND-11
      return judged.codeCounts;
  }
}

type Counting = Extract<CartLeaf, { kind: "subtotal" | "quantity" }>;

/** CND-3, CND-4, CND-5: the least and the most that it may be, given the lines that nobody described. */
export function measured(scene: Scene, leaf: Counting): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const line of scene.facts.lines) {
    if (line.gift_of !== undefined) continue;
    const size = leaf.kind === "quantity" ? line.quantity : line[leaf.basis] * line.quantity;
    const matches = judgeLine(leaf.items, line, scene.facts.currency, scene.steps);
    if (matches === true) low += size;
    if (matches !== false) high += size;
  }
  return { low, high };
}

/** The bounds of a counting condition; those of a subtotal in the cart's currency. */
export function boundsOf(scene: Scene, leaf: Counting) {
  if (leaf.kind === "quantity") {
    return { at_least: leaf.at_least ?? null, above: null, at_most: leaf.at_most ?? null, below: null };
  }
  const { currency } = scene.facts;
  return {
    at_least: amountIn(leaf.at_least, currency),
    above: amountIn(leaf.above, currency),
    at_most: amountIn(leaf.at_most, currency),
    below: amountIn(leaf.below, currency),
  };
}

/** CND-15: the state of each schedule, in the zone it names or in the cart's. */
export function scheduleStates(scene: Scene, promotion: RulePromotion): ScheduleState[] {
  return promotion.schedules.map((schedule) => scheduleState(schedule, zoneOf(scene, schedule), scene.atMs));
}

function zoneOf(scene: Scene, schedule: RuleSchedule): ZoneFacts {
  if (schedule.zone === "store") return scene.facts.zone;
  const zone = scene.rules.zones.find((one) => one.zone === schedule.zone);
  if (zone === undefined) throw new Error(`the rule set lacks the zone ${schedule.zone}`);
  return zone;
}

/** CND-16: half-open. */
export function codeState(code: RuleCode, atMs: number): "holds" | "not_started" | "expired" {
  if (code.start_ms !== null && atMs < code.start_ms) return "not_started";
  if (code.end_ms !== null && atMs >= code.end_ms) return "expired";
  return "holds";
}

/** CND-17: every amount table of the promotion has the cart's currency. */
export function currencyIsThere(scene: Scene, promotion: RulePromotion): boolean {
  return amountTables(promotion).every((table) => amountIn(table, scene.facts.currency) !== null);
}

type Table = Record<string, number>;

function amountTables(promotion: RulePromotion): Table[] {
  const tables: (Table | undefined)[] = leavesOf(promotion.conditions).flatMap((leaf) => {
    if (leaf.kind === "quantity") return lineTables(leaf.items);
    if (leaf.kind !== "subtotal") return [];
    return [leaf.at_least, leaf.above, leaf.at_most, leaf.below, ...lineTables(leaf.items)];
  });
  for (const award of promotion.awards) {
    if (award.kind === "percent" || award.kind === "free_shipping") tables.push(award.cap);
    if (award.kind === "amount") tables.push(award.amounts);
    if (award.kind !== "free_shipping") tables.push(...lineTables(award.items));
  }
  return tables.filter((table) => table !== undefined);
}

function lineTables(tree: LineCondition | undefined): (Table | undefined)[] {
  if (tree === undefined) return [];
  if (tree.kind === "all" || tree.kind === "any") return tree.of.flatMap(lineTables);
  if (tree.kind === "not") return lineTables(tree.of);
  return tree.kind === "unit_price" ? [tree.at_least, tree.above, tree.at_most, tree.below] : [];
}

/** The leaves of a cart tree in the order of appearance. */
export function leavesOf(tree: RulePromotion["conditions"]): CartLeaf[] {
  if (tree.kind === "all" || tree.kind === "any") return tree.of.flatMap(leavesOf);
  if (tree.kind === "not") return leavesOf(tree.of);
  return [tree];
}
