/** The small mutable value that says what is published: one KV key a company, written by its publisher alone. */
import * as z from "zod";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const PointerSchema = z.strictObject({
  format: z.literal(1),
  company: z.string(),
  /** Only grows; a loader that has seen a higher one ignores a lower one. */
  sequence: z.int().min(1),
  rules: Hash,
  stores: Hash,
  catalogue: z.strictObject({
    /** The category tree, read only for carts that send categories of their own. */
    tree: Hash,
    /** A power of two of shards; the place of a sku is its hash modulo the number. */
    shards: z.array(Hash).min(1),
  }),
  /** Promotions that the edge leaves out whatever blob it holds. */
  stopped: z.array(z.string()),
  exhausted: z.array(z.string()),
  published_at_ms: z.int(),
});
export type Pointer = z.infer<typeof PointerSchema>;
