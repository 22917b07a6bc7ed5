/**
 * Orders as the shop tells of them: the whole order at a growing version. Updates may come late, twice and in any order; the highest
 * version stands. Discounts and codes are not here: they come from the ledger alone. A test key sees and writes test orders.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ExternalIdSchema } from "../../shared/model/identifier.ts";
import { customerKeys } from "../../shared/model/identity.ts";
import { writeEdgeRecords } from "../customers/edge-record.ts";
import { companyById } from "../db/companies.ts";
import { customerIdsByKeys, customersTouched } from "../db/customers.ts";
import {
  linesOfOrders,
  type OrderLineRow,
  type OrderName,
  type OrderRow,
  orderByName,
  ordersAfter,
  orderUpsert,
} from "../db/orders.ts";
import type { ControlEnv } from "../env.ts";
import { identityPort, sha256Hex } from "../secrets.ts";
import { type Change, mutate } from "./mutate.ts";
import { type OrderBody, OrderBodySchema, OrderSchema, orderAnswer } from "./order-fields.ts";
import { notFound, ProblemException, validationHook } from "./problem.ts";
import {
  jsonAnswer,
  jsonBody,
  MUTATING_HEADERS,
  PageQuerySchema,
  PROBLEM_ANSWERS,
  pageOf,
  pageSchema,
  readCursor,
  secured,
} from "./route-parts.ts";

const OrderParams = z.object({ order: ExternalIdSchema });
const OrderPutSchema = z
  .strictObject({
    applied: z.boolean().openapi({ description: "False for a version that was known or overtaken." }),
    order: OrderSchema,
  })
  .openapi("OrderPut");
type OrderPut = z.infer<typeof OrderPutSchema>;

const listOrders = createRoute({
  method: "get",
  path: "/api/v1/orders",
  tags: ["orders"],
  ...secured("read"),
  request: { query: PageQuerySchema },
  responses: { 200: jsonAnswer("orders in order of ids", pageSchema(OrderSchema)), ...PROBLEM_ANSWERS },
});

const readOrder = createRoute({
  method: "get",
  path: "/api/v1/orders/{order}",
  tags: ["orders"],
  ...secured("read"),
  request: { params: OrderParams },
  responses: { 200: jsonAnswer("the order", OrderSchema), ...PROBLEM_ANSWERS },
});

const putOrder = createRoute({
  method: "put",
  path: "/api/v1/orders/{order}",
  tags: ["orders"],
  ...secured("manage", "reserve"),
  request: { headers: MUTATING_HEADERS, params: OrderParams, ...jsonBody(OrderBodySchema) },
  responses: { 200: jsonAnswer("the order as it stands", OrderPutSchema), ...PROBLEM_ANSWERS },
});

function instantMs(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text);
}

function orderRow(name: OrderName, body: OrderBody, customerKey: string | null, nowMs: number): OrderRow {
  return {
    ...name,
    version: body.version,
    contentHash: contentHash(body),
    state: body.state,
    channel: body.channel ?? null,
    store: body.store ?? null,
    currency: body.currency,
    customerKey,
    placedAtMs: Date.parse(body.placed_at),
    paidAtMs: instantMs(body.paid_at),
    fulfilledAtMs: instantMs(body.fulfilled_at),
    cancelledAtMs: instantMs(body.cancelled_at),
    itemsAmount: body.amounts.items,
    shippingAmount: body.amounts.shipping,
    taxAmount: body.amounts.tax ?? null,
    totalAmount: body.amounts.total,
    payments: body.payments,
    refunds: body.refunds,
    attribution: body.attribution ?? null,
    exposures: body.exposures,
    metadata: body.metadata,
    renews: body.renews ?? null,
    handle: null,
    decisionHash: null,
    committedAtMs: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

function lineRows({ company, mode, externalId }: OrderName, body: OrderBody): OrderLineRow[] {
  const lines = body.lines.map((line) => ({
    company,
    mode,
    order: externalId,
    line: line.id,
    sku: line.sku,
    product: line.product ?? null,
    quantity: line.quantity,
    unitAmount: line.unit_amount,
    totalAmount: line.total_amount,
    seller: line.seller ?? null,
  }));
  return lines.sort((a, b) => (a.line < b.line ? -1 : 1));
}

/** Metadata is a set of names, so their order is not content. */
function contentHash(body: OrderBody): string {
  const metadata = Object.entries(body.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify({ ...body, metadata }));
}

/** What the order answers when this version changes nothing; null if it is news. */
async function unchanged(
  c: Context<ControlEnv>,
  before: OrderRow | null,
  body: OrderBody,
): Promise<OrderPut | null> {
  if (before === null || before.version < body.version) return null;
  if (before.version === body.version && before.contentHash !== contentHash(body)) {
    throw new ProblemException("version_conflict", "this version was sent with other content");
  }
  const { company, mode, externalId } = before;
  const lines = await linesOfOrders(c.get("db"), company, mode, [externalId]);
  return { applied: false, order: orderAnswer(before, lines.get(externalId) ?? []) };
}

async function placeOrder(
  c: Context<ControlEnv>,
  name: OrderName,
  body: OrderBody,
): Promise<Change<OrderPut>> {
  const db = c.get("db");
  const nowMs = c.get("nowMs");
  const target = `order:${name.mode}:${name.externalId}`;
  const before = await orderByName(db, name);
  const known = await unchanged(c, before, body);
  if (known !== null) return { statements: [], answer: known, target };
  const { foldPlusTags } = await companyById(db, name.company);
  const { key } = customerKeys(identityPort(c.env), name.company, body.customer ?? {}, foldPlusTags);
  const sent = orderRow(name, body, key, nowMs);
  const row: OrderRow =
    before === null
      ? sent
      : {
          ...sent,
          customerKey: before.handle === null ? key : before.customerKey,
          handle: before.handle,
          decisionHash: before.decisionHash,
          committedAtMs: before.committedAtMs,
          createdAtMs: before.createdAtMs,
        };
  const lines = lineRows(name, body);
  const touched = [...new Set([before?.customerKey, row.customerKey])].filter((k) => typeof k === "string");
  return {
    statements: [
      ...orderUpsert(db, row, lines, before?.version ?? 0),
      ...(name.mode === "live" && touched.length > 0
        ? [customersTouched(db, name.company, touched, nowMs)]
        : []),
    ],
    answer: { applied: true, order: orderAnswer(row, lines) },
    target,
  };
}

export const orderRoutes = new OpenAPIHono<ControlEnv>({ defaultHook: validationHook })
  .openapi(listOrders, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { company, mode } = c.get("caller");
    const rows = await ordersAfter(c.get("db"), company, mode, readCursor(cursor), limit + 1);
    const ids = rows.map((row) => row.externalId);
    const lines = await linesOfOrders(c.get("db"), company, mode, ids);
    const page = pageOf(
      rows,
      limit,
      (row) => row.externalId,
      (row) => orderAnswer(row, lines.get(row.externalId) ?? []),
    );
    return c.json(page, 200);
  })
  .openapi(readOrder, async (c) => {
    const { company, mode } = c.get("caller");
    const { order: externalId } = c.req.valid("param");
    const row = await orderByName(c.get("db"), { company, mode, externalId });
    if (row === null) throw notFound();
    const lines = await linesOfOrders(c.get("db"), company, mode, [externalId]);
    return c.json(orderAnswer(row, lines.get(externalId) ?? []), 200);
  })
  .openapi(putOrder, async (c) => {
    const body = c.req.valid("json");
    const { company, mode } = c.get("caller");
    const { order: externalId } = c.req.valid("param");
    const db = c.get("db");
    const answer = await mutate<OrderPut>(c, {
      work: () => placeOrder(c, { company, mode, externalId }, body),
      after: async ({ order }) => {
        if (order.customer_key === null) return;
        const ids = await customerIdsByKeys(db, company, [order.customer_key]);
        await writeEdgeRecords(c.env, db, company, ids, c.get("nowMs"));
      },
    });
    return c.json(answer, 200);
  });
