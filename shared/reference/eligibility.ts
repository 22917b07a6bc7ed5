/** Whether a promotion is eligible, and why not (SEL-2, CND-15 to 20). */
import type { ZoneFacts } from "../model/cart-facts.ts";
import type { LeftOut } from "../model/decision.ts";
import type { Reason } from "../model/reason.ts";
import type { RuleCode, RulePromotion, RuleSchedule } from "../rules/rule-set.ts";
import { type Judged, judgeCart } from "./conditions.ts";
import { inOrder, treeReasons } from "./reasons.ts";
import { isRefusedFromStart } from "./reduced.ts";
import type { Player, Scene } from "./scene.ts";
import { currencyIsThere } from "./tables.ts";
import { type ScheduleState, scheduleState } from "./time.ts";

/** The reasons that keep a promotion of the cart from being eligible; null if it is eligible. */
export function refusal(scene: Scene, player: Player, judged: Judged): Reason[] | null {
  const reasons = refusalByConditions(scene, player.promotion, judged);
  if (reasons !== null) return reasons;
  return isRefusedFromStart(scene, player) ? [{ code: "already_discounted" }] : null; // AWD-24
}

/** CND-19, CND-20. */
export function refusalByConditions(scene: Scene, promotion: RulePromotion, judged: Judged): Reason[] | null {
  const leftOut = scene.options.left_out.find((one) => one.promotion === promotion.id);
  if (leftOut !== undefined) return [leftOutReason(leftOut)];
  const reasons: Reason[] = [];
  for (const state of scheduleStates(scene, promotion, judged.codeCounts)) {
    if (state !== "holds") reasons.push({ code: state });
  }
  if (!currencyIsThere(promotion, scene.facts.currency)) {
    return inOrder([...reasons, { code: "wrong_currency", by: scene.facts.currency }]); // CND-17
  }
  const isMet = judgeCart(scene, promotion.conditions, judged) === true;
  if (!isMet) reasons.push(...treeReasons(scene, promotion.conditions, true, judged));
  return reasons.length === 0 && isMet ? null : inOrder(reasons);
}

/** CND-19. */
function leftOutReason({ why, limit }: LeftOut): Reason {
  if (why === "stopped") return { code: "stopped" };
  if (why === "exhausted" || limit === undefined) return { code: "usage_limit_reached" };
  if (limit === "budget") return { code: "budget_exhausted" };
  if (limit === "first_order") return { code: "customer_not_eligible", by: "first_order" };
  return { code: "usage_limit_reached", by: limit };
}

/** CND-15: the state of each schedule, in the zone it names or in the cart's. */
function scheduleStates(scene: Scene, promotion: RulePromotion, codeCounts: boolean): ScheduleState[] {
  return promotion.schedules.map((schedule) =>
    scheduleState(schedule, zoneOf(scene, schedule), scene.atMs, codeCounts),
  );
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

/** CND-11: one of the counting codes belongs to the promotion. */
export function holdsCode(scene: Scene, promotion: RulePromotion, counting: string[]): boolean {
  return scene.rules.codes.some((code) => code.promotion === promotion.id && counting.includes(code.code));
}
