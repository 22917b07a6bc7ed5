/** How one lane chooses from its candidates (SEL-5, SEL-6). */
import type { Reason } from "../model/reason.ts";
import type { Lane } from "../rules/rule-set.ts";
import { type Application, apply, type Choice } from "./apply.ts";
import { bestEach } from "./best-each.ts";
import { blockerIn, blockerOf } from "./combine.ts";
import type { Player, Scene } from "./scene.ts";
import { bestCombination } from "./search.ts";

export interface LaneOutcome {
  choices: Choice[];
  /** Who lost a comparison of best_one or best_each (CND-23). */
  lost: Map<Player, Reason>;
  /** Who was kept out by another (SEL-18), or is not in the best set (SEL-16). */
  keptOut: Map<Player, Reason>;
}

/** `chosen` is what earlier lanes chose; `candidates` are in the order of SEL-1. */
export function chooseInLane(scene: Scene, lane: Lane, chosen: Choice[], candidates: Player[]): LaneOutcome {
  switch (lane.mode) {
    case "all":
      return takeAll(scene, chosen, candidates);
    case "first":
      return takeFirst(scene, chosen, candidates);
    case "best_one":
      return takeBest(scene, chosen, candidates);
    case "lowest":
      return takeLowest(scene, chosen, candidates);
    case "best_each":
      return takeEach(scene, chosen, candidates);
    case "best_combination":
      return bestCombination(scene, chosen, candidates);
  }
}

export function combinedExcluded(by: Player): Reason {
  return { code: "combined_excluded", by: by.promotion.id };
}

function noOutcome(): LaneOutcome {
  return { choices: [], lost: new Map(), keptOut: new Map() };
}

function takeAll(scene: Scene, chosen: Choice[], candidates: Player[]): LaneOutcome {
  const outcome = noOutcome();
  for (const player of candidates) {
    const blocker = blockerOf(scene, [...chosen, ...outcome.choices], player);
    if (blocker === null) outcome.choices.push({ player, won: null });
    else outcome.keptOut.set(player, combinedExcluded(blocker));
  }
  return outcome;
}

function takeFirst(scene: Scene, chosen: Choice[], candidates: Player[]): LaneOutcome {
  const outcome = noOutcome();
  for (const player of candidates) {
    const application = apply(scene, [...chosen, { player, won: null }]);
    if (!application.effects.has(player)) continue;
    const blocker = blockerIn(application, player);
    if (blocker === null) return { ...outcome, choices: [{ player, won: null }] };
    outcome.keptOut.set(player, combinedExcluded(blocker));
  }
  return outcome;
}

interface Rival {
  player: Player;
  gain: bigint;
}

/** Those that are admitted with an effect, and what each would gain; the others are kept out. */
function rivalsIn(scene: Scene, chosen: Choice[], candidates: Player[], outcome: LaneOutcome): Rival[] {
  const without = apply(scene, chosen).saving;
  return candidates.flatMap((player) => {
    const application: Application = apply(scene, [...chosen, { player, won: null }]);
    if (!application.effects.has(player)) return [];
    const blocker = blockerIn(application, player);
    if (blocker === null) return [{ player, gain: application.saving - without }];
    outcome.keptOut.set(player, combinedExcluded(blocker));
    return [];
  });
}

/** SEL-6. */
function takeBest(scene: Scene, chosen: Choice[], candidates: Player[]): LaneOutcome {
  const outcome = noOutcome();
  const rivals = rivalsIn(scene, chosen, candidates, outcome);
  let winner: Rival | null = null;
  for (const rival of rivals) {
    if (rival.gain >= 0n && (winner === null || rival.gain > winner.gain)) winner = rival;
  }
  if (winner === null) return outcome;
  for (const { player } of rivals) {
    if (player === winner.player) continue;
    outcome.lost.set(player, { code: "lower_than_best", by: winner.player.promotion.id });
  }
  return { ...outcome, choices: [{ player: winner.player, won: null }] };
}

function takeLowest(scene: Scene, chosen: Choice[], candidates: Player[]): LaneOutcome {
  const outcome = noOutcome();
  let winner: Rival | null = null;
  for (const rival of rivalsIn(scene, chosen, candidates, outcome)) {
    if (rival.gain > 0n && (winner === null || rival.gain < winner.gain)) winner = rival;
  }
  return winner === null ? outcome : { ...outcome, choices: [{ player: winner.player, won: null }] };
}

/** SEL-7. */
function takeEach(scene: Scene, chosen: Choice[], candidates: Player[]): LaneOutcome {
  const outcome = noOutcome();
  const admitted = candidates.filter((player) => {
    const blocker = blockerOf(scene, chosen, player);
    if (blocker !== null) outcome.keptOut.set(player, combinedExcluded(blocker));
    return blocker === null;
  });
  const { choices, outbid } = bestEach(scene, chosen, admitted);
  for (const player of outbid) outcome.lost.set(player, { code: "lower_than_best" });
  return { ...outcome, choices };
}
