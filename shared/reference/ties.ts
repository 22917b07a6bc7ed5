/** Of sets that save the same, which goes before (SEL-15, SEL-9). */
import type { Player, Scene } from "./scene.ts";

/** By the promotions with an effect: their priorities, then their ids. Negative: `a` goes before. */
export function compareEffects(scene: Scene, a: Player[], b: Player[]): number {
  return comparePriorities(prioritiesOf(a), prioritiesOf(b)) || compareIds(scene, a, b);
}

function prioritiesOf(players: Player[]): number[] {
  return players.map(({ promotion }) => promotion.priority).sort((a, b) => b - a);
}

/** The greater at the first difference, and the longer, goes before. */
function comparePriorities(a: number[], b: number[]): number {
  for (const [index, priority] of a.entries()) {
    const other = b[index];
    if (other === undefined) return -1;
    if (priority !== other) return other - priority;
  }
  return a.length === b.length ? 0 : 1;
}

/** The smaller at the first difference, and the shorter, goes before. */
export function compareIds(scene: Scene, a: Player[], b: Player[]): number {
  const ids = sortedIds(scene, a);
  const others = sortedIds(scene, b);
  for (const [index, id] of ids.entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    if (id !== other) return compareId(scene, id, other);
  }
  return ids.length === others.length ? 0 : -1;
}

function sortedIds(scene: Scene, players: Player[]): string[] {
  return players.map(({ promotion }) => promotion.id).sort((a, b) => compareId(scene, a, b));
}

function compareId(scene: Scene, a: string, b: string): number {
  if (a === b) return 0;
  return scene.steps.precedes(a, b) ? -1 : 1;
}
