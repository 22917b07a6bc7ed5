/**
 * Ids and codes as they cross a border. An id from the shop is opaque: 1 to 128 printable characters, compared byte for
 * byte. Our own ids are lower-case slugs or random text with a prefix, so that they are safe in keys and names.
 */
import * as z from "zod";
import { LIMITS } from "./limits.ts";

/** An id given by the shop: printable, no control characters, no surrounding space. */
export const ExternalIdSchema = z
  .string()
  .min(1)
  .max(LIMITS.externalId)
  .regex(/^[^\p{C}\s](?:[^\p{C}]*[^\p{C}\s])?$/u, "must be printable characters without surrounding space");

/** An id in our own keys and object names: no separator of ours can occur in it. */
export const SlugSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/, "must be lower-case letters, digits, - and _");

/** A code as typed. */
export const TypedCodeSchema = z
  .string()
  .min(1)
  .max(LIMITS.code * 2);

/**
 * One form for each code, at creation and at look-up: NFKC, without control and format characters, trimmed, upper case (policy "case of codes: folded", lowered
 * here so that the evaluators never see it). Gives "" for a code that is nothing but space.
 */
export function normalizeCode(typed: string): string {
  return typed.normalize("NFKC").replace(/\p{C}/gu, "").trim().toUpperCase();
}

/** Orders two texts by UTF-16 code units: the only order of texts in the core, equal on every machine. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}
