/** Hashes and keyed hashes on the platform's own cryptography, for the core, which takes them as arguments. */
import { createHash, createHmac } from "node:crypto";
import type { IdentityPort } from "../shared/model/identity.ts";
import type { Env } from "./env.ts";

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** SHA-256 of bytes, lower-case hex. */
export function sha256HexOfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The port by which shared/model/identity.ts computes keyed hashes. */
export function identityPort(env: Pick<Env, "IDENTITY_SECRET">): IdentityPort {
  return {
    secret: env.IDENTITY_SECRET,
    hmac: (key, message) => createHmac("sha256", key).update(message, "utf8").digest("hex"),
  };
}
