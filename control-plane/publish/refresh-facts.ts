/** Brings the blobs of stores and catalogue to the company's facts. Shards that did not change keep their hash and are not written. */
import { writeCatalogue } from "../../shared/snapshot/catalogue-blob.ts";
import { writeStores } from "../../shared/snapshot/stores-blob.ts";
import { companyById } from "../db/companies.ts";
import { sha256Bytes } from "../secrets.ts";
import { putBlob } from "./blobs.ts";
import { gatherCatalogue, gatherStores } from "./gather-facts.ts";
import type { PublishedFacts, PublisherPorts } from "./ports.ts";

/** Blobs written side by side. */
const PUT_AT_ONCE = 4;

/** Does nothing if the facts are at the revision that stands. */
export async function refreshFacts(ports: PublisherPorts, company: string): Promise<void> {
  // The revision first: what changes while we read makes a higher one, which the next run finds.
  const row = await companyById(ports.db, company);
  const before = ports.memory.read().facts;
  if (before?.revision === row.catalogueRevision) return;
  const directory = await gatherStores(ports.db, row);
  if (directory === null) throw new Error("the company has no store");
  const catalogue = writeCatalogue(await gatherCatalogue(ports.db, row));
  const blobs = [writeStores(directory), catalogue.tree, ...catalogue.shards];
  const [stores = "", tree = "", ...shards] = await putBlobs(ports, company, blobs, before);
  const facts = { revision: row.catalogueRevision, stores, catalogue: { tree, shards } };
  ports.memory.write({ ...ports.memory.read(), facts });
}

/** Hashes of the blobs, in order, once each stands verified; those that stood before are not written again. */
async function putBlobs(
  ports: PublisherPorts,
  company: string,
  blobs: readonly Uint8Array[],
  before: PublishedFacts | null,
): Promise<string[]> {
  const standing = new Set(
    before === null ? [] : [before.stores, before.catalogue.tree, ...before.catalogue.shards],
  );
  const hashes: string[] = [];
  for (let start = 0; start < blobs.length; start += PUT_AT_ONCE) {
    const some = blobs.slice(start, start + PUT_AT_ONCE);
    const put = some.map(async (bytes) => {
      const hash = sha256Bytes(bytes);
      return standing.has(hash) ? hash : putBlob(ports.kv, company, bytes);
    });
    hashes.push(...(await Promise.all(put)));
  }
  return hashes;
}
