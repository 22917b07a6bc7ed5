/** Why a promotion did nothing in a selection (CND-19 to CND-23). Asked only for codes and explanations, never while choosing. */

import type { LeftOut } from "../model/decision.ts";
import { compareReasons, type Reason } from "../model/reason.ts";
import { refusesReduced } from "./award-targets.ts";
import { codeOf } from "./codes.ts";
import { treeIsMet } from "./eligibility.ts";
import { isCutBy } from "./exclusivity.ts";
import type { Inputs } from "./inputs.ts";
import { treeReasons } from "./judge.ts";
import type { Selection } from "./selection.ts";
import { isAllReduced, lateReasons, missingReasons } from "./why-not.ts";

/** Reasons of a promotion that was not applied. */
export function reasonsOf(inputs: Inputs, promotion: number, selection: Selection): Reason[] {
  const left = inputs.leftOut.get(promotion);
  if (left !== undefined) return [leftOutReason(left)];
  if (inputs.notJudged.has(promotion)) return [{ code: "too_complex" }];
  const { plan, cart } = inputs;
  const codeCounts = codeOf(promotion, selection.counting) !== null;
  const reasons: Reason[] = [];
  for (const state of inputs.scheduleStates(promotion, codeCounts)) {
    if (state !== "holds") reasons.push({ code: state });
  }
  const schedulesHold = reasons.length === 0;
  if (!inputs.hasCurrency(promotion)) {
    reasons.push({ code: "wrong_currency", by: cart.facts.currency });
  } else if (!treeIsMet(inputs, promotion, codeCounts)) {
    const tree = plan.sections.promotion_tree[promotion] ?? 0;
    treeReasons(plan, tree, plan.words.length, cart, true, reasons);
  } else if (schedulesHold) {
    if (plan.isCatalogue(promotion)) reasons.push({ code: "no_effect" });
    else reasons.push(...eligibleReasons(inputs, promotion, selection));
  }
  return inOrder(reasons);
}

/** CND-19. */
function leftOutReason({ why, limit }: LeftOut): Reason {
  if (why === "stopped") return { code: "stopped" };
  if (why === "exhausted" || limit === undefined) return { code: "usage_limit_reached" };
  if (limit === "budget") return { code: "budget_exhausted" };
  if (limit === "first_order") return { code: "customer_not_eligible", by: "first_order" };
  return { code: "usage_limit_reached", by: limit };
}

/** CND-23: the first that fits. */
function eligibleReasons(inputs: Inputs, promotion: number, selection: Selection): readonly Reason[] {
  const { plan } = inputs;
  if (refusesReduced(inputs, promotion)) return [{ code: "already_discounted" }];
  const verdict = selection.verdicts.of(promotion);
  if (verdict?.why === "lost") {
    const by = verdict.by === null ? {} : { by: plan.promotionId(verdict.by) };
    return [{ code: "lower_than_best", ...by }];
  }
  const counting = selection.counting[0];
  if (counting !== undefined && gaveWay(inputs, promotion, selection)) {
    return [{ code: "codes_do_not_combine", by: counting.code }];
  }
  const cut = selection.cuts.find((each) => isCutBy(plan, promotion, each));
  if (cut !== undefined) return [{ code: "combined_excluded", by: plan.promotionId(cut.by) }];
  if (verdict?.why === "excluded") return [{ code: "combined_excluded", by: plan.promotionId(verdict.by) }];
  if (verdict?.why === "left") return [{ code: "lower_than_best" }];
  const { chosen } = selection;
  const late = lateReasons(inputs, chosen, promotion);
  if (late.length > 0) return late;
  if (isAllReduced(inputs, chosen, promotion)) return [{ code: "already_discounted" }];
  return missingReasons(inputs, chosen, promotion) ?? [{ code: "no_effect" }];
}

/** SEL-9: a code of it stands, and only another promotion's counts. */
function gaveWay({ codes }: Inputs, promotion: number, { counting }: Selection): boolean {
  const stands = codes.some((entry) => entry.promotion === promotion && entry.state === "stands");
  return stands && codeOf(promotion, counting) === null;
}

/** CND-22. */
function inOrder(reasons: readonly Reason[]): Reason[] {
  const once: Reason[] = [];
  for (const reason of reasons) if (!once.some((other) => isEqual(other, reason))) once.push(reason);
  return once.sort(compareReasons);
}

function isEqual(a: Reason, b: Reason): boolean {
  return a.code === b.code && a.need === b.need && a.have === b.have && a.by === b.by;
}
