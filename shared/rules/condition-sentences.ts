/**
 * The two closed lists of conditions with the sentences that they declare, apart from what judges them: who only prices carts carries no
 * sentences. A list names every member of its union, so a kind without a sentence does not compile.
 */
import type { CartLeaf } from "./cart-condition.ts";
import { attributeSentence } from "./conditions/attribute.ts";
import { behaviourSentence } from "./conditions/behaviour.ts";
import { birthdaySentence } from "./conditions/birthday.ts";
import { brandSentence } from "./conditions/brand.ts";
import { cartMetadataSentence } from "./conditions/cart-metadata.ts";
import { categorySentence } from "./conditions/category.ts";
import { channelSentence } from "./conditions/channel.ts";
import { codeSentence } from "./conditions/code.ts";
import { countrySentence } from "./conditions/country.ts";
import { currencySentence } from "./conditions/currency.ts";
import { customerAttributeSentence } from "./conditions/customer-attribute.ts";
import { customerGroupSentence } from "./conditions/customer-group.ts";
import { customerKnownSentence } from "./conditions/customer-known.ts";
import { daysSinceLastOrderSentence } from "./conditions/days-since-last-order.ts";
import { distinctSentence } from "./conditions/distinct.ts";
import { firstOrderSentence } from "./conditions/first-order.ts";
import { itemsSentence } from "./conditions/items.ts";
import { largestLineSentence } from "./conditions/largest-line.ts";
import { lifecycleSentence } from "./conditions/lifecycle.ts";
import { lifetimeSpendSentence } from "./conditions/lifetime-spend.ts";
import { lineMetadataSentence } from "./conditions/line-metadata.ts";
import { onSaleSentence } from "./conditions/on-sale.ts";
import { orderNumberSentence } from "./conditions/order-number.ts";
import { paymentMethodSentence } from "./conditions/payment-method.ts";
import { pointsSentence } from "./conditions/points.ts";
import { postcodeSentence } from "./conditions/postcode.ts";
import { productSentence } from "./conditions/product.ts";
import { quantitySentence } from "./conditions/quantity.ts";
import { regionSentence } from "./conditions/region.ts";
import { segmentSentence } from "./conditions/segment.ts";
import { sellerSentence } from "./conditions/seller.ts";
import { shippingMethodSentence } from "./conditions/shipping-method.ts";
import { signedInSentence } from "./conditions/signed-in.ts";
import { skuSentence } from "./conditions/sku.ts";
import { stockSentence } from "./conditions/stock.ts";
import { storeSentence } from "./conditions/store.ts";
import { subscriptionSentence } from "./conditions/subscription.ts";
import { subtotalSentence } from "./conditions/subtotal.ts";
import { tagSentence } from "./conditions/tag.ts";
import { tierSentence } from "./conditions/tier.ts";
import { totalSentence } from "./conditions/total.ts";
import { unitPriceSentence } from "./conditions/unit-price.ts";
import { variantSentence } from "./conditions/variant.ts";
import type { LineLeaf } from "./line-condition.ts";
import type { Sentence } from "./wording.ts";

/** Conditions on cart, customer and context, each a clause. */
export const CART_SENTENCES: Readonly<Record<CartLeaf["kind"], Sentence<CartLeaf>>> = {
  subtotal: subtotalSentence,
  quantity: quantitySentence,
  segment: segmentSentence,
  customer_attribute: customerAttributeSentence,
  first_order: firstOrderSentence,
  customer_known: customerKnownSentence,
  channel: channelSentence,
  store: storeSentence,
  country: countrySentence,
  code: codeSentence,
  currency: currencySentence,
  region: regionSentence,
  payment_method: paymentMethodSentence,
  shipping_method: shippingMethodSentence,
  customer_group: customerGroupSentence,
  tier: tierSentence,
  largest_line: largestLineSentence,
  total: totalSentence,
  distinct: distinctSentence,
  items: itemsSentence,
  lifecycle: lifecycleSentence,
  postcode: postcodeSentence,
  behaviour: behaviourSentence,
  cart_metadata: cartMetadataSentence,
  points: pointsSentence,
  days_since_last_order: daysSinceLastOrderSentence,
  lifetime_spend: lifetimeSpendSentence,
  order_number: orderNumberSentence,
  birthday: birthdaySentence,
  subscription: subscriptionSentence,
  variant: variantSentence,
  signed_in: signedInSentence,
};

/** Conditions on one line, each as it follows the noun: "of brand acme". */
export const LINE_SENTENCES: Readonly<Record<LineLeaf["kind"], Sentence<LineLeaf>>> = {
  sku: skuSentence,
  product: productSentence,
  category: categorySentence,
  brand: brandSentence,
  tag: tagSentence,
  attribute: attributeSentence,
  on_sale: onSaleSentence,
  unit_price: unitPriceSentence,
  seller: sellerSentence,
  stock: stockSentence,
  line_metadata: lineMetadataSentence,
};
