/** A customer on the wire. What is sent replaces what is known field by field; null clears. */
import { z } from "@hono/zod-openapi";
import { AttributeNameSchema, AttributeValueSchema, attributesSchema } from "../../shared/model/attribute.ts";
import { CountrySchema } from "../../shared/model/cart.ts";
import { CUSTOMER_PROFILE } from "../../shared/model/customer-profile.ts";
import { ExternalIdSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { AGE_BANDS, ageBand } from "../customers/age-band.ts";
import { type Contact, emailAddress, phoneNumber } from "../customers/contact.ts";
import { ProfileFields } from "../customers/profile.ts";
import { TYPED_NAMES } from "../customers/traits.ts";
import type { CustomerFactsRow } from "../db/customers.ts";
import { instantText } from "./key-answer.ts";
import { ZoneSchema } from "./zone-field.ts";

function contactSchema(read: (typed: string) => Contact) {
  return z
    .string()
    .max(320)
    .superRefine((typed, context) => {
      const contact = read(typed);
      if (!contact.ok) context.addIssue({ code: "custom", message: contact.why });
    })
    .overwrite((typed) => {
      const contact = read(typed);
      return contact.ok ? contact.value : typed;
    });
}

/** Typed attributes leave room for themselves among those of the edge record. */
export const CUSTOM_MAX = LIMITS.customerAttributes - TYPED_NAMES.length;

const CustomNameSchema = AttributeNameSchema.refine(
  (name) => !(TYPED_NAMES as readonly string[]).includes(name),
  "is a field of its own",
);

const GenderSchema = z.enum(["female", "male", "other"]);
const LanguageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "must be a BCP 47 language tag")
  .max(35);

export const CustomerFields = {
  email: contactSchema(emailAddress).nullable().optional(),
  phone: contactSchema(phoneNumber)
    .nullable()
    .optional()
    .openapi({ description: "With the country's code; stored in E.164.", example: "+41 44 668 18 00" }),
  birth_date: z.iso
    .date()
    .refine((date) => date >= "1900-01-01", "is before 1900")
    .nullable()
    .optional(),
  gender: GenderSchema.nullable().optional(),
  country: CountrySchema.nullable().optional(),
  region: z.string().min(1).max(64).nullable().optional(),
  language: LanguageSchema.nullable().optional(),
  zone: ZoneSchema.nullable().optional(),
  order_count: z
    .int()
    .min(0)
    .max(LIMITS.limitUses)
    .optional()
    .openapi({ description: "Paid orders so far by the shop's own count." }),
  registered_at: z.iso.datetime().nullable().optional(),
  attributes: z
    .record(CustomNameSchema, AttributeValueSchema.nullable())
    .refine((record) => Object.keys(record).length <= CUSTOM_MAX, `holds more than ${CUSTOM_MAX} entries`)
    .optional()
    .openapi({ description: "Whatever else is known, by name." }),
  ...ProfileFields,
};

export const CustomerSchema = z
  .strictObject({
    id: ExternalIdSchema,
    customer_key: z
      .string()
      .openapi({ description: "The name under which ledger and reports know the customer." }),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    birth_date: z.iso.date().nullable(),
    age_band: z.enum(AGE_BANDS as [string, ...string[]]).nullable(),
    gender: GenderSchema.nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    language: z.string().nullable(),
    zone: z.string().nullable(),
    order_count: z.int(),
    registered_at: z.iso.datetime().nullable(),
    attributes: attributesSchema(CUSTOM_MAX),
    segments: z.array(z.string()),
    ...CUSTOMER_PROFILE,
    version: z.int(),
  })
  .openapi("Customer");
export type CustomerAnswer = z.infer<typeof CustomerSchema>;

/** The customer as answered; `day` is today in the company's zone. */
export function customerAnswer(
  { customer, segments, paidOrders }: CustomerFactsRow,
  day: string,
): CustomerAnswer {
  return {
    id: customer.id,
    customer_key: customer.customerKey,
    email: customer.email,
    phone: customer.phone,
    birth_date: customer.birthDate,
    age_band: customer.birthDate === null ? null : ageBand(customer.birthDate, day),
    gender: GenderSchema.nullable().parse(customer.gender),
    country: customer.country,
    region: customer.region,
    language: customer.language,
    zone: customer.zone,
    order_count: Math.max(customer.orderCount, paidOrders),
    registered_at: customer.registeredAtMs === null ? null : instantText(customer.registeredAtMs),
    attributes: customer.custom,
    segments,
    ...customer.profile,
    version: customer.version,
  };
}
