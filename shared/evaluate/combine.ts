/** Which promotions combine: each must allow the other's class (SEL-18). Promotions of equal class and lists share a profile. */
import { rangeEnd, rangeStart } from "../snapshot/ranges.ts";
import { NONE } from "../snapshot/rules-blob.ts";
import type { Plan } from "./plan.ts";

/** Whether two promotions combine. */
export function combines(plan: Plan, a: number, b: number): boolean {
  return profilesCombine(plan, plan.profileOf(a), plan.profileOf(b));
}

/** The same of two profiles. */
export function profilesCombine(plan: Plan, a: number, b: number): boolean {
  return allows(plan, a, b) && allows(plan, b, a);
}

function allows({ sections }: Plan, profile: number, other: number): boolean {
  const { profile_class, profile_allows_all, profile_allows_at, profile_allows } = sections;
  const kind = profile_class[other] ?? NONE;
  if (kind === NONE || profile_allows_all[profile] === 1) return true;
  const end = rangeEnd(profile_allows_at, profile, profile_allows.length);
  for (let at = rangeStart(profile_allows_at, profile, profile_allows.length); at < end; at++) {
    if (profile_allows[at] === kind) return true;
  }
  return false;
}
