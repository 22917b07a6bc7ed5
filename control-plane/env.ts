/** What the control Worker is bound to, and what a request carries through its handlers. */
import type { Mode } from "../shared/model/address.ts";
import type { Scope } from "../shared/model/api-key.ts";
import type { Database } from "./db/database.ts";
import type { ControlPorts } from "./ports.ts";

export interface Env {
  DB: D1Database;
  KV: KVNamespace;
  ARCHIVE: R2Bucket;
  /** Owned by the edge Worker; spoken to through shared/ledger/rpc.ts (ledger.ts makes the stub). */
  LEDGER: DurableObjectNamespace;
  PUBLISHER: DurableObjectNamespace;
  ASSETS: Fetcher;
  IDENTITY_SECRET: string;
  SETUP_TOKEN: string;
}

/** Who calls. The company comes from the key alone, never from path or body. */
export interface Caller {
  /** Empty for the operator, who stands before any company. */
  company: string;
  /** Id of the API key, or "operator". */
  actor: string;
  mode: Mode;
  scopes: readonly Scope[];
  /** Text of the key: the only thing under which an answer that shows a secret is kept. */
  credential: string;
}

export interface ControlEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** The request's one reading of the clock. */
    nowMs: number;
    ports: ControlPorts;
    db: Database;
    caller: Caller;
  };
}
