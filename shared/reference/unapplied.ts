/** Why an eligible promotion was not applied (CND-23). The first that fits is the only one said. */
import type { Reason } from "../model/reason.ts";
import { type Application, apply } from "./apply.ts";
import { isGrant } from "./grants.ts";
import { inOrder } from "./reasons.ts";
import type { Player, Scene } from "./scene.ts";
import type { Chosen } from "./selection.ts";
import { aimOf, aimWithoutExclusions } from "./targets.ts";

/** `winning` is the code to which its own gave way. */
export function unappliedReasons(
  scene: Scene,
  chosen: Chosen,
  last: Application,
  player: Player,
  winning: string | undefined,
): Reason[] {
  const lost = chosen.lost.get(player);
  if (lost !== undefined) return [lost];
  if (winning !== undefined) return [{ code: "codes_do_not_combine", by: winning }];
  const keptOut = chosen.keptOut.get(player);
  if (keptOut !== undefined) return [keptOut];
  const isChosen = chosen.choices.some((choice) => choice.player === player);
  const withIt = isChosen ? last : apply(scene, [...chosen.choices, { player, won: null }]);
  const idle = withIt.idle.get(player);
  if (idle !== undefined) return idle;
  if (allIsReduced(scene, withIt, player)) return [{ code: "already_discounted" }];
  return missingReasons(withIt, player) ?? [{ code: "no_effect" }];
}

/** Whether all that its awards on money would act on is excluded as reduced, and there is something. A table not reached acts on nothing. */
function allIsReduced(scene: Scene, { stood }: Application, player: Player): boolean {
  const stands = player.acts.flatMap((act): ("excluded" | "not")[] => {
    const at = stood.get(act);
    if (at === undefined || at.missing?.code === "minimum_not_reached" || act.award.kind === "gift")
      return [];
    if (aimOf(scene, act).takes.length > 0) return [at.allExcluded ? "excluded" : "not"];
    return aimWithoutExclusions(scene, act).takes.length > 0 ? ["excluded"] : [];
  });
  return stands.length > 0 && stands.every((stand) => stand === "excluded");
}

/** What each award says is missing; null if one had a target. Grants always have. */
function missingReasons({ stood }: Application, player: Player): Reason[] | null {
  const missing = player.acts.map((act): Reason | null => {
    const reason = isGrant(act.award) ? null : (stood.get(act)?.missing ?? null);
    return reason === null ? null : { ...reason, by: act.award.kind };
  });
  const said = missing.filter((reason) => reason !== null);
  return said.length === missing.length ? inOrder(said) : null;
}
