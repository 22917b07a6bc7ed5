/** What the edge Worker is bound to, and what a request carries through its handlers. There is no binding to D1 here. */
import type { Caller } from "./auth.ts";
import type { Source } from "./pricing/snapshot-source.ts";

export interface Env {
  KV: KVNamespace;
  LEDGER: DurableObjectNamespace;
  MIRROR_NUDGES: Queue;
  /** Carts and decisions of committed orders, written by the mirror. */
  ARCHIVE: R2Bucket;
  IDENTITY_SECRET: string;
}

export interface EdgeEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** The request's one reading of the clock. */
    atMs: number;
    /** Where this request reads from. */
    source: Source;
    caller: Caller;
  };
}
