/**
 * Who calls. A key's text names its company, which is believed only once the record under the text's hash confirms it; record and
 * pointer are read side by side, so that a cold isolate does not wait twice. Browsers are answered by the key's allowed origins.
 */
import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { kvKey, type Mode } from "../shared/model/address.ts";
import {
  type ApiKeyRecord,
  ApiKeyRecordSchema,
  type KeyType,
  readKeyText,
  type Scope,
  TYPE_SCOPES,
} from "../shared/model/api-key.ts";
import { apiKeyHash } from "../shared/model/identity.ts";
import type { Pointer } from "../shared/model/pointer.ts";
import type { EdgeEnv } from "./env.ts";
import { identityPort } from "./platform-hash.ts";
import { readJson } from "./pricing/read-json.ts";
import { type Recalled, recall } from "./pricing/remembered.ts";
import { recallPointer, type Source } from "./pricing/snapshot-source.ts";
import { ProblemException, retryLater } from "./problem.ts";

export interface Caller {
  company: string;
  mode: Mode;
  type: KeyType;
  /** False while KV cannot be reached: then nothing of the company may be read for this caller. */
  confirmed: boolean;
  /** Empty without confirmation. */
  keyId: string;
  scopes: readonly Scope[];
  /** The company's pointer as it was when the key was looked up. */
  pointer: Recalled<Pointer>;
}

interface Demand {
  scope: Scope;
  /**
   * Go on with what the key's text claims when KV cannot be reached and nothing is remembered: only where the answer then holds
   * nothing but the caller's own prices.
   */
  unconfirmed?: boolean;
}

/** Refuses a request without a key that may do this; sets `caller`. */
export function authenticate(demand: Demand): MiddlewareHandler<EdgeEnv> {
  return createMiddleware<EdgeEnv>(async (c, next) => {
    const caller = await identifyCaller(c, demand.unconfirmed ?? false);
    if (!caller.scopes.includes(demand.scope)) {
      throw new ProblemException("scope_missing", { detail: `needs the scope \`${demand.scope}\`` });
    }
    c.set("caller", caller);
    await next();
  });
}

async function identifyCaller(c: Context<EdgeEnv>, unconfirmed: boolean): Promise<Caller> {
  const text = bearerText(c.req.header("authorization"));
  const claim = text === null ? null : readKeyText(text);
  if (text === null || claim === null) throw new ProblemException("key_invalid");
  const source = c.get("source");
  const [recalled, pointer] = await Promise.all([
    recallKey(source, claim.company, apiKeyHash(identityPort(c.env), text)),
    recallPointer(source, claim.company),
  ]);
  if (recalled.kind === "unreachable") {
    if (!unconfirmed) throw retryLater("the key cannot be confirmed now");
    allowOrigin(c, null);
    const scopes = claim.type === "rk" ? (["quote", "facts"] as const) : TYPE_SCOPES[claim.type];
    return { ...claim, confirmed: false, keyId: "", scopes, pointer: { kind: "unreachable" } };
  }
  if (recalled.kind === "absent" || !isValid(recalled.value, claim, c.get("atMs"))) {
    throw new ProblemException("key_invalid");
  }
  const record = recalled.value;
  allowOrigin(c, record);
  return { ...claim, confirmed: true, keyId: record.id, scopes: scopesOf(record), pointer };
}

/** The scheme is Bearer and nothing else. */
function bearerText(header: string | undefined): string | null {
  if (header === undefined) throw new ProblemException("key_missing");
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? null;
}

function recallKey(source: Source, company: string, hash: string): Promise<Recalled<ApiKeyRecord>> {
  const key = kvKey.apiKey(company, hash);
  return recall({
    memory: source.isolate.keys,
    key,
    read: () => readJson(source.kv, key, ApiKeyRecordSchema),
    replaces: () => true,
    absentKeeps: false,
    afresh: source.afresh,
    background: source.background,
  });
}

function isValid(
  record: ApiKeyRecord,
  claim: { company: string; mode: Mode; type: KeyType },
  atMs: number,
): boolean {
  const fits = record.company === claim.company && record.mode === claim.mode && record.type === claim.type;
  return fits && !record.revoked && (record.expires_at_ms === null || atMs < record.expires_at_ms);
}

function scopesOf(record: ApiKeyRecord): readonly Scope[] {
  return record.type === "rk" ? record.scopes : TYPE_SCOPES[record.type];
}

/**
 * A publishable key answers browsers of its origins and of our own. Other keys do not belong into a browser: no page of another
 * origin may read such an answer. Without a record (null) there is nothing to protect.
 */
function allowOrigin(c: Context<EdgeEnv>, record: ApiKeyRecord | null): void {
  const origin = c.req.header("origin");
  if (origin === undefined || (record !== null && record.type !== "pk")) return;
  const isOurs = origin === new URL(c.req.url).origin;
  if (record !== null && !isOurs && !record.origins.includes(origin)) {
    throw new ProblemException("origin_refused", { detail: `the origin is \`${origin}\`` });
  }
  c.header("access-control-allow-origin", origin);
  c.header("access-control-expose-headers", "x-request-id, retry-after");
}
