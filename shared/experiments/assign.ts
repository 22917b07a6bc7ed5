/**
 * Which variant of an experiment a subject is in: a function of the experiment and the subject alone, so that edge, control plane and reports
 * agree without asking one another. Rules: docs/spec/experiments.md (EXP-n).
 */
import type { Experiment } from "../model/experiment.ts";
import { murmur3 } from "./murmur3.ts";

const SLOTS = 10_000;

/** The variant; null for a subject that does not take part. */
export function assignVariant(experiment: Experiment, subject: string): string | null {
  const { salt, layer, coverage_bps, variants } = experiment;
  if (layer !== undefined) {
    const slot = shareOf(`${layer.id}/layer/${subject}`, SLOTS);
    if (slot < layer.from || slot >= layer.to) return null;
  }
  if (shareOf(`${salt}/coverage/${subject}`, SLOTS) >= coverage_bps) return null;
  const weights = variants.reduce((sum, { weight }) => sum + weight, 0);
  let place = shareOf(`${salt}/variant/${subject}`, weights);
  for (const { id, weight } of variants) {
    if (place < weight) return id;
    place -= weight;
  }
  return null;
}

/** Who can be assigned; null where nobody is known. */
export interface Subjects {
  /** The customer's key. */
  readonly customer: string | null;
  /** The id of a browser or device, as the shop gives it. */
  readonly visitor: string | null;
}

/** The variant of each experiment that has one for them, by the experiment's id in ascending order. */
export function assignVariants(
  experiments: readonly Experiment[],
  subjects: Subjects,
): Record<string, string> {
  const assigned = experiments.flatMap((experiment): [string, string][] => {
    const subject = subjects[experiment.unit];
    const variant = subject === null ? null : assignVariant(experiment, subject);
    return variant === null ? [] : [[experiment.id, variant]];
  });
  return Object.fromEntries(assigned.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A whole number below `parts`, equally spread. */
function shareOf(text: string, parts: number): number {
  return Math.floor((murmur3(text) * parts) / 2 ** 32);
}
