/**
 * Blobs under the hash of their bytes. A blob is read back and compared before anything names it, so that a corrupt one is never
 * acknowledged; and it is never read before it was written, since a miss would be remembered.
 */
import { kvKey } from "../../shared/model/address.ts";
import { sha256Bytes } from "../secrets.ts";
import type { PublisherPorts } from "./ports.ts";

/** How often a blob that came back otherwise is written again. */
const ATTEMPTS_MAX = 3;

export class BlobCorrupt extends Error {}

/** Whether the stored bytes under a hash are the ones that have it. */
export async function blobStands(kv: PublisherPorts["kv"], company: string, hash: string): Promise<boolean> {
  const stored = await kv.get(kvKey.blob(company, hash), "arrayBuffer");
  return stored !== null && sha256Bytes(new Uint8Array(stored)) === hash;
}

/** Writes bytes under their hash, reads them back, and gives the hash. */
export async function putBlob(kv: PublisherPorts["kv"], company: string, bytes: Uint8Array): Promise<string> {
  const hash = sha256Bytes(bytes);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    await kv.put(kvKey.blob(company, hash), bytes);
    if (await blobStands(kv, company, hash)) return hash;
  }
  throw new BlobCorrupt(`blob ${hash} does not come back as it was written`);
}
