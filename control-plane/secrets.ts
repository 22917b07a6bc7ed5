/**
 * Hashes, keyed hashes and random texts of the control Worker, on the platform's own cryptography. Comparison of secrets takes the
 * same time whatever they hold.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IdentityPort } from "../shared/model/identity.ts";
import type { Env } from "./env.ts";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Bytes at or above this would make the first letters likelier than the rest. */
const BASE62_FAIR_BELOW = 256 - (256 % BASE62.length);

/** SHA-256 of a text, lower-case hex. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** SHA-256 of bytes, lower-case hex. */
export function sha256Bytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The port by which shared/model/identity.ts computes keyed hashes. */
export function identityPort(env: Pick<Env, "IDENTITY_SECRET">): IdentityPort {
  return {
    secret: env.IDENTITY_SECRET,
    hmac: (key, message) => createHmac("sha256", key).update(message, "utf8").digest("hex"),
  };
}

/** Random text of letters and digits; 43 of them hold 256 bits. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < BASE62_FAIR_BELOW && text.length < length) text += BASE62[byte % BASE62.length];
    }
  }
  return text;
}

/** An id of our own: a prefix and 80 random bits, lower case. */
export function randomId(prefix: string): string {
  return `${prefix}_${randomBytes(10).toString("hex")}`;
}

/** Whether two secrets are equal. */
export function sameSecret(a: string, b: string): boolean {
  const hashOf = (text: string) => createHash("sha256").update(text, "utf8").digest();
  return timingSafeEqual(hashOf(a), hashOf(b));
}

async function sealingKey(credential: string): Promise<CryptoKey> {
  const bytes = createHmac("sha256", "sealed answer").update(credential, "utf8").digest();
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Encrypts a text so that only the holder of the credential can have it again; the credential is stored nowhere. */
export async function seal(text: string, credential: string): Promise<string> {
  const iv = randomBytes(12);
  const key = await sealingKey(credential);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return `${iv.toString("base64")}.${Buffer.from(sealed).toString("base64")}`;
}

/** The text that was sealed under this credential; null under any other. */
export async function unseal(sealed: string, credential: string): Promise<string | null> {
  const [iv, body] = sealed.split(".");
  if (iv === undefined || body === undefined) return null;
  try {
    const key = await sealingKey(credential);
    const algorithm = { name: "AES-GCM", iv: Buffer.from(iv, "base64") };
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, Buffer.from(body, "base64")));
  } catch {
    return null;
  }
}
