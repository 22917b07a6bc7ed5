/**
 * Every key in KV and every name of a Durable Object, made in one place from an authenticated company, so that no caller's text
 * can reach another company's data. Companies and modes hold no "/" (SlugSchema), hashes are hex.
 */

/** Ledger, codes and keys of tests live apart from those of trade. */
export type Mode = "live" | "test";

export const kvKey = {
  apiKey: (company: string, keyHash: string) => `key/${company}/${keyHash}`,
  pointer: (company: string) => `pointer/${company}`,
  blob: (company: string, hash: string) => `blob/${company}/${hash}`,
  customer: (company: string, customerKey: string) => `customer/${company}/${customerKey}`,
} as const;

export const objectName = {
  /** One shard (0) until a company outgrows it; nothing but this name knows the shard. */
  ledger: (company: string, mode: Mode) => `ledger/${company}/${mode}/0`,
  publisher: (company: string) => `publisher/${company}`,
} as const;

/** Where the mirror archives cart and decision of a committed order. */
export const archiveKey = {
  decision: (company: string, mode: Mode, hash: string) => `decisions/${company}/${mode}/${hash}`,
} as const;
