/**
 * One selection: lanes choose one after another among what is eligible when some codes count (SEL-5, SEL-17); what is chosen is applied
 * together (SEL-8). And the choice between selections when one code counts (SEL-9).
 */
import { compareText } from "../model/identifier.ts";
import type { CodeEntry } from "./codes.ts";
import { eligibleWith, type Met } from "./eligibility.ts";
import { type Cut, cutExclusive, whole } from "./exclusivity.ts";
import type { Inputs } from "./inputs.ts";
import { type LaneOutcome, Verdicts } from "./lane-outcome.ts";
import { chooseInLane } from "./lanes.ts";
import { compareOutcomes, outcomeOf } from "./preference.ts";
import { type Applied, applySet, type Chosen } from "./pricing.ts";

export interface Selection {
  /** Codes that count, ascending. */
  readonly counting: readonly CodeEntry[];
  /** In the order of SEL-1. */
  readonly chosen: readonly Chosen[];
  readonly applied: Applied;
  /** What exclusive promotions cut (SEL-17). */
  readonly cuts: readonly Cut[];
  /** Why other candidates were not chosen (CND-23). */
  readonly verdicts: Verdicts;
  /** Sum of what searches that did not finish could save more; null if all finished (SEL-22). */
  readonly couldBeBetterBy: number | null;
}

/** Makes the selection for some codes that count. */
export function select(inputs: Inputs, met: Met, counting: readonly CodeEntry[]): Selection {
  const { plan } = inputs;
  const verdicts = new Verdicts();
  const cuts: Cut[] = [];
  const { kept, cut } = cutExclusive(inputs, eligibleWith(inputs, met, counting), [], "cart");
  if (cut !== null) cuts.push(cut);
  const chosen: Chosen[] = cut?.isWhole === true ? kept.map(whole) : [];
  const candidates = cut?.isWhole === true ? [] : kept;
  let couldBeBetterBy: number | null = null;
  let from = 0;
  while (from < candidates.length) {
    const lane = plan.laneOf(candidates[from] ?? 0);
    let to = from + 1;
    while (to < candidates.length && plan.laneOf(candidates[to] ?? 0) === lane) to++;
    const outcome = chooseLane(inputs, lane, candidates.slice(from, to), chosen, cuts);
    chosen.push(...outcome.chosen);
    verdicts.addAll(outcome.verdicts);
    if (outcome.couldBeBetterBy !== null) couldBeBetterBy = (couldBeBetterBy ?? 0) + outcome.couldBeBetterBy;
    from = to;
  }
  return { counting, chosen, applied: applySet(inputs, chosen), cuts, verdicts, couldBeBetterBy };
}

/** What a lane chooses after its exclusive promotions cut its candidates (SEL-17). */
function chooseLane(
  inputs: Inputs,
  lane: number,
  candidates: readonly number[],
  before: readonly Chosen[],
  cuts: Cut[],
): LaneOutcome {
  const { kept, cut } = cutExclusive(inputs, candidates, before, "lane");
  if (cut !== null) cuts.push(cut);
  if (cut?.isWhole === true) {
    return { chosen: kept.map(whole), verdicts: new Verdicts(), couldBeBetterBy: null };
  }
  return chooseInLane(inputs, inputs.plan.laneModes[lane] ?? "all", kept, before);
}

/** SEL-9 between two selections that each count one code: whether the first is the better one. */
export function isBetter(inputs: Inputs, a: Selection, b: Selection): boolean {
  const order =
    compareOutcomes(inputs.plan, outcomeOf(a.chosen, a.applied), outcomeOf(b.chosen, b.applied)) ||
    compareText(a.counting[0]?.code ?? "", b.counting[0]?.code ?? "");
  return order < 0;
}

/** Whether a promotion has an effect in the end (SEL-8). */
export function isApplied({ chosen, applied }: Selection, promotion: number): boolean {
  return chosen.some((each, index) => each.promotion === promotion && applied.effects[index] === true);
}
