/** Typed values that customers, products, carts and lines carry, and that conditions may read. */
import * as z from "zod";
import { LIMITS } from "./limits.ts";

export const AttributeNameSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "must begin with a letter and hold letters, digits, _ . -");

export const AttributeValueSchema = z.union([
  z.string().max(LIMITS.metadataText),
  z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  z.boolean(),
]);
export type AttributeValue = z.infer<typeof AttributeValueSchema>;

/** A flat record of named values with a bound on their number. */
export function attributesSchema(entriesMax: number) {
  return z
    .record(AttributeNameSchema, AttributeValueSchema)
    .refine((record) => Object.keys(record).length <= entriesMax, `holds more than ${entriesMax} entries`);
}

export const MetadataSchema = attributesSchema(LIMITS.metadataEntries);
export type Metadata = z.infer<typeof MetadataSchema>;
