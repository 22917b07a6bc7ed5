/**
 * Conditions on cart, customer and context: trees of all / any / not over a closed list of kinds.
 * Meaning: docs/spec/conditions.md (CND-n).
 */
import * as z from "zod";
import { LIMITS } from "../model/limits.ts";
import { type ChannelCondition, ChannelConditionSchema } from "./conditions/channel.ts";
import { type CodeCondition, CodeConditionSchema } from "./conditions/code.ts";
import { type CountryCondition, CountryConditionSchema } from "./conditions/country.ts";
import {
  type CustomerAttributeCondition,
  CustomerAttributeConditionSchema,
} from "./conditions/customer-attribute.ts";
import { type CustomerKnownCondition, CustomerKnownConditionSchema } from "./conditions/customer-known.ts";
import { type FirstOrderCondition, FirstOrderConditionSchema } from "./conditions/first-order.ts";
import { type QuantityCondition, QuantityConditionSchema } from "./conditions/quantity.ts";
import { type SegmentCondition, SegmentConditionSchema } from "./conditions/segment.ts";
import { type StoreCondition, StoreConditionSchema } from "./conditions/store.ts";
import { type SubtotalCondition, SubtotalConditionSchema } from "./conditions/subtotal.ts";

export type CartLeaf =
  | SubtotalCondition
  | QuantityCondition
  | SegmentCondition
  | CustomerAttributeCondition
  | FirstOrderCondition
  | CustomerKnownCondition
  | ChannelCondition
  | StoreCondition
  | CountryCondition
  | CodeCondition;

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
  SubtotalConditionSchema,
  QuantityConditionSchema,
  SegmentConditionSchema,
  CustomerAttributeConditionSchema,
  FirstOrderConditionSchema,
  CustomerKnownConditionSchema,
  ChannelConditionSchema,
  StoreConditionSchema,
  CountryConditionSchema,
  CodeConditionSchema,
]);
