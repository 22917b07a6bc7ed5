/** Bounds that conditions put on a number or an amount: inclusive or exclusive, each side at most once. */
import * as z from "zod";
import { AmountsSchema } from "../model/amount.ts";
import { AttributeValueSchema } from "../model/attribute.ts";
import { LIMITS } from "../model/limits.ts";

interface Sides {
  at_least?: unknown;
  above?: unknown;
  at_most?: unknown;
  below?: unknown;
}

function hasOneBound(test: Sides): boolean {
  return [test.at_least, test.above, test.at_most, test.below].some((bound) => bound !== undefined);
}

function hasNoDoubleSide(test: Sides): boolean {
  const double = (a: unknown, b: unknown) => a !== undefined && b !== undefined;
  return !double(test.at_least, test.above) && !double(test.at_most, test.below);
}

const ONE_BOUND = "must have at least one of at_least, above, at_most, below";
const DOUBLE_SIDE = "has two bounds on one side";

/** Wraps the four bound fields of a kind into a checked object. */
export function bounded<T extends z.ZodRawShape>(shape: T) {
  return z
    .strictObject(shape)
    .refine((test) => hasOneBound(test as Sides), ONE_BOUND)
    .refine((test) => hasNoDoubleSide(test as Sides), DOUBLE_SIDE);
}

/** Four optional bounds, each one amount a currency. */
export const AMOUNT_BOUNDS = {
  at_least: AmountsSchema.optional(),
  above: AmountsSchema.optional(),
  at_most: AmountsSchema.optional(),
  below: AmountsSchema.optional(),
};

/** Four optional bounds on a count. */
const Count = z
  .int()
  .min(0)
  .max(LIMITS.lineQuantity * LIMITS.cartLines);
export const COUNT_BOUNDS = { at_least: Count.optional(), at_most: Count.optional() };

/** A test of a typed attribute: equal to one of some values, or a number within bounds. */
export const ATTRIBUTE_TEST = {
  any_of: z.array(AttributeValueSchema).min(1).max(LIMITS.conditionValues).optional(),
  at_least: z.number().optional(),
  above: z.number().optional(),
  at_most: z.number().optional(),
  below: z.number().optional(),
};

/** An attribute test is either a list or bounds. */
export function attributeTested<T extends z.ZodRawShape>(shape: T) {
  return z
    .strictObject({ ...shape, ...ATTRIBUTE_TEST })
    .refine(
      (test) => ((test as { any_of?: unknown }).any_of !== undefined) !== hasOneBound(test as Sides),
      "must have either any_of or bounds (at_least, above, at_most, below)",
    )
    .refine((test) => hasNoDoubleSide(test as Sides), DOUBLE_SIDE);
}
