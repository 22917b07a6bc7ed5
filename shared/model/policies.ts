/**
 * Points on which engines legitimately differ, each a closed list with our default first. A company chooses; a promotion may choose for
 * itself where that makes sense. A decision names those that differ from the defaults. Policies lowered at the border (case of codes:
 * folded; end instant: outside) are not here, since no evaluator sees them. Spec: docs/spec/policies.md (POL-n).
 */
import * as z from "zod";

const PROMOTION_POLICIES = {
  /** POL-1: how a fraction of a minor unit is rounded. */
  rounding: z.enum(["half_up", "half_down", "half_even", "floor", "ceiling"]),
  /** POL-2: whether the discount or the resulting price is rounded. */
  rounded: z.enum(["discount", "price"]),
  /** POL-4: a guest and the conditions "first order" and "order number". */
  guest_first_order: z.enum(["never_matches", "counts_as_first"]),
  /** POL-5: which units of a set are the rewarded ones. */
  reward_units: z.enum(["cheapest", "dearest", "grouped"]),
  /** POL-6: a last set that lacks reward units. */
  incomplete_reward: z.enum(["given", "not_given"]),
  /** POL-7: the basis of a threshold that names none. */
  threshold_basis: z.enum(["catalog", "list", "current"]),
  /** POL-8: where a percentage is rounded. */
  rounding_place: z.enum(["run", "unit", "line"]),
  /** POL-9: the price of which a percentage of items or shipping is taken. */
  percent_base: z.enum(["current", "catalog", "list"]),
  /** POL-10: the same for a percentage of the order. */
  order_percent_base: z.enum(["current", "catalog", "list"]),
  /** POL-11: which units "at most n" takes first. */
  at_most_picks: z.enum(["dearest", "cheapest"]),
  /** POL-12: reduced items under a promotion that excludes them. */
  reduced_items: z.enum(["skip", "refuse"]),
  /** POL-13: an amount that exceeds the price. */
  excess: z.enum(["cut", "refuse"]),
};

/** Those that a promotion may choose for itself. */
export const PromotionPoliciesSchema = z.strictObject(PROMOTION_POLICIES).partial();
export type PromotionPolicies = z.infer<typeof PromotionPoliciesSchema>;

export const PoliciesSchema = z.strictObject({
  ...PROMOTION_POLICIES,
  /** POL-3: whether one discount code counts or several. */
  codes: z.enum(["one", "several"]),
  /** POL-14: whether the best catalogue promotion lowers a price, or all of them in order. */
  catalogue_selection: z.enum(["best", "all"]),
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
  threshold_basis: "catalog",
  rounding_place: "run",
  percent_base: "current",
  order_percent_base: "current",
  at_most_picks: "dearest",
  reduced_items: "skip",
  excess: "cut",
  catalogue_selection: "best",
};

/** The policies that differ from the defaults. */
export function policiesInForce(policies: Policies): Partial<Policies> {
  return policiesApart(policies, DEFAULT_POLICIES);
}

/** Those of some policies that differ from others. */
export function policiesApart(policies: Policies, from: Policies): Partial<Policies> {
  const named = Object.entries(policies).filter(([name, value]) => from[name as keyof Policies] !== value);
  return Object.fromEntries(named);
}

/** A company's policies with what a promotion chooses for itself. */
export function policiesWith(company: Policies, own: PromotionPolicies | undefined): Policies {
  const chosen = Object.entries(own ?? {}).filter(([, value]) => value !== undefined);
  return { ...company, ...Object.fromEntries(chosen) };
}
