/** An API key as it is answered. */
import { z } from "@hono/zod-openapi";
import { KeyTypeSchema, ModeSchema, ScopeSchema } from "../../shared/model/api-key.ts";
import type { KeyRow } from "../db/keys.ts";

export const KeySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    type: KeyTypeSchema,
    mode: ModeSchema,
    scopes: z.array(ScopeSchema),
    origins: z.array(z.string()),
    hint: z.string().openapi({ description: "The first characters of the secret." }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    revoked_at: z.iso.datetime().nullable(),
  })
  .openapi("ApiKey");
export type KeyAnswer = z.infer<typeof KeySchema>;

export const KeyTextSchema = z.string().openapi({ description: "The key itself. It is shown this once." });

export function instantText(ms: number): string {
  return new Date(ms).toISOString();
}

export function keyAnswer(row: KeyRow): KeyAnswer {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    mode: row.mode,
    scopes: row.scopes,
    origins: row.origins,
    hint: row.hint,
    created_at: instantText(row.createdAtMs),
    expires_at: row.expiresAtMs === null ? null : instantText(row.expiresAtMs),
    revoked_at: row.revokedAtMs === null ? null : instantText(row.revokedAtMs),
  };
}
