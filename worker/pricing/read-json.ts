/** JSON values of KV, read through their schemas: what does not fit is as good as not reached, and is logged. */
import type * as z from "zod";
import type { Read } from "./remembered.ts";

/** The shortest time for which the platform may answer from a location's cache. */
const CACHE_TTL_S = 30;

/** Reads one value; never throws. */
export async function readJson<T>(kv: KVNamespace, key: string, schema: z.ZodType<T>): Promise<Read<T>> {
  try {
    const value: unknown = await kv.get(key, { type: "json", cacheTtl: CACHE_TTL_S });
    if (value === null) return { kind: "absent" };
    const parsed = schema.safeParse(value);
    if (parsed.success) return { kind: "found", value: parsed.data };
    console.error(JSON.stringify({ kv_key: key, refused: parsed.error.issues.slice(0, 5) }));
  } catch (error) {
    console.error(JSON.stringify({ kv_key: key, error: String(error) }));
  }
  return { kind: "unreachable" };
}
