/**
 * What one isolate remembers between requests: plain values with bounds, nothing that counts and nothing that a restart could lose.
 * A new one is a cold isolate.
 */
import type { ApiKeyRecord } from "../../shared/model/api-key.ts";
import type { CustomerRecord } from "../../shared/model/customer.ts";
import { LIMITS } from "../../shared/model/limits.ts";
import type { Pointer } from "../../shared/model/pointer.ts";
import type { LoadedBlob } from "./blobs.ts";
import { LeastRecentMap } from "./least-recent.ts";
import type { Remembered } from "./remembered.ts";

export interface Isolate {
  /** By company. */
  pointers: LeastRecentMap<Remembered<Pointer>>;
  /** By company: pointers of which a cart was priced, the last and the one before it. */
  proven: LeastRecentMap<{ last: Pointer; before: Pointer | null }>;
  /** By KV key; weighed by bytes. */
  blobs: LeastRecentMap<LoadedBlob>;
  /** Blobs that were refused, by KV key, with the time until which they are not read again. */
  refused: LeastRecentMap<number>;
  keys: LeastRecentMap<Remembered<ApiKeyRecord>>;
  /** Used only while KV cannot be reached. */
  customers: LeastRecentMap<CustomerRecord>;
}

/** The memory of a cold isolate. */
export function coldIsolate(): Isolate {
  return {
    pointers: new LeastRecentMap(LIMITS.isolateCompanies),
    proven: new LeastRecentMap(LIMITS.isolateCompanies),
    blobs: new LeastRecentMap(LIMITS.planCacheBytes),
    refused: new LeastRecentMap(LIMITS.isolateCompanies),
    keys: new LeastRecentMap(LIMITS.isolateKeys),
    customers: new LeastRecentMap(LIMITS.isolateCustomers),
  };
}
