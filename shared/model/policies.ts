/**
 * Points on which engines legitimately differ, each a closed list with our default. A decision names those that differ
 * from the defaults. Policies lowered at the border (case of codes: folded; end instant: outside) are not here, since no
 * evaluator sees them. Spec: docs/spec/policies.md (POL-n).
 */
import * as z from "zod";

export const PoliciesSchema = z.strictObject({
  /** POL-1: how a fraction of a minor unit is rounded. */
  rounding: z.enum(["half_up", "half_down", "half_even", "floor", "ceiling"]),
  /** POL-2: whether the discount or the resulting price is rounded. */
  rounded: z.enum(["discount", "price"]),
  /** POL-3: whether one discount code counts or several. */
  codes: z.enum(["one", "several"]),
  /** POL-4: a guest and the condition "first order". */
  guest_first_order: z.enum(["never_matches", "counts_as_first"]),
  /** POL-5: which units of a set are the rewarded ones. */
  reward_units: z.enum(["cheapest", "dearest"]),
  /** POL-6: a last set that lacks reward units. */
  incomplete_reward: z.enum(["given", "not_given"]),
});
export type Policies = z.infer<typeof PoliciesSchema>;

/** Some policies by name, as an author sends them and as a decision names those in force. */
export const SomePoliciesSchema = PoliciesSchema.partial();

export const DEFAULT_POLICIES: Policies = {
  rounding: "half_up",
  rounded: "discount",
  codes: "one",
  guest_first_order: "never_matches",
  reward_units: "cheapest",
  incomplete_reward: "given",
};

/** The policies that differ from the defaults. */
export function policiesInForce(policies: Policies): Partial<Policies> {
  const named = Object.entries(policies).filter(
    ([name, value]) => DEFAULT_POLICIES[name as keyof Policies] !== value,
  );
  return Object.fromEntries(named);
}
