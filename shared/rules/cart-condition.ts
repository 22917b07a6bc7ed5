/**
 * Conditions on cart, customer and context: trees of all / any / not over a closed list of kinds.
 * Meaning: docs/spec/conditions.md (CND-n).
 */
import * as z from "zod";
import { LIMITS } from "../model/limits.ts";
import { type BehaviourCondition, BehaviourConditionSchema } from "./conditions/behaviour.ts";
import { type BirthdayCondition, BirthdayConditionSchema } from "./conditions/birthday.ts";
import { type CartMetadataCondition, CartMetadataConditionSchema } from "./conditions/cart-metadata.ts";
import { type ChannelCondition, ChannelConditionSchema } from "./conditions/channel.ts";
import { type CodeCondition, CodeConditionSchema } from "./conditions/code.ts";
import { type CountryCondition, CountryConditionSchema } from "./conditions/country.ts";
import { type CurrencyCondition, CurrencyConditionSchema } from "./conditions/currency.ts";
import {
  type CustomerAttributeCondition,
  CustomerAttributeConditionSchema,
} from "./conditions/customer-attribute.ts";
import { type CustomerGroupCondition, CustomerGroupConditionSchema } from "./conditions/customer-group.ts";
import { type CustomerKnownCondition, CustomerKnownConditionSchema } from "./conditions/customer-known.ts";
import {
  type DaysSinceLastOrderCondition,
  DaysSinceLastOrderConditionSchema,
} from "./conditions/days-since-last-order.ts";
import { type DistinctCondition, DistinctConditionSchema } from "./conditions/distinct.ts";
import { type FirstOrderCondition, FirstOrderConditionSchema } from "./conditions/first-order.ts";
import { type ItemsCondition, ItemsConditionSchema } from "./conditions/items.ts";
import { type LargestLineCondition, LargestLineConditionSchema } from "./conditions/largest-line.ts";
import { type LifecycleCondition, LifecycleConditionSchema } from "./conditions/lifecycle.ts";
import { type LifetimeSpendCondition, LifetimeSpendConditionSchema } from "./conditions/lifetime-spend.ts";
import { type OrderNumberCondition, OrderNumberConditionSchema } from "./conditions/order-number.ts";
import { type PaymentMethodCondition, PaymentMethodConditionSchema } from "./conditions/payment-method.ts";
import { type PointsCondition, PointsConditionSchema } from "./conditions/points.ts";
import { type PostcodeCondition, PostcodeConditionSchema } from "./conditions/postcode.ts";
import { type QuantityCondition, QuantityConditionSchema } from "./conditions/quantity.ts";
import { type RegionCondition, RegionConditionSchema } from "./conditions/region.ts";
import { type SegmentCondition, SegmentConditionSchema } from "./conditions/segment.ts";
import { type ShippingMethodCondition, ShippingMethodConditionSchema } from "./conditions/shipping-method.ts";
import { type SignedInCondition, SignedInConditionSchema } from "./conditions/signed-in.ts";
import { type StoreCondition, StoreConditionSchema } from "./conditions/store.ts";
import { type SubscriptionCondition, SubscriptionConditionSchema } from "./conditions/subscription.ts";
import { type SubtotalCondition, SubtotalConditionSchema } from "./conditions/subtotal.ts";
import { type TierCondition, TierConditionSchema } from "./conditions/tier.ts";
import { type TotalCondition, TotalConditionSchema } from "./conditions/total.ts";
import { type VariantCondition, VariantConditionSchema } from "./conditions/variant.ts";

export type CartLeaf =
  | BirthdayCondition
  | BehaviourCondition
  | CartMetadataCondition
  | ChannelCondition
  | CodeCondition
  | CountryCondition
  | CurrencyCondition
  | CustomerAttributeCondition
  | CustomerGroupCondition
  | CustomerKnownCondition
  | DaysSinceLastOrderCondition
  | DistinctCondition
  | FirstOrderCondition
  | ItemsCondition
  | LargestLineCondition
  | LifecycleCondition
  | LifetimeSpendCondition
  | OrderNumberCondition
  | PaymentMethodCondition
  | PointsCondition
  | PostcodeCondition
  | QuantityCondition
  | RegionCondition
  | SegmentCondition
  | ShippingMethodCondition
  | SignedInCondition
  | StoreCondition
  | SubscriptionCondition
  | SubtotalCondition
  | TierCondition
  | TotalCondition
  | VariantCondition;

export type CartCondition =
  | { kind: "all"; of: CartCondition[] }
  | { kind: "any"; of: CartCondition[] }
  | { kind: "not"; of: CartCondition }
  | CartLeaf;

/** Depth and number of nodes are bounded in validate/, where the whole promotion is seen. */
export const CartConditionSchema: z.ZodType<CartCondition> = z.lazy(() => CartUnionSchema);

const CartUnionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all"), of: z.array(CartConditionSchema).max(LIMITS.treeChildren) }),
  z.strictObject({
    kind: z.literal("any"),
    of: z.array(CartConditionSchema).min(1).max(LIMITS.treeChildren),
  }),
  z.strictObject({ kind: z.literal("not"), of: CartConditionSchema }),
  BirthdayConditionSchema,
  BehaviourConditionSchema,
  CartMetadataConditionSchema,
  ChannelConditionSchema,
  CodeConditionSchema,
  CountryConditionSchema,
  CurrencyConditionSchema,
  CustomerAttributeConditionSchema,
  CustomerGroupConditionSchema,
  CustomerKnownConditionSchema,
  DaysSinceLastOrderConditionSchema,
  DistinctConditionSchema,
  FirstOrderConditionSchema,
  ItemsConditionSchema,
  LargestLineConditionSchema,
  LifecycleConditionSchema,
  LifetimeSpendConditionSchema,
  OrderNumberConditionSchema,
  PaymentMethodConditionSchema,
  PointsConditionSchema,
  PostcodeConditionSchema,
  QuantityConditionSchema,
  RegionConditionSchema,
  SegmentConditionSchema,
  ShippingMethodConditionSchema,
  SignedInConditionSchema,
  StoreConditionSchema,
  SubscriptionConditionSchema,
  SubtotalConditionSchema,
  TierConditionSchema,
  TotalConditionSchema,
  VariantConditionSchema,
]);
