/**
 * Orders: one row by (company, live/test, external id). State, payments, refunds and lines come from the shop's upsert; what promotions
 * gave comes from the ledger through the mirror, which may be there first. `version` 0 means that the shop has said nothing yet.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Mode } from "../../../shared/model/address.ts";
import type { AttributeValue } from "../../../shared/model/attribute.ts";

export type OrderState = "placed" | "paid" | "fulfilled" | "cancelled" | "returned";

export interface OrderPayment {
  id: string;
  kind: string;
  amount: number;
  at: string;
}

export interface OrderRefund {
  id: string;
  amount: number;
  at: string;
  lines?: { line: string; quantity: number; amount: number }[] | undefined;
  reason?: string | undefined;
}

export interface OrderAttribution {
  source?: string | undefined;
  medium?: string | undefined;
  campaign?: string | undefined;
  touch_id?: string | undefined;
}

const orderKey = {
  company: text().notNull(),
  mode: text().$type<Mode>().notNull(),
};

export const orders = sqliteTable(
  "orders",
  {
    ...orderKey,
    externalId: text().notNull(),
    /** The shop's growing version; a lower one is late and changes nothing. */
    version: integer().notNull(),
    /** Hash of the content of that version: one version has one content. */
    contentHash: text(),
    state: text().$type<OrderState>().notNull(),
    channel: text(),
    store: text(),
    currency: text().notNull(),
    /** Keyed hash; null for nobody. */
    customerKey: text(),
    placedAtMs: integer().notNull(),
    paidAtMs: integer(),
    fulfilledAtMs: integer(),
    cancelledAtMs: integer(),
    /** Minor units by the shop: goods, shipping, tax, and what is paid in all. */
    itemsAmount: integer(),
    shippingAmount: integer(),
    taxAmount: integer(),
    totalAmount: integer(),
    payments: text({ mode: "json" }).$type<OrderPayment[]>().notNull(),
    refunds: text({ mode: "json" }).$type<OrderRefund[]>().notNull(),
    attribution: text({ mode: "json" }).$type<OrderAttribution>(),
    exposures: text({ mode: "json" }).$type<{ experiment: string; variant: string }[]>().notNull(),
    metadata: text({ mode: "json" }).$type<Record<string, AttributeValue>>().notNull(),
    /** External id of the first order that this subscription period renews. */
    renews: text(),
    /** By the mirror: the reservation that was committed; null for an external order. */
    handle: text(),
    decisionHash: text(),
    committedAtMs: integer(),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.mode, table.externalId] }),
    index("orders_by_customer").on(table.company, table.customerKey),
    index("orders_by_placed").on(table.company, table.mode, table.placedAtMs),
  ],
);

export const orderLines = sqliteTable(
  "order_lines",
  {
    ...orderKey,
    order: text().notNull(),
    line: text().notNull(),
    sku: text().notNull(),
    product: text(),
    quantity: integer().notNull(),
    /** Price of a unit and of the line as paid, minor units. */
    unitAmount: integer().notNull(),
    totalAmount: integer().notNull(),
    seller: text(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.mode, table.order, table.line] }),
    index("order_lines_by_sku").on(table.company, table.sku),
  ],
);
