/**
 * Customers and the segments they are in. The shop's own id, e-mail and phone stand in these tables alone; everywhere else a customer is
 * the key. Membership is kept as intervals, so that a report can ask who was in a segment on any day.
 */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AttributeValue } from "../../../shared/model/attribute.ts";
import type { CustomerProfile } from "../../../shared/model/customer-profile.ts";

export const customers = sqliteTable(
  "customers",
  {
    company: text().notNull(),
    /** The shop's own id. */
    id: text().notNull(),
    /** Keyed hash of the id: the customer's name for ledger, edge and reports. */
    customerKey: text().notNull(),
    email: text(),
    /** E.164. */
    phone: text(),
    /** YYYY-MM-DD. */
    birthDate: text(),
    gender: text(),
    country: text(),
    region: text(),
    language: text(),
    zone: text(),
    /** Everything else that the shop records. */
    custom: text({ mode: "json" }).$type<Record<string, AttributeValue>>().notNull(),
    /** What the shop's systems say beside: group, tier, points, subscription and the like. An absent field is unknown. */
    profile: text({ mode: "json" }).$type<CustomerProfile>().notNull(),
    /** Paid orders by the shop's own count; the edge record takes the higher of this and the orders we know. */
    orderCount: integer().notNull(),
    registeredAtMs: integer(),
    /** Grows with every change of the row, of memberships, orders and age band: the version of the edge record. */
    version: integer().notNull(),
    /** Set while the record in KV may be older than the row; a sweep writes what a lost request left. */
    edgeDueAtMs: integer(),
    /** Local day on which the age band changes next; null without a birth date or after the last band. */
    ageBandChangesOn: text(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.id] }),
    uniqueIndex("customers_by_key").on(table.company, table.customerKey),
    index("customers_by_edge_due").on(table.edgeDueAtMs),
    index("customers_by_band_change").on(table.company, table.ageBandChangesOn),
  ],
);

/** What was known of a customer from which version on; append-only. */
export const customerTraits = sqliteTable(
  "customer_traits",
  {
    company: text().notNull(),
    customer: text().notNull(),
    version: integer().notNull(),
    atMs: integer().notNull(),
    traits: text({ mode: "json" }).$type<Record<string, AttributeValue | null>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.customer, table.version] })],
);

/** Further names of a customer, hashed as at the edge; two customers may claim one, which a person then settles. */
export const customerIdentifiers = sqliteTable(
  "customer_identifiers",
  {
    company: text().notNull(),
    customer: text().notNull(),
    kind: text().$type<"email" | "phone">().notNull(),
    identifierKey: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.customer, table.kind] }),
    index("customer_identifiers_by_key").on(table.company, table.identifierKey),
  ],
);

export const segments = sqliteTable(
  "segments",
  {
    company: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    /** Lists only so far; rules join later. */
    kind: text().$type<"static">().notNull(),
    version: integer().notNull(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.id] })],
);

/** The authored lists of a segment: whom to include, and whom never. */
export const segmentListings = sqliteTable(
  "segment_listings",
  {
    company: text().notNull(),
    segment: text().notNull(),
    customer: text().notNull(),
    list: text().$type<"include" | "exclude">().notNull(),
  },
  (table) => [primaryKey({ columns: [table.company, table.segment, table.customer, table.list] })],
);

/** Who was in a segment from when to when; open while `leftAtMs` is null. */
export const segmentMembers = sqliteTable(
  "segment_members",
  {
    company: text().notNull(),
    segment: text().notNull(),
    customer: text().notNull(),
    enteredAtMs: integer().notNull(),
    leftAtMs: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.segment, table.customer, table.enteredAtMs] }),
    index("segment_members_by_customer").on(table.company, table.customer, table.leftAtMs),
  ],
);
