/** Promotions that keep others out before anything is compared (SEL-17). */
import type { Exclusive } from "../rules/promotion.ts";
import type { Player } from "./scene.ts";

export interface Cut {
  /** It is the whole choice. */
  whole: Player | null;
  /** What is no candidate any more, and by which promotion. */
  by: Map<Player, Player>;
}

/** Goes through promotions in order; `hasEffectAlone` says which of them count. */
export function cutByExclusive(
  players: Player[],
  reach: Exclusive["reach"],
  hasEffectAlone: (player: Player) => boolean,
): Cut {
  for (const [index, player] of players.entries()) {
    const { exclusive } = player.promotion;
    if (exclusive?.reach !== reach || exclusive.reading === "only_if_first") continue;
    if (!hasEffectAlone(player)) continue;
    const isSole = exclusive.reading === "sole";
    const cut = isSole ? players.filter((other) => other !== player) : players.slice(index + 1);
    return { whole: isSole ? player : null, by: new Map(cut.map((other) => [other, player])) };
  }
  return { whole: null, by: new Map() };
}
