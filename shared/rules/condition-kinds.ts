/**
 * The two closed lists of conditions with what each declares. A list names every member of its union, so a kind that is missing does not
 * compile; opcodes 1 to 3 belong to `all`, `any` and `not`.
 */
import type { CartLeaf } from "./cart-condition.ts";
import type { CartKind, LineKind } from "./condition-kind.ts";
import { attributeKind } from "./conditions/attribute.ts";
import { behaviourKind } from "./conditions/behaviour.ts";
import { birthdayKind } from "./conditions/birthday.ts";
import { brandKind } from "./conditions/brand.ts";
import { cartMetadataKind } from "./conditions/cart-metadata.ts";
import { categoryKind } from "./conditions/category.ts";
import { channelKind } from "./conditions/channel.ts";
import { codeKind } from "./conditions/code.ts";
import { countryKind } from "./conditions/country.ts";
import { currencyKind } from "./conditions/currency.ts";
import { customerAttributeKind } from "./conditions/customer-attribute.ts";
import { customerGroupKind } from "./conditions/customer-group.ts";
import { customerKnownKind } from "./conditions/customer-known.ts";
import { daysSinceLastOrderKind } from "./conditions/days-since-last-order.ts";
import { distinctKind } from "./conditions/distinct.ts";
import { firstOrderKind } from "./conditions/first-order.ts";
import { itemsKind } from "./conditions/items.ts";
import { largestLineKind } from "./conditions/largest-line.ts";
import { lifecycleKind } from "./conditions/lifecycle.ts";
import { lifetimeSpendKind } from "./conditions/lifetime-spend.ts";
import { lineMetadataKind } from "./conditions/line-metadata.ts";
import { onSaleKind } from "./conditions/on-sale.ts";
import { orderNumberKind } from "./conditions/order-number.ts";
import { paymentMethodKind } from "./conditions/payment-method.ts";
import { pointsKind } from "./conditions/points.ts";
import { postcodeKind } from "./conditions/postcode.ts";
import { productKind } from "./conditions/product.ts";
import { quantityKind } from "./conditions/quantity.ts";
import { regionKind } from "./conditions/region.ts";
import { segmentKind } from "./conditions/segment.ts";
import { sellerKind } from "./conditions/seller.ts";
import { shippingMethodKind } from "./conditions/shipping-method.ts";
import { signedInKind } from "./conditions/signed-in.ts";
import { skuKind } from "./conditions/sku.ts";
import { stockKind } from "./conditions/stock.ts";
import { storeKind } from "./conditions/store.ts";
import { subscriptionKind } from "./conditions/subscription.ts";
import { subtotalKind } from "./conditions/subtotal.ts";
import { tagKind } from "./conditions/tag.ts";
import { tierKind } from "./conditions/tier.ts";
import { totalKind } from "./conditions/total.ts";
import { unitPriceKind } from "./conditions/unit-price.ts";
import { variantKind } from "./conditions/variant.ts";
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
  currency: currencyKind,
  region: regionKind,
  payment_method: paymentMethodKind,
  shipping_method: shippingMethodKind,
  customer_group: customerGroupKind,
  tier: tierKind,
  largest_line: largestLineKind,
  total: totalKind,
  distinct: distinctKind,
  items: itemsKind,
  lifecycle: lifecycleKind,
  postcode: postcodeKind,
  behaviour: behaviourKind,
  cart_metadata: cartMetadataKind,
  points: pointsKind,
  days_since_last_order: daysSinceLastOrderKind,
  lifetime_spend: lifetimeSpendKind,
  order_number: orderNumberKind,
  birthday: birthdayKind,
  subscription: subscriptionKind,
  variant: variantKind,
  signed_in: signedInKind,
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
  seller: sellerKind,
  stock: stockKind,
  line_metadata: lineMetadataKind,
};
