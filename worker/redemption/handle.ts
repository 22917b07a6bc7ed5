/**
 * Handles of reservations: the caller's id with a keyed hash over it, so that a handle says whose it is without a look-up and nobody
 * can make one up. A handle of another company or mode is no handle here.
 */
import { Buffer } from "node:buffer";
import { timingSafeEqual } from "node:crypto";
import type { Mode } from "../../shared/model/address.ts";
import { derivedKey, type IdentityPort } from "../../shared/model/identity.ts";

interface Owner {
  company: string;
  mode: Mode;
}

/** Hex digits of the keyed hash that a handle carries: 128 bits. */
const HASH_DIGITS = 32;

/** The handle of an id; the same one every time. */
export function makeHandle(port: IdentityPort, { company, mode }: Owner, id: string): string {
  const hash = port.hmac(derivedKey(port, "handle", `${company}/${mode}`), id).slice(0, HASH_DIGITS);
  return `${hash}.${Buffer.from(id, "utf8").toString("base64url")}`;
}

/** Whether this company and mode made the handle. */
export function isOwnHandle(port: IdentityPort, owner: Owner, handle: string): boolean {
  const [, encodedId] = handle.split(".");
  if (encodedId === undefined) return false;
  const expected = Buffer.from(makeHandle(port, owner, Buffer.from(encodedId, "base64url").toString("utf8")));
  const given = Buffer.from(handle, "utf8");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
