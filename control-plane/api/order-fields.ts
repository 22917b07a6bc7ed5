/** An order on the wire: the whole of it at one version, as the shop sees it. */
import { z } from "@hono/zod-openapi";
import { AmountSchema, CurrencySchema } from "../../shared/model/amount.ts";
import { MetadataSchema } from "../../shared/model/attribute.ts";
import { ChannelSchema, IdentifierSchema } from "../../shared/model/cart.ts";
import { ExternalIdSchema, SlugSchema } from "../../shared/model/identifier.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import { AttributionSchema, ExposureSchema, InstantSchema } from "../../shared/model/order.ts";
import type { OrderLineRow, OrderRow } from "../db/orders.ts";
import { instantText } from "./key-answer.ts";

const PAYMENTS_MAX = 20;
const REFUNDS_MAX = 200;
const EXPOSURES_MAX = 50;

const OrderStateSchema = z.enum(["placed", "paid", "fulfilled", "cancelled", "returned"]);

const OrderLineSchema = z.strictObject({
  id: ExternalIdSchema,
  sku: ExternalIdSchema,
  product: ExternalIdSchema.optional(),
  quantity: z.int().min(0).max(LIMITS.lineQuantity),
  unit_amount: AmountSchema,
  total_amount: AmountSchema,
  seller: ExternalIdSchema.optional(),
});

const PaymentSchema = z.strictObject({
  id: ExternalIdSchema,
  kind: z.string().min(1).max(32),
  amount: AmountSchema,
  at: InstantSchema,
});

const RefundSchema = z.strictObject({
  id: ExternalIdSchema,
  amount: AmountSchema,
  at: InstantSchema,
  lines: z
    .array(
      z.strictObject({
        line: ExternalIdSchema,
        quantity: z.int().min(0).max(LIMITS.lineQuantity),
        amount: AmountSchema,
      }),
    )
    .max(LIMITS.cartLines)
    .optional(),
  reason: z.string().max(LIMITS.label).optional(),
});

const OrderFields = {
  state: OrderStateSchema,
  currency: CurrencySchema,
  channel: ChannelSchema.optional(),
  store: SlugSchema.optional(),
  placed_at: InstantSchema,
  paid_at: InstantSchema.optional(),
  fulfilled_at: InstantSchema.optional(),
  cancelled_at: InstantSchema.optional(),
  amounts: z.strictObject({
    items: AmountSchema,
    shipping: AmountSchema.default(0),
    tax: AmountSchema.optional(),
    total: AmountSchema,
  }),
  lines: z.array(OrderLineSchema).max(LIMITS.cartLines),
  payments: z.array(PaymentSchema).max(PAYMENTS_MAX).default([]),
  refunds: z.array(RefundSchema).max(REFUNDS_MAX).default([]),
  attribution: AttributionSchema.optional(),
  exposures: z.array(ExposureSchema).max(EXPOSURES_MAX).default([]),
  renews: ExternalIdSchema.optional(),
  metadata: MetadataSchema.default({}),
};

interface Identified {
  id: string;
}

function refuseRepeats(items: readonly Identified[], path: string, context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id)) {
      context.addIssue({ code: "custom", path: [path, index, "id"], message: `repeats the id \`${id}\`` });
    }
    seen.add(id);
  }
}

export const OrderBodySchema = z
  .strictObject({
    version: z.int().min(1).openapi({
      description: "Grows with every change at the shop; a lower one is late and changes nothing.",
    }),
    ...OrderFields,
    customer: z
      .strictObject({
        id: ExternalIdSchema.optional(),
        identifiers: z.array(IdentifierSchema).max(LIMITS.customerIdentifiers).optional(),
      })
      .optional(),
  })
  .superRefine((order, context) => {
    refuseRepeats(order.lines, "lines", context);
    refuseRepeats(order.payments, "payments", context);
    refuseRepeats(order.refunds, "refunds", context);
    if (order.state === "paid" && order.paid_at === undefined) {
      context.addIssue({ code: "custom", path: ["paid_at"], message: "goes with the state `paid`" });
    }
    if (order.state === "cancelled" && order.cancelled_at === undefined) {
      context.addIssue({
        code: "custom",
        path: ["cancelled_at"],
        message: "goes with the state `cancelled`",
      });
    }
  })
  .openapi("OrderBody");
export type OrderBody = z.infer<typeof OrderBodySchema>;

export const OrderSchema = z
  .strictObject({
    external_id: ExternalIdSchema,
    version: z.int().openapi({ description: "0 while only the edge has spoken of the order." }),
    ...OrderFields,
    amounts: OrderFields.amounts.nullable(),
    customer_key: z.string().nullable(),
    source: z
      .enum(["edge", "external"])
      .openapi({ description: "Whether the edge committed it, or only the shop told of it." }),
  })
  .openapi("Order");
export type OrderAnswer = z.infer<typeof OrderSchema>;

function optional<Name extends string, Value>(name: Name, value: Value | null): { [key in Name]?: Value } {
  return (value === null ? {} : { [name]: value }) as { [key in Name]?: Value };
}

function amountsOf(row: OrderRow): OrderAnswer["amounts"] {
  if (row.itemsAmount === null || row.totalAmount === null) return null;
  return {
    items: row.itemsAmount,
    shipping: row.shippingAmount ?? 0,
    ...optional("tax", row.taxAmount),
    total: row.totalAmount,
  };
}

/** The order as answered. */
export function orderAnswer(row: OrderRow, lines: readonly OrderLineRow[]): OrderAnswer {
  const instant = (ms: number | null) => (ms === null ? null : instantText(ms));
  return {
    external_id: row.externalId,
    version: row.version,
    state: row.state,
    currency: row.currency,
    ...optional("channel", row.channel),
    ...optional("store", row.store),
    placed_at: instantText(row.placedAtMs),
    ...optional("paid_at", instant(row.paidAtMs)),
    ...optional("fulfilled_at", instant(row.fulfilledAtMs)),
    ...optional("cancelled_at", instant(row.cancelledAtMs)),
    amounts: amountsOf(row),
    lines: lines.map((line) => ({
      id: line.line,
      sku: line.sku,
      ...optional("product", line.product),
      quantity: line.quantity,
      unit_amount: line.unitAmount,
      total_amount: line.totalAmount,
      ...optional("seller", line.seller),
    })),
    payments: row.payments,
    refunds: row.refunds,
    ...optional("attribution", row.attribution),
    exposures: row.exposures,
    ...optional("renews", row.renews),
    metadata: row.metadata,
    customer_key: row.customerKey,
    source: row.handle === null ? "external" : "edge",
  };
}
