/**
 * The ledger as the control plane knows it: entries as they were pulled, and what reports read of them. Nothing here is written by
 * anything but the mirror, and nothing here decides anything.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { EntryBody } from "../../../shared/ledger/entry.ts";
import type { Mode } from "../../../shared/model/address.ts";
import type { CommitOrder } from "../../../shared/model/order.ts";
import type { OverGrant } from "../../../shared/model/reservation.ts";

/** How far each ledger object is mirrored; moves only in the batch that stores the entries up to there. */
export const mirrorPositions = sqliteTable("mirror_positions", {
  /** Name of the object. */
  object: text().primaryKey(),
  company: text().notNull(),
  mode: text().$type<Mode>().notNull(),
  seq: integer().notNull(),
  /** Last entry of the object when it was last asked. */
  high: integer().notNull(),
  pulledAtMs: integer().notNull(),
});

export const ledgerEntries = sqliteTable(
  "ledger_entries",
  {
    object: text().notNull(),
    seq: integer().notNull(),
    kind: text().$type<EntryBody["kind"]>().notNull(),
    atMs: integer().notNull(),
    body: text({ mode: "json" }).$type<EntryBody>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.object, table.seq] })],
);

/** Header of a committed order by the ledger. State, payments and lines are the shop's, in `orders`. */
export const committedOrders = sqliteTable(
  "committed_orders",
  {
    company: text().notNull(),
    mode: text().$type<Mode>().notNull(),
    externalId: text().notNull(),
    handle: text().notNull(),
    seq: integer().notNull(),
    /** Local day of `placed_at` in the zone that the company had when the entry came. */
    day: text().notNull(),
    placedAtMs: integer().notNull(),
    paidAtMs: integer(),
    committedAtMs: integer().notNull(),
    currency: text().notNull(),
    store: text().notNull(),
    channel: text().notNull(),
    customerKey: text(),
    /** Goods and shipping before promotions and after, minor units. */
    beforeAmount: integer().notNull(),
    toPayAmount: integer().notNull(),
    decisionHash: text().notNull(),
    /** Whether cart and decision stand in the archive; false only if ledger and archive both lack them. */
    archived: integer({ mode: "boolean" }).notNull(),
    late: integer({ mode: "boolean" }).notNull(),
    overGrants: text({ mode: "json" }).$type<OverGrant[]>().notNull(),
    renews: text(),
    order: text({ mode: "json" }).$type<CommitOrder>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.mode, table.externalId] }),
    index("committed_orders_by_day").on(table.company, table.mode, table.day),
  ],
);

/** One row a promotion that a committed order got. */
export const redemptions = sqliteTable(
  "redemptions",
  {
    company: text().notNull(),
    mode: text().$type<Mode>().notNull(),
    order: text().notNull(),
    promotion: text().notNull(),
    version: integer().notNull(),
    campaign: text(),
    /** Normalised code that unlocked it. */
    code: text(),
    /** Discount in minor units of the currency. */
    amount: integer().notNull(),
    currency: text().notNull(),
    day: text().notNull(),
    customerKey: text(),
  },
  (table) => [
    primaryKey({ columns: [table.company, table.mode, table.order, table.promotion] }),
    index("redemptions_by_campaign").on(table.company, table.mode, table.campaign, table.day),
    index("redemptions_by_promotion").on(table.company, table.mode, table.promotion, table.day),
  ],
);
