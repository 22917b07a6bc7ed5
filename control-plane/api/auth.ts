/**
 * Who calls. A key's text names its company, which is believed once D1 holds the hash of the text for that company; then the company
 * comes from the key alone. Revocation and expiry count at once here, since D1 is the original.
 */
import { and, eq } from "drizzle-orm";
import { createMiddleware } from "hono/factory";
import { readKeyText, type Scope } from "../../shared/model/api-key.ts";
import { apiKeyHash } from "../../shared/model/identity.ts";
import type { Database } from "../db/database.ts";
import { apiKeys } from "../db/schema/key.ts";
import type { Caller, ControlEnv, Env } from "../env.ts";
import { identityPort, sameSecret } from "../secrets.ts";
import { ProblemException } from "./problem.ts";

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

function bearerText(header: string | undefined): string {
  if (header === undefined) throw new ProblemException("key_missing");
  const text = BEARER.exec(header)?.[1];
  if (text === undefined) throw new ProblemException("key_invalid");
  return text;
}

/** The caller that a key's text stands for; null if the key is unknown, revoked or expired. */
export async function callerOfKey(
  env: Env,
  db: Database,
  text: string,
  nowMs: number,
): Promise<Caller | null> {
  const claim = readKeyText(text);
  if (claim === null) return null;
  const hash = apiKeyHash(identityPort(env), text);
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.company, claim.company), eq(apiKeys.keyHash, hash)));
  if (row === undefined || !sameSecret(row.keyHash, hash)) return null;
  if (row.revokedAtMs !== null || (row.expiresAtMs !== null && row.expiresAtMs <= nowMs)) return null;
  return { company: row.company, actor: row.id, mode: row.mode, scopes: row.scopes, credential: text };
}

/** Admits callers with an API key that has at least one of the scopes. */
export function requireScope(...anyOf: Scope[]) {
  return createMiddleware<ControlEnv>(async (c, next) => {
    const text = bearerText(c.req.header("authorization"));
    const caller = await callerOfKey(c.env, c.get("db"), text, c.get("nowMs"));
    if (caller === null) throw new ProblemException("key_invalid");
    if (!anyOf.some((scope) => caller.scopes.includes(scope))) {
      throw new ProblemException("scope_missing", `needs the scope ${anyOf.join(" or ")}`);
    }
    c.set("caller", caller);
    await next();
  });
}

/** Admits the operator, who holds the set-up token of the deployment. */
export const requireOperator = createMiddleware<ControlEnv>(async (c, next) => {
  const token = c.env.SETUP_TOKEN;
  const text = bearerText(c.req.header("authorization"));
  if (!token || !sameSecret(text, token)) throw new ProblemException("setup_refused");
  c.set("caller", { company: "", actor: "operator", mode: "live", scopes: [], credential: text });
  await next();
});
