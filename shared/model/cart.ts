/**
 * The cart as callers send it, alike to quotes, reservations, orders and the control plane's try. What each field means
 * is in docs/reference/cart.md; unknown fields are refused.
 */
import * as z from "zod";
import { AmountSchema, CurrencySchema, TaxModeSchema } from "./amount.ts";
import { attributesSchema, MetadataSchema } from "./attribute.ts";
import { CUSTOMER_PROFILE } from "./customer-profile.ts";
import { ExternalIdSchema, SlugSchema, TypedCodeSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const ChannelSchema = SlugSchema;
export const CountrySchema = z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code");

export const IdentifierKindSchema = z.enum(["email", "phone", "device", "card"]);
export const IdentifierSchema = z.strictObject({
  kind: IdentifierKindSchema,
  value: z.string().min(1).max(320),
});
export type Identifier = z.infer<typeof IdentifierSchema>;

/** Facts of a customer that a trusted caller states; they replace the record's, field by field. */
export const SentCustomerFactsSchema = z.strictObject({
  segments: z.array(ExternalIdSchema).max(LIMITS.customerSegments).optional(),
  attributes: attributesSchema(LIMITS.customerAttributes).optional(),
  order_count: z.int().min(0).max(LIMITS.limitUses).optional(),
  ...CUSTOMER_PROFILE,
});

export const CartCustomerSchema = z.strictObject({
  id: ExternalIdSchema.optional(),
  token: z.string().min(1).max(4_096).optional(),
  identifiers: z.array(IdentifierSchema).max(LIMITS.customerIdentifiers).optional(),
  facts: SentCustomerFactsSchema.optional(),
});

/** Facts of a line that a trusted caller states; they replace the catalogue's, field by field. */
export const SentLineFactsSchema = z.strictObject({
  product: ExternalIdSchema.optional(),
  categories: z.array(ExternalIdSchema).max(LIMITS.productCategories).optional(),
  brand: ExternalIdSchema.optional(),
  tags: z.array(ExternalIdSchema).max(LIMITS.productTags).optional(),
  attributes: attributesSchema(LIMITS.productAttributes).optional(),
  discountable: z.boolean().optional(),
  /** No discount takes a unit below this, minor units of the cart's currency. */
  floor: AmountSchema.optional(),
  stock: z.int().min(0).max(LIMITS.stockUnits).optional(),
});

export const MeasureSchema = z.strictObject({
  /** Decimal text, so that 0.350 kg stays what was weighed. */
  amount: z.string().regex(/^\d{1,9}(?:\.\d{1,6})?$/, "must be a decimal number"),
  unit: z.string().min(1).max(16),
});

export const CartLineSchema = z.strictObject({
  id: ExternalIdSchema,
  sku: ExternalIdSchema,
  product: ExternalIdSchema.optional(),
  quantity: z.int().min(1).max(LIMITS.lineQuantity),
  unit_price: AmountSchema.optional(),
  list_price: AmountSchema.optional(),
  measure: MeasureSchema.optional(),
  seller: ExternalIdSchema.optional(),
  gift_of: ExternalIdSchema.optional(),
  facts: SentLineFactsSchema.optional(),
  metadata: MetadataSchema.optional(),
});
export type CartLine = z.infer<typeof CartLineSchema>;

export const CartChargeSchema = z.strictObject({
  id: ExternalIdSchema,
  method: ExternalIdSchema,
  amount: AmountSchema,
  seller: ExternalIdSchema.optional(),
});

/** Letters and digits, upper case: spaces and dashes say nothing. */
export const PostcodeSchema = z
  .string()
  .max(16)
  .transform((text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ""))
  .pipe(z.string().min(1));

export const ShipToSchema = z.strictObject({
  country: CountrySchema,
  region: z.string().min(1).max(64).optional(),
  postcode: PostcodeSchema.optional(),
});

export const CartSchema = z
  .strictObject({
    currency: CurrencySchema,
    tax_mode: TaxModeSchema,
    channel: ChannelSchema,
    store: SlugSchema.optional(),
    customer: CartCustomerSchema.optional(),
    visitor: ExternalIdSchema.optional(),
    ship_to: ShipToSchema.optional(),
    payment_method: ExternalIdSchema.optional(),
    lines: z.array(CartLineSchema).max(LIMITS.cartLines),
    shipping: z.array(CartChargeSchema).max(LIMITS.cartCharges).default([]),
    codes: z.array(TypedCodeSchema).max(LIMITS.cartCodes).default([]),
    declined_gifts: z.array(ExternalIdSchema).max(LIMITS.cartCodes).default([]),
    metadata: MetadataSchema.optional(),
  })
  .superRefine((cart, context) => {
    refuseRepeats(cart.lines, "lines", context);
    refuseRepeats(cart.shipping, "shipping", context);
  });
export type Cart = z.infer<typeof CartSchema>;

function refuseRepeats(items: { id: string }[], path: string, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (seen.has(item.id)) {
      context.addIssue({
        code: "custom",
        path: [path, index, "id"],
        message: `repeats the id \`${item.id}\``,
      });
    }
    seen.add(item.id);
  }
}
