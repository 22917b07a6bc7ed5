/** The lane mode best_combination (SEL-15, SEL-16): free candidates outright, and the best allowed set of the others. */
import { type Application, apply, type Choice } from "./apply.ts";
import { combine, effectsInOrder, yieldsTo } from "./combine.ts";
import { isFree } from "./free.ts";
import type { LaneOutcome } from "./lanes.ts";
import type { Player, Scene } from "./scene.ts";
import { compareEffects, compareIds } from "./ties.ts";

/** The reference tries every set; so many sets are as many as anybody waits for. */
const OTHERS_MAX = 14;

interface Tried {
  members: Player[];
  application: Application;
}

export function bestCombination(scene: Scene, chosen: Choice[], candidates: Player[]): LaneOutcome {
  const free = candidates.filter((candidate) => isFree(scene, chosen, candidates, candidate));
  const others = candidates.filter((candidate) => !free.includes(candidate));
  const certain = [...chosen, ...unbound(free)];
  let best: Tried | null = null;
  for (const members of everySet(others)) {
    const application = apply(scene, [...certain, ...unbound(members)]);
    if (!isAllowed(application, candidates)) continue;
    const tried = { members, application };
    if (best === null || compareSets(scene, tried, best) < 0) best = tried;
  }
  const taken = best ?? { members: [], application: apply(scene, certain) };
  const left = others.filter((other) => !taken.members.includes(other));
  return {
    choices: unbound([...free, ...taken.members]),
    lost: new Map(),
    keptOut: new Map(left.map((player) => [player, keptOutBy(taken.application, candidates, player)])),
  };
}

function unbound(players: Player[]): Choice[] {
  return players.map((player) => ({ player, won: null }));
}

function everySet(players: Player[]): Player[][] {
  if (players.length > OTHERS_MAX) throw new Error("the reference does not search so many promotions");
  const sets: Player[][] = [[]];
  for (const player of players) {
    for (const set of [...sets]) sets.push([...set, player]);
  }
  return sets;
}

/** SEL-15. */
function isAllowed(application: Application, candidates: Player[]): boolean {
  const effective = effectsInOrder(application);
  return effective.every((player) => {
    if (!candidates.includes(player)) return true;
    return effective.every(
      (other) => other === player || (combine(player, other) && !yieldsTo(player, other)),
    );
  });
}

/** The greater saving goes before; then the ties. */
function compareSets(scene: Scene, a: Tried, b: Tried): number {
  if (a.application.saving !== b.application.saving) {
    return a.application.saving > b.application.saving ? -1 : 1;
  }
  const byEffects = compareEffects(scene, effectsInOrder(a.application), effectsInOrder(b.application));
  if (byEffects !== 0) return byEffects;
  if (a.members.length !== b.members.length) {
    return scene.steps.fuller(a.members.length, b.members.length) ? -1 : 1;
  }
  return compareIds(scene, a.members, b.members);
}

/** SEL-16: what a candidate says that is not in the set taken. */
function keptOutBy(application: Application, candidates: Player[], player: Player) {
  const blocker = effectsInOrder(application).find(
    (other) =>
      !combine(player, other) ||
      yieldsTo(player, other) ||
      (candidates.includes(other) && yieldsTo(other, player)),
  );
  if (blocker === undefined) return { code: "lower_than_best" } as const;
  return { code: "combined_excluded", by: blocker.promotion.id } as const;
}
