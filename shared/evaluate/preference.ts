/** Which of two sets of promotions is the better one (SEL-15, and SEL-9 between selections). */
import { compareText } from "../model/identifier.ts";
import type { Plan } from "./plan.ts";
import type { Applied, Chosen } from "./pricing.ts";

/** What an application came to, as far as sets are compared. */
export interface Outcome {
  readonly saving: number;
  /** Promotions with an effect, ascending. */
  readonly effective: readonly number[];
}

export function outcomeOf(chosen: readonly Chosen[], { saving, effects }: Applied): Outcome {
  const effective = chosen.filter((_, index) => effects[index] === true).map(({ promotion }) => promotion);
  return { saving, effective };
}

/** Below zero if the first is better: it saves more, then by priorities, then by ids. */
export function compareOutcomes(plan: Plan, a: Outcome, b: Outcome): number {
  return (
    b.saving - a.saving ||
    comparePriorities(prioritiesOf(plan, a.effective), prioritiesOf(plan, b.effective)) ||
    byIds(plan, a.effective, b.effective)
  );
}

/** Priorities of some promotions, highest first. */
export function prioritiesOf(plan: Plan, promotions: readonly number[]): number[] {
  return promotions.map((promotion) => plan.priority(promotion)).sort((a, b) => b - a);
}

/** The greater list is better, of two where one begins the other the longer. */
export function comparePriorities(a: readonly number[], b: readonly number[]): number {
  for (const [index, priority] of a.entries()) {
    const other = b[index];
    if (other === undefined) return -1;
    if (priority !== other) return other - priority;
  }
  return b.length - a.length;
}

/** The smaller list is better, of two where one begins the other the shorter. */
function byIds(plan: Plan, a: readonly number[], b: readonly number[]): number {
  const [first, second] = [idsOf(plan, a), idsOf(plan, b)];
  for (const [index, id] of first.entries()) {
    const other = second[index];
    if (other === undefined) return 1;
    const order = compareText(id, other);
    if (order !== 0) return order;
  }
  return first.length - second.length;
}

function idsOf(plan: Plan, promotions: readonly number[]): string[] {
  return promotions.map((promotion) => plan.promotionId(promotion)).sort(compareText);
}
