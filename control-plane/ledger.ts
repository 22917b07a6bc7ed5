/** The ledger objects of a company, seen through their contract. */

import type { LedgerRpc } from "../shared/ledger/rpc.ts";
import { type Mode, objectName } from "../shared/model/address.ts";
import type { Env } from "./env.ts";

export const MODES: readonly Mode[] = ["live", "test"];

/** Stub of the ledger object of one company and mode. */
export function ledgerOf(env: Pick<Env, "LEDGER">, company: string, mode: Mode): LedgerRpc {
  const stub = env.LEDGER.get(env.LEDGER.idFromName(objectName.ledger(company, mode)));
  // The class lives in the other Worker, so the platform's types know nothing of it.
  return stub as unknown as LedgerRpc;
}
