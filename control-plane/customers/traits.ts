/** What is known of a customer: the merge of what a shop sends, and the attributes that conditions may read at the edge. */
import type { AttributeValue } from "../../shared/model/attribute.ts";
import type { CustomerRow } from "../db/customers.ts";
import { ageBand, nextBandDay } from "./age-band.ts";
import { mergedProfile, type ProfileInput } from "./profile.ts";

/** Fields of a customer that have a type of their own; a custom attribute cannot bear one of these names. */
export const TYPED_NAMES = [
  "id",
  "email",
  "phone",
  "birth_date",
  "age_band",
  "gender",
  "country",
  "region",
  "language",
  "zone",
  "order_count",
  "registered_at",
] as const;

/** What a shop sends: an absent field stays, null clears it. Contacts are normalised. */
export interface CustomerInput extends ProfileInput {
  id: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  birth_date?: string | null | undefined;
  gender?: string | null | undefined;
  country?: string | null | undefined;
  region?: string | null | undefined;
  language?: string | null | undefined;
  zone?: string | null | undefined;
  order_count?: number | undefined;
  registered_at?: string | null | undefined;
  attributes?: Record<string, AttributeValue | null> | undefined;
}

function kept<T>(sent: T | undefined, before: T): T {
  return sent === undefined ? before : sent;
}

function mergedCustom(
  before: Record<string, AttributeValue>,
  sent: Record<string, AttributeValue | null>,
): Record<string, AttributeValue> {
  const merged = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(sent)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The row after what was sent; the same object when nothing changes. `day` is today in the company's zone. */
export function mergeCustomer(before: CustomerRow, input: CustomerInput, day: string): CustomerRow {
  const birthDate = kept(input.birth_date, before.birthDate);
  const registeredAt = input.registered_at;
  const after: CustomerRow = {
    ...before,
    email: kept(input.email, before.email),
    phone: kept(input.phone, before.phone),
    birthDate,
    ageBandChangesOn: birthDate === null ? null : nextBandDay(birthDate, day),
    gender: kept(input.gender, before.gender),
    country: kept(input.country, before.country),
    region: kept(input.region, before.region),
    language: kept(input.language, before.language),
    zone: kept(input.zone, before.zone),
    orderCount: kept(input.order_count, before.orderCount),
    registeredAtMs:
      registeredAt === undefined
        ? before.registeredAtMs
        : registeredAt === null
          ? null
          : Date.parse(registeredAt),
    custom: mergedCustom(before.custom, input.attributes ?? {}),
    profile: mergedProfile(before.profile, input),
  };
  return JSON.stringify(after) === JSON.stringify(before) ? before : after;
}

/** Traits as the history keeps them: everything that a segment could ask, no contact. */
export function traitsOf(row: CustomerRow): Record<string, AttributeValue | null> {
  return {
    birth_date: row.birthDate,
    gender: row.gender,
    country: row.country,
    region: row.region,
    language: row.language,
    zone: row.zone,
    ...row.custom,
  };
}

/** Attributes of the edge record: the typed ones that are known and may leave, and the custom ones. */
export function edgeAttributes(row: CustomerRow, day: string): Record<string, AttributeValue> {
  const typed = {
    age_band: row.birthDate === null ? null : ageBand(row.birthDate, day),
    gender: row.gender,
    country: row.country,
    region: row.region,
    language: row.language,
  };
  const known = Object.entries(typed).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...row.custom, ...Object.fromEntries(known) };
}
