/** Policies in a blob: the company's set first, then every other set that some promotion chose for itself, each once (POL). */
import { DEFAULT_POLICIES, type Policies, PoliciesSchema } from "../model/policies.ts";

const POLICY_NAMES = Object.keys(DEFAULT_POLICIES).sort() as (keyof Policies)[];

/** Sets as places in their lists of values, in the order of their names. */
export function writePolicySets(sets: readonly Policies[]): Uint32Array {
  return Uint32Array.from(
    sets.flatMap((policies) => POLICY_NAMES.map((name) => policyValues(name).indexOf(policies[name]))),
  );
}

/** The sets, the company's first; null where a value is not known here. */
export function readPolicySets(places: Uint32Array): readonly [Policies, ...Policies[]] | null {
  const sets: Policies[] = [];
  for (let at = 0; at < places.length; at += POLICY_NAMES.length) {
    const named = POLICY_NAMES.map((name, index) => [name, policyValues(name)[places[at + index] ?? -1]]);
    const parsed = PoliciesSchema.safeParse(Object.fromEntries(named));
    if (!parsed.success) return null;
    sets.push(parsed.data);
  }
  const [company, ...others] = sets;
  return company === undefined ? null : [company, ...others];
}

function policyValues(name: keyof Policies): readonly string[] {
  return PoliciesSchema.shape[name].options;
}
