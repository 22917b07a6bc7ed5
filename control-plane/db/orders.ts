/** Queries and writes of orders by the shop; what the mirror adds stands untouched. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Mode } from "../../shared/model/address.ts";
import { type Database, guard, inTexts, type Statement } from "./database.ts";
import { insertRows } from "./row-insert.ts";
import { orderLines, orders } from "./schema/order.ts";

export type OrderRow = typeof orders.$inferSelect;
export type OrderLineRow = typeof orderLines.$inferSelect;

/** An order is named by company, live/test and the shop's id. */
export interface OrderName {
  company: string;
  mode: Mode;
  externalId: string;
}

function isOrder({ company, mode, externalId }: OrderName) {
  return and(eq(orders.company, company), eq(orders.mode, mode), eq(orders.externalId, externalId));
}

export async function orderByName(db: Database, name: OrderName): Promise<OrderRow | null> {
  const [row] = await db.select().from(orders).where(isOrder(name));
  return row ?? null;
}

export async function ordersAfter(
  db: Database,
  company: string,
  mode: Mode,
  after: string,
  rows: number,
): Promise<OrderRow[]> {
  return db
    .select()
    .from(orders)
    .where(and(eq(orders.company, company), eq(orders.mode, mode), gt(orders.externalId, after)))
    .orderBy(asc(orders.externalId))
    .limit(rows);
}

/** Lines of each of the given orders, in order of their ids. */
export async function linesOfOrders(
  db: Database,
  company: string,
  mode: Mode,
  externalIds: readonly string[],
): Promise<Map<string, OrderLineRow[]>> {
  const rows = await db
    .select()
    .from(orderLines)
    .where(
      and(eq(orderLines.company, company), eq(orderLines.mode, mode), inTexts(orderLines.order, externalIds)),
    )
    .orderBy(asc(orderLines.order), asc(orderLines.line));
  const lines = new Map<string, OrderLineRow[]>();
  for (const row of rows) {
    const known = lines.get(row.order);
    if (known === undefined) lines.set(row.order, [row]);
    else known.push(row);
  }
  return lines;
}

/** Stores an order at a higher version, if it is still at the one that was read (0: the shop has said nothing yet). */
export function orderUpsert(
  db: Database,
  row: OrderRow,
  lines: readonly OrderLineRow[],
  versionBefore: number,
): Statement[] {
  const { company, mode, externalId } = row;
  return [
    guard(
      db,
      sql`COALESCE((SELECT ${orders.version} FROM ${orders} WHERE ${isOrder(row)}), 0) = ${versionBefore}`,
    ),
    ...insertRows(db, orders, [row], {
      target: [orders.company, orders.mode, orders.externalId],
      keep: ["handle", "decisionHash", "committedAtMs", "createdAtMs"],
      // Once the edge has committed the order, its word on who bought stands.
      set: {
        customerKey: sql`CASE WHEN ${orders.handle} IS NULL THEN excluded.customer_key ELSE ${orders.customerKey} END`,
      },
    }),
    db
      .delete(orderLines)
      .where(
        and(eq(orderLines.company, company), eq(orderLines.mode, mode), eq(orderLines.order, externalId)),
      ),
    ...insertRows(db, orderLines, lines),
  ];
}
