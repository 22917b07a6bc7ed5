/** What a leaf of a cart tree says that did not end as wanted (CND-21). */
import type { Reason } from "../model/reason.ts";
import type { CartLeaf } from "../rules/cart-condition.ts";
import { type Bounds, boundsIn, judgeLowerBound, judgeUpperBound, type Range } from "./bounds.ts";
import { type Judged, judgeLeaf, measuredBefore } from "./conditions.ts";
import { orderNumber } from "./customer-conditions.ts";
import type { Measuring } from "./measures.ts";
import type { Scene } from "./scene.ts";

export function leafReasons(scene: Scene, leaf: CartLeaf, wanted: boolean, judged: Judged): Reason[] {
  const { facts } = scene;
  const { kind } = leaf;
  if (judgeLeaf(scene, leaf, judged) === "unknown") return [factMissing(kind)];
  switch (leaf.kind) {
    case "subtotal":
    case "quantity":
    case "distinct":
    case "largest_line":
    case "total": {
      const range = measuredBefore(scene, leaf, judged.policies);
      return wanted ? missedBounds(scene, leaf, range) : [metBound(scene, leaf, range)];
    }
    case "items": {
      const isAsked = leaf.which !== "every" && leaf.which !== "none";
      return [{ code: isAsked === wanted ? "items_missing" : "items_excluded", by: kind }];
    }
    case "order_number":
      return [missedNumber(scene, leaf, orderNumber(scene, judged.policies), wanted)];
    case "points":
      return [missedNumber(scene, leaf, facts.customer.points ?? null, wanted)];
    case "customer_attribute":
    case "behaviour":
      return [{ code: "customer_not_eligible", by: leaf.name }];
    case "customer_known":
    case "signed_in":
      return [wanted ? { code: "customer_required", by: kind } : { code: "customer_not_eligible", by: kind }];
    case "channel":
      return [{ code: "wrong_channel", have: facts.channel }];
    case "store":
      return [{ code: "wrong_store", have: facts.store }];
    case "currency":
      return [{ code: "wrong_currency", have: facts.currency }];
    case "country":
      return [{ code: "wrong_country", ...had(facts.country) }];
    case "region":
      return [{ code: "wrong_country", ...had(facts.region), by: kind }];
    case "postcode":
      return [{ code: "wrong_country", ...had(facts.postcode), by: kind }];
    case "payment_method":
      return [{ code: "wrong_payment", ...had(facts.payment_method) }];
    case "shipping_method":
      return [{ code: "wrong_shipping" }];
    case "cart_metadata":
      return [{ code: "metadata_mismatch", by: leaf.name }];
    case "code":
      return [{ code: "code_required" }];
    default:
      return [{ code: "customer_not_eligible", by: kind }];
  }
}

export function factMissing(kind: string): Reason {
  return { code: "fact_missing", by: kind };
}

function had(have: string | null) {
  return have === null ? {} : { have };
}

/** Wanted true: of each bound that fails. */
export function missedBounds(scene: Scene, leaf: Measuring, range: Range): Reason[] {
  const bounds = boundsIn(leaf, scene.facts.currency);
  const reasons: Reason[] = [];
  const lower = lowerOf(bounds);
  if (lower !== null && judgeLowerBound(range, bounds, scene.steps) === false) {
    reasons.push({ code: "minimum_not_reached", need: lower, have: range.low, by: leaf.kind });
  }
  const upper = upperOf(bounds);
  if (upper !== null && judgeUpperBound(range, bounds, scene.steps) === false) {
    reasons.push({ code: "maximum_exceeded", need: upper, have: range.low, by: leaf.kind });
  }
  return reasons;
}

/** Wanted false. */
function metBound(scene: Scene, leaf: Measuring, { low }: Range): Reason {
  if (leaf.kind !== "total" && leaf.items !== undefined) return { code: "items_excluded", by: leaf.kind };
  const bounds = boundsIn(leaf, scene.facts.currency);
  const lower = lowerOf(bounds);
  if (lower !== null) return { code: "maximum_exceeded", need: lower, have: low, by: leaf.kind };
  const upper = upperOf(bounds);
  if (upper === null) throw new Error("a measuring condition has no bound");
  return { code: "minimum_not_reached", need: upper, have: low, by: leaf.kind };
}

function lowerOf(bounds: Bounds): number | null {
  return bounds.at_least ?? bounds.above ?? null;
}

function upperOf(bounds: Bounds): number | null {
  return bounds.at_most ?? bounds.below ?? null;
}

/** Of `order_number` and `points`, where the lower bound is what fails. */
function missedNumber(
  scene: Scene,
  leaf: Extract<CartLeaf, { kind: "order_number" | "points" }>,
  number: number | null,
  wanted: boolean,
): Reason {
  const need = leaf.at_least;
  if (wanted && number !== null && need !== undefined && !scene.steps.reaches(number, need)) {
    return { code: "minimum_not_reached", need, have: number, by: leaf.kind };
  }
  return { code: "customer_not_eligible", by: leaf.kind };
}
