/**
 * Customer tokens: what a shop's server hands to a browser so that quotes know the customer. A compact JWS with one fixed algorithm,
 * type and audience, under a key of one company and mode; it holds keyed hashes, never the shop's id, and lives an hour at most.
 */
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import type { Mode } from "../../shared/model/address.ts";
import { type CustomerKeys, derivedKey, type IdentityPort } from "../../shared/model/identity.ts";
import { LIMITS } from "../../shared/model/limits.ts";

const ALGORITHM = "HS256";
const TYPE = "lidia-customer+jwt";
const AUDIENCE = "quote";

interface Issuer {
  company: string;
  mode: Mode;
}

const KeyText = z.string().regex(/^[0-9a-f]{64}$/);

/** Claims as we write them, and nothing else. */
const ClaimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.literal(AUDIENCE),
  sub: KeyText,
  keys: z.array(KeyText).min(1).max(LIMITS.customerKeys),
  iat: z.int(),
  exp: z.int(),
});

/** Signs the keys of a customer for so many seconds. */
export function signCustomerToken(
  port: IdentityPort,
  issuer: Issuer,
  customer: { key: string; counted: string[] },
  life: { atMs: number; ttlS: number },
): Promise<{ token: string; expiresAtMs: number }> {
  const iat = Math.floor(life.atMs / 1000);
  const exp = iat + life.ttlS;
  return new SignJWT({ keys: customer.counted })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(issuer.company)
    .setAudience(AUDIENCE)
    .setSubject(customer.key)
    .setIssuedAt(iat)
    .setExpirationTime(exp)
    .sign(signingKey(port, issuer))
    .then((token) => ({ token, expiresAtMs: exp * 1000 }));
}

/** The customer that a token names; null for anything that we did not sign for this company, mode and time. */
export async function readCustomerToken(
  port: IdentityPort,
  issuer: Issuer,
  token: string,
  atMs: number,
): Promise<CustomerKeys | null> {
  const payload = await verified(port, issuer, token, atMs);
  const claims = payload === null ? null : ClaimsSchema.safeParse(payload);
  if (claims === null || !claims.success) return null;
  const { sub, keys, iat, exp } = claims.data;
  const isOurs = exp - iat <= LIMITS.customerTokenMs / 1000 && keys.includes(sub);
  return isOurs ? { key: sub, counted: keys } : null;
}

async function verified(
  port: IdentityPort,
  issuer: Issuer,
  token: string,
  atMs: number,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, signingKey(port, issuer), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      audience: AUDIENCE,
      issuer: issuer.company,
      requiredClaims: ["iss", "aud", "sub", "iat", "exp"],
      currentDate: new Date(atMs),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function signingKey(port: IdentityPort, { company, mode }: Issuer): Uint8Array {
  return new TextEncoder().encode(derivedKey(port, "customer-token", `${company}/${mode}`));
}
