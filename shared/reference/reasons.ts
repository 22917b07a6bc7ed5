/** Reasons of trees (CND-21) and their order (CND-22). */
import type { Reason, ReasonCode } from "../model/reason.ts";
import type { CartCondition, CartLeaf } from "../rules/cart-condition.ts";
import { type Judged, judgeCart } from "./conditions.ts";
import { leafReasons } from "./leaf-reasons.ts";
import type { Scene } from "./scene.ts";
import { canonicalText, compareTexts } from "./text.ts";
import { nodeOf } from "./truth.ts";

/** CND-21: of a tree that did not end as wanted. */
export function treeReasons(scene: Scene, tree: CartCondition, wanted: boolean, judged: Judged): Reason[] {
  const node = nodeOf<CartLeaf>(tree);
  if (node.branch === null) return leafReasons(scene, node.leaf, wanted, judged);
  if (node.branch === "not") return treeReasons(scene, node.of, !wanted, judged);
  return node.of
    .filter((child) => judgeCart(scene, child, judged) !== wanted)
    .flatMap((child) => treeReasons(scene, child, wanted, judged));
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
  "already_discounted",
  "metadata_mismatch",
  "wrong_channel",
  "wrong_store",
  "wrong_currency",
  "wrong_country",
  "wrong_shipping",
  "wrong_payment",
  "combined_excluded",
  "lower_than_best",
  "codes_do_not_combine",
  "no_effect",
  "code_not_applicable",
  "too_complex",
];

/** CND-22: equal ones once, by precedence, then by what they say. */
export function inOrder(reasons: Reason[]): Reason[] {
  const once = [...new Map(reasons.map((reason) => [canonicalText(reason), reason])).values()];
  const place = (reason: Reason) => PRECEDENCE.indexOf(reason.code);
  return once.sort(
    (a, b) =>
      place(a) - place(b) ||
      compareSaid(a.by, b.by) ||
      compareSaid(a.need, b.need) ||
      compareSaid(a.have, b.have),
  );
}

type Said = number | string | undefined;

/** Nothing, then numbers, then texts. */
function compareSaid(a: Said, b: Said): number {
  const rank = (said: Said) => ["undefined", "number", "string"].indexOf(typeof said);
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  return rank(a) - rank(b);
}
