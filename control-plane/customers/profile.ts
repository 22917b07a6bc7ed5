/**
 * The profile of a customer as a shop keeps it up: field by field, what is absent stays. Null says that the customer is known to have none; for
 * fields of which "none" is no answer it clears what was known.
 */
import * as z from "zod";
import {
  CUSTOMER_PROFILE,
  type CustomerProfile,
  CustomerProfileSchema,
} from "../../shared/model/customer-profile.ts";

const CLEARED_BY_NULL: ReadonlySet<string> = new Set(["points", "lifetime_spend", "birthday", "behaviour"]);

/** The fields on the wire. */
export const ProfileFields = {
  ...CUSTOMER_PROFILE,
  points: CUSTOMER_PROFILE.points.nullable(),
  lifetime_spend: CUSTOMER_PROFILE.lifetime_spend.nullable(),
  birthday: CUSTOMER_PROFILE.birthday.nullable(),
  behaviour: CUSTOMER_PROFILE.behaviour.nullable(),
};

const ProfileInputSchema = z.object(ProfileFields);
export type ProfileInput = z.infer<typeof ProfileInputSchema>;

/** What is known after what was sent. */
export function mergedProfile(before: CustomerProfile, sent: ProfileInput): CustomerProfile {
  const merged = new Map<string, unknown>(Object.entries(before));
  for (const [name, value] of Object.entries(ProfileInputSchema.parse(sent))) {
    if (value === undefined) continue;
    if (value === null && CLEARED_BY_NULL.has(name)) merged.delete(name);
    else merged.set(name, value);
  }
  return CustomerProfileSchema.parse(Object.fromEntries(merged));
}

/** The profile as the edge reads it: a birth date stands in for a birthday that nobody stated. */
export function edgeProfile(profile: CustomerProfile, birthDate: string | null): CustomerProfile {
  return birthDate === null ? profile : { birthday: birthDate.slice(5), ...profile };
}
