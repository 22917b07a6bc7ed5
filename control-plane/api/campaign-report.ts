/**
 * What campaigns brought, by local day and currency, out of mirrored ledger entries of trade. Tests never show here. Two currencies are
 * never added. An order that got promotions of two campaigns counts in each of them, so only one campaign's rows may be added up.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { objectName } from "../../shared/model/address.ts";
import { SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { instantOfLocal } from "../../shared/time/offsets.ts";
import { parseLocal } from "../../shared/time/zone.ts";
import { orderCounts, type ReportQuery, reportDays, reportTotals } from "../db/campaign-report.ts";
import { campaignNames } from "../db/campaigns.ts";
import { companyById } from "../db/companies.ts";
import { positionOf } from "../db/mirror.ts";
import type { ControlEnv } from "../env.ts";
import { snapshotZone } from "../publish/zones.ts";
import { instantText } from "./key-answer.ts";
import { invalidField, validationHook } from "./problem.ts";
import { jsonAnswer, PageQuerySchema, PROBLEM_ANSWERS, pageOf, readCursor, secured } from "./route-parts.ts";

const DAY_MS = 86_400_000;
/** Rows of the totals: one a campaign and currency. */
const TOTALS_MAX = 10_000;

const DaySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day, YYYY-MM-DD");

const ReportQuerySchema = z.strictObject({
  ...PageQuerySchema.shape,
  from: DaySchema.openapi({ description: "First local day of the company's zone." }),
  to: DaySchema.openapi({ description: "Last local day." }),
  campaign: SlugSchema.optional(),
});

const SumsShape = {
  campaign: SlugSchema,
  name: z.string(),
  currency: z.string(),
  redemptions: z.int(),
  orders: z.int(),
  discount: z.int().openapi({ description: "Minor units that the campaign's promotions took off." }),
  revenue: z.int().openapi({ description: "What those orders are to be paid, minor units." }),
};

const CampaignReportSchema = z
  .strictObject({
    zone: z.string(),
    from: DaySchema,
    to: DaySchema,
    mirrored: z.strictObject({ entries: z.int(), at: z.iso.datetime().nullable() }).openapi({
      description: "How many ledger entries the report rests on, and when they were last pulled.",
    }),
    orders: z.strictObject({ committed: z.int(), external: z.int() }).openapi({
      description: "Orders of these days: committed at the edge, and those that only the shop reported.",
    }),
    totals: z.array(z.strictObject(SumsShape)),
    days: z.strictObject({
      items: z.array(z.strictObject({ ...SumsShape, day: DaySchema })),
      next_cursor: z.string().nullable(),
    }),
  })
  .openapi("CampaignReport");

const campaignReport = createRoute({
  method: "get",
  path: "/api/v1/reports/campaigns",
  tags: ["reports"],
  ...secured("read"),
  request: { query: ReportQuerySchema },
  responses: { 200: jsonAnswer("the report", CampaignReportSchema), ...PROBLEM_ANSWERS },
});

/** The days as instants: their first, and the first after them. */
function spanOf(zoneName: string, from: string, to: string): { fromMs: number; toMs: number } {
  const zone = snapshotZone(zoneName);
  const fromLocal = parseLocal(`${from}T00:00`);
  const toLocal = parseLocal(`${to}T00:00`);
  if (fromLocal === null) throw invalidField("query.from", "is not a day of the calendar");
  if (toLocal === null) throw invalidField("query.to", "is not a day of the calendar");
  if (toLocal < fromLocal) throw invalidField("query.to", "is before `from`");
  if (toLocal - fromLocal >= LIMITS.reportDays * DAY_MS) {
    throw invalidField("query.to", `makes more than ${LIMITS.reportDays} days`);
  }
  return {
    fromMs: instantOfLocal(zone, fromLocal, "start"),
    toMs: instantOfLocal(zone, toLocal + DAY_MS, "start"),
  };
}

/** A place in the order of rows. Ids and days hold no space. */
function placeOf(cursor: string): readonly [string, string, string] {
  const [campaign = "", day = "", currency = ""] = cursor.split(" ");
  return [campaign, day, currency];
}

export const campaignReportRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook }).openapi(
  campaignReport,
  async (c) => {
    const { from, to, campaign, limit, cursor } = c.req.valid("query");
    const db = c.get("db");
    const { company } = c.get("caller");
    const { zone } = await companyById(db, company);
    const span = spanOf(zone, from, to);
    const query: ReportQuery = { company, from, to, campaign };
    const position = await positionOf(db, objectName.ledger(company, "live"));
    const after = placeOf(readCursor(cursor));
    const [rows, totals, orders] = await Promise.all([
      reportDays(db, query, { after, rows: limit + 1 }),
      reportTotals(db, query, TOTALS_MAX),
      orderCounts(db, query, span),
    ]);
    const ids = [...new Set(totals.map((row) => row.campaign))];
    const names = await campaignNames(db, company, ids);
    const named = <Row extends { campaign: string }>(row: Row) => ({
      ...row,
      name: names.get(row.campaign) ?? row.campaign,
    });
    const days = pageOf(rows, limit, (row) => `${row.campaign} ${row.day} ${row.currency}`, named);
    const report = {
      zone,
      from,
      to,
      mirrored: {
        entries: position?.seq ?? 0,
        at: position === null ? null : instantText(position.pulledAtMs),
      },
      orders,
      totals: totals.map(named),
      days,
    };
    return c.json(report, 200);
  },
);
