/**
 * How people and keys are named without being known: keyed hashes under keys that are derived from one secret of the Workers and
 * the company. Computed without look-up, so someone who registered a second ago has the same key ever after.
 */

import type { Identifier } from "./cart.ts";
import { compareText } from "./identifier.ts";

/** HMAC-SHA-256 of a message under a key, both UTF-8 text, as lower-case hex. The shells pass their platform's. */
export type Hmac = (key: string, message: string) => string;

export interface IdentityPort {
  hmac: Hmac;
  /** The Workers' IDENTITY_SECRET. */
  secret: string;
}

/** A key for one purpose of one company; nothing computed under one purpose says anything about another. */
export function derivedKey(port: IdentityPort, purpose: string, company: string): string {
  return port.hmac(port.secret, `${purpose}\n${company}`);
}

/** The ledger's key of a customer whom the shop knows by id. */
export function customerKey(port: IdentityPort, company: string, customerId: string): string {
  return port.hmac(derivedKey(port, "customer", company), `id\n${customerId}`);
}

/** Trimmed, NFKC, lower case; a plus-tag of an e-mail's local part is dropped when the company folds them. */
export function normalizeIdentifier(identifier: Identifier, foldPlusTags: boolean): string {
  const text = identifier.value.normalize("NFKC").trim().toLowerCase();
  if (identifier.kind === "phone") return text.replace(/[\s().-]/g, "");
  if (identifier.kind !== "email" || !foldPlusTags) return text;
  return text.replace(/\+[^@]*(?=@)/, "");
}

/** The ledger's key of a further name of the same person. */
export function identifierKey(
  port: IdentityPort,
  company: string,
  identifier: Identifier,
  foldPlusTags: boolean,
): string {
  const text = normalizeIdentifier(identifier, foldPlusTags);
  return port.hmac(derivedKey(port, "customer", company), `${identifier.kind}\n${text}`);
}

/** Everything that one request says about who the customer is. */
export interface CustomerKeys {
  /** The key that counts as somebody: of the id, else of the e-mail, else of the phone; null for nobody. */
  key: string | null;
  /** All keys that a per-customer limit counts, without repeats, sorted. */
  counted: string[];
}

/** Device and card count, but are nobody alone. */
export function customerKeys(
  port: IdentityPort,
  company: string,
  customer: { id?: string | undefined; identifiers?: Identifier[] | undefined },
  foldPlusTags: boolean,
): CustomerKeys {
  const byId = customer.id === undefined ? null : customerKey(port, company, customer.id);
  const hashed = (customer.identifiers ?? []).map((identifier) => ({
    kind: identifier.kind,
    key: identifierKey(port, company, identifier, foldPlusTags),
  }));
  const ofKind = (kind: Identifier["kind"]) => hashed.find((entry) => entry.kind === kind)?.key ?? null;
  const key = byId ?? ofKind("email") ?? ofKind("phone");
  const all = hashed.map((entry) => entry.key);
  if (byId !== null) all.push(byId);
  return { key, counted: [...new Set(all)].sort(compareText) };
}

/** What is stored of an API key in place of its text. */
export function apiKeyHash(port: IdentityPort, keyText: string): string {
  return port.hmac(derivedKey(port, "api-key", ""), keyText);
}
