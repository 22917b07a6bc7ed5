/** Late conditions: those on basis `current`, judged when the turn of their promotion comes (CND-24). */
import type { Policies } from "../model/policies.ts";
import type { CartLeaf } from "../rules/cart-condition.ts";
import { boundsIn, judgeLowerBound, judgeRange, type Range } from "./bounds.ts";
import { basisOf, measured, type Valued } from "./measures.ts";
import type { Scene } from "./scene.ts";
import type { Truth } from "./truth.ts";

/** The leaf if it is late; null of all others. */
export function lateLeaf(leaf: CartLeaf, policies: Policies): Valued | null {
  if (leaf.kind !== "subtotal" && leaf.kind !== "largest_line" && leaf.kind !== "total") return null;
  return basisOf(leaf, policies) === "current" ? leaf : null;
}

/** The late leaves among those of a tree. */
export function lateAmong(leaves: CartLeaf[], policies: Policies): Valued[] {
  return leaves.map((leaf) => lateLeaf(leaf, policies)).filter((leaf) => leaf !== null);
}

/** For eligibility: false if a lower bound fails even with catalogue prices, else true. */
export function judgeLateBefore(scene: Scene, leaf: Valued): Truth {
  const range = measured(scene, leaf, (piece) => piece.catalog);
  return judgeLowerBound(range, boundsIn(leaf, scene.facts.currency), scene.steps) !== false;
}

/** In an application: with what every unit and charge costs at that moment. */
export function judgeLateNow(scene: Scene, leaf: Valued, left: bigint[]): Truth {
  const range = measuredNow(scene, leaf, left);
  return judgeRange(range, boundsIn(leaf, scene.facts.currency), scene.steps);
}

export function measuredNow(scene: Scene, leaf: Valued, left: bigint[]): Range {
  return measured(scene, leaf, (piece) =>
    scene.steps.readsCurrent ? (left[piece.at] ?? 0n) : piece.catalog,
  );
}
