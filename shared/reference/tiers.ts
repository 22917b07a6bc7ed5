/** Awards that measure units or spend: tables of steps, and "every full so much" (AWD-25). */
import type { EveryFullAward } from "../rules/awards/every-full.ts";
import type { TiersAward } from "../rules/awards/tiers.ts";
import type { Basis } from "../rules/basis.ts";
import { matchingUnits } from "./matching-units.ts";
import type { Player, Scene, Unit } from "./scene.ts";
import { least, sumOf } from "./steps.ts";
import { minorIn } from "./tables.ts";
import type { Missing } from "./targets.ts";

export type MeasuringAward = TiersAward | EveryFullAward;
export type TierStep = TiersAward["steps"][number];

/** POL-7 where the award names none; a marginal table is measured on `catalog`. */
export function basisOfAward(player: Player, award: MeasuringAward): Basis {
  if (award.kind === "tiers" && award.reading === "marginal") return "catalog";
  return award.basis ?? player.policies.threshold_basis;
}

/** Whether what it measures can be changed by the awards before it (SEL-20). */
export function measuresCurrent(player: Player, award: MeasuringAward): boolean {
  if (award.kind === "tiers" && award.by === "units") return false;
  return basisOfAward(player, award) === "current";
}

/** The units that are measured: also those that are not open. */
export function measuredUnits(scene: Scene, award: MeasuringAward): Unit[] {
  return matchingUnits(scene, award.on === "items" ? award.items : undefined);
}

/** Units, or their spend by the basis. */
export function measureOf(scene: Scene, player: Player, award: MeasuringAward, left: bigint[]): bigint {
  const units = measuredUnits(scene, award);
  if (award.kind === "tiers" && award.by === "units") return BigInt(units.length);
  const basis = basisOfAward(player, award);
  return sumOf(units.map((unit) => (basis === "current" ? (left[unit.at] ?? 0n) : unit[basis])));
}

export function fromOf(scene: Scene, step: TierStep): bigint {
  return typeof step.from === "number" ? BigInt(step.from) : minorIn(step.from, scene.facts.currency);
}

/** The highest step whose `from` is reached. */
export function stepFor(scene: Scene, award: TiersAward, measure: bigint): TierStep | null {
  return award.steps.findLast((step) => scene.steps.stepHolds(measure, fromOf(scene, step))) ?? null;
}

/** How many times a full amount is spent. */
export function timesFull(scene: Scene, award: EveryFullAward, measure: bigint): bigint {
  const times = measure / minorIn(award.every, scene.facts.currency);
  return award.times_max === undefined ? times : least(times, BigInt(award.times_max));
}

export function isReached(scene: Scene, award: MeasuringAward, measure: bigint): boolean {
  if (award.kind === "every_full") return timesFull(scene, award, measure) > 0n;
  return stepFor(scene, award, measure) !== null;
}

export function missingMeasure(scene: Scene, award: MeasuringAward, measure: bigint): Missing {
  const [first] = award.kind === "tiers" ? award.steps : [];
  const need =
    award.kind === "every_full" ? minorIn(award.every, scene.facts.currency) : first && fromOf(scene, first);
  return { code: "minimum_not_reached", need: Number(need ?? 0n), have: Number(measure) };
}

/** `marginal` by units: the open units of each step, numbered from the dearest (`ordered`) on. */
export function unitsByStep(scene: Scene, award: TiersAward, ordered: Unit[]): Map<Unit, TierStep> {
  const steps = new Map<Unit, TierStep>();
  for (const [index, unit] of ordered.entries()) {
    const step = stepFor(scene, award, BigInt(index + 1));
    if (step !== null) steps.set(unit, step);
  }
  return steps;
}

/** `marginal` by spend: the sum of part × rate over the steps, in ten-thousandths. */
export function marginalSum(scene: Scene, award: TiersAward, spend: bigint): bigint {
  return sumOf(
    award.steps.map((step, index) => {
      const from = fromOf(scene, step);
      const next = award.steps[index + 1];
      const to = next === undefined ? spend : least(spend, fromOf(scene, next));
      return to > from ? (to - from) * BigInt(step.rate_bps ?? 0) : 0n;
    }),
  );
}
