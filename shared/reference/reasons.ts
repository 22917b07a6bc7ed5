/** Why a promotion is not eligible (CND-19 to 22). Why an eligible one is not applied stands in unapplied.ts. */
import type { LeftOut } from "../model/decision.ts";
import type { Reason, ReasonCode } from "../model/reason.ts";
import type { CartCondition, CartLeaf } from "../rules/cart-condition.ts";
import type { RulePromotion } from "../rules/rule-set.ts";
import {
  boundsOf,
  currencyIsThere,
  type Judged,
  judgeCart,
  judgeLeaf,
  measured,
  scheduleStates,
} from "./conditions.ts";
import { judgeLowerBound, judgeUpperBound } from "./line-conditions.ts";
import type { Scene } from "./scene.ts";
import { canonicalText } from "./text.ts";
import { nodeOf } from "./truth.ts";

/** The reasons that keep a promotion from being eligible; null if it is eligible (SEL-2). */
export function refusal(scene: Scene, promotion: RulePromotion, judged: Judged): Reason[] | null {
  const leftOut = scene.options.left_out.find((one) => one.promotion === promotion.id);
  if (leftOut !== undefined) return [leftOutReason(leftOut)];
  const reasons: Reason[] = [];
  for (const state of scheduleStates(scene, promotion)) {
    if (state !== "holds") reasons.push({ code: state }); // CND-20
  }
  if (!currencyIsThere(scene, promotion)) {
    reasons.push({ code: "wrong_currency", by: scene.facts.currency });
    return inOrder(reasons);
  }
  const isMet = judgeCart(scene, promotion.conditions, judged) === true;
  if (isMet) return reasons.length === 0 ? null : inOrder(reasons);
  return inOrder([...reasons, ...treeReasons(scene, promotion.conditions, true, judged)]);
}

/** CND-19. */
function leftOutReason({ why, limit }: LeftOut): Reason {
  if (why === "stopped") return { code: "stopped" };
  if (why === "exhausted" || limit === undefined) return { code: "usage_limit_reached" };
  if (limit === "budget") return { code: "budget_exhausted" };
  if (limit === "first_order") return { code: "customer_not_eligible", by: "first_order" };
  return { code: "usage_limit_reached", by: limit };
}

/** CND-21: of a tree that did not end as wanted. */
function treeReasons(scene: Scene, tree: CartCondition, wanted: boolean, judged: Judged): Reason[] {
  const node = nodeOf<CartLeaf>(tree);
  if (node.branch === null) return leafReasons(scene, node.leaf, wanted, judged);
  if (node.branch === "not") return treeReasons(scene, node.of, !wanted, judged);
  return node.of
    .filter((child) => judgeCart(scene, child, judged) !== wanted)
    .flatMap((child) => treeReasons(scene, child, wanted, judged));
}

function leafReasons(scene: Scene, leaf: CartLeaf, wanted: boolean, judged: Judged): Reason[] {
  const { facts } = scene;
  const { kind } = leaf;
  if (judgeLeaf(scene, leaf, judged) === "unknown") return [{ code: "fact_missing", by: kind }];
  switch (kind) {
    case "subtotal":
    case "quantity":
      return wanted ? missedBounds(scene, leaf) : [metBound(scene, leaf)];
    case "segment":
    case "first_order":
      return [{ code: "customer_not_eligible", by: kind }];
    case "customer_attribute":
      return [{ code: "customer_not_eligible", by: leaf.name }];
    case "customer_known":
      return [wanted ? { code: "customer_required" } : { code: "customer_not_eligible", by: kind }];
    case "channel":
      return [{ code: "wrong_channel", have: facts.channel }];
    case "store":
      return [{ code: "wrong_store", have: facts.store }];
    case "country":
      return [
        facts.country === null ? { code: "wrong_country" } : { code: "wrong_country", have: facts.country },
      ];
    case "code":
      return [{ code: "code_required" }];
  }
}

type Counting = Extract<CartLeaf, { kind: "subtotal" | "quantity" }>;

function missedBounds(scene: Scene, leaf: Counting): Reason[] {
  const range = measured(scene, leaf);
  const bounds = boundsOf(scene, leaf);
  const reasons: Reason[] = [];
  const lower = bounds.at_least ?? bounds.above;
  if (lower !== null && judgeLowerBound(range, bounds, scene.steps) === false) {
    reasons.push({ code: "minimum_not_reached", need: lower, have: range.low, by: leaf.kind });
  }
  const upper = bounds.at_most ?? bounds.below;
  if (upper !== null && judgeUpperBound(range, bounds, scene.steps) === false) {
    reasons.push({ code: "maximum_exceeded", need: upper, have: range.low, by: leaf.kind });
  }
  return reasons;
}

function metBound(scene: Scene, leaf: Counting): Reason {
  if (leaf.items !== undefined) return { code: "items_excluded", by: leaf.kind };
  const have = measured(scene, leaf).low;
  const bounds = boundsOf(scene, leaf);
  const lower = bounds.at_least ?? bounds.above;
  if (lower !== null) return { code: "maximum_exceeded", need: lower, have, by: leaf.kind };
  const upper = bounds.at_most ?? bounds.below;
  if (upper === null) throw new Error("a counting condition has no bound");
  return { code: "minimum_not_reached", need: upper, have, by: leaf.kind };
}

/** CND-22: the order of precedence. */
const PRECEDENCE: ReasonCode[] = [
  "stopped",
  "fact_missing",
  "code_not_found",
  "promotion_not_active",
  "not_started",
  "expired",
  "outside_timetable",
  "usage_limit_reached",
  "budget_exhausted",
  "customer_required",
  "code_required",
  "customer_not_eligible",
  "minimum_not_reached",
  "maximum_exceeded",
  "items_missing",
  "items_excluded",
  "wrong_channel",
  "wrong_store",
  "wrong_currency",
  "wrong_country",
  "combined_excluded",
  "lower_than_best",
  "codes_do_not_combine",
  "no_effect",
  "code_not_applicable",
];

/** CND-22: equal ones once, by precedence, then as they appeared. */
export function inOrder(reasons: Reason[]): Reason[] {
  const once = [...new Map(reasons.map((reason) => [canonicalText(reason), reason])).values()];
  const place = (reason: Reason) => PRECEDENCE.indexOf(reason.code);
  return once.sort((a, b) => place(a) - place(b));
}
