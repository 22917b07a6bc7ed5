/** Queries and writes of the mirror: positions, entries, and what is unfolded from them. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Entry } from "../../shared/ledger/entry.ts";
import type { Mode } from "../../shared/model/address.ts";
import { type Database, guard, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { companies } from "./schema/company.ts";
import { committedOrders, ledgerEntries, mirrorPositions, redemptions } from "./schema/mirror.ts";
import { orders } from "./schema/order.ts";
import { promotionLimits } from "./schema/promotion.ts";

export type PositionRow = typeof mirrorPositions.$inferSelect;
export type CommittedOrderRow = typeof committedOrders.$inferSelect;
export type RedemptionRow = typeof redemptions.$inferSelect;

export async function positionOf(db: Database, object: string): Promise<PositionRow | null> {
  const [row] = await db.select().from(mirrorPositions).where(eq(mirrorPositions.object, object));
  return row ?? null;
}

/** Moves the position, if it is still where it was read (0: not there): of two pulls at once one stores nothing. */
export function positionMove(db: Database, after: PositionRow, seqBefore: number): Statement[] {
  const { seq, high, pulledAtMs } = after;
  return [
    guard(
      db,
      sql`COALESCE((SELECT ${mirrorPositions.seq} FROM ${mirrorPositions} WHERE ${mirrorPositions.object} = ${after.object}), 0) = ${seqBefore}`,
    ),
    db
      .insert(mirrorPositions)
      .values(after)
      .onConflictDoUpdate({ target: mirrorPositions.object, set: { seq, high, pulledAtMs } }),
  ];
}

export function entryInserts(db: Database, object: string, entries: readonly Entry[]): Statement[] {
  const rows = entries.map(({ seq, at_ms: atMs, body }) => ({ object, seq, kind: body.kind, atMs, body }));
  return insertRows(db, ledgerEntries, rows);
}

export function committedOrderInserts(db: Database, rows: readonly CommittedOrderRow[]): Statement[] {
  return insertRows(db, committedOrders, rows);
}

export function redemptionInserts(db: Database, rows: readonly RedemptionRow[]): Statement[] {
  return insertRows(db, redemptions, rows);
}

/** Gives each order its header: beside what the shop said of it, or before the shop says anything. */
export function orderHeaders(db: Database, rows: readonly CommittedOrderRow[], nowMs: number): Statement[] {
  const headers = rows.map((row) => ({
    company: row.company,
    mode: row.mode,
    externalId: row.externalId,
    version: 0,
    contentHash: null,
    state: row.paidAtMs === null ? ("placed" as const) : ("paid" as const),
    channel: row.channel,
    store: row.store,
    currency: row.currency,
    customerKey: row.customerKey,
    placedAtMs: row.placedAtMs,
    paidAtMs: row.paidAtMs,
    fulfilledAtMs: null,
    cancelledAtMs: null,
    itemsAmount: null,
    shippingAmount: null,
    taxAmount: null,
    totalAmount: null,
    payments: [],
    refunds: [],
    attribution: row.order.attribution ?? null,
    exposures: row.order.exposures ?? [],
    metadata: row.order.metadata ?? {},
    renews: row.renews,
    handle: row.handle,
    decisionHash: row.decisionHash,
    committedAtMs: row.committedAtMs,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }));
  const kept = [
    "version",
    "contentHash",
    "state",
    "channel",
    "store",
    "currency",
    "placedAtMs",
    "paidAtMs",
    "fulfilledAtMs",
    "cancelledAtMs",
    "itemsAmount",
    "shippingAmount",
    "taxAmount",
    "totalAmount",
    "payments",
    "refunds",
    "attribution",
    "exposures",
    "metadata",
    "createdAtMs",
  ] as const;
  return insertRows(db, orders, headers, {
    target: [orders.company, orders.mode, orders.externalId],
    keep: [...kept],
  });
}

/** Companies after an id, in order: whose ledgers the sweep asks. */
export async function companiesAfter(
  db: Database,
  after: string,
  rows: number,
): Promise<{ id: string; zone: string }[]> {
  return db
    .select({ id: companies.id, zone: companies.zone })
    .from(companies)
    .where(gt(companies.id, after))
    .orderBy(asc(companies.id))
    .limit(rows);
}

export async function zoneOf(db: Database, company: string): Promise<string | null> {
  const [row] = await db.select({ zone: companies.zone }).from(companies).where(eq(companies.id, company));
  return row?.zone ?? null;
}

/** Number and greatest sequence of the stored entries of an object. */
export async function storedEntries(
  db: Database,
  object: string,
): Promise<{ entries: number; greatest: number }> {
  const [row] = await db
    .select({
      entries: sql<number>`COUNT(*)`,
      greatest: sql<number>`COALESCE(MAX(${ledgerEntries.seq}), 0)`,
    })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.object, object));
  return row ?? { entries: 0, greatest: 0 };
}

export interface MirroredUse {
  promotion: string;
  currency: string;
  uses: number;
  amount: number;
}

/** Promotions that the ledger counts. */
export async function limitedPromotions(db: Database, company: string): Promise<string[]> {
  const rows = await db
    .select({ promotion: promotionLimits.promotion })
    .from(promotionLimits)
    .where(eq(promotionLimits.company, company))
    .orderBy(asc(promotionLimits.promotion));
  return rows.map((row) => row.promotion);
}

/** Uses and discounts of each promotion by currency, from redemptions. */
export async function mirroredUse(db: Database, company: string, mode: Mode): Promise<MirroredUse[]> {
  return db
    .select({
      promotion: redemptions.promotion,
      currency: redemptions.currency,
      uses: sql<number>`COUNT(*)`,
      amount: sql<number>`SUM(${redemptions.amount})`,
    })
    .from(redemptions)
    .where(and(eq(redemptions.company, company), eq(redemptions.mode, mode)))
    .groupBy(redemptions.promotion, redemptions.currency)
    .orderBy(asc(redemptions.promotion), asc(redemptions.currency));
}
