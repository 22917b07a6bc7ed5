/**
 * API keys. The text is `{type}_{mode}_{company}_{secret}`: it names its company, which is believed only once the record under
 * the text's hash confirms it. Records live in KV for the edge and in D1 for the control plane; the text is shown once.
 */
import * as z from "zod";
import { SlugSchema } from "./identifier.ts";
import { LIMITS } from "./limits.ts";

export const KeyTypeSchema = z.enum(["pk", "sk", "rk"]);
export type KeyType = z.infer<typeof KeyTypeSchema>;
export const ModeSchema = z.enum(["live", "test"]);

/** What a restricted key may do; `sk` has all but `manage`, the owner's key has that too. */
export const ScopeSchema = z.enum(["quote", "reserve", "facts", "customer_token", "manage", "read"]);
export type Scope = z.infer<typeof ScopeSchema>;

export const ApiKeyRecordSchema = z.strictObject({
  id: z.string(),
  company: SlugSchema,
  type: KeyTypeSchema,
  mode: ModeSchema,
  scopes: z.array(ScopeSchema),
  /** Origins that a browser may call from; only `pk`. */
  origins: z.array(z.string()).max(LIMITS.treeChildren),
  expires_at_ms: z.int().nullable(),
  revoked: z.boolean(),
});
export type ApiKeyRecord = z.infer<typeof ApiKeyRecordSchema>;

/** Scopes of the unrestricted types. */
export const TYPE_SCOPES: Record<"pk" | "sk", Scope[]> = {
  pk: ["quote"],
  sk: ["quote", "reserve", "facts", "customer_token", "read"],
};

/** Scopes of the owner's key, which alone can manage until it makes restricted keys that can. */
export const OWNER_SCOPES: Scope[] = [...TYPE_SCOPES.sk, "manage"];

const KEY_TEXT = /^(pk|sk|rk)_(live|test)_([a-z0-9]{1,64})_([A-Za-z0-9]{40,64})$/;

/** Reads what a key's text claims; null if it cannot be one of ours. */
export function readKeyText(
  text: string,
): { type: KeyType; mode: z.infer<typeof ModeSchema>; company: string } | null {
  const match = KEY_TEXT.exec(text);
  if (match === null) return null;
  const [, type, mode, company] = match;
  return { type: type as KeyType, mode: mode as "live" | "test", company: company ?? "" };
}
