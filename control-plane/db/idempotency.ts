/** Forgets answers whose idempotency keys have run out. */
import { lte } from "drizzle-orm";
import { LIMITS } from "../../shared/model/limits.ts";
import type { Database } from "./database.ts";
import { idempotency } from "./schema/idempotency.ts";

export async function sweepIdempotency(db: Database, nowMs: number): Promise<void> {
  await db.delete(idempotency).where(lte(idempotency.createdAtMs, nowMs - LIMITS.idempotencyMs));
}
