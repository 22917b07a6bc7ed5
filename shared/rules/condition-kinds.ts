/**
 * The two closed lists of conditions with what each declares. A list names every member of its union, so a kind that is missing does not
 * compile; opcodes 1 to 3 belong to `all`, `any` and `not`.
 */
import type { CartLeaf } from "./cart-condition.ts";
import type { CartKind, LineKind } from "./condition-kind.ts";
import { attributeKind } from "./conditions/attribute.ts";
import { brandKind } from "./conditions/brand.ts";
import { categoryKind } from "./conditions/category.ts";
import { channelKind } from "./conditions/channel.ts";
import { codeKind } from "./conditions/code.ts";
import { countryKind } from "./conditions/country.ts";
import { customerAttributeKind } from "./conditions/customer-attribute.ts";
import { customerKnownKind } from "./conditions/customer-known.ts";
import { firstOrderKind } from "./conditions/first-order.ts";
import { onSaleKind } from "./conditions/on-sale.ts";
import { productKind } from "./conditions/product.ts";
import { quantityKind } from "./conditions/quantity.ts";
import { segmentKind } from "./conditions/segment.ts";
import { skuKind } from "./conditions/sku.ts";
import { storeKind } from "./conditions/store.ts";
import { subtotalKind } from "./conditions/subtotal.ts";
import { tagKind } from "./conditions/tag.ts";
import { unitPriceKind } from "./conditions/unit-price.ts";
import type { LineLeaf } from "./line-condition.ts";

/** Conditions on cart, customer and context. */
export const CART_KINDS: Readonly<Record<CartLeaf["kind"], CartKind<CartLeaf>>> = {
  subtotal: subtotalKind,
  quantity: quantityKind,
  segment: segmentKind,
  customer_attribute: customerAttributeKind,
  first_order: firstOrderKind,
  customer_known: customerKnownKind,
  channel: channelKind,
  store: storeKind,
  country: countryKind,
  code: codeKind,
};

/** Conditions on one line. */
export const LINE_KINDS: Readonly<Record<LineLeaf["kind"], LineKind<LineLeaf>>> = {
  sku: skuKind,
  product: productKind,
  category: categoryKind,
  brand: brandKind,
  tag: tagKind,
  attribute: attributeKind,
  on_sale: onSaleKind,
  unit_price: unitPriceKind,
};
