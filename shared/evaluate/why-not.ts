/**
 * Why a promotion that is eligible did nothing in an application (CND-23, CND-24), found by applying the set once more and looking on. A
 * promotion that is not in the set is put into it. Asked only for codes and explanations, never while choosing.
 */
import type { Reason } from "../model/reason.ts";
import type { Missing } from "../rules/award-kind.ts";
import { awardFields, awardKind, giftOf, targetOf, targetWithReduced } from "./award-targets.ts";
import { enter, type Inputs } from "./inputs.ts";
import { lateReasons as reasonsAt } from "./late.ts";
import { Application, type Chosen, type Watcher } from "./pricing.ts";

/** Reasons of the late conditions that failed; none if all were true. */
export function lateReasons(inputs: Inputs, chosen: readonly Chosen[], promotion: number): Reason[] {
  const { plan, cart } = inputs;
  const reasons: Reason[] = [];
  if (!plan.hasLate(promotion)) return reasons;
  watch(inputs, chosen, {
    promotion,
    begins({ amounts }) {
      enter(inputs, promotion);
      reasonsAt(plan, promotion, cart, amounts, reasons);
    },
    turn() {},
  });
  return reasons;
}

/** Whether it refused reduced units when its turn came, or all that it would act on is excluded as reduced (AWD-24). */
export function isAllReduced(inputs: Inputs, chosen: readonly Chosen[], promotion: number): boolean {
  if (inputs.plan.reducedOf(promotion) === 0) return false;
  let isRefused = false;
  let isSomethingExcluded = false;
  let isSomethingLeft = false;
  watch(inputs, chosen, {
    promotion,
    begins(application) {
      isRefused = application.refusesReduced(promotion);
    },
    turn(award, application) {
      // A table that is not reached acts on nothing, reduced or not.
      if (lacksOf(inputs, award) !== null) return;
      const { places, charges } = targetOf(inputs, award);
      if (places.length + charges.length === 0) {
        if (targetWithReduced(inputs, award).places.length > 0) isSomethingExcluded = true;
      } else if (charges.length === 0 && application.isAllReducedBefore(award)) {
        isSomethingExcluded = true;
      } else {
        isSomethingLeft = true;
      }
    },
  });
  return isRefused || (isSomethingExcluded && !isSomethingLeft);
}

/** What each award says it lacks; null if one of them had a target. */
export function missingReasons(
  inputs: Inputs,
  chosen: readonly Chosen[],
  promotion: number,
): Reason[] | null {
  const { plan } = inputs;
  const first = plan.firstAward(promotion);
  const missing: (Missing | null)[] = [];
  for (let award = first; award < plan.awardsEnd(promotion); award++) missing.push(missingOf(inputs, award));
  watch(inputs, chosen, {
    promotion,
    begins() {},
    turn(award) {
      const lacking = lacksOf(inputs, award);
      if (lacking !== null) missing[award - first] = lacking;
    },
  });
  const reasons: Reason[] = [];
  for (const [index, each] of missing.entries()) {
    if (each === null) return null;
    reasons.push({ ...each, by: awardKind(inputs, first + index)?.name ?? "" });
  }
  return reasons;
}

/** What the cart as it came lacks for an award. */
function missingOf(inputs: Inputs, award: number): Missing | null {
  const does = awardKind(inputs, award)?.kind.does;
  if (does === "gift") return giftOf(inputs, award)?.missing ?? null;
  return does === "money" ? targetOf(inputs, award).missing : null;
}

/** What an award lacks at its turn, where it measures what is left to pay. */
function lacksOf(inputs: Inputs, award: number): Missing | null {
  const kind = awardKind(inputs, award)?.kind;
  if (kind?.does !== "money") return null;
  const { at, end } = awardFields(inputs.plan, award);
  return kind.lacks(inputs.plan, at, end, inputs.cart);
}

/** Applies a set with the watcher's promotion in it. */
export function watch(inputs: Inputs, chosen: readonly Chosen[], watcher: Watcher): void {
  const isIn = chosen.some(({ promotion }) => promotion === watcher.promotion);
  const put = isIn ? chosen : [...chosen, { promotion: watcher.promotion, won: null }];
  const set = put.toSorted((a, b) => a.promotion - b.promotion);
  new Application(inputs, set, watcher).run();
}
