/** What late conditions say when the turn of their promotion comes (CND-24). */
import type { Reason } from "../model/reason.ts";
import { leavesOf } from "./conditions.ts";
import { judgeLateNow, lateAmong, measuredNow } from "./late.ts";
import { factMissing, missedBounds } from "./leaf-reasons.ts";
import { inOrder } from "./reasons.ts";
import type { Player, Scene } from "./scene.ts";

/** Of those that are not true with what everything costs now. */
export function lateReasons(scene: Scene, { promotion, policies }: Player, left: bigint[]): Reason[] {
  const late = lateAmong(leavesOf(promotion.conditions), policies);
  return inOrder(
    late.flatMap((leaf) => {
      const truth = judgeLateNow(scene, leaf, left);
      if (truth === true) return [];
      return truth === "unknown"
        ? [factMissing(leaf.kind)]
        : missedBounds(scene, leaf, measuredNow(scene, leaf, left));
    }),
  );
}
