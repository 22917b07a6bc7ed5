/**
 * Whether a hint is worth showing (HNT-6): by the selection in which the promotion is taken as eligible, or the step of its table as reached.
 * What would not be chosen there, or would save no more, is never hinted.
 */
import { refusesReduced } from "./award-targets.ts";
import { combines } from "./combine.ts";
import type { Met } from "./eligibility.ts";
import { yieldsTo } from "./exclusivity.ts";
import type { Candidate } from "./hint-candidates.ts";
import type { Inputs } from "./inputs.ts";
import { isApplied, type Selection, select } from "./selection.ts";

export interface Worth {
  /** What would be saved more, minor units; null where it is not known. */
  readonly gain: number | null;
}

/** What a hint is weighed against: the selection that counted, and what is eligible in it. */
export interface Decided {
  readonly met: Met;
  readonly counted: Selection;
  readonly eligible: ReadonlySet<number>;
}

/** Null for a hint that is not worth it, or for which the fuel does not last. */
export function worthOf(inputs: Inputs, decided: Decided, candidate: Candidate): Worth | null {
  const { counted } = decided;
  const { promotion, weighed } = candidate;
  if (weighed === "not") return { gain: null };
  if (refusesReduced(inputs, promotion)) return null;
  if (weighed === "combining") return combinesWithAll(inputs, promotion, counted) ? { gain: null } : null;
  const supposed = selectSupposing(inputs, decided, candidate);
  const gain = supposed.applied.saving - counted.applied.saving;
  return inputs.fuel > 0 && isApplied(supposed, promotion) && gain >= 1 ? { gain } : null;
}

/** With everything that is applied (SEL-18); what an exclusive promotion cut says so and is no candidate. */
function combinesWithAll({ plan }: Inputs, promotion: number, { chosen, applied }: Selection): boolean {
  return chosen.every(({ promotion: other }, index) => {
    return (
      other === promotion ||
      applied.effects[index] !== true ||
      (combines(plan, promotion, other) && !yieldsTo(plan, promotion, other))
    );
  });
}

function selectSupposing(
  inputs: Inputs,
  { met, counted, eligible }: Decided,
  { promotion, supposed }: Candidate,
): Selection {
  const { cart } = inputs;
  cart.supposed = supposed;
  forgetTargets(inputs, promotion);
  const supposedMet = eligible.has(promotion) ? met : withEligible(met, promotion);
  const selection = select(inputs, supposedMet, counted.counting);
  cart.supposed = null;
  forgetTargets(inputs, promotion);
  return selection;
}

/** Targets were found without, or with, what is supposed. */
function forgetTargets({ plan, targets }: Inputs, promotion: number): void {
  const end = plan.awardsEnd(promotion);
  for (let award = plan.firstAward(promotion); award < end; award++) targets.delete(award);
}

function withEligible(met: Met, promotion: number): Met {
  return { ...met, eligible: [...met.eligible, promotion].sort((a, b) => a - b) };
}
