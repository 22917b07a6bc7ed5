/**
 * Carts and decisions of committed orders go to the archive before the mirror moves past their entries: only then may the ledger drop
 * them. The same document under the same hash is the same bytes, so writing it twice is harmless.
 */
import type { Entry } from "../../shared/ledger/entry.ts";
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import { archiveKey, type Mode } from "../../shared/model/address.ts";

/** Documents under way at once; the platform opens six connections. */
const AT_ONCE = 6;

export interface ArchivePorts {
  archive: Pick<R2Bucket, "put" | "head">;
  ledger: Pick<LedgerRpc, "document">;
}

async function archiveOne(ports: ArchivePorts, key: string, handle: string): Promise<boolean> {
  const document = await ports.ledger.document(handle);
  if (document !== null) {
    await ports.archive.put(key, document);
    return true;
  }
  // The ledger drops what an earlier pull confirmed; then the archive has it.
  return (await ports.archive.head(key)) !== null;
}

/** Archives the documents of all commits among the entries; answers the handles whose document stands there. */
export async function archiveDocuments(
  ports: ArchivePorts,
  company: string,
  mode: Mode,
  entries: readonly Entry[],
): Promise<Set<string>> {
  const commits = entries.flatMap(({ body }) => (body.kind === "committed" ? [body.reservation] : []));
  const archived = new Set<string>();
  const waiting = commits.values();
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const { handle, decision_hash: hash } of waiting) {
      const key = archiveKey.decision(company, mode, hash);
      if (await archiveOne(ports, key, handle)) archived.add(handle);
      else console.error(JSON.stringify({ company, mode, document_missing: handle }));
    }
  });
  await Promise.all(workers);
  return archived;
}
