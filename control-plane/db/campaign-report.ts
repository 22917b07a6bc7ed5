/**
 * The campaign report, from mirrored entries of trade alone. Amounts are summed within a currency only. An order that got promotions of
 * two campaigns is one order and its whole revenue in each of them, so campaigns must not be added up; days of one campaign may.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";

export interface ReportQuery {
  company: string;
  /** Local days, both included. */
  from: string;
  to: string;
  campaign?: string | undefined;
}

export interface ReportRow {
  campaign: string;
  day: string;
  currency: string;
  redemptions: number;
  orders: number;
  /** Minor units that promotions of the campaign took off. */
  discount: number;
  /** What those orders are to be paid, minor units. */
  revenue: number;
}

/** One row per campaign and order first, so that an order with two redemptions of a campaign counts once. */
function perOrder(query: ReportQuery): SQL {
  const campaign = query.campaign === undefined ? sql`` : sql` AND r.campaign = ${query.campaign}`;
  return sql`SELECT r.campaign AS campaign, r.day AS day, r.currency AS currency,
      COUNT(*) AS redemptions, SUM(r.amount) AS discount, o.to_pay_amount AS revenue
    FROM redemptions AS r
    JOIN committed_orders AS o ON o.company = r.company AND o.mode = r.mode AND o.external_id = r."order"
    WHERE r.company = ${query.company} AND r.mode = 'live' AND r.campaign IS NOT NULL
      AND r.day BETWEEN ${query.from} AND ${query.to}${campaign}
    GROUP BY r.campaign, r.day, r.currency, r."order"`;
}

const SUMS = sql`SUM(redemptions) AS redemptions, COUNT(*) AS orders, SUM(discount) AS discount, SUM(revenue) AS revenue`;

/** Rows after a place, in order of campaign, day and currency. */
export async function reportDays(
  db: Database,
  query: ReportQuery,
  page: { after: readonly [string, string, string]; rows: number },
): Promise<ReportRow[]> {
  const [campaign, day, currency] = page.after;
  return db.all<ReportRow>(
    sql`SELECT campaign, day, currency, ${SUMS} FROM (${perOrder(query)})
      WHERE (campaign, day, currency) > (${campaign}, ${day}, ${currency})
      GROUP BY campaign, day, currency ORDER BY campaign, day, currency LIMIT ${page.rows}`,
  );
}

/** The same over all days, one row a campaign and currency. */
export async function reportTotals(
  db: Database,
  query: ReportQuery,
  rows: number,
): Promise<Omit<ReportRow, "day">[]> {
  return db.all<Omit<ReportRow, "day">>(
    sql`SELECT campaign, currency, ${SUMS} FROM (${perOrder(query)})
      GROUP BY campaign, currency ORDER BY campaign, currency LIMIT ${rows}`,
  );
}

/** Orders of the days, and how many of them the ledger never saw: the shop reported those on its own. */
export async function orderCounts(
  db: Database,
  query: ReportQuery,
  span: { fromMs: number; toMs: number },
): Promise<{ committed: number; external: number }> {
  const [row] = await db.all<{ committed: number; external: number }>(
    sql`SELECT
      (SELECT COUNT(*) FROM committed_orders WHERE company = ${query.company} AND mode = 'live'
        AND day BETWEEN ${query.from} AND ${query.to}) AS committed,
      (SELECT COUNT(*) FROM orders WHERE company = ${query.company} AND mode = 'live' AND handle IS NULL
        AND placed_at_ms >= ${span.fromMs} AND placed_at_ms < ${span.toMs}) AS external`,
  );
  return row ?? { committed: 0, external: 0 };
}
