/** How a lane chooses among its candidates, on what earlier lanes chose (SEL-5 to SEL-7). */
import type { Lane } from "../rules/rule-set.ts";
import { chooseEach } from "./best-each.ts";
import { chooseCombination } from "./combination.ts";
import { isAlwaysAdmitted, keptOutBy, whole } from "./exclusivity.ts";
import type { Inputs } from "./inputs.ts";
import { type LaneOutcome, Verdicts } from "./lane-outcome.ts";
import { type Applied, applySet, type Chosen } from "./pricing.ts";
import { couldStillSave } from "./saving-bound.ts";

type Choose = (inputs: Inputs, candidates: readonly number[], before: readonly Chosen[]) => LaneOutcome;

const CHOOSE: Readonly<Record<Lane["mode"], Choose>> = {
  all: takeAll,
  first: (inputs, candidates, before) => chooseOne(inputs, candidates, before, FIRST),
  best_one: (inputs, candidates, before) => chooseOne(inputs, candidates, before, BEST),
  lowest: (inputs, candidates, before) => chooseOne(inputs, candidates, before, LOWEST),
  best_each: takeBestEach,
  best_combination: chooseCombination,
};

/** The choice of one lane. */
export function chooseInLane(
  inputs: Inputs,
  mode: Lane["mode"],
  candidates: readonly number[],
  before: readonly Chosen[],
): LaneOutcome {
  return CHOOSE[mode](inputs, candidates, before);
}

/** Each in order that those before it admit. */
function takeAll(inputs: Inputs, candidates: readonly number[], before: readonly Chosen[]): LaneOutcome {
  const verdicts = new Verdicts();
  const chosen: Chosen[] = [];
  for (const [index, promotion] of candidates.entries()) {
    const each = whole(promotion);
    if (!isAlwaysAdmitted(inputs.plan, promotion)) {
      if (inputs.fuel <= 0) return unfinished(inputs, chosen, verdicts, candidates.slice(index), before);
      const tried = [...before, ...chosen, each];
      const by = keptOutBy(inputs.plan, tried, applySet(inputs, tried));
      if (by !== null) {
        verdicts.excluded(promotion, by);
        continue;
      }
    }
    chosen.push(each);
  }
  return { chosen, verdicts, couldBeBetterBy: null };
}

/** Which single promotion a lane takes of those that have an effect and are admitted. */
interface OneMode {
  /** Whether one with this gain is taken rather than one with the other; null: none yet. */
  isBetter(gain: number, than: number | null): boolean;
  readonly takesFirst: boolean;
  /** Whether the others lose to it (CND-23). */
  readonly hasLosers: boolean;
}

const FIRST: OneMode = { isBetter: (_gain, than) => than === null, takesFirst: true, hasLosers: false };
const BEST: OneMode = {
  isBetter: (gain, than) => gain >= 0 && (than === null || gain > than),
  takesFirst: false,
  hasLosers: true,
};
const LOWEST: OneMode = {
  isBetter: (gain, than) => gain > 0 && (than === null || gain < than),
  takesFirst: false,
  hasLosers: false,
};

function chooseOne(
  inputs: Inputs,
  candidates: readonly number[],
  before: readonly Chosen[],
  mode: OneMode,
): LaneOutcome {
  const verdicts = new Verdicts();
  const without = applySet(inputs, before).saving;
  const effective: number[] = [];
  let winner: number | null = null;
  let best: number | null = null;
  for (const [index, promotion] of candidates.entries()) {
    if (inputs.fuel <= 0) {
      return unfinished(inputs, chosenOf(winner), verdicts, candidates.slice(index), before);
    }
    const tried = [...before, whole(promotion)];
    const applied = applySet(inputs, tried);
    if (applied.effects[before.length] !== true) continue;
    const by = keptOutBy(inputs.plan, tried, applied);
    if (by !== null) {
      verdicts.excluded(promotion, by);
      continue;
    }
    effective.push(promotion);
    const gain = applied.saving - without;
    if (!mode.isBetter(gain, best)) continue;
    winner = promotion;
    best = gain;
    if (mode.takesFirst) break;
  }
  if (winner !== null && mode.hasLosers) {
    for (const promotion of effective) if (promotion !== winner) verdicts.lost(promotion, winner);
  }
  return { chosen: chosenOf(winner), verdicts, couldBeBetterBy: null };
}

function chosenOf(winner: number | null): Chosen[] {
  return winner === null ? [] : [whole(winner)];
}

function takeBestEach(inputs: Inputs, candidates: readonly number[], before: readonly Chosen[]): LaneOutcome {
  const verdicts = new Verdicts();
  const admitted = candidates.filter((promotion) => {
    if (isAlwaysAdmitted(inputs.plan, promotion)) return true;
    const tried = [...before, whole(promotion)];
    const by = keptOutBy(inputs.plan, tried, applySet(inputs, tried));
    if (by !== null) verdicts.excluded(promotion, by);
    return by === null;
  });
  const { chosen, lost } = chooseEach(inputs, admitted, before);
  for (const promotion of lost) verdicts.lost(promotion, null);
  return { chosen, verdicts, couldBeBetterBy: null };
}

/** SEL-23: what was chosen until the fuel ran out stands; the rest was not looked at. */
function unfinished(
  inputs: Inputs,
  chosen: readonly Chosen[],
  verdicts: Verdicts,
  rest: readonly number[],
  before: readonly Chosen[],
): LaneOutcome {
  for (const promotion of rest) inputs.notJudged.add(promotion);
  const applied: Applied = applySet(inputs, [...before, ...chosen]);
  return { chosen, verdicts, couldBeBetterBy: couldStillSave(inputs, applied, rest) };
}
