/** What exclusive promotions cut before anything is chosen (SEL-17), and whether a candidate is admitted beside what is chosen (SEL-18). */
import { combines } from "./combine.ts";
import type { Inputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import { type Applied, applySet, type Chosen } from "./pricing.ts";

/** An exclusive promotion that had an effect alone. */
export interface Cut {
  readonly by: number;
  /** It is the whole choice; else it cut what comes after it. */
  readonly isWhole: boolean;
  /** Lane to which it reaches; null: the cart. */
  readonly lane: number | null;
}

/** A promotion that acts on all its targets. */
export function whole(promotion: number): Chosen {
  return { promotion, won: null };
}

/** Goes through candidates in order up to the first `sole` or `stop` of this reach that has an effect beside `before` alone. */
export function cutExclusive(
  inputs: Inputs,
  candidates: readonly number[],
  before: readonly Chosen[],
  reach: "lane" | "cart",
): { readonly kept: readonly number[]; readonly cut: Cut | null } {
  const { plan } = inputs;
  let index = -1;
  for (const promotion of candidates) {
    index++;
    const exclusive = plan.exclusive(promotion);
    if (exclusive === null || exclusive.reach !== reach || exclusive.reading === "only_if_first") continue;
    const { effects } = applySet(inputs, [...before, whole(promotion)]);
    if (effects[before.length] !== true) continue;
    const isWhole = exclusive.reading === "sole";
    const kept = isWhole ? [promotion] : candidates.slice(0, index + 1);
    return { kept, cut: { by: promotion, isWhole, lane: reach === "cart" ? null : plan.laneOf(promotion) } };
  }
  return { kept: candidates, cut: null };
}

/** Whether a cut leaves a promotion out, were it a candidate. */
export function isCutBy(plan: Plan, promotion: number, { by, isWhole, lane }: Cut): boolean {
  if (lane !== null && plan.laneOf(promotion) !== lane) return false;
  return isWhole ? promotion !== by : promotion > by;
}

/** Whether nothing that is chosen can keep a candidate out, whatever has an effect. */
export function isAlwaysAdmitted(plan: Plan, promotion: number): boolean {
  return plan.profileOf(promotion) === 0 && !isOnlyIfFirst(plan, promotion);
}

export function isOnlyIfFirst(plan: Plan, promotion: number): boolean {
  return plan.exclusive(promotion)?.reading === "only_if_first";
}

/** Whether a promotion gives way to another that has an effect: `only_if_first`, and the other comes before it in its reach. */
export function yieldsTo(plan: Plan, promotion: number, other: number): boolean {
  const exclusive = plan.exclusive(promotion);
  if (exclusive?.reading !== "only_if_first" || other >= promotion) return false;
  return exclusive.reach === "cart" || plan.laneOf(other) === plan.laneOf(promotion);
}

/**
 * The first of the chosen that keeps the last of them out, where all of them were applied; null if it is admitted. They are sorted, and all
 * but the last were chosen before.
 */
export function keptOutBy(plan: Plan, chosen: readonly Chosen[], { effects }: Applied): number | null {
  const last = chosen.length - 1;
  const candidate = chosen[last]?.promotion ?? -1;
  if (effects[last] !== true || isAlwaysAdmitted(plan, candidate)) return null;
  for (const [index, { promotion }] of chosen.entries()) {
    if (index === last || effects[index] !== true) continue;
    if (!combines(plan, promotion, candidate) || yieldsTo(plan, candidate, promotion)) return promotion;
  }
  return null;
}
