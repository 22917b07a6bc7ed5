/** What the publisher takes from outside itself. Tests put faults in their place; the object in publisher-object.ts puts the platform. */
import type { LedgerRpc } from "../../shared/ledger/rpc.ts";
import type { Mode } from "../../shared/model/address.ts";
import type { Pointer } from "../../shared/model/pointer.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../ports.ts";

/** Hashes of stores and catalogue blobs that stand verified, and the revision of the company's facts that they show. */
export interface PublishedFacts {
  revision: number;
  stores: string;
  catalogue: Pointer["catalogue"];
}

/** What the publisher remembers beside D1. Losing it costs work, never a sequence: D1 and the pointer know that too. */
export interface PublisherMemory {
  /** Highest sequence that was ever given out, whether its put came through or not. */
  sequence: number;
  /** The pointer whose put was acknowledged last. */
  pointer: Pointer | null;
  facts: PublishedFacts | null;
}

export interface PublisherPorts {
  db: Database;
  kv: Pick<KVNamespace, "get" | "put">;
  ledger: (company: string, mode: Mode) => LedgerRpc;
  clock: Clock;
  memory: { read(): PublisherMemory; write(memory: PublisherMemory): void };
  /** Waits until the platform takes another write of the same key: one a second. */
  beforePointerPut: () => Promise<void>;
}
