/** Prices of articles without a cart: the body and answer of `POST /v1/prices`. Meaning: docs/reference/prices.md. */
import * as z from "zod";
import { AmountSchema, CurrencySchema, TaxModeSchema } from "./amount.ts";
import { CartCustomerSchema, ChannelSchema, SentLineFactsSchema } from "./cart.ts";
import { SnapshotStateSchema } from "./decision.ts";
import { ExternalIdSchema, SlugSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const AskedProductSchema = z.strictObject({
  sku: ExternalIdSchema,
  list_price: AmountSchema.optional(),
  unit_price: AmountSchema.optional(),
  facts: SentLineFactsSchema.optional(),
});
export type AskedProduct = z.infer<typeof AskedProductSchema>;

export const PricesRequestSchema = z.strictObject({
  currency: CurrencySchema,
  tax_mode: TaxModeSchema,
  channel: ChannelSchema,
  store: SlugSchema.optional(),
  customer: CartCustomerSchema.optional(),
  visitor: ExternalIdSchema.optional(),
  products: z.array(AskedProductSchema).min(1).max(LIMITS.priceProducts),
});
export type PricesRequest = z.infer<typeof PricesRequestSchema>;
export type PricesInput = z.input<typeof PricesRequestSchema>;

/** What one promotion takes off a unit. */
const Lowering = z.strictObject({ promotion: z.string(), label: z.string(), amount: AmountSchema });
export type Lowering = z.infer<typeof Lowering>;

const ArticlePrice = z.strictObject({
  sku: z.string(),
  /** Regular price of a unit. */
  list: AmountSchema,
  /** What it costs before there is a cart. */
  price: AmountSchema,
  /** In the order in which they lowered it. */
  lowered: z.array(Lowering),
  on_sale: z.boolean(),
});

/** Nobody knows a price of it. */
const UnknownArticle = z.strictObject({ sku: z.string(), code: z.literal("sku_unknown") });

export const PriceSchema = z.union([ArticlePrice, UnknownArticle]);
export type Price = z.infer<typeof PriceSchema>;

export const PricesSchema = z.strictObject({
  at: z.iso.datetime(),
  currency: CurrencySchema,
  tax_mode: TaxModeSchema,
  snapshot: SnapshotStateSchema,
  customer_age_s: z.int().optional(),
  /** Prices came from an untrusted caller, or the key could not be confirmed. */
  estimate: z.boolean(),
  /** In the order in which the products were sent. */
  prices: z.array(PriceSchema),
});
export type Prices = z.infer<typeof PricesSchema>;
