/** What is given when the order is committed (AWD-28), and what it counts for (AWD-29). */
import type { Grant } from "../model/decision.ts";
import type { Award } from "../rules/award.ts";
import { matchingUnits } from "./matching-units.ts";
import type { Player, Scene } from "./scene.ts";
import { least, sumOf } from "./steps.ts";
import { minorIn } from "./tables.ts";

/** Awards given beside money: they compete with nothing. */
export function isGrant(award: Award): boolean {
  return ["points", "coupon", "certificate", "ticket", "message", "renewals"].includes(award.kind);
}

/** Points are told as a number, so they end at the greatest that is exact. */
const POINTS_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** The grants of a promotion in the order of its awards, when all stages are done. */
export function grantsOf(scene: Scene, player: Player, left: bigint[]): Grant[] {
  return player.acts.map(({ award }) => grantOf(scene, award, left)).filter((grant) => grant !== null);
}

function grantOf(scene: Scene, award: Award, left: bigint[]): Grant | null {
  const { currency } = scene.facts;
  switch (award.kind) {
    case "points": {
      const points = BigInt(award.points) * fullTimes(scene, award, left);
      return points === 0n ? null : { kind: "points", points: Number(least(points, POINTS_MAX)) };
    }
    case "coupon":
      return { kind: "coupon", set: award.set };
    case "certificate":
      return { kind: "certificate", amount: Number(minorIn(award.amounts, currency)) };
    case "ticket":
      return { kind: "ticket", draw: award.draw, tickets: award.tickets };
    case "message":
      return { kind: "message", message: award.message };
    case "renewals":
      return { kind: "renewals", periods: award.periods };
    default:
      return null;
  }
}

/** Once, or for every full amount that is left to pay for its units. */
function fullTimes(scene: Scene, award: Extract<Award, { kind: "points" }>, left: bigint[]): bigint {
  if (award.every === undefined) return 1n;
  const paid = sumOf(matchingUnits(scene, award.items).map((unit) => left[unit.at] ?? 0n));
  return paid / minorIn(award.every, scene.facts.currency);
}

export function grantWorth(scene: Scene, player: Player): bigint {
  return sumOf(
    player.acts.map(({ award }) =>
      isGrant(award) && "worth" in award ? minorIn(award.worth, scene.facts.currency) : 0n,
    ),
  );
}
